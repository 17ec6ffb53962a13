using Mandelstam.Measurement;
using Mandelstam.Randomness;

namespace Mandelstam.Runtime.Tests.Measurement;

public sealed class ProfileMomentsTests
{
    [Fact]
    public void Sums_that_are_drawn_with_counts_scatter_as_those_of_events()
    {
        // Two bins of events with two scores each, known one by one.
        (int Bin, double Weight, double[] Scores)[] events = [(0, 2, [0.1, 0.2]), (0, 1, [0.4, 0.1]), (1, 3, [0.8, 0.9]), (1, 1, [0.6, 0.5]), (1, 2, [0.7, 0.95])];
        const int design = 2;
        double[] sums = new double[2 * ProfileMoments.SizeOf(design)];
        foreach ((int bin, double weight, double[] r) in events)
        {
            double[] own = [weight, weight * r[0], weight * r[1], weight * r[0] * r[0], weight * r[1] * r[0], weight * r[1] * r[1]];
            for (int i = 0; i < own.Length; i++)
            {
                sums[(bin * own.Length) + i] += own[i];
            }
        }

        ProfileMoments moments = new(sums, design);
        double[] counts = [400, 900], mean = moments.Sums(counts, []);
        double Mean(int bin, Func<double[], double> of) => events.Where(e => e.Bin == bin).Sum(e => e.Weight * of(e.Scores)) / events.Where(e => e.Bin == bin).Sum(e => e.Weight);
        double Expected(Func<double[], double> of) => (400 * Mean(0, of)) + (900 * Mean(1, of));
        Assert.Equal(Expected(static r => r[0]), mean[0], 1e-9);
        Assert.Equal(Expected(static r => r[1]), mean[1], 1e-9);

        // Covariance over many draws: 20,000 of them know a variance to 1 %, and five of those are allowed.
        CounterRandom random = new(3);
        double xx = 0, xy = 0, yy = 0;
        const int draws = 20_000;
        for (int i = 0; i < draws; i++)
        {
            double[] drawn = moments.Sums(counts, [random.NextNormal(), random.NextNormal()]);
            xx += Math.Pow(drawn[0] - mean[0], 2) / draws;
            yy += Math.Pow(drawn[1] - mean[1], 2) / draws;
            xy += (drawn[0] - mean[0]) * (drawn[1] - mean[1]) / draws;
        }

        double Covariance(int i, int j) => new[] { (0, 400.0), (1, 900.0) }.Sum(b => b.Item2 * (Mean(b.Item1, r => r[i] * r[j]) - (Mean(b.Item1, r => r[i]) * Mean(b.Item1, r => r[j]))));
        Assert.Equal(1, xx / Covariance(0, 0), 0.05);
        Assert.Equal(1, yy / Covariance(1, 1), 0.05);
        Assert.Equal(Covariance(0, 1), xy, 0.05 * Math.Sqrt(Covariance(0, 0) * Covariance(1, 1)));
    }
}
