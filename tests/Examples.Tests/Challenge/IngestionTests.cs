using System.Text.Json;
using Mandelstam.Examples.HiggsUncertainty.Challenge;
using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Examples.Tests.Challenge;

/// <summary>Splitting, drawing and ordering of pseudo-experiments, against what the challenge's own code did.</summary>
public sealed class IngestionTests
{
    /// <summary>The challenge's normals go through log and sqrt, whose last digit may differ between math libraries.</summary>
    private const double Tolerance = 1e-14;

    private static readonly Dictionary<string, ChallengeProcess> _processes = new()
    {
        ["ztautau"] = ChallengeProcess.ZTauTau,
        ["diboson"] = ChallengeProcess.Diboson,
        ["ttbar"] = ChallengeProcess.TTbar,
        ["htautau"] = ChallengeProcess.HTauTau,
    };

    [ReferenceFact]
    public void Nuisance_draws_signal_strengths_and_seeds_are_the_challenges()
    {
        ReferenceTable table = ReferenceTable.Read("higgsml/nuisance_draws.csv");
        for (int row = 0; row < table.Rows; row++)
        {
            int initialSeed = table.Integer(row, "initial_seed");
            int set = table.Integer(row, "set_index");
            long seed = Ingestion.Seed(set, table.Integer(row, "test_set_index"), table.Integer(row, "num_pseudo_experiments"), initialSeed);
            Assert.Equal(table.Integer(row, "seed"), seed);
            Assert.Equal(table.Number(row, "mu"), Ingestion.SignalStrengths(initialSeed, table.Integer(row, "num_of_sets"))[set]);
            NuisanceDraw draw = NuisanceDraw.Draw(seed, Enabled(table.Text(row, "enabled")));
            Near(table.Optional(row, "tes"), draw.Tes);
            Near(table.Optional(row, "jes"), draw.Jes);
            Near(table.Optional(row, "soft_met"), draw.SoftMet);
            Near(table.Optional(row, "ttbar_scale"), draw.TtbarScale);
            Near(table.Optional(row, "diboson_scale"), draw.DibosonScale);
            Near(table.Optional(row, "bkg_scale"), draw.BkgScale);
        }

        Assert.Equal(100, table.Rows);
    }

    [ReferenceFact]
    public void The_test_part_and_its_weights_are_the_challenges()
    {
        float[] all = ReferenceTable.Read("higgsml/input_real1000.csv.gz").SingleColumn("weights");
        ReferenceTable table = ReferenceTable.Read("higgsml/bootstrap.csv.gz");
        EventSplit split = Ingestion.Split(all);
        Assert.Equal(table.Rows, split.TestRows);
        Assert.Equal(table.SingleColumn("test_weight"), split.TestWeights);
        Assert.Equal(all.Length - table.Rows, split.TrainWeights.Length);
        Assert.Equal(Ingestion.SumOfWeights, split.TrainWeights.Sum(weight => (double)weight), Ingestion.SumOfWeights * 1e-6);
    }

    [ReferenceFact]
    public void Poisson_counts_of_every_event_are_the_challenges()
    {
        ReferenceTable table = ReferenceTable.Read("higgsml/bootstrap.csv.gz");
        ReferenceTable configurations = ReferenceTable.Read("higgsml/bootstrap_configs.csv");
        ChallengeProcess[] processes = Processes(table);
        for (int i = 0; i < configurations.Rows; i++)
        {
            int cfg = configurations.Integer(i, "cfg");
            double mu = configurations.Number(i, "mu");
            NuisanceDraw nuisances = new(
                TtbarScale: configurations.Optional(i, "ttbar_scale"),
                DibosonScale: configurations.Optional(i, "diboson_scale"),
                BkgScale: configurations.Optional(i, "bkg_scale"));
            float[] weights = Scaled(table.SingleColumn("test_weight"), configurations.Number(i, "weight_scale"));
            float[] lambda = [.. weights.Zip(processes, (weight, process) => (float)nuisances.Norm(process, mu) * weight)];
            Assert.Equal(table.NumberColumn($"lambda_cfg{cfg}"), lambda.Select(mean => (double)mean));
            PseudoExperimentEvents drawn = Ingestion.Draw(processes, weights, mu, nuisances, configurations.Integer(i, "seed"));
            Assert.Equal(Enumerable.Range(0, table.Rows).Select(row => table.Integer(row, $"count_cfg{cfg}")), drawn.Counts);
            Assert.Equal(configurations.Integer(i, "sum_count"), drawn.Order.Length);
        }

        Assert.Equal(4, configurations.Rows);
    }

    [ReferenceFact]
    public void Order_and_noise_of_a_pseudo_experiment_are_the_challenges()
    {
        using JsonDocument settings = JsonDocument.Parse(File.ReadAllText(ReferenceData.Path("higgsml/pseudo_experiment.json")));
        ReferenceTable events = ReferenceTable.Read("higgsml/bootstrap.csv.gz");
        ReferenceTable order = ReferenceTable.Read("higgsml/pseudo_experiment_order.csv.gz");
        PseudoExperimentEvents drawn = Ingestion.Draw(
            Processes(events),
            Scaled(events.SingleColumn("test_weight"), Setting("weight_scale")),
            Setting("set_mu"),
            new NuisanceDraw(TtbarScale: Setting("ttbar_scale"), DibosonScale: Setting("diboson_scale"), BkgScale: Setting("bkg_scale")),
            (long)Setting("seed"));
        Assert.Equal((int)Setting("n_before_selection"), order.Rows);
        Assert.Equal(Enumerable.Range(0, order.Rows).Select(row => order.Integer(row, "row_id")), drawn.Order);

        ReferenceTable noise = ReferenceTable.Read("higgsml/pseudo_experiment_noise.csv.gz");
        (double[] x, double[] y) = Ingestion.SoftMetNoise(noise.Rows);
        Near(noise.NumberColumn("zx"), x);
        Near(noise.NumberColumn("zy"), y);

        double Setting(string name) => settings.RootElement.GetProperty(name).GetDouble();
    }

