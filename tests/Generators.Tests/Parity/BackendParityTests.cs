using System.Globalization;
using Mandelstam.Events;
using Xunit;
using static TorchSharp.torch;

namespace Mandelstam.Generators.Tests.Parity;

/// <summary>The backends give what the declaration gives when it runs as plain C#.</summary>
public sealed class BackendParityTests
{
    private const int Rows = 400;

    /// <summary>
    /// Both sides use forms without cancellation in double precision, but not the same ones. What is left is the direction of nearly collinear
    /// pairs and E − p of light particles stored with their energy: 1e-8 of the value covers both with an order of magnitude to spare.
    /// </summary>
    private const double Tolerance = 1e-8;

    /// <summary>Declaration, and what stands for an absent object in its file.</summary>
    public static TheoryData<string, float> Declarations => new()
    {
        { "Mandelstam.Examples.HiggsUncertainty.HiggsTauTau", -25 },
        { "Declarations.MevFile", -999 },
        { "Declarations.AllCoordinates", 0 },
        { "Outer.Middle.Nested", -7 },
        { "Declarations.EnergiesOnly", 0 },
        { "Declarations.Noisy", 0 },
        { "Declarations.Bodies", -25 },
        { "Declarations.Names", -1 },
        { "Declarations.Balanced", -25 },
        { "Declarations.Patterns", -25 },
        { "Declarations.Loops", -25 },
    };

    [Theory]
    [MemberData(nameof(Declarations))]
    public void The_scalar_kernel_is_the_declaration(string type, float sentinel)
    {
        DeclarationProbe probe = Compiled.Probe(type);
        EventModel model = probe.Model;
        EventBatch batch = RandomEvents.Make(model, Rows, seed: 1, edges: true, sentinel);
        double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed: 2);
        foreach (double[] point in Points(model))
        {
            PerturbedEvents<double> all = model.Perturb<double>(batch, point, noise, selection: false);
            PerturbedEvents<double> selected = model.Perturb<double>(batch, point, noise);
            List<int> survivors = [];
            for (int row = 0; row < Rows; row++)
            {
                ReferenceEvent expected = probe.Run(batch, row, point, NoiseOf(model, noise, row));
                if (expected.Selected)
                {
                    survivors.Add(row);
                }

                Assert.Equal(expected.Category, all.Category[row]);
                double weight = WeightOf(batch, row);
                Near(weight * expected.Rate, all.Weight[row], "weight", row);
                for (int i = 0; i < expected.Features.Length; i++)
                {
                    Near(expected.Features[i], all.Features[i][row], model.Features[i].Name, row);
                    if (model.Features[i].Name.EndsWith("_after", StringComparison.Ordinal))
                    {
                        int column = IndexOf(model, model.Features[i].Name[..^6]);
                        Near(expected.Features[i], all.Columns[column]![row] * Unit(model.Columns[column].Unit), model.Columns[column].Name, row);
                    }
                }
            }

            Assert.Equal(survivors, selected.Source.Take(selected.Count));
            Assert.InRange(survivors.Count, 1, Rows);
        }
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void The_tensor_code_is_the_scalar_kernel(string type, float sentinel)
    {
        DeclarationProbe probe = Compiled.Probe(type);
        EventModel model = probe.Model;
        EventBatch batch = RandomEvents.Make(model, Rows, seed: 3, edges: true, sentinel);
        double[] noise = RandomEvents.Normals(model.NoiseCount * Rows, seed: 4);
        foreach (double[] point in Points(model))
        {
            PerturbedEvents<double> expected = model.Perturb<double>(batch, point, noise, selection: false);
            PerturbedEvents<double> selected = model.Perturb<double>(batch, point, noise);
            using TorchSharp.DisposeScope scope = NewDisposeScope();
            TensorEvents actual = probe.Perturb(
                Columns(batch), [.. point.Select(value => tensor(value, dtype: ScalarType.Float64))], NoiseTensor(model, noise), Processes(batch));

            Assert.Equal([Rows, (long)model.Features.Length], actual.Features.shape);
            double[] features = actual.Features.contiguous().data<double>().ToArray();
            double[] rate = actual.Rate.contiguous().data<double>().ToArray();
            long[] category = actual.Category.contiguous().data<long>().ToArray();
            bool[] mask = actual.Selected.contiguous().data<bool>().ToArray();
            Assert.Equal(selected.Source.Take(selected.Count), Enumerable.Range(0, Rows).Where(row => mask[row]));
            for (int row = 0; row < Rows; row++)
            {
                Assert.Equal(expected.Category[row], category[row]);
                Near(expected.Weight[row], WeightOf(batch, row) * rate[row], "weight", row);
                for (int i = 0; i < model.Features.Length; i++)
                {
                    Near(expected.Features[i][row], features[(row * model.Features.Length) + i], model.Features[i].Name, row);
                }
            }

            for (int column = 0; column < model.Columns.Length; column++)
            {
                Assert.Equal(expected.Columns[column] is null, actual.Columns[column] is null);
                double[] values = actual.Columns[column]?.contiguous().data<double>().ToArray() ?? [];
                Assert.All(values, (value, row) => Near(expected.Columns[column]![row], value, model.Columns[column].Name, row));
            }
        }
    }

