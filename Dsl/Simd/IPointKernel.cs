using System.ComponentModel;

namespace Mandelstam.Simd;

/// <summary>A generated function of phase-space points, one point a lane.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPointKernel
{
    /// <summary>Its values; a condition is 1 where it holds and 0 elsewhere.</summary>
    /// <typeparam name="T">Lanes of float64.</typeparam>
    /// <param name="columns">The points.</param>
    /// <param name="row">The first of a register of them.</param>
    static abstract T Evaluate<T>(PointColumns columns, nint row)
        where T : struct, ILanes<T>;
}
