using Mandelstam.Processes;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>Volumes of massive phase space by quadrature: V_n(M) = ∫ dμ²/2π V₂(M; m₁, μ) V_(n−1)(μ), with nothing random in it.</summary>
internal static class PhaseSpaceIntegral
{
    // μ = low + width·sin²(πt/2) takes off the square roots at both thresholds, so that the midpoint rule in t converges fast.
    private const int Nodes = 160;

    /// <summary>The volume in GeV^(2n−4).</summary>
    public static double Volume(double sqrtS, params ReadOnlySpan<double> masses)
    {
        if (masses.Length == 2)
        {
            return PhaseSpaceVolume.TwoBody(sqrtS, masses[0], masses[1]);
        }

        ReadOnlySpan<double> rest = masses[1..];
        double low = 0;
        foreach (double mass in rest)
        {
            low += mass;
        }

        double width = sqrtS - masses[0] - low, sum = 0;
        for (int node = 0; node < Nodes; node++)
        {
            double t = (node + 0.5) / Nodes, sin = Math.Sin(Math.PI / 2 * t);
            double mu = low + (width * sin * sin);
            double jacobian = width * Math.PI / 2 * Math.Sin(Math.PI * t) / Nodes;
            sum += jacobian * mu / Math.PI * PhaseSpaceVolume.TwoBody(sqrtS, masses[0], mu) * Volume(mu, rest);
        }

        return sum;
    }
}
