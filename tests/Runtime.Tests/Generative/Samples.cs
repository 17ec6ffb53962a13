using Mandelstam.Generative;
using Mandelstam.Randomness;

namespace Mandelstam.Runtime.Tests.Generative;

/// <summary>Events for the tests: uniform phase space, and muon decays by hit-or-miss.</summary>
internal static class Samples
{
    /// <summary>Events of uniform phase space with √s = 1.</summary>
    public static MomentumTable Uniform(int count, int particles, ulong seed) => Accepted(count, particles, seed, static _ => 1);

    /// <summary>Decays μ → e ν̄ ν with |M|² ∝ x(1 − x), x = 2E/√s of the antineutrino, which comes second.</summary>
    public static MomentumTable Muon(int count, ulong seed) => Accepted(count, 3, seed, static p =>
    {
        double x = 2 * Length(p, 1);
        return 4 * x * (1 - x);
    });

    /// <summary>The length of one particle's momentum.</summary>
    public static double Length(ReadOnlySpan<double> momenta, int particle) =>
        Math.Sqrt((momenta[3 * particle] * momenta[3 * particle]) + (momenta[(3 * particle) + 1] * momenta[(3 * particle) + 1]) + (momenta[(3 * particle) + 2] * momenta[(3 * particle) + 2]));

    /// <summary>Mean of x = 2E/√s of one particle, and its standard error.</summary>
    public static (double Mean, double Error) MeanX(MomentumTable events, int particle)
    {
        double sum = 0, squares = 0;
        for (int row = 0; row < events.Count; row++)
        {
            double x = 2 * Length(events.Event(row), particle) / events.Energy;
            sum += x;
            squares += x * x;
        }

        double mean = sum / events.Count;
        return (mean, Math.Sqrt(((squares / events.Count) - (mean * mean)) / events.Count));
    }

    private static MomentumTable Accepted(int count, int particles, ulong seed, Func<double[], double> probability)
    {
        double[] values = new double[count * 3 * particles], p = new double[3 * particles];
        CounterRandom random = new(seed);
        for (int row = 0; row < count;)
        {
            ReferencePrior.Draw(random, p);
            ConformalMap.ToMomenta(p, 1, p);
            if (random.NextUniform() < probability(p))
            {
                p.CopyTo(values, row++ * p.Length);
            }
        }

        return new MomentumTable(values, particles, 1);
    }
}
