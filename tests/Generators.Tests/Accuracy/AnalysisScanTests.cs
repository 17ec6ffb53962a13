using System.Globalization;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Events;
using Mandelstam.Generators.Tests.Parity;
using Mandelstam.Simd;
using Xunit;
using Xunit.Abstractions;

namespace Mandelstam.Generators.Tests.Accuracy;

/// <summary>
/// The float32 kernels of analyses of all kinds over the physical range and at its edges: |result − reference| ≤ 4 ulp(reference) + Σ |∂f/∂xᵢ| ulp(xᵢ) over the
/// file's numbers xᵢ.
/// </summary>
/// <remarks>
/// The reference is the double kernel. Where a result is further from it than that, both are held against 31 digits: the double kernel may be what has lost its
/// digits, as the angle of an arc cosine close to 1. Left out and counted are ties, where what is compared or rounded is the same on both sides to eleven
/// digits, and what 31 digits do not tell either, as the direction of a momentum in the rest frame of its own.
/// </remarks>
public sealed class AnalysisScanTests(ITestOutputHelper log)
{
    // Of each kind at each of three points of the nuisance parameters: some eight thousand events a declaration.
    private const int Rows = 160;

    /// <summary>What the double kernel itself rounds, of numbers up to some TeV: it shows where the exact result is zero.</summary>
    private const double DoubleNoise = 1e-12;

    /// <summary>Of ordinary events there are none. Of the directed ones those of the same transverse momenta, or of exactly opposite ones: one kind in seventeen, and a feature or two.</summary>
    private const double MostLeftOut = 0.002;

    /// <summary>File and type.</summary>
    public static TheoryData<string, string> Declarations => new()
    {
        { "Analyses/BottomStrange", "BottomStrange.BsCandidate" },
        { "Analyses/Broadening", "Broadening.Hadronic" },
        { "Analyses/Dalitz", "TriJets.TriJet" },
        { "Analyses/DarkPhoton", "DarkPhotons.DarkPhotonCandidate" },
        { "Analyses/DileptonTop", "DileptonTop.Dilepton" },
        { "Analyses/Diphoton", "Declarations.Analyses.Diphoton" },
        { "Analyses/DrellYan", "Declarations.Analyses.DrellYan" },
        { "Analyses/EventShapes", "Shapes.EeToHadrons" },
        { "Analyses/FourLeptons", "Declarations.Analyses.FourLeptons" },
        { "Analyses/Monophoton", "Monophoton.PhotonRecoil" },
        { "Analyses/ThreeJets", "ThreeJets.TriJet" },
        { "Analyses/TopPair", "Tops.TopPair" },
        { "Analyses/Vbf", "VectorBosonFusion.VbfHiggs" },
        { "Analyses/WBoson", "WBosons.WToLNu" },
        { "Analyses/ZMuMu", "Calibration.ZToMuMu" },
        { "Analyses/KStarMuMu", "KStarMuMu.BCandidate" },
        { "Analyses/VbfWw", "VbfWw.Candidate" },
        { "Analyses/FourTops", "FourTops.SameSign" },
        { "Analyses/Monojet", "Monojet.MonojetEvent" },
        { "Analyses/DisplacedVertex", "DisplacedVertex.LongLived" },
        { "Patterns", "Declarations.Patterns" },
        { "AllCoordinates", "Declarations.AllCoordinates" },
        { "Invariants", "Declarations.Invariants" },
        { "Balanced", "Declarations.Balanced" },
        { "MevFile", "Declarations.MevFile" },
        { "Nested", "Outer.Middle.Nested" },
        { "EnergiesOnly", "Declarations.EnergiesOnly" },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Every_feature_is_within_its_bound(string file, string type)
    {
        EventProgram program = Compiled.Program(type, file);
        EventModel model = Compiled.Probe(type, file).Model, smooth = Compiled.SmoothProbe(type, file).Model;
        int compared = 0, ties = 0, undetermined = 0;
        double[] worst = new double[model.Features.Length];
        List<string> breaches = [];
        foreach ((int k, string kind) in DirectedMomenta.Kinds.Index())
        {
            foreach ((int seed, double[] point) in BackendParityTests.Points(model).Index())
            {
                EventBatch batch = DirectedMomenta.Make(program.Spec, model, kind, Rows, (100 * k) + seed);
                double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed + 20);
                PerturbedEvents<double> expected = model.Perturb<double>(batch, point, noise, selection: false);
                PerturbedEvents<float> actual = model.Perturb<float>(batch, point, noise, selection: false);
                if (seed == 0)
                {
                    AssertSameWithAnyRegisters(model, batch, point, noise, actual);
                }

                double[][] open = Open(smooth, DirectedMomenta.Make(program.Spec, smooth, kind, Rows, (100 * k) + seed), point, noise, program);
                for (int row = 0; row < Rows; row++)
                {
                    PreciseFeatures? precise = null;
                    for (int i = 0; i < model.Features.Length; i++)
                    {
                        double reference = expected.Features[i][row], result = actual.Features[i][row];
                        double bound = (4 * Ulp(reference)) + open[i][row] + DoubleNoise, share = Math.Abs(result - reference) / bound;
                        compared++;
                        if (share <= 1)
                        {
                            worst[i] = Math.Max(worst[i], share);
                            continue;
                        }

                        if (reference.Equals(result))
                        {
                            continue; // both infinite, or no number
                        }

                        int at = row;
                        precise ??= new(program, batch, row, point, [.. Enumerable.Range(0, model.NoiseCount).Select(n => noise[(n * Rows) + at])], (column, value) => Next(program, column, value));
                        double exact = precise.Value(i, out double left);
                        if (kind != "Ordinary" && precise.IsTie(i))
                        {
                            ties++;
                        }
                        else if (kind != "Ordinary" && double.IsNaN(exact))
                        {
                            undetermined++;
                        }
                        else if (!(Math.Abs(result - exact) <= (4 * Ulp(exact)) + left + DoubleNoise))
                        {
                            string values = string.Join(", ", model.Columns.Select((c, column) => c.IsText || c.Role != ColumnRole.Primary ? "" : $"{c.Name}={batch.Column(column)[at].ToString("R", CultureInfo.InvariantCulture)}"));
                            breaches.Add(string.Create(CultureInfo.InvariantCulture, $"{kind}/{seed}, row {row}, {model.Features[i].Name}: expected {exact:R}, in double {reference:R}, was {result:R}, {share:F2} of the bound {bound:E2}; {values}"));
                        }
                    }
                }
            }
        }

        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compared} results compared, {ties} ties and {undetermined} undetermined ones left out, {breaches.Count} breaches; largest share of the bound:"));
        foreach ((int i, double share) in worst.Index())
        {
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {model.Features[i].Name,-32} {share:F2}"));
        }