    /// <summary>An energy that rounding, or a calorimeter, has left below the momentum along the beam: no rapidity, but a boost, the same in every backend.</summary>
    [Fact]
    public void What_is_stored_with_too_little_energy_can_be_boosted_along_the_beam()
    {
        DeclarationProbe probe = Compiled.Probe("Declarations.AllCoordinates");
        EventModel model = probe.Model;
        EventBatch batch = RandomEvents.Make(model, Rows, seed: 11, edges: false, 0);
        for (int row = 0; row < Rows; row++)
        {
            double pz = batch.Column(IndexOf(model, "f_pt"))[row] * Math.Sinh(batch.Column(IndexOf(model, "f_eta"))[row]);
            batch.Column(IndexOf(model, "f_e"))[row] = (float)((0.5 + (0.499 * row / Rows)) * Math.Abs(pz));
        }

        double[] point = model.NominalNuisances();
        PerturbedEvents<double> scalar = model.Perturb<double>(batch, point, selection: false);
        PerturbedEvents<float> fused = model.Perturb<float>(batch, point, selection: false);
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        double[] torch = probe.Perturb(Columns(batch), [.. point.Select(value => tensor(value, dtype: ScalarType.Float64))], null, null).Features.contiguous().data<double>().ToArray();
        foreach (int i in new[] { "StoredWithEnergyPz", "StoredWithEnergyE" }.Select(name => Array.FindIndex([.. model.Features], f => f.Name == name)))
        {
            for (int row = 0; row < Rows; row++)
            {
                double expected = probe.Run(batch, row, point, []).Features[i];
                Assert.True(double.IsFinite(expected));
                Near(expected, scalar.Features[i][row], model.Features[i].Name, row);
                Near(expected, torch[(row * model.Features.Length) + i], model.Features[i].Name, row);

                // Both are differences of E + pz and E − pz, each of which single precision keeps to some units of its last digit.
                Assert.True(Math.Abs(expected - fused.Features[i][row]) <= 1e-5 * batch.Column(IndexOf(model, "f_e"))[row], $"{model.Features[i].Name}, row {row}");
            }
        }
    }

    /// <summary>Null vectors, as a file with pT = 0 has them, powers of negative numbers, ends of domains: what plain C# says, in every backend.</summary>
    [Fact]
    public void At_edges_the_backends_are_the_declaration()
    {
        DeclarationProbe probe = Compiled.Probe("Declarations.Edges");
        EventModel model = probe.Model;
        EventBatch batch = EdgesBatch(model);
        PerturbedEvents<double> scalar = model.Perturb<double>(batch, []);
        PerturbedEvents<float> fused = model.Perturb<float>(batch, []);
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        double[] torch = probe.Perturb(Columns(batch), [], null, null).Features.contiguous().data<double>().ToArray();
        for (int row = 0; row < batch.Rows; row++)
        {
            double[] expected = probe.Run(batch, row, [], []).Features;
            for (int i = 0; i < expected.Length; i++)
            {
                string name = model.Features[i].Name;
                Near(expected[i], scalar.Features[i][row], name, row);
                Near(expected[i], torch[(row * model.Features.Length) + i], name, row);
                Assert.True(
                    Math.Abs((float)expected[i] - fused.Features[i][row]) <= 1e-5f * Math.Max(1, Math.Abs((float)expected[i])) || ((float)expected[i]).Equals(fused.Features[i][row]),
                    $"{name}, row {row}: expected {expected[i]}, was {fused.Features[i][row]} in single precision");
            }
        }
    }

