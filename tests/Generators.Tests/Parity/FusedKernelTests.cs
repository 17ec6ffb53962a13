using System.Globalization;
using Mandelstam.Events;
using Mandelstam.Generators.Tests.Accuracy;
using Mandelstam.Simd;
using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>
/// The float32 kernel is within its bound of the double one: |result − reference| ≤ 4 ulp(reference) + Σ |∂f/∂xᵢ| ulp(xᵢ), over the columns xᵢ.
/// The second term is what the file's own precision leaves open.
/// </summary>
public sealed class FusedKernelTests
{
    private const int Rows = 3000;

    /// <summary>Declaration, and what stands for an absent object in its file.</summary>
    public static TheoryData<string, float> Declarations => BackendParityTests.Declarations;

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Every_feature_is_within_its_bound(string type, float sentinel)
    {
        EventModel model = Compiled.Probe(type).Model, smooth = Compiled.SmoothProbe(type).Model;
        int ties = 0;
        foreach ((int seed, double[] point) in BackendParityTests.Points(model).Index())
        {
            EventBatch batch = RandomEvents.Make(model, Rows, seed + 10, edges: true, sentinel);
            double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed + 20);
            PerturbedEvents<double> expected = model.Perturb<double>(batch, point, noise, selection: false);
            PerturbedEvents<float> actual = model.Perturb<float>(batch, point, noise, selection: false);
            double[][] open = FloatBound.Open(
                smooth, RandomEvents.Make(smooth, Rows, seed + 10, edges: true, sentinel), point, noise, (_, value) => value == sentinel ? [] : FloatBound.Neighbours(value));
            Assert.Equal(Rows, actual.Count);
            for (int row = 0; row < Rows; row++)
            {
                if (IsTie(expected, actual, row))
                {
                    ties++;
                    continue;
                }

                Assert.Equal(expected.Category[row], actual.Category[row]);
                Assert.Equal(expected.Weight[row], actual.Weight[row], 1e-12 * Math.Abs(expected.Weight[row]));
                for (int i = 0; i < model.Features.Length; i++)
                {
                    Within(expected.Features[i][row], actual.Features[i][row], open[i][row], model.Features[i].Name, row);
                }
            }
        }

        // A value within float32's error of half a step may be rounded to the other side.
        Assert.InRange(ties, 0, Rows / 100);
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void The_same_events_are_kept_in_the_same_order_with_any_registers_and_threads_past_the_cache_or_not(string type, float sentinel)
    {
        EventModel model = Compiled.Probe(type).Model;
        EventBatch batch = RandomEvents.Make(model, 20_011, seed: 5, edges: true, sentinel);
        double[] noise = RandomEvents.Normals(model.NoiseCount * batch.Rows, seed: 6);
        double[] point = BackendParityTests.Points(model).Last();
        PerturbedEvents<double> expected = model.Perturb<double>(batch, point, noise);
        PerturbedEvents<float> first = model.Perturb<float>(batch, point, noise);
        Assert.InRange(expected.Source.Take(expected.Count).Except(first.Source.Take(first.Count)).Count(), 0, batch.Rows / 1000);
        PerturbedEvents<float> all = model.Perturb<float>(batch, point, noise, selection: false);
        AssertSame(all, first, place => first.Source[place]);

        int widest = RegisterWidth.Bits;
        long cache = RowStreams.CacheBytes;
        try
        {
            PerturbedEvents<float>? reuse = null;
            foreach ((int bits, int threads, bool streams) in new[] { (widest, 2, false), (widest, 3, true), (256, 1, true), (128, 1, false), (256, 2, true), (widest, 1, true) })
            {
                RegisterWidth.Bits = bits;
                RowStreams.CacheBytes = streams ? 0 : cache;
                reuse = model.Perturb<float>(batch, point, noise, threads: threads, reuse: Forget(reuse));
                Assert.Equal(first.Source.Take(first.Count), reuse.Source.Take(reuse.Count));
                AssertSame(first, reuse, static place => place);
            }
        }
        finally
        {
            RegisterWidth.Bits = widest;
            RowStreams.CacheBytes = cache;
        }
    }

    // Nothing of an earlier result may pass for one of the next.
    private static PerturbedEvents<float>? Forget(PerturbedEvents<float>? events)
    {
        foreach (float[] numbers in events is null ? [] : events.Columns.OfType<float[]>().Concat(events.Features))
        {
            Array.Fill(numbers, float.NegativeInfinity);
        }

        return events;
    }

