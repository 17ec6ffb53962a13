namespace Mandelstam.Examples.HiggsSimulation.Decays;

/// <summary>The hadronic decays of the tau by channel: what the hadrons weigh together.</summary>
/// <remarks>
/// τ → h ν with dΓ/dm² ∝ v(m²)(1 − m²/m_τ²)²(1 + 2m²/m_τ²) (Y. S. Tsai, Phys. Rev. D 4 (1971) 2821). The spectral functions v are Breit–Wigner shapes with a running width: the
/// ρ(770) into two pions, the a₁(1260) into three, and for more pions the ρ(1450). Widths and masses: Particle Data Group, Phys. Rev. D 110, 030001 (2024).
/// </remarks>
internal static class HadronicTau
{
    /// <summary>The tau's mass in GeV.</summary>
    public const double Mass = 1.77693;

    /// <summary>The channels: π, ρ, a₁, more pions.</summary>
    public const int Channels = 4;

    /// <summary>Steps of the quantile functions.</summary>
    public const int Steps = 64;

    private const double PionMass = 0.13957, Rho = 0.77526, RhoWidth = 0.1491, A1 = 1.230, A1Width = 0.420, Rho1450 = 1.465, Rho1450Width = 0.400;

    /// <summary>Shares of the channels among hadronic decays, from branching fractions of the Review: π and K; ππ⁰ and Kπ; 3π, with charges either way; the rest.</summary>
    public static IReadOnlyList<double> Shares { get; } = [0.178, 0.414, 0.291, 0.117];

    /// <summary>Quantiles of the squared mass, channel by channel, each at k/<see cref="Steps"/> for k = 0 … <see cref="Steps"/>.</summary>
    public static double[] SquaredMassQuantiles { get; } = [.. Enumerable.Range(0, Channels).SelectMany(Quantiles)];

    /// <summary>How much of the tau's polarisation shows in cos θ: dΓ ∝ 1 ± α·P·cos θ, with α = (m_τ² − 2m²)/(m_τ² + 2m²) for spin 1 and 1 for the pion.</summary>
    public static double Analysing(int channel, double squaredMass) =>
        channel == 0 ? 1 : ((Mass * Mass) - (2 * squaredMass)) / ((Mass * Mass) + (2 * squaredMass));

    /// <summary>The density of the squared mass of a channel with resonance, not normalised.</summary>
    public static double Density(int channel, double squaredMass)
    {
        (double pole, double width, int pions) = channel switch
        {
            1 => (Rho, RhoWidth, 2),
            2 => (A1, A1Width, 3),
            _ => (Rho1450, Rho1450Width, 4),
        };
        double threshold = pions * PionMass * pions * PionMass;
        double ratio = squaredMass / (Mass * Mass);
        if (squaredMass <= threshold || ratio >= 1)
        {
            return 0;
        }

        // Two pions in a P wave; for more of them phase space that opens faster.
        double opening = Math.Pow((1 - (threshold / squaredMass)) / (1 - (threshold / (pole * pole))), pions - 0.5);
        double running = width * opening * (pole / Math.Sqrt(squaredMass));
        double distance = squaredMass - (pole * pole);
        double spectral = pole * running / ((distance * distance) + (pole * pole * running * running));
        return spectral * (1 - ratio) * (1 - ratio) * (1 + (2 * ratio));
    }

    private static IEnumerable<double> Quantiles(int channel)
    {
        const int Points = 4096;
        if (channel == 0)
        {
            return Enumerable.Repeat(PionMass * PionMass, Steps + 1);
        }

        double high = Mass * Mass;
        double[] sums = new double[Points + 1];
        for (int i = 0; i < Points; i++)
        {
            sums[i + 1] = sums[i] + Density(channel, high * (i + 0.5) / Points);
        }

        int at = 0;
        double[] result = new double[Steps + 1];
        for (int k = 0; k <= Steps; k++)
        {
            double wanted = sums[Points] * k / Steps;
            while (at < Points - 1 && (sums[at + 1] < wanted || sums[at + 1] == 0))
            {
                at++;
            }

            double inside = sums[at + 1] > sums[at] ? (wanted - sums[at]) / (sums[at + 1] - sums[at]) : 0;
            result[k] = high * (at + Math.Clamp(inside, 0, 1)) / Points;
        }

        return result;
    }
}
