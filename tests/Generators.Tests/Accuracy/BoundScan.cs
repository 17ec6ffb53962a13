using System.Globalization;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Events;
using Mandelstam.Generators.Tests.Parity;
using Mandelstam.Simd;
using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Generators.Tests.Accuracy;

/// <summary>
/// A float32 kernel over events of every kind, held to |result − reference| ≤ 4 ulp(reference) + Σ |∂f/∂xᵢ| ulp(xᵢ) over the file's numbers xᵢ.
/// </summary>
/// <remarks>
/// The reference is the double kernel. Where a result is further from it than that, both are held against 31 digits: the double kernel may be what has lost its
/// digits, as the angle of an arc cosine close to 1. Left out and counted are ties, where what is compared or rounded is the same on both sides to eleven
/// digits, and what 31 digits do not tell either, as the direction of a momentum in the rest frame of its own.
/// </remarks>
internal sealed class BoundScan
{
    private readonly EventProgram _program;
    private readonly EventModel _model;
    private readonly EventModel _smooth;

    private BoundScan(EventProgram program, EventModel model, EventModel smooth)
    {
        (_program, _model, _smooth) = (program, model, smooth);
        Worst = new double[model.Features.Length];
    }

    /// <summary>Results that were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Results left out where a decision was a tie.</summary>
    public int Ties { get; private set; }

    /// <summary>Results left out because nothing tells what they are.</summary>
    public int Undetermined { get; private set; }

    /// <summary>For each feature, the largest share of its bound.</summary>
    public double[] Worst { get; }

    /// <summary>What was beyond its bound, in words.</summary>
    public List<string> Breaches { get; } = [];

    /// <summary>Scans.</summary>
    /// <param name="program">The declaration in symbols.</param>
    /// <param name="model">Its kernels.</param>
    /// <param name="smooth">Those of the same declaration with roundings too fine to matter.</param>
    /// <param name="rows">Events of each kind at each point of the nuisance parameters.</param>
    /// <param name="firstSeed">Fixes the events.</param>
    public static BoundScan Run(EventProgram program, EventModel model, EventModel smooth, int rows, int firstSeed = 0)
    {
        BoundScan scan = new(program, model, smooth);
        foreach ((int k, string kind) in DirectedMomenta.Kinds.Index())
        {
            foreach ((int i, double[] point) in BackendParityTests.Points(model).Index())
            {
                scan.Compare(kind, rows, firstSeed + (100 * k) + i, point, isNominal: i == 0);
            }
        }

        return scan;
    }

    private void Compare(string kind, int rows, int seed, double[] point, bool isNominal)
    {
        EventBatch batch = DirectedMomenta.Make(_program.Spec, _model, kind, rows, seed);
        double[] noise = RandomEvents.Normals(_model.NoiseCount * rows, seed + 20);
        PerturbedEvents<double> expected = _model.Perturb<double>(batch, point, noise, selection: false);
        PerturbedEvents<float> actual = _model.Perturb<float>(batch, point, noise, selection: false);
        if (isNominal)
        {
            AssertSameWithAnyRegisters(_model, batch, point, noise, actual);
        }

        double[][] open = FloatBound.Open(_smooth, DirectedMomenta.Make(_program.Spec, _smooth, kind, rows, seed), point, noise, (column, value) => FloatBound.Next(_program, column, value));
        for (int row = 0; row < rows; row++)
        {
            PreciseFeatures? precise = null;
            for (int i = 0; i < _model.Features.Length; i++)
            {
                double reference = expected.Features[i][row], result = actual.Features[i][row];
                double bound = (4 * SinglePrecision.Ulp(reference)) + open[i][row] + FloatBound.DoubleNoise, share = Math.Abs(result - reference) / bound;
                Compared++;
                if (share <= 1)
                {
                    Worst[i] = Math.Max(Worst[i], share);
                }
                else if (!reference.Equals(result)) // both infinite, or no number
                {
                    precise ??= Precisely(batch, row, point, noise);
                    Judge(precise, i, result, kind, string.Create(
                        CultureInfo.InvariantCulture, $"{kind}, seed {seed}, row {row}, {_model.Features[i].Name}: in double {reference:R}, was {result:R}, {share:F2} of the bound {bound:E2}"), batch, row);
                }
            }
        }
    }

    private void Judge(PreciseFeatures precise, int feature, double result, string kind, string what, EventBatch batch, int row)
    {
        double exact = precise.Value(feature, out double left);
        if (kind != "Ordinary" && precise.IsTie(feature))
        {
            Ties++;
        }
        else if (kind != "Ordinary" && double.IsNaN(exact))
        {
            Undetermined++;
        }
        else if (!(Math.Abs(result - exact) <= (4 * SinglePrecision.Ulp(exact)) + left + FloatBound.DoubleNoise))
        {
            IEnumerable<string> values = _model.Columns.Index().Where(static c => c.Item is { IsText: false, Role: ColumnRole.Primary })
                .Select(c => $"{c.Item.Name} {batch.Column(c.Index)[row].ToString("R", CultureInfo.InvariantCulture)}");
            Breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{what}, exactly {exact:R}, {Math.Abs(result - exact) / ((4 * SinglePrecision.Ulp(exact)) + left + FloatBound.DoubleNoise):F2} of that bound; {string.Join(", ", values)}"));
        }
    }

    private PreciseFeatures Precisely(EventBatch batch, int row, double[] point, double[] noise) => new(
        _program, batch, row, point, [.. Enumerable.Range(0, _model.NoiseCount).Select(n => noise[(n * batch.Rows) + row])], (column, value) => FloatBound.Next(_program, column, value));

    // Lanes are lanes: the width changes no bit.
    private static void AssertSameWithAnyRegisters(EventModel model, EventBatch batch, double[] point, double[] noise, PerturbedEvents<float> expected)
    {
        int widest = RegisterWidth.Bits;
        try
        {
            foreach (int bits in new[] { 128, 256, 512 }.Where(b => b != widest && b <= widest))
            {
                RegisterWidth.Bits = bits;
                PerturbedEvents<float> actual = model.Perturb<float>(batch, point, noise, selection: false);
                Assert.All(expected.Features.Zip(actual.Features), static f => Assert.Equal(f.First, f.Second));
            }
        }
        finally
        {
            RegisterWidth.Bits = widest;
        }
    }
}
