using System.Runtime.CompilerServices;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>Four-momenta of several events, one a lane, in GeV.</summary>
/// <param name="E">Energy.</param>
/// <param name="X">Along x.</param>
/// <param name="Y">Along y.</param>
/// <param name="Z">Along the beam.</param>
/// <typeparam name="T">The register.</typeparam>
internal readonly record struct LaneMomentum<T>(T E, T X, T Y, T Z)
    where T : struct, IDoubleLanes<T>
{
    /// <summary>Sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMomentum<T> operator +(in LaneMomentum<T> a, in LaneMomentum<T> b) => new(a.E + b.E, a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMomentum<T> operator -(in LaneMomentum<T> a, in LaneMomentum<T> b) => new(a.E - b.E, a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Transverse momentum, squared.</summary>
    public T Pt2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.MultiplyAdd(X, X, Y * Y);
    }

    /// <summary>Of each lane the one or the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMomentum<T> Select(T condition, in LaneMomentum<T> yes, in LaneMomentum<T> no) =>
        new(T.Select(condition, yes.E, no.E), T.Select(condition, yes.X, no.X), T.Select(condition, yes.Y, no.Y), T.Select(condition, yes.Z, no.Z));

    /// <summary>A massless momentum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMomentum<T> Massless(T x, T y, T z) => new(T.Sqrt(T.MultiplyAdd(x, x, T.MultiplyAdd(y, y, z * z))), x, y, z);

    /// <summary>Taken from the rest frame of a particle to the frame in which that has a momentum.</summary>
    /// <param name="of">The particle's momentum.</param>
    /// <param name="mass">Its mass.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneMomentum<T> Boosted(in LaneMomentum<T> of, T mass)
    {
        // One division for both.
        T both = of.E + mass, inverse = T.All(1) / (both * mass);
        return Boosted(of, inverse * both, inverse * mass);
    }

    /// <summary>The same, with 1/m and 1/(E + m) at hand.</summary>
    /// <param name="of">The particle's momentum.</param>
    /// <param name="inverseMass">1/m of the particle.</param>
    /// <param name="inverseSum">1/(E + m) of the particle.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneMomentum<T> Boosted(in LaneMomentum<T> of, T inverseMass, T inverseSum)
    {
        T energy = T.MultiplyAdd(of.E, E, T.MultiplyAdd(of.X, X, T.MultiplyAdd(of.Y, Y, of.Z * Z))) * inverseMass;
        T share = (E + energy) * inverseSum;
        return new(energy, T.MultiplyAdd(share, of.X, X), T.MultiplyAdd(share, of.Y, Y), T.MultiplyAdd(share, of.Z, Z));
    }
}
