using System.Runtime.CompilerServices;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>A decay into two: momenta from mass and angles.</summary>
internal static class TwoBody
{
    /// <summary>The energy of a product in the rest frame.</summary>
    /// <param name="mass">The mass of what decays.</param>
    /// <param name="own2">The product's own mass, squared.</param>
    /// <param name="other2">The other product's mass, squared.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Energy<T>(T mass, T own2, T other2)
        where T : struct, IDoubleLanes<T> => T.All(0.5) * (T.MultiplyAdd(mass, mass, own2) - other2) / mass;

    /// <summary>The first product, its angles about the beam's direction.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static LaneMomentum<T> AboutBeam<T>(in LaneMomentum<T> parent, T mass, T energy, T momentum, T cosTheta, T sinPhi, T cosPhi)
        where T : struct, IDoubleLanes<T>
    {
        T transverse = momentum * T.Sqrt(T.Max(T.All(0), T.MultiplyAddNegated(cosTheta, cosTheta, T.All(1))));
        return new LaneMomentum<T>(energy, transverse * cosPhi, transverse * sinPhi, momentum * cosTheta).Boosted(parent, mass);
    }

    /// <summary>The first product, its angles about the direction in which the parent flies in the rest frame of what it comes of: the axis of its helicity.</summary>
    /// <param name="parent">What decays.</param>
    /// <param name="mass">Its mass.</param>
    /// <param name="origin">What the parent comes of.</param>
    /// <param name="energy">The product's energy in the rest frame.</param>
    /// <param name="momentum">The product's momentum in the rest frame.</param>
    /// <param name="cosTheta">Cosine of the polar angle.</param>
    /// <param name="sinPhi">Sine of the azimuth, which is uniform: its zero is not defined.</param>
    /// <param name="cosPhi">Cosine of the azimuth.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static LaneMomentum<T> AboutFlight<T>(in LaneMomentum<T> parent, T mass, in LaneMomentum<T> origin, T energy, T momentum, T cosTheta, T sinPhi, T cosPhi)
        where T : struct, IDoubleLanes<T>
    {
        // In the parent's rest frame the origin flies backwards.
        T both = parent.E + mass, inverse = T.All(1) / (both * mass), inverseMass = inverse * both, inverseSum = inverse * mass;
        LaneMomentum<T> back = origin.Boosted(new(parent.E, -parent.X, -parent.Y, -parent.Z), inverseMass, inverseSum);
        T scale = T.All(-1) / T.Sqrt(T.Max(T.All(1e-30), T.MultiplyAdd(back.X, back.X, T.MultiplyAdd(back.Y, back.Y, back.Z * back.Z))));
        T x = back.X * scale, y = back.Y * scale, z = back.Z * scale;

        // Two more axes without a case distinction: T. Duff et al., JCGT 6 (2017) 1.
        T sign = T.Select(T.Less(z, T.All(0)), T.All(-1), T.All(1));
        T a = T.All(-1) / (sign + z);
        T b = x * y * a;
        T transverse = momentum * T.Sqrt(T.Max(T.All(0), T.MultiplyAddNegated(cosTheta, cosTheta, T.All(1))));
        T u = transverse * cosPhi, v = transverse * sinPhi, w = momentum * cosTheta;
        T px = (u * T.MultiplyAdd(sign * x * x, a, T.All(1))) + (v * b) + (w * x);
        T py = (u * sign * b) + (v * T.MultiplyAdd(y * y, a, sign)) + (w * y);
        T pz = (w * z) - (u * sign * x) - (v * y);
        return new LaneMomentum<T>(energy, px, py, pz).Boosted(parent, inverseMass, inverseSum);
    }

    /// <summary>A cosine of density (1 + k·cos θ)/2, |k| ≤ 1.</summary>
    /// <param name="uniform">A uniform number.</param>
    /// <param name="slope">k.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LinearCosine<T>(T uniform, T slope)
        where T : struct, IDoubleLanes<T>
    {
        T rest = T.MultiplyAdd(T.All(4), uniform, T.All(-2));
        T root = T.Sqrt(T.Max(T.All(0), T.MultiplyAdd(slope, slope + rest, T.All(1))));
        return (rest + slope) / (T.All(1) + root);
    }
}
