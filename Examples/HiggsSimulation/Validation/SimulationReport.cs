using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mandelstam.IO;
using Mandelstam.Measurement;
using Mandelstam.Reports;

namespace Mandelstam.Examples.HiggsSimulation.Validation;

/// <summary>Writes how simulated events agree with a sample: report.html with its pictures, and results.json.</summary>
/// <param name="results">What was compared.</param>
/// <param name="sample">The sample's file.</param>
/// <param name="isHeldOut">Only that half of the sample was taken which the fit of the simulation does not see.</param>
/// <param name="seed">Seed of the simulation.</param>
public sealed class SimulationReport(IReadOnlyList<ProcessAgreement> results, string sample, bool isHeldOut, ulong seed)
{
    private const int Bins = 40;
    private const int Named = 6;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Writes both; results.json is the last file, so that a folder that has it is whole.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    public void Write(string folder)
    {
        Create().Save(Path.Combine(folder, "report.html"));
        AtomicFile.WriteText(Path.Combine(folder, "results.json"), ToJson().ToJsonString(Json) + "\n");
    }

    /// <summary>The page, not yet written.</summary>
    public HtmlReport Create()
    {
        HtmlReport report = new(
            "Simulated events of H → ττ and its backgrounds",
            $"Compared with {Path.GetFileName(sample)}{(isHeldOut ? ", the half of it that the simulation is not fitted to" : "")}",
            FormattableString.Invariant($"Mandelstam {VersionText.Of(typeof(SimulationReport))}, seed {seed}."));
        ReportSection summary = report.Section("Result");
        summary.KeyFigures(results.Select(static r => new KeyFigure(
            $"AUC, {HiggsSimulation.SimulatedEvents.NameOf(r.Process)}", ReportNumber.WithError(r.Area, r.AreaError), "½ where a classifier cannot tell it from the sample")));
        summary.Paragraph(
            "Boosted trees (LightGBM: 300 trees of 31 leaves) are trained to tell the sample from simulated events by all 28 features, azimuths counted from the lepton's, and judge events that they have "
            + "not seen; the error is DeLong's. The features are those of the events as the file has them, before the thresholds of the analysis. A better classifier might find more.");
        ReportTable table = new(
            "Where they differ most: largest differences of the distribution functions.",
            "Process", "Sample", "Simulated", "AUC", "Features, distance in percent", "The classifier goes by");
        foreach (ProcessAgreement r in results)
        {
            table.Row(
                HiggsSimulation.SimulatedEvents.NameOf(r.Process), ReportNumber.Count(r.SampleEvents), ReportNumber.Count(r.SimulatedEvents), ReportNumber.WithError(r.Area, r.AreaError),
                string.Join(", ", r.Features.OrderByDescending(static f => f.Distance).Take(Named).Select(static f => $"{f.Feature} {ReportNumber.Fixed(100 * f.Distance, 1)}")),
                string.Join(", ", r.Importance.Take(Named).Select(static i => $"{i.Input} {ReportNumber.Percent(i.Share, 0)}")));
        }

        summary.Table(table);
        foreach (ProcessAgreement r in results)
        {
            AddProcess(report.Section(HiggsSimulation.SimulatedEvents.NameOf(r.Process)), r);
        }

        return report;
    }

    /// <summary>The content of results.json.</summary>
    public JsonObject ToJson()
    {
        JsonObject processes = [];
        foreach (ProcessAgreement r in results)
        {
            JsonObject features = [];
            foreach (FeatureAgreement f in r.Features)
            {
                features[f.Feature] = new JsonObject
                {
                    ["ks_distance"] = f.Distance,
                    ["ks_probability"] = f.DistanceProbability,
                    ["chi2"] = f.ChiSquare,
                    ["bins"] = f.Bins,
                    ["chi2_probability"] = f.ChiSquareProbability,
                };
            }

            JsonObject importance = [];
            foreach ((string input, double share) in r.Importance)
            {
                importance[input] = share;
            }

            processes[HiggsSimulation.SimulatedEvents.NameOf(r.Process)] = new JsonObject
            {
                ["sample_events"] = r.SampleEvents,
                ["simulated_events"] = r.SimulatedEvents,
                ["auc"] = r.Area,
                ["auc_error"] = r.AreaError,
                ["features"] = features,
                ["importance"] = importance,
            };
        }

        return new JsonObject
        {
            ["sample"] = Path.GetFileName(sample),
            ["held_out"] = isHeldOut,
            ["seed"] = seed,
            ["version"] = VersionText.Of(typeof(SimulationReport)),
            ["processes"] = processes,
        };
    }

    private static void AddProcess(ReportSection section, ProcessAgreement result)
    {
        string name = HiggsSimulation.SimulatedEvents.NameOf(result.Process);
        if (result.Events is { } events)
        {
            section.Figure(ShapeComparison.Draw(
                $"features-{name}",
                $"Features of {name}",
                [.. events.Sample.Names.Select((feature, i) => Panel(feature, events.Sample.Columns[i], events.Simulated.Columns[i]))],
                columns: 4,
                caption: "Unit area, of the events that have the feature; half a percent of them lies outside on either side."));
        }

        ReportTable table = new(
            "Kolmogorov's and Smirnov's distance, and χ² over bins of equal content (absent objects are a bin), with the probabilities of larger ones if nothing differed.",
            "Feature", "Distance", "Probability", "χ²", "Bins", "Probability of χ²");
        foreach (FeatureAgreement f in result.Features)
        {
            table.Row(
                f.Feature, ReportNumber.Fixed(f.Distance, 4), ReportNumber.Significant(f.DistanceProbability, 2), ReportNumber.Fixed(f.ChiSquare, 1),
                f.Bins.ToString(CultureInfo.InvariantCulture), ReportNumber.Significant(f.ChiSquareProbability, 2));
        }

        section.Table(table);
    }

    private static ShapePanel Panel(string feature, float[] sample, float[] simulated)
    {
        double[] a = Present(feature, sample), b = Present(feature, simulated);

        // Numbers of jets have a bin each; in narrower ones they would be a comb.
        double[] edges = a.Length > 0 && a.All(double.IsInteger) ? [.. Enumerable.Range((int)a.Min(), (int)(a.Max() - a.Min()) + 2).Select(static n => n - 0.5)] : StepHistogram.EqualBins(a, Bins);
        return new(feature, [StepHistogram.Fill("sample", edges, a), StepHistogram.Fill("simulated", edges, b)]);
    }

    // What is absent: NaN in derived features, −25 in columns of the file, 0 as a sum over no jets.
    private static double[] Present(string feature, float[] values) =>
        [.. values.Where(v => !float.IsNaN(v) && v != -25 && (v != 0 || feature != "PRI_jet_all_pt")).Select(static v => (double)v)];
}
