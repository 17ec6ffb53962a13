using System.Runtime.CompilerServices;
using Mandelstam.Simd;

namespace Mandelstam.PhaseSpace;

/// <summary>RAMBO's map: the boost to the rest frame of a sum of momenta, and the change of scale that gives it the wanted mass.</summary>
/// <remarks>
/// With M² = Q₀² − Q², b = −Q/M, γ = Q₀/M, a = 1/(1 + γ), x = √s/M: p⁰ = x(γq⁰ + b·q), p = x(q + bq⁰ + a(b·q)b)
/// (R. Kleiss, W. J. Stirling and S. D. Ellis, Comput. Phys. Commun. 40 (1986) 359, equation 7).
/// </remarks>
/// <typeparam name="T">The register.</typeparam>
internal readonly struct Boost<T>
    where T : struct, IDoubleLanes<T>
{
    private readonly T _x;
    private readonly T _y;
    private readonly T _z;
    private readonly T _scale;
    private readonly T _a;

    /// <summary>The map that balances momenta.</summary>
    /// <param name="sqrtS">What the energies add up to afterwards.</param>
    /// <param name="sumE">What they add up to before.</param>
    /// <param name="sumX">The sum of the x components.</param>
    /// <param name="sumY">The sum of the y components.</param>
    /// <param name="sumZ">The sum of the z components.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Boost(double sqrtS, T sumE, T sumX, T sumY, T sumZ)
    {
        // Rounding may take M² below zero for momenta that are parallel to all digits; the next application makes good what this leaves.
        T square = sumE * sumE;
        T massSquared = T.MultiplyAddNegated(sumX, sumX, T.MultiplyAddNegated(sumY, sumY, T.MultiplyAddNegated(sumZ, sumZ, square)));
        T inverse = T.All(1) / T.Sqrt(T.Max(massSquared, square * T.All(1e-15)));
        _x = -sumX * inverse;
        _y = -sumY * inverse;
        _z = -sumZ * inverse;
        _scale = T.All(sqrtS) * inverse;
        Gamma = sumE * inverse;
        _a = T.All(1) / (T.All(1) + Gamma);
    }

    private Boost(T x, T y, T z, T scale, T a, T gamma)
    {
        _x = x;
        _y = y;
        _z = z;
        _scale = scale;
        _a = a;
        Gamma = gamma;
    }

    /// <summary>Energy over mass of the sum.</summary>
    public T Gamma { get; }

    /// <summary>The same map for some lanes, none for the others.</summary>
    public Boost<T> For(T lanes) =>
        new(lanes & _x, lanes & _y, lanes & _z, T.Select(lanes, _scale, T.All(1)), _a, T.Select(lanes, Gamma, T.All(1)));

    /// <summary>Maps a momentum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply(ref T energy, ref T x, ref T y, ref T z)
    {
        T product = T.MultiplyAdd(_x, x, T.MultiplyAdd(_y, y, _z * z));
        T along = T.MultiplyAdd(_a, product, energy);
        energy = _scale * T.MultiplyAdd(Gamma, energy, product);
        x = _scale * T.MultiplyAdd(_x, along, x);
        y = _scale * T.MultiplyAdd(_y, along, y);
        z = _scale * T.MultiplyAdd(_z, along, z);
    }
}