    [ReferenceFact]
    public void Unit_noise_of_every_seed_is_the_challenges()
    {
        ReferenceTable table = ReferenceTable.Read("higgsml/soft_met_unit_noise.csv.gz");
        string[] seeds = [.. table.Columns
            .Where(column => column.StartsWith("zx_seed", StringComparison.Ordinal))
            .Select(column => column["zx_seed".Length..])];
        foreach (string seed in seeds)
        {
            (double[] x, double[] y) = Ingestion.SoftMetNoise(table.Rows, long.Parse(seed, System.Globalization.CultureInfo.InvariantCulture));
            Near(table.NumberColumn($"zx_seed{seed}"), x);
            Near(table.NumberColumn($"zy_seed{seed}"), y);
        }

        Assert.Equal(3, seeds.Length);
    }

    [ReferenceFact]
    public void Scaled_weights_are_the_challenges_in_both_precisions()
    {
        ReferenceTable table = ReferenceTable.Read("higgsml/weights_scaled.csv.gz");
        ChallengeProcess[] processes = Processes(table);
        float[] nominal = table.SingleColumn("weights");
        string[] combinations = [.. table.Columns.Where(column => column.StartsWith("f32_", StringComparison.Ordinal)).Select(column => column[4..])];
        foreach (string combination in combinations)
        {
            Dictionary<string, double> scales = combination.Split('_').ToDictionary(
                part => part.TrimEnd([.. "0123456789."]),
                part => double.Parse(part.TrimStart([.. "tvbkg"]), System.Globalization.CultureInfo.InvariantCulture));
            float[] single = [.. nominal];
            double[] wide = [.. nominal.Select(weight => (double)weight)];
            WeightScales.Apply<float>(single, processes, Scale("tt"), Scale("vv"), Scale("bkg"));
            WeightScales.Apply<double>(wide, processes, Scale("tt"), Scale("vv"), Scale("bkg"));
            Assert.Equal(table.SingleColumn($"f32_{combination}"), single);
            double[] expected = table.NumberColumn($"f64_{combination}");
            Assert.All(wide, (weight, row) => Assert.Equal(expected[row], weight, 1e-15 * expected[row]));

            double? Scale(string name) => scales.TryGetValue(name, out double scale) ? scale : null;
        }

        Assert.Equal(7, combinations.Length);
    }

    /// <summary>The documented trap, both ways: what is off stays at 1 under a background scale, what is on takes it along.</summary>
    [Fact]
    public void The_background_scale_reaches_only_what_has_a_scale_of_its_own()
    {
        NuisanceDraw alone = new(BkgScale: 1.01);
        Assert.Equal([1.01, 1, 1, 2.5], Enum.GetValues<ChallengeProcess>().Select(process => alone.Norm(process, 2.5)));
        NuisanceDraw all = new(TtbarScale: 0.5, DibosonScale: 2, BkgScale: 1.25);
        Assert.Equal([1.25, 2.5, 0.625, 3], Enum.GetValues<ChallengeProcess>().Select(process => all.Norm(process, 3)));
    }

    [Fact]
    public void Every_event_occurs_as_often_in_the_order_as_it_was_counted()
    {
        ChallengeProcess[] processes =
            [ChallengeProcess.HTauTau, ChallengeProcess.ZTauTau, ChallengeProcess.TTbar, ChallengeProcess.Diboson, ChallengeProcess.ZTauTau];
        PseudoExperimentEvents drawn = Ingestion.Draw(processes, [3f, 20f, 0.5f, 0f, 7f], 1.5, new NuisanceDraw(), 11);
        Assert.Equal(drawn.Counts, Enumerable.Range(0, processes.Length).Select(row => drawn.Order.Count(other => other == row)));
        Assert.Equal(0, drawn.Counts[3]);
        Assert.True(drawn.Order.Length > 10);
    }

    [Fact]
    public void Weights_without_a_positive_sum_are_refused()
    {
        Assert.Throws<MandelstamException>(() => Ingestion.Rescale([1f, -1f]));
        Assert.Throws<MandelstamException>(() => Ingestion.Rescale([1f, float.NaN]));
        Assert.Throws<MandelstamException>(() => Ingestion.Draw([ChallengeProcess.ZTauTau], [-1f], 1, new NuisanceDraw(), 0));
    }

    private static ChallengeProcess[] Processes(ReferenceTable table) => [.. table.TextColumn("detailed_labels").Select(label => _processes[label])];

    private static float[] Scaled(float[] weights, double scale) => [.. weights.Select(weight => weight * (float)scale)];

    private static ChallengeNuisances Enabled(string names) =>
        names == "all"
            ? ChallengeNuisances.All
            : names.Split('+').Aggregate(
                ChallengeNuisances.None,
                (enabled, name) => enabled | Enum.Parse<ChallengeNuisances>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true));

    private static void Near(double? expected, double? actual)
    {
        Assert.Equal(expected.HasValue, actual.HasValue);
        if (expected is double value)
        {
            Assert.Equal(value, actual!.Value, Tolerance * Math.Max(1, Math.Abs(value)));
        }
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(actual, (value, row) => Assert.Equal(expected[row], value, Tolerance * Math.Max(1, Math.Abs(expected[row]))));
    }
}