    /// <summary>What does not move has no part in a derivative, also where the slope is infinite.</summary>
    [Fact]
    public void At_edges_both_directions_of_derivatives_agree_and_are_finite()
    {
        EventModel model = Compiled.Probe("Declarations.Edges").Model;
        EventBatch batch = EdgesBatch(model);
        int clipped = Array.FindIndex([.. model.Features], static f => f.Name == "Clipped"), pairMass = Array.FindIndex([.. model.Features], static f => f.Name == "PairMass");
        foreach (int feature in new[] { clipped, pairMass })
        {
            EventGradients gradients = model.Pullback(batch, [], EventWeights.OfFeature(model, feature, batch.Rows));
            for (int column = 0; column < model.Columns.Length; column++)
            {
                double[] forward = model.Pushforward(batch, [], EventDirection.ByColumn(model, column)).Features[feature];
                for (int row = 0; row < batch.Rows; row++)
                {
                    // arccos is as steep as can be at the ends of its domain.
                    bool isSteep = feature == clipped && model.Columns[column].Name == "x" && Math.Abs(batch.Column(column)[row]) == 1;
                    Assert.True(isSteep || double.IsFinite(forward[row]), $"{model.Features[feature].Name} by {model.Columns[column].Name}, row {row}: {forward[row]}");
                    Assert.True(isSteep || Math.Abs(forward[row] - gradients.Columns[column]![row]) <= 1e-9 * Math.Max(1, Math.Abs(forward[row])));
                }
            }
        }
    }

    // Every third event has one null vector, every third another; the numbers go through signs, zero and one.
    private static EventBatch EdgesBatch(EventModel model)
    {
        EventBatch batch = RandomEvents.Make(model, Rows, seed: 12, edges: false, 0);
        float[] x = [-2, -1, -0.5f, 0, 0.5f, 1, 2], y = [-2, -1, -0.5f, 0, 0.5f, 1, 3];
        for (int row = 0; row < Rows; row++)
        {
            string[] vanishing = (row % 3) switch { 1 => ["a_pt", "a_m"], 2 => ["b_pt"], _ => [] };
            foreach (string column in vanishing)
            {
                batch.Column(IndexOf(model, column))[row] = 0;
            }

            batch.Column(IndexOf(model, "x"))[row] = x[row % 7];
            batch.Column(IndexOf(model, "y"))[row] = y[row / 7 % 7];
            batch.Column(IndexOf(model, "n"))[row] = (row / 49 % 7) - 3;
        }

        return batch;
    }

    /// <summary>Autograd against central differences, away from edges; with absent objects, whose stand-ins must not leak into a derivative.</summary>
    [Theory]
    [InlineData("Declarations.MevFile", -999)]
    [InlineData("Declarations.AllCoordinates", 0)]
    [InlineData("Outer.Middle.Nested", -7)]
    [InlineData("Declarations.EnergiesOnly", 0)]
    [InlineData("Declarations.Loops", -25)]
    public void Tensors_are_differentiable_in_momenta_and_nuisances(string type, float sentinel)
    {
        // √(E² − p²) of a light, fast particle bends within (m/p)² of its argument, which asks for a step as small as double precision allows.
        const double Step = 5e-8;
        DeclarationProbe probe = Compiled.Probe(type);
        EventModel model = probe.Model;
        EventBatch batch = RandomEvents.Make(model, Rows, seed: 5, edges: false, sentinel);
        double[] point = Points(model).Last();
        int[] chosen = [.. Enumerable.Range(0, model.Features.Length).Where(i => !model.Features[i].Name.Contains("Rounded", StringComparison.Ordinal))];
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor select = tensor([.. chosen.Select(i => (long)i)]);

        // Each row's own sum of features, scaled so that no one feature hides the others.
        double[] scales = [.. chosen.Select(i => 1 / (1 + Math.Abs(model.Perturb<double>(batch, point, selection: false).Features[i].Average(Math.Abs))))];
        Tensor weights = tensor(scales, dtype: ScalarType.Float64);
        Tensor Total(IReadOnlyList<Tensor?> columns, IReadOnlyList<Tensor> nuisances) =>
            (probe.Perturb(columns, nuisances, null, Processes(batch)).Features.index_select(1, select) * weights).sum(1);

        Tensor?[] inputs = Columns(batch);
        Tensor[] nuisances = [.. point.Select(value => tensor(value, dtype: ScalarType.Float64))];
        foreach (Tensor leaf in inputs.OfType<Tensor>().Concat(nuisances))
        {
            leaf.requires_grad = true;
        }

        Total(inputs, nuisances).sum().backward();
        int compared = 0;
        foreach (int column in Enumerable.Range(0, inputs.Length).Where(i => inputs[i] is not null && model.Columns[i].Name is not ("n" or "n_mu")))
        {
            Tensor plain = inputs[column]!.detach();
            double step = Step * Unit(model.Columns[column].Unit, inverse: true);
            using Tensor up = Replaced(plain + step), down = Replaced(plain - step);
            double[] expected = ((up - down) / (2 * step)).data<double>().ToArray();
            double[] actual = inputs[column]!.grad is { } gradient ? gradient.data<double>().ToArray() : new double[Rows];
            int far = 0;
            for (int row = 0; row < Rows; row++)
            {
                Assert.True(double.IsFinite(actual[row]), $"{model.Columns[column].Name}, row {row}: {actual[row]}");

                // A step away from the sentinel would make an absent object appear.
                bool isAbsent = sentinel != 0 && batch.Column(column)[row] == sentinel;
                far += !isAbsent && IsFar(expected[row], actual[row]) ? 1 : 0;
                compared++;
            }

            // Where a threshold or a wrap lies within the step, the difference is a jump: rare.
            Assert.True(far <= 4, $"{model.Columns[column].Name}: {far} rows differ");

            Tensor Replaced(Tensor values)
            {
                using var _ = no_grad();
                return Total([.. inputs.Select((t, i) => i == column ? values : t?.detach())], [.. nuisances.Select(n => n.detach())]);
            }
        }

        for (int i = 0; i < point.Length; i++)
        {
            if (model.Nuisances[i].Kind == NuisanceKind.Rate)
            {
                continue;
            }

            double Sum(double value)
            {
                double[] moved = [.. point];
                moved[i] = value;
                PerturbedEvents<double> events = model.Perturb<double>(batch, moved, selection: false);
                return chosen.Index().Sum(f => scales[f.Index] * events.Features[f.Item].Sum());
            }

            double expected = (Sum(point[i] + 1e-6) - Sum(point[i] - 1e-6)) / 2e-6;
            double actual = nuisances[i].grad!.item<double>();
            Assert.True(Math.Abs(expected - actual) <= 1e-4 * Math.Max(1, Math.Abs(expected)), $"{model.Nuisances[i].Name}: {expected} and {actual}");
        }

        Assert.True(compared > Rows);

        static bool IsFar(double expected, double actual) => Math.Abs(expected - actual) > 1e-5 * Math.Max(1, Math.Abs(expected));
    }