    /// <summary>Derivatives have the same bits with every width of registers and any number of threads, and beside any number of other rows.</summary>
    [Fact]
    public void Derivatives_are_the_same_with_any_registers_and_threads()
    {
        EventModel model = Compiled.Probe("Mandelstam.Examples.HiggsUncertainty.HiggsTauTau").Model;
        EventBatch batch = RandomEvents.Make(model, 12_301, seed: 33, edges: true, -25);
        double[] point = model.DrawNuisances([.. Enumerable.Repeat(0.3, model.Nuisances.Length)]), noise = RandomEvents.Normals(model.NoiseCount * batch.Rows, seed: 34);
        EventDirection direction = new([.. model.Columns.Select((_, i) => 1.0 / (1 + i))], [.. point.Select((_, i) => 0.5 + i)]);
        EventWeights weights = new(new double[]?[model.Columns.Length], [.. RandomEvents.Normals(model.Features.Length * batch.Rows, seed: 35).Chunk(batch.Rows)]);
        int widest = RegisterWidth.Bits;
        EventTangents forward = model.Pushforward(batch, point, direction, noise);
        EventGradients reverse = model.Pullback(batch, point, weights, noise);
        try
        {
            foreach ((int bits, int threads) in new[] { (widest, 2), (widest, 3), (256, 1), (128, 2) })
            {
                RegisterWidth.Bits = bits;
                EventTangents again = model.Pushforward(batch, point, direction, noise, threads);
                EventGradients back = model.Pullback(batch, point, weights, noise, threads);
                Assert.Equal(forward.Features, again.Features);
                Assert.Equal(forward.Columns, again.Columns);
                Assert.Equal(forward.Rate, again.Rate);
                Assert.Equal(reverse.Columns, back.Columns);
                Assert.Equal(reverse.Nuisances, back.Nuisances);
            }
        }
        finally
        {
            RegisterWidth.Bits = widest;
        }

        // A row's derivatives do not depend on how many there are beside it, as long as there are enough to take lanes at all.
        batch.Rows = 100;
        double[] few = [.. Enumerable.Range(0, model.NoiseCount).SelectMany(k => noise.Skip(k * 12_301).Take(100))];
        Assert.Equal(forward.Features.Select(static f => f[..100]), model.Pushforward(batch, point, direction, few).Features);
    }

    // Every output of the actual events is that of the expected ones at the place given for it.
    private static void AssertSame(PerturbedEvents<float> expected, PerturbedEvents<float> actual, Func<int, int> placeOf)
    {
        float[][] before = [.. expected.Columns.OfType<float[]>(), .. expected.Features], after = [.. actual.Columns.OfType<float[]>(), .. actual.Features];
        Assert.Equal(before.Length, after.Length);
        for (int place = 0; place < actual.Count; place++)
        {
            int at = placeOf(place);
            bool isSame = expected.Category[at] == actual.Category[place] && expected.Weight[at].Equals(actual.Weight[place]) && expected.Process[at] == actual.Process[place];
            for (int i = 0; isSame && i < before.Length; i++)
            {
                isSame = before[i][at].Equals(after[i][place]); // one NaN is the other
            }

            if (!isSame)
            {
                Assert.Fail($"Row {actual.Source[place]} differs.");
            }
        }
    }

    // A column that was rounded to the other side of half a step moves by the step, far more than float32's error.
    private static bool IsTie(PerturbedEvents<double> expected, PerturbedEvents<float> actual, int row)
    {
        for (int i = 0; i < expected.Columns.Length; i++)
        {
            if (expected.Columns[i] is { } column && Math.Abs(column[row] - actual.Columns[i]![row]) > 4e-4 + (4 * SinglePrecision.Ulp(column[row])))
            {
                return true;
            }
        }

        return false;
    }

    private static void Within(double expected, double actual, double open, string name, int row)
    {
        double bound = (4 * SinglePrecision.Ulp(expected)) + open + FloatBound.DoubleNoise;
        bool holds = double.IsFinite(expected) ? Math.Abs(actual - expected) <= bound : expected.Equals(actual);
        Assert.True(holds, string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, row {row}: expected {expected:R}, was {actual:R}, {Math.Abs(actual - expected) / bound:F2} of the bound {bound:R}"));
    }
}
