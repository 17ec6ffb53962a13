using System.ComponentModel;

namespace Mandelstam.Simd;

/// <summary>A generated derivative: what it does with a block of events whose inputs lie in slots.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDerivativeKernel
{
    /// <summary>How the kernel uses its slots.</summary>
    static abstract DerivativeLayout Layout { get; }

    /// <summary>Computes all results of a block.</summary>
    /// <typeparam name="TSingle">Lanes of float32.</typeparam>
    /// <typeparam name="TDouble">As many lanes of float64.</typeparam>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="hoisted">What is the same for all events.</param>
    /// <param name="rows">The number of rows; lanes beyond are computed and not used.</param>
    static abstract void Evaluate<TSingle, TDouble>(ref float slots, ReadOnlySpan<double> hoisted, nint rows)
        where TSingle : struct, ILanes<TSingle>
        where TDouble : struct, IPairedLanes<TDouble, TSingle>;
}
