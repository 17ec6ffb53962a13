using Mandelstam.Measurement;
using Mandelstam.Randomness;

namespace Mandelstam.Runtime.Tests.Measurement;

/// <summary>Background with logits of N(−1, 1) and a little signal with N(1, 1), for which the logit up to a factor of two is the logarithm of the ratio of densities.</summary>
public sealed class EventThinningTests
{
    private const int Events = 200_000;
    private const float Weight = 0.25f;

    private readonly float[] _logits = new float[Events];
    private readonly int[] _heads = new int[Events];
    private readonly float[] _weights = new float[Events];
    private readonly EventThinning _thinning;

    public EventThinningTests()
    {
        CounterRandom random = new(11);
        bool[] isSignal = new bool[Events];
        for (int i = 0; i < Events; i++)
        {
            isSignal[i] = i % 20 == 0;
            _heads[i] = i / 20 % 2;
            _logits[i] = (float)(2 * (random.NextNormal() + (isSignal[i] ? 1 : -1)));
            _weights[i] = isSignal[i] ? Weight / 50 : Weight;
        }

        _thinning = new(_logits, _heads, _weights, isSignal);
    }

    [Fact]
    public void Sums_of_kept_weights_are_those_of_all()
    {
        // A tenth of the events has no category.
        int[] heads = [.. _heads.Select(static (head, i) => i % 10 == 3 ? -1 : head)];
        float[] weights = _thinning.Keep(_logits, heads, _weights, Weight, 5);
        int[] kept = [.. Enumerable.Range(0, Events).Where(i => weights[i] > 0)];
        Assert.InRange(kept.Length, Events / 100, Events / 2);
        Assert.All(kept, i => Assert.True(weights[i] >= _weights[i]));

        // At a higher reference fewer of the same events are kept.
        float[] fewer = _thinning.Keep(_logits, heads, _weights, 2 * Weight, 5);
        Assert.InRange(fewer.Count(static weight => weight > 0), kept.Length / 2, kept.Length * 3 / 4);
        Assert.All(Enumerable.Range(0, Events).Where(i => fewer[i] > 0), i => Assert.True(weights[i] > 0 && fewer[i] >= weights[i]));

        // In each slice of the logit the kept sum scatters about the full one by Σ w(W − w); of eight slices and events of no category one is beyond four such widths once in 1,700 seeds.
        foreach (IGrouping<int, int> slice in Enumerable.Range(0, Events).GroupBy(i => heads[i] < 0 ? 99 : Math.Clamp((int)Math.Floor(_logits[i] / 2), -4, 3)))
        {
            HashSet<int> own = [.. slice];
            double all = slice.Sum(i => (double)_weights[i]);
            double variance = slice.Sum(i => _weights[i] * Math.Max(0, (Weight / _thinning.ShareOf(_logits[i], heads[i])) - _weights[i]));
            Assert.InRange(kept.Where(own.Contains).Sum(i => (double)weights[i]) - all, (-4 * Math.Sqrt(variance)) - 1e-3, (4 * Math.Sqrt(variance)) + 1e-3);
        }
    }

    [Fact]
    public void Everything_is_kept_where_most_of_the_information_lies_and_a_tenth_where_there_is_none()
    {
        Assert.Equal(0.1, _thinning.ShareOf(-8, 0));
        Assert.Equal(0.1, _thinning.ShareOf(8, -1));
        Assert.Equal(1, _thinning.ShareOf(8, 1));
        double signal = 0, inFull = 0;
        for (int i = 0; i < Events; i += 20)
        {
            double information = Math.Exp(_logits[i]);
            signal += information;
            inFull += _thinning.ShareOf(_logits[i], _heads[i]) >= 1 ? information : 0;
        }

        // 80 % up to one event's part and the two categories' own fluctuations of s/b.
        Assert.InRange(inFull / signal, 0.79, 0.81);
    }

    [Fact]
    public void A_signal_like_sum_fluctuates_less_than_with_as_many_events_taken_at_random()
    {
        // Variance of Σ w exp(logit), the sum that a strength comes from, over the choice and the simulation, for background.
        double thinned = 0, all = 0, kept = 0;
        for (int i = 0; i < Events; i++)
        {
            if (i % 20 != 0)
            {
                double share = _thinning.ShareOf(_logits[i], _heads[i]), influence = Math.Min(Math.Exp(_logits[i]), 100);
                thinned += influence * influence / share;
                all += influence * influence;
                kept += share;
            }
        }

        double atRandom = all * (Events * 19 / 20) / kept;
        Assert.True(atRandom > 3 * thinned, FormattableString.Invariant($"{atRandom / thinned}"));
    }

    [Fact]
    public void Fluctuations_have_the_variances_they_are_given_and_leave_something()
    {
        const int draws = 20_000;
        double[] yields = [100, 7], variances = [25, 4];
        double[] sum = new double[2], squares = new double[2];
        for (int d = 0; d < draws; d++)
        {
            double[] drawn = SimulationFluctuation.Of(yields, variances, new CounterRandom(3, (ulong)d));
            for (int i = 0; i < 2; i++)
            {
                sum[i] += drawn[i] / draws;
                squares[i] += Math.Pow(drawn[i] - yields[i], 2) / draws;
            }
        }

        // 20,000 draws know a mean to 0.007 σ and a variance to 1 %; five times that is allowed.
        for (int i = 0; i < 2; i++)
        {
            Assert.InRange(sum[i] - yields[i], -0.036 * Math.Sqrt(variances[i]), 0.036 * Math.Sqrt(variances[i]));
            Assert.InRange(squares[i] / variances[i], 0.95, 1.05);
        }

        Assert.All(Enumerable.Range(0, 100), static d => Assert.True(SimulationFluctuation.Of([1], [100], new CounterRandom(4, (ulong)d))[0] >= 0.01));
    }
}
