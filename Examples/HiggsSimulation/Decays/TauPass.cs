using System.Runtime.CompilerServices;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Decays;

/// <summary>Polarised decays of taus in flight: into a lepton and two neutrinos, and into hadrons and one.</summary>
/// <remarks>
/// A polarisation is counted such that +1 is a right-handed τ⁻ or a left-handed τ⁺, which decay alike. The spectra are those of the declared
/// decays <c>TauToLeptons</c> and <c>ZToPions</c>; the lepton is massless.
/// </remarks>
internal static class TauPass
{
    /// <summary>The columns that a decay draws its numbers into.</summary>
    public const int Draws = 8;

    /// <summary>The columns of uniform numbers that <see cref="LeptonAbove"/> takes.</summary>
    public const int AboveDraws = 7;

    private const int NewtonSteps = 3;

    /// <summary>The columns that <see cref="DrawHadrons"/> fills.</summary>
    public const int HadronDraws = 3;

    private const double Mass2 = HadronicTau.Mass * HadronicTau.Mass;

    /// <summary>Draws the numbers of a leptonic decay.</summary>
    public static void DrawLeptonic<T>(EventTile<T> tile, int first)
        where T : struct, IDoubleLanes<T>
    {
        tile.Uniforms(first, 6);
        tile.Azimuths(first + 6);
    }

    /// <summary>Draws the numbers of a hadronic decay.</summary>
    public static void DrawHadronic<T>(EventTile<T> tile, int? condition, int first)
        where T : struct, IDoubleLanes<T>
    {
        DrawHadrons(tile, condition, first);
        tile.Azimuths(first + 6);
    }

    /// <summary>Draws what hadrons a tau decays into: channel, squared mass, and a uniform number for their direction.</summary>
    public static void DrawHadrons<T>(EventTile<T> tile, int? condition, int first)
        where T : struct, IDoubleLanes<T>
    {
        tile.Draw(TableLayout.Channel, condition, first, hats: false);
        tile.Uniforms(first + 1, 2);
        tile.Interpolate(HadronicTau.SquaredMassQuantiles, HadronicTau.Steps, first, first + 1);
    }

    /// <summary>The lepton of τ → ℓ ν ν in flight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMomentum<T> Lepton<T>(EventTile<T> tile, int first, int row, in LaneMomentum<T> tau, in LaneMomentum<T> origin, T polarisation)
        where T : struct, IDoubleLanes<T>
    {
        T energy = LeptonAtRest(tile, first, row, polarisation, out T cosTheta);
        return TwoBody.AboutFlight(tau, T.All(HadronicTau.Mass), origin, energy, energy, cosTheta, tile.Read(first + 6, row), tile.Read(first + 7, row));
    }

    /// <summary>The hadrons of τ → h ν in flight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMomentum<T> Hadrons<T>(EventTile<T> tile, int first, int row, in LaneMomentum<T> tau, in LaneMomentum<T> origin, T polarisation)
        where T : struct, IDoubleLanes<T>
    {
        T energy = HadronsAtRest(tile, first, row, polarisation, out T momentum, out T cosTheta);
        return TwoBody.AboutFlight(tau, T.All(HadronicTau.Mass), origin, energy, momentum, cosTheta, tile.Read(first + 6, row), tile.Read(first + 7, row));
    }

    /// <summary>Energy of the lepton of τ → ℓ ν ν at rest, and its angle to the tau's flight: x = 2E/m_τ of density 2x²(3 − 2x), cos θ of density (1 − P·cos θ·(2x − 1)/(3 − 2x))/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LeptonAtRest<T>(EventTile<T> tile, int first, int row, T polarisation, out T cosTheta)
        where T : struct, IDoubleLanes<T>
    {
        // 2x²(3 − 2x) is two thirds of the density of the largest of three uniform numbers and a third of that of the second largest of four.
        T a = tile.Read(first, row), b = tile.Read(first + 1, row), c = tile.Read(first + 2, row), d = tile.Read(first + 3, row);
        T low = T.Min(a, b), high = T.Max(a, b), low2 = T.Min(c, d), high2 = T.Max(c, d);
        T second = T.Max(T.Min(high, high2), T.Max(low, low2));
        T x = T.Select(T.Less(tile.Read(first + 4, row), T.All(2.0 / 3)), T.Max(high, c), second);
        T slope = polarisation * (T.All(1) - (x + x)) / (T.All(3) - (x + x));
        cosTheta = TwoBody.LinearCosine(tile.Read(first + 5, row), slope);
        return x * T.All(HadronicTau.Mass / 2);
    }

    /// <summary>Energy and momentum of the hadrons of τ → h ν at rest, and their angle to the tau's flight: cos θ of density (1 + α·P·cos θ)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T HadronsAtRest<T>(EventTile<T> tile, int first, int row, T polarisation, out T momentum, out T cosTheta)
        where T : struct, IDoubleLanes<T>
    {
        T slope = Slope(tile, first, row, polarisation, out momentum);
        cosTheta = TwoBody.LinearCosine(tile.Read(first + 2, row), slope);
        return T.All(HadronicTau.Mass) - momentum;
    }

