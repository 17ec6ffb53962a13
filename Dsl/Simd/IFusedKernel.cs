using System.ComponentModel;

namespace Mandelstam.Simd;

/// <summary>A generated kernel: what it does with a block of events whose inputs lie in slots.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IFusedKernel
{
    /// <summary>How the kernel uses its slots.</summary>
    static abstract FusedLayout Layout { get; }

    /// <summary>Computes what depends on nuisances alone.</summary>
    /// <param name="nuisances">One value per nuisance.</param>
    /// <param name="hoisted">Receives the values.</param>
    static abstract void Hoist(ReadOnlySpan<double> nuisances, Span<double> hoisted);

    /// <summary>Decides which events are kept.</summary>
    /// <typeparam name="TSingle">Lanes of float32.</typeparam>
    /// <typeparam name="TDouble">As many lanes of float64.</typeparam>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="hoisted">What depends on nuisances alone.</param>
    /// <param name="rows">The number of rows; lanes beyond are computed and not used.</param>
    static abstract void Select<TSingle, TDouble>(ref float slots, ReadOnlySpan<double> hoisted, nint rows)
        where TSingle : struct, ILanes<TSingle>
        where TDouble : struct, IPairedLanes<TDouble, TSingle>;

    /// <summary>Computes all results of events that are kept.</summary>
    /// <typeparam name="TSingle">Lanes of float32.</typeparam>
    /// <typeparam name="TDouble">As many lanes of float64.</typeparam>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="hoisted">What depends on nuisances alone.</param>
    /// <param name="rows">The number of rows; lanes beyond are computed and not used.</param>
    /// <param name="flow">Where results go, and what moves meanwhile.</param>
    static abstract void Evaluate<TSingle, TDouble>(ref float slots, ReadOnlySpan<double> hoisted, nint rows, ref BlockFlow flow)
        where TSingle : struct, ILanes<TSingle>
        where TDouble : struct, IPairedLanes<TDouble, TSingle>;
}
