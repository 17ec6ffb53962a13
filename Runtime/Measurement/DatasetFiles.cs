using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mandelstam.Inference;
using Mandelstam.IO;
using Mandelstam.Publishing;
using Mandelstam.Reports;

namespace Mandelstam.Measurement;

/// <summary>Writes what a data set gave: measurement.json for machines, measurement.html with its figures for people.</summary>
public static class DatasetFiles
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>The page's name.</summary>
    public const string Page = "measurement.html";

    /// <summary>Writes both.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="folder">Where to; made where it is missing.</param>
    public static void Write(DatasetResult result, string folder)
    {
        Report(result).Save(Path.Combine(folder, Page));
        AtomicFile.WriteText(Path.Combine(folder, "measurement.json"), ToJson(result).ToJsonString(Json) + "\n");
    }

    /// <summary>The content of measurement.json.</summary>
    /// <param name="result">What was measured.</param>
    public static JsonObject ToJson(DatasetResult result)
    {
        ImmutableArray<string> names = result.Definition.Model.Categories;
        ProfileScan scan = result.Publication.Scan(result.Publication.Best);
        JsonObject used = [], weights = [];
        for (int c = 0; c < result.Definition.Categories.Length; c++)
        {
            used[names[result.Definition.Categories[c]]] = result.Events.Used[c];
            weights[names[result.Definition.Categories[c]]] = Number(result.Events.WeightUsed[c]);
        }

        return new()
        {
            ["mu_hat"] = Number(result.MuHat),
            ["p16"] = Number(result.Interval.P16),
            ["p84"] = Number(result.Interval.P84),
            ["extrapolated"] = result.Interval.Extrapolated,
            ["converged"] = result.Fit.Converged,
            ["nuisances"] = new JsonArray([.. result.Fit.Parameters.Skip(1).Select(static p => (JsonNode)new JsonObject
            {
                ["name"] = p.Name,
                ["value"] = Number(p.Value),
                ["sigma"] = p.AtBound ? null : Number(p.Sigma),
                ["pull"] = Number(p.Pull),
                ["constriction"] = p.AtBound ? null : Number(p.Constriction),
                ["at_bound"] = p.AtBound,
            })]),
            ["goodness_of_fit"] = new JsonObject
            {
                ["deviance"] = Number(result.Goodness.Deviance),
                ["degrees_of_freedom"] = result.Goodness.DegreesOfFreedom,
                ["p_value"] = Number(result.Goodness.Probability),
                ["toys"] = result.Goodness.Toys,
            },
            ["events"] = new JsonObject
            {
                ["read"] = result.Events.Read,
                ["selected"] = result.Events.Selected,
                ["used"] = used,
                ["weight_read"] = Number(result.Events.WeightRead),
                ["weight_selected"] = Number(result.Events.WeightSelected),
                ["weight_used"] = weights,
            },
            ["weighted"] = result.Events.IsWeighted,
            ["counts"] = Numbers(result.Counts),
            ["expected"] = Numbers(result.Fit.Expected),
            ["scan"] = new JsonObject { ["mu"] = Numbers(scan.Mu), ["delta_two_log_l"] = Numbers(scan.DeltaTwoLogL) },
            ["statistics"] = PublicationJson.Create(result.Publication),
            ["method"] = result.Method.Name,
            ["warnings"] = new JsonArray([.. result.Warnings.Select(static w => (JsonNode)w)]),
            ["version"] = VersionText.Of(typeof(DatasetFiles)),
        };
    }

    /// <summary>The page: the number, data over the fitted templates, nuisances, the likelihood.</summary>
    /// <param name="result">What was measured.</param>
    public static HtmlReport Report(DatasetResult result)
    {
        HtmlReport report = new(
            $"Signal strength of '{Path.GetFileName(result.Data)}'",
            $"Measured as '{result.Definition.Name}' with method {result.Method.Name}.",
            $"Mandelstam {VersionText.Of(typeof(DatasetFiles))}");
        AddResult(report.Section("Result"), result);
        AddData(report.Section("Data and fit"), result);
        AddNuisances(report.Section("Nuisances"), result);
        PublicationReport.Add(report.Section("For publication"), result.Publication, isSharedPopulation: false);
        return report;
    }

    private static void AddResult(ReportSection section, DatasetResult result)
    {
        section.KeyFigures(
            new("Signal strength", ReportNumber.WithInterval(result.MuHat, result.Interval.P16, result.Interval.P84), "μ̂ and its central 68 % interval, from the confidence belt, not clipped"),
            new(
                "Goodness of fit",
                result.Events.IsWeighted ? ReportNumber.Fixed(result.Goodness.Deviance, 1) : $"p = {ReportNumber.Significant(result.Goodness.Probability, 2)}",
                result.Events.IsWeighted
                    ? "deviance; weighted events do not fluctuate like counts, so it has no p-value"
                    : $"deviance {ReportNumber.Fixed(result.Goodness.Deviance, 1)} for {result.Goodness.DegreesOfFreedom} degrees of freedom, against {result.Goodness.Toys} simulated data sets"),
            new("Events used", ReportNumber.Count(result.Events.Used.Sum()), $"of {ReportNumber.Count(result.Events.Read)} read"));
        foreach (string warning in result.Warnings)
        {
            section.Warning(warning);
        }

        if (result.Events.IsWeighted)
        {
            section.Note("The events have weights: they are taken as expected data. The sums of weights were fitted; the interval is that of an experiment which happens to give this estimate.");
        }

        ReportTable table = new("Events", "step", "events", "sum of weights");
        table.Row("read", ReportNumber.Count(result.Events.Read), ReportNumber.Fixed(result.Events.WeightRead, 1));
        table.Row("selected", ReportNumber.Count(result.Events.Selected), ReportNumber.Fixed(result.Events.WeightSelected, 1));
        for (int c = 0; c < result.Events.Used.Length; c++)
        {
            table.Row($"category {CategoryName(result, c)}", ReportNumber.Count(result.Events.Used[c]), ReportNumber.Fixed(result.Events.WeightUsed[c], 1));
        }

        section.Table(table);
    }

    private static void AddData(ReportSection section, DatasetResult result)
    {
        TemplateGrid templates = result.Method.Templates;
        double[] shapes = [.. result.Fit.Parameters.Skip(1).Take(templates.Axes.Length).Select(static p => p.Value)];
        double[] yields = templates.YieldsAt(shapes);
        int point = templates.NearestPoint(shapes);
        string signal = result.Definition.Model.Processes[result.Definition.Signal];
        double FactorOf(int process) => templates.Processes[process] == signal ? result.MuHat : 1;

        // The largest background lies at the bottom, the signal on top.
        int[] order = [.. Enumerable.Range(0, templates.Processes.Length)
            .OrderBy(p => templates.Processes[p] == signal)
            .ThenByDescending(p => yields.AsSpan(p * templates.Bins, templates.Bins).ToArray().Sum())];
        for (int c = 0; c < result.Definition.Categories.Length; c++)
        {
            int from = result.Method.Binning.Offset(c), to = result.Method.Binning.Offset(c + 1);
            double[] edges = [.. Enumerable.Range(0, to - from + 1).Select(static i => (double)i)];
            StepHistogram[] stack = [.. order.Select(p => new StepHistogram(
                templates.Processes[p], edges, [.. Enumerable.Range(from, to - from).Select(b => FactorOf(p) * yields[(p * templates.Bins) + b])]))];
            double[]? errors = templates.Variances.IsEmpty
                ? null
                : [.. Enumerable.Range(from, to - from).Select(b => Math.Sqrt(Enumerable.Range(0, templates.Processes.Length)
                    .Sum(p => FactorOf(p) * FactorOf(p) * templates.Variances[(point * templates.Cells) + (p * templates.Bins) + b])))];
            string name = CategoryName(result, c);
            section.Figure(DataOverTemplates.Draw(
                $"data-over-templates-{c + 1}",
                $"Data over the fitted templates, category {name}",
                new("data", edges, [.. result.Counts.AsSpan(from, to - from)]),
                stack,
                errors,
                "bin of the classifier score, background-like to signal-like",
                logarithmic: true,
                $"{(result.Events.IsWeighted ? "Expected" : "Observed")} events of category {name} in bins of the score, over the templates at the fitted strength and nuisances; "
                + "the bars on the data are Poisson errors. Below, pulls: data minus fit over the Poisson error and that of the simulation."));
        }
    }

    private static void AddNuisances(ReportSection section, DatasetResult result)
    {
        FittedParameter[] nuisances = [.. result.Fit.Parameters.Skip(1)];
        section.Figure(PullPlot.Draw(
            "pulls",
            "Fitted nuisances",
            [.. nuisances.Select(static p => new NuisancePull(p.Name, p.Pull ?? double.NaN, p.AtBound ? double.NaN : p.Constriction ?? double.NaN, p.Pull is not null))]));
        ReportTable table = new("Fitted nuisances", "nuisance", "value", "error", "pull", "error over prior's");
        foreach (FittedParameter p in nuisances)
        {
            table.Row(
                p.Name,
                ReportNumber.Significant(p.Value, 4),
                p.AtBound ? ReportNumber.Missing : ReportNumber.Significant(p.Sigma, 2),
                ReportNumber.Fixed(p.Pull ?? double.NaN, 2),
                p.AtBound ? ReportNumber.Missing : ReportNumber.Fixed(p.Constriction ?? double.NaN, 2));
        }

        section.Table(table);
    }

    private static string CategoryName(DatasetResult result, int category) => result.Definition.Model.Categories[result.Definition.Categories[category]];

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(static v => Number(v))]);

    // JSON has no NaN: what is not known is null.
    private static JsonNode? Number(double? value) => value is double number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
