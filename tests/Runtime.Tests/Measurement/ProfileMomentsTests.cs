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
            double[] own = [weight, weight * weight, weight * r[0], weight * r[1], weight * r[0] * r[0], weight * r[1] * r[0], weight * r[1] * r[1]];
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
    [Fact]
    public void Means_at_another_point_fluctuate_as_those_of_all_events_where_few_of_them_say_what_changes()
    {
        // Scores of N(1, 1), and elsewhere of N(1.2, 1) for the same events; of 4000 events every sixteenth is asked for there. Two hundred such samples.
        const int samples = 200, many = 4000, oneIn = 16;
        double corrected = 0, alone = 0;
        for (int s = 0; s < samples; s++)
        {
            CounterRandom random = new(17, (ulong)s);
            double[] all = new double[ProfileMoments.SizeOf(1)], few = new double[all.Length], moved = new double[all.Length];
            for (int i = 0; i < many; i++)
            {
                double score = 1 + random.NextNormal();
                Add(all, score);
                if (i % oneIn == 0)
                {
                    Add(few, score);
                    Add(moved, score + 0.2 + (0.1 * random.NextNormal()));
                }
            }

            corrected += Math.Pow(ProfileMoments.Of(all, few, moved, oneIn, 1).Sums([1], [])[0] - 1.2, 2) / samples;
            alone += Math.Pow(new ProfileMoments(moved, 1).Sums([1], [])[0] - 1.2, 2) / samples;
        }

        // Variances 1/4000 + 0.01 · 16/4000 and 1/250 · 1.01, each known to 10 % from 200 samples; four times that is allowed.
        Assert.InRange(corrected / (1.16 / many), 0.6, 1.4);
        Assert.InRange(alone / (1.01 * oneIn / many), 0.6, 1.4);
    }

    [Fact]
    public void Means_fluctuate_as_those_of_other_samples_of_the_same_size_do()
    {
        // 100 events of weight 2 with scores ±1 against each other, and a sample of 300 of weight 1: variances of the mean 1/100 and 1/300, correlation −1.
        ProfileMoments small = Of(100, 2), large = Of(300, 1);
        const int draws = 20_000;
        double xx = 0, xy = 0;
        for (int d = 0; d < draws; d++)
        {
            double[] shifted = small.Fluctuate(large, new CounterRandom(8, (ulong)d)).Sums([1], []);
            xx += shifted[0] * shifted[0] / draws;
            xy += shifted[0] * shifted[1] / draws;
        }

        // 20,000 draws know a variance to 1 %; five times that is allowed.
        Assert.InRange(xx * 75, 0.95, 1.05);
        Assert.InRange(xy * 75, -1.05, -0.95);
        Assert.Equal([0.0, 0.0], small.Sums([1], []));

        static ProfileMoments Of(int events, double weight)
        {
            double[] sums = new double[ProfileMoments.SizeOf(2)];
            for (int i = 0; i < events; i++)
            {
                double r = i % 2 == 0 ? 1 : -1;
                double[] own = [weight, weight * weight, weight * r, -weight * r, weight, -weight, weight];
                for (int k = 0; k < own.Length; k++)
                {
                    sums[k] += own[k];
                }
            }

            return new(sums, 2);
        }
    }

    private static void Add(double[] sums, double score)
    {
        (double, int)[] own = [(1, 0), (1, 1), (score, 2), (score * score, 3)];
        foreach ((double value, int at) in own)
        {
            sums[at] += value;
        }
    }
}
