using System.Globalization;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Mandelstam.Examples.Tests.Accuracy;

/// <summary>
/// The float32 kernel over the physical range: |result − reference| ≤ 4 ulp(reference) + Σ |∂f/∂xᵢ| ulp(xᵢ) over the file's numbers xᵢ, the reference
/// being the double kernel and its derivatives exact. Events whose rounding to decimals is a tie are excluded and counted.
/// </summary>
public sealed class SinglePrecisionScanTests(ITestOutputHelper log)
{
    private const int Rows = 2000;

    /// <summary>What the double kernel itself rounds, of momenta up to some TeV: it shows where the exact result is zero.</summary>
    private const double DoubleNoise = 1e-12;

    /// <summary>The kinds of events, off and on the grid of three decimals.</summary>
    public static TheoryData<string, bool> Kinds
    {
        get
        {
            TheoryData<string, bool> kinds = [];
            foreach (string kind in DirectedEvents.Kinds)
            {
                kinds.Add(kind, false);
                kinds.Add(kind, true);
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_feature_is_within_its_bound(string kind, bool isStored)
    {
        EventModel model = HiggsTauTau.Model;
        int ties = 0, compared = 0;
        double[] worst = new double[model.Features.Length];
        HiggsTauTau.Nuisances nominal = HiggsTauTau.Nuisances.Nominal;
        foreach ((int seed, HiggsTauTau.Nuisances point) in new[] { nominal, nominal with { Tes = 1.03, Jes = 0.97 }, nominal with { Tes = 0.95, Jes = 1.05, SoftMet = 3.0 } }.Index())
        {
            HiggsTauTau.Batch batch = DirectedEvents.Make(kind, Rows, seed, isStored);
            double[] noise = Normals(model.NoiseCount * Rows, seed), nuisances = point.ToArray();
            PerturbedEvents<double> expected = model.Perturb<double>(batch, nuisances, noise, selection: false);
            PerturbedEvents<float> actual = model.Perturb<float>(batch, nuisances, noise, selection: false);
            bool[] isTie = [.. Enumerable.Range(0, Rows).Select(row => IsTie(expected, actual, row))];
            ties += isTie.Count(static tie => tie);
            for (int i = 0; i < model.Features.Length; i++)
            {
                double[] open = Open(model, batch, model.Pullback(batch, nuisances, EventWeights.OfFeature(model, i, Rows), noise));
                for (int row = 0; row < Rows; row++)
                {
                    if (isTie[row])
                    {
                        continue;
                    }

                    double reference = expected.Features[i][row], bound = (4 * SinglePrecision.Ulp(reference)) + open[row] + DoubleNoise;
                    double share = Math.Abs(actual.Features[i][row] - reference) / bound;
                    Assert.True(share <= 1, string.Create(
                        CultureInfo.InvariantCulture,
                        $"{model.Features[i].Name}, row {row}: expected {reference:R}, was {actual.Features[i][row]:R}, {share:F2} of the bound {bound:R}"));
                    worst[i] = Math.Max(worst[i], share);
                    compared++;
                }
            }
        }

        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compared} results compared, {ties} events with a tie left out; largest share of the bound:"));
        foreach ((int i, double share) in worst.Index())
        {
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {model.Features[i].Name,-32} {share:F2}"));
        }

        // Decisions are made in double precision: a tie would have to be one to eleven digits.
        Assert.Equal(0, ties);
    }

    /// <summary>Σ |∂f/∂xᵢ| ulp(xᵢ) for each event: what the file's own precision leaves open.</summary>
    internal static double[] Open(EventModel model, EventBatch batch, EventGradients gradients)
    {
        double[] open = new double[batch.Rows];
        for (int column = 0; column < model.Columns.Length; column++)
        {
            if (gradients.Columns[column] is not { } gradient)
            {
                continue;
            }

            float[] values = batch.Column(column);
            for (int row = 0; row < batch.Rows; row++)
            {
                open[row] += double.IsFinite(gradient[row]) ? Math.Abs(gradient[row]) * SinglePrecision.Ulp(values[row]) : 0;
            }
        }

        return open;
    }

    // A column that was rounded to the other side of half a step differs by the step, far more than float32's error.
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

    private static double[] Normals(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
    }
}
