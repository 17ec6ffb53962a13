using System.ComponentModel;

namespace Mandelstam.Simd;

/// <summary>Lanes of float64, as many as there are of float32, and the way between the two. For generated code.</summary>
/// <typeparam name="TDouble">The lanes of float64.</typeparam>
/// <typeparam name="TSingle">The lanes of float32.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPairedLanes<TDouble, TSingle> : ILanes<TDouble>
    where TDouble : struct, IPairedLanes<TDouble, TSingle>
    where TSingle : struct, ILanes<TSingle>
{
    /// <summary>The same numbers in double precision.</summary>
    static abstract TDouble Widen(TSingle value);

    /// <summary>The numbers of a slot of single precision in double precision.</summary>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="slot">The slot, in float32.</param>
    /// <param name="row">The row.</param>
    static abstract TDouble LoadWidened(ref float slots, nint slot, nint row);

    /// <summary>A condition in a slot of single precision for lanes of float64.</summary>
    /// <param name="slots">The first row of the first slot.</param>
    /// <param name="slot">The slot, in float32.</param>
    /// <param name="row">The row.</param>
    static abstract TDouble LoadWidenedCondition(ref float slots, nint slot, nint row);

    /// <summary>The numbers rounded to single precision.</summary>
    static abstract TSingle Narrow(TDouble value);

    /// <summary>A condition on lanes of float32 for lanes of float64.</summary>
    static abstract TDouble WidenCondition(TSingle condition);

    /// <summary>A condition on lanes of float64 for lanes of float32.</summary>
    static abstract TSingle NarrowCondition(TDouble condition);
}