    /// <summary>A rounding has derivative zero almost everywhere; the tensor code passes the gradient through instead.</summary>
    [Fact]
    public void A_rounding_passes_the_gradient_through()
    {
        DeclarationProbe probe = Compiled.Probe("Declarations.Noisy");
        EventBatch batch = RandomEvents.Make(probe.Model, 8, seed: 6, edges: false, 0);
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        Tensor?[] columns = Columns(batch);
        Tensor pt = columns[0]!;
        pt.requires_grad = true;
        TensorEvents events = probe.Perturb(columns, [.. probe.Model.NominalNuisances().Select(value => tensor(value, dtype: ScalarType.Float64))], null, null);
        events.Columns[0]!.sum().backward();
        Assert.All(pt.grad!.data<double>().ToArray(), gradient => Assert.Equal(1, gradient, 1e-12));
    }

    /// <summary>The nominal point, one to each side of it, and the ends.</summary>
    internal static IEnumerable<double[]> Points(EventModel model)
    {
        yield return model.NominalNuisances();
        foreach (double normal in new[] { -1.3, 0.7 })
        {
            yield return model.DrawNuisances([.. Enumerable.Range(0, model.Nuisances.Length).Select(i => normal + (0.1 * i))]);
        }
    }

    internal static Tensor?[] Columns(EventBatch batch) =>
    [
        .. batch.Model.Columns.Select((info, i) => info.Role == ColumnRole.Primary && !info.IsText
            ? tensor([.. batch.Column(i).Select(value => (double)value)], dtype: ScalarType.Float64)
            : null),
    ];

    internal static Tensor? NoiseTensor(EventModel model, double[] noise) =>
        model.NoiseCount == 0 ? null : tensor(noise, dtype: ScalarType.Float64).reshape(model.NoiseCount, -1);

    internal static Tensor? Processes(EventBatch batch) =>
        batch.ProcessCodes.Length == 0 ? null : tensor([.. batch.ProcessCodes.Select(code => (long)code)]);

    private static double[] NoiseOf(EventModel model, double[] noise, int row) => [.. Enumerable.Range(0, model.NoiseCount).Select(k => noise[(k * Rows) + row])];

    private static double WeightOf(EventBatch batch, int row)
    {
        int weight = batch.Model.Columns.Index().Where(c => c.Item.Role == ColumnRole.Weight).Select(c => c.Index).DefaultIfEmpty(-1).First();
        return weight < 0 ? 1 : batch.Column(weight)[row];
    }

    private static int IndexOf(EventModel model, string column) => model.Columns.Index().Single(c => c.Item.Name == column).Index;

    private static double Unit(string unit, bool inverse = false)
    {
        double scale = unit switch { "MeV" => 1e-3, "TeV" => 1e3, _ => 1 };
        return inverse ? 1 / scale : scale;
    }

    private static void Near(double expected, double actual, string name, int row) => Assert.True(
        Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)) || expected.Equals(actual), // NaN and infinities too
        string.Create(CultureInfo.InvariantCulture, $"{name}, row {row}: expected {expected:R}, was {actual:R}"));
}
