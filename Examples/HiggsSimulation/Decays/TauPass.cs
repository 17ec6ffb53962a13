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

    private const double Mass2 = HadronicTau.Mass * HadronicTau.Mass;

    /// <summary>Draws the numbers of a leptonic decay.</summary>
    public static void DrawLeptonic<T>(EventTile<T> tile, int first)
        where T : struct, IDoubleLanes<T>
    {
        tile.Uniforms(first, 6);
        tile.Azimuths(first + 6);
    }

    /// <summary>Draws channel and numbers of a hadronic decay: squared mass, analysing power, cosine, azimuth.</summary>
    public static unsafe void DrawHadronic<T>(EventTile<T> tile, int? condition, int first)
        where T : struct, IDoubleLanes<T>
    {
        tile.Draw(TableLayout.Channel, condition, first, hats: false);
        tile.Uniforms(first + 1, 2);
        double* channel = tile[first];
        double* mass2 = tile[first + 1];
        fixed (double* quantiles = HadronicTau.SquaredMassQuantiles)
        {
            for (int row = 0; row < tile.Active; row++)
            {
                double scaled = mass2[row] * HadronicTau.Steps;
                int step = (int)scaled;
                double* at = quantiles + ((int)channel[row] * (HadronicTau.Steps + 1)) + step;
                mass2[row] = at[0] + ((scaled - step) * (at[1] - at[0]));
            }
        }

        tile.Azimuths(first + 6);
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
        T mass2 = tile.Read(first + 1, row);
        T twice = mass2 + mass2;
        T analysing = T.Select(T.Equal(tile.Read(first, row), T.All(0)), T.All(1), (T.All(Mass2) - twice) / (T.All(Mass2) + twice));
        cosTheta = TwoBody.LinearCosine(tile.Read(first + 2, row), polarisation * analysing);
        momentum = (T.All(Mass2) - mass2) * T.All(0.5 / HadronicTau.Mass);
        return T.All(HadronicTau.Mass) - momentum;
    }
}