    /// <summary>The share of leptonic decays in which the lepton takes more than 1 − w of its fast tau's energy.</summary>
    /// <param name="w">w in [0, 1].</param>
    /// <param name="isPlus">Where the tau's polarisation is 1; else it is −1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ShareAbove<T>(T w, T isPlus)
        where T : struct, IDoubleLanes<T> =>
        w * w * T.Select(isPlus, w * (T.All(2) - w), T.MultiplyAdd(w, T.MultiplyAdd(w, T.All(1.0 / 3), T.All(-4.0 / 3)), T.All(2)));

    /// <summary>Energy and angle at rest of a lepton that takes more than a share of its fast tau's energy.</summary>
    /// <remarks>
    /// With z = x(1 + cos θ)/2, the share of a tau that is fast, and w = 1 − z, w has the distribution <see cref="ShareAbove"/>: w³(2 − w) for polarisation 1, w²(2 − 4w/3 + w²/3) for −1. The density of
    /// x given z is proportional to x(1 − 2z) + z and to 2(x − z)(1 − x) + z, on z ≤ x ≤ 1: mixtures of order statistics.
    /// </remarks>
    /// <param name="tile">The rows.</param>
    /// <param name="first">The first of <see cref="AboveDraws"/> columns of uniform numbers.</param>
    /// <param name="row">The row.</param>
    /// <param name="isPlus">Where the polarisation is 1; else it is −1.</param>
    /// <param name="most">The largest w, in (0, 1].</param>
    /// <param name="cosTheta">Cosine of the angle to the tau's flight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LeptonAbove<T>(EventTile<T> tile, int first, int row, T isPlus, T most, out T cosTheta)
        where T : struct, IDoubleLanes<T>
    {
        T one = T.All(1), half = T.All(0.5), third = T.All(1.0 / 3);

        // The largest of three or two numbers is the root of a uniform one that the distribution nearly needs; Newton's method does the rest, to ten digits.
        T largest = T.Max(tile.Read(first, row), tile.Read(first + 1, row));
        largest = T.Select(isPlus, T.Max(largest, tile.Read(first + 2, row)), largest);
        T wanted = ShareAbove(most, isPlus) * largest * largest * T.Select(isPlus, largest, one);
        T w = most * largest;
        for (int step = 0; step < NewtonSteps; step++)
        {
            T density = T.All(4) * w * T.Select(isPlus, w * (T.All(1.5) - w), T.MultiplyAdd(w, T.MultiplyAdd(w, third, -one), one));
            w -= (ShareAbove(w, isPlus) - wanted) / density;
        }

        T z = one - w, parabola = w * w * third;
        T pick = tile.Read(first + 3, row), a = tile.Read(first + 4, row), b = tile.Read(first + 5, row), c = tile.Read(first + 6, row);
        T low = T.Min(a, b), high = T.Max(a, b), median = T.Max(low, T.Min(high, c));
        T isSloped = T.Less(pick * T.Select(isPlus, z + half, z + parabola), T.Select(isPlus, T.Abs(half - z), parabola));
        T t = T.Select(isSloped, T.Select(isPlus, T.Select(T.Less(z, half), high, low), median), c);
        T x = T.MultiplyAdd(t, w, z);
        cosTheta = T.Min(one, ((z + z) / x) - one);
        return x * T.All(HadronicTau.Mass / 2);
    }

    /// <summary>Energy and momentum at rest of hadrons that have an energy in flight, in units of the tau's γ, and their angle to the tau's flight.</summary>
    /// <param name="tile">The rows.</param>
    /// <param name="first">The columns of <see cref="DrawHadrons"/>.</param>
    /// <param name="row">The row.</param>
    /// <param name="polarisation">The polarisation.</param>
    /// <param name="enough">The energy in flight over γ that they have at least.</param>
    /// <param name="gamma">γ of the tau.</param>
    /// <param name="flight">γβ of the tau.</param>
    /// <param name="momentum">Momentum at rest.</param>
    /// <param name="cosTheta">Cosine of the angle to the tau's flight.</param>
    /// <param name="chance">The probability with which the decay has to be kept: the share of all cosines that have the energy.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T HadronsAbove<T>(EventTile<T> tile, int first, int row, T polarisation, T enough, T gamma, T flight, out T momentum, out T cosTheta, out T chance)
        where T : struct, IDoubleLanes<T>
    {
        T one = T.All(1), half = T.All(0.5);
        T slope = Slope(tile, first, row, polarisation, out momentum);
        T energy = T.All(HadronicTau.Mass) - momentum;
        T least = T.Max(-one, T.Min(one, (enough - energy) * gamma / (flight * momentum)));
        chance = half * (one - least) * T.MultiplyAdd(half * slope, one + least, one);
        cosTheta = TwoBody.LinearCosine(T.MultiplyAdd(-chance, tile.Read(first + 2, row), one), slope);
        return energy;
    }

    // The slope of the density of cos θ, and the momentum at rest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Slope<T>(EventTile<T> tile, int first, int row, T polarisation, out T momentum)
        where T : struct, IDoubleLanes<T>
    {
        T mass2 = tile.Read(first + 1, row);
        T twice = mass2 + mass2;
        momentum = (T.All(Mass2) - mass2) * T.All(0.5 / HadronicTau.Mass);
        return polarisation * T.Select(T.Equal(tile.Read(first, row), T.All(0)), T.All(1), (T.All(Mass2) - twice) / (T.All(Mass2) + twice));
    }
}