        Assert.True(breaches.Count == 0, $"{breaches.Count} breaches:\n{string.Join("\n", breaches.Take(20))}");
        Assert.InRange(ties + undetermined, 0, MostLeftOut * compared);
    }

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

    // The numbers next to one of the file; counts of objects and what stands for an absent one say what there is, and stay.
    private static float[] Next(EventProgram program, int column, float value) =>
        program.Spec.Members.Any(m => m.CountColumn == column || (m.Columns.Contains(column) && (m.ScalarType == "Int32" || (float)m.Absent == value)))
            ? []
            : [MathF.BitDecrement(value), MathF.BitIncrement(value)];

    // For each feature and row, Σ |∂f/∂xᵢ| ulp(xᵢ), from the double kernel at the next numbers on either side. Roundings to decimals would hide the
    // slope, so it is taken without them. Where one side is across a jump, the other one tells.
    private static double[][] Open(EventModel model, EventBatch batch, double[] point, double[] noise, EventProgram program)
    {
        double[][] Features() => model.Perturb<double>(batch, point, noise, selection: false).Features;
        double[][] middle = Features();
        double[][] sums = [.. middle.Select(_ => new double[batch.Rows])];
        foreach (int column in Enumerable.Range(0, model.Columns.Length).Where(c => model.Columns[c] is { Role: ColumnRole.Primary, IsText: false }))
        {
            float[] values = batch.Column(column), stored = [.. values];
            double[][] Moved(int side)
            {
                for (int row = 0; row < batch.Rows; row++)
                {
                    values[row] = Next(program, column, stored[row]) is { Length: > 0 } next ? next[side] : stored[row];
                }

                double[][] features = Features();
                stored.CopyTo(values, 0);
                return features;
            }

            double[][] below = Moved(0), above = Moved(1);
            for (int i = 0; i < sums.Length; i++)
            {
                for (int row = 0; row < batch.Rows; row++)
                {
                    double slope = double.MinMagnitudeNumber(middle[i][row] - below[i][row], above[i][row] - middle[i][row]);
                    sums[i][row] += double.IsNaN(slope) ? 0 : Math.Abs(slope);
                }
            }
        }

        return sums;
    }

    private static double Ulp(double value)
    {
        float magnitude = Math.Max(Math.Abs((float)value), 1e-30f);
        return MathF.BitIncrement(magnitude) - magnitude;
    }
}
