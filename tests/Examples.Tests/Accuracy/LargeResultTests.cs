using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Xunit;

namespace Mandelstam.Examples.Tests.Accuracy;

/// <summary>Results that exceed the cache are written past it, in whole cache lines: the same numbers at the same places.</summary>
public sealed class LargeResultTests
{
    // 33 numbers an event: 19 MB, above the 16 MB from which the cache is bypassed; no multiple of a line or a block.
    private const int Rows = 145_003;

    // 1.3 MB, which stay in the cache.
    private const int FewRows = 10_000;

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(2, false)]
    public void They_are_those_of_small_batches(int threads, bool selection)
    {
        EventModel model = HiggsTauTau.Model;
        HiggsTauTau.Batch few = DirectedEvents.Make("Threshold", FewRows, seed: 4);
        HiggsTauTau.Batch many = new(Rows);
        int[] columns = [.. model.Columns.Index().Where(static c => c.Item.Role is ColumnRole.Primary or ColumnRole.Weight).Select(static c => c.Index)];
        foreach (int column in columns)
        {
            for (int row = 0; row < Rows; row++)
            {
                many.Column(column)[row] = few.Column(column)[row % FewRows];
            }
        }

        double[] point = (HiggsTauTau.Nuisances.Nominal with { Tes = 1.00001 }).ToArray();
        PerturbedEvents<float> expected = model.Perturb<float>(few, point, selection: selection);
        PerturbedEvents<float> actual = model.Perturb<float>(many, point, selection: selection, threads: threads);

        // The arrays are longer than what is kept: what lies beyond must not be written by more than the kernel's own last line.
        Assert.InRange(expected.Count, selection ? 1 : FewRows, selection ? FewRows - 1 : FewRows);
        int place = 0;
        for (int first = 0; first < Rows; first += FewRows)
        {
            for (int i = 0; i < expected.Count && first + expected.Source[i] < Rows; i++, place++)
            {
                Assert.Equal(first + expected.Source[i], actual.Source[place]);
                Assert.Equal((expected.Category[i], expected.Weight[i], expected.Process[i]), (actual.Category[place], actual.Weight[place], actual.Process[place]));
                foreach ((float[] small, float[] large) in Arrays(expected).Zip(Arrays(actual)))
                {
                    if (!small[i].Equals(large[place]))
                    {
                        Assert.Fail($"Row {actual.Source[place]}: {large[place]}, not {small[i]}.");
                    }
                }
            }
        }

        Assert.Equal(place, actual.Count);
    }

    private static IEnumerable<float[]> Arrays(PerturbedEvents<float> events) => events.Columns.OfType<float[]>().Concat(events.Features);
}
