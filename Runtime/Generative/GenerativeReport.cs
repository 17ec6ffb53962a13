using System.Globalization;
using Mandelstam.Measurement;
using Mandelstam.Reports;
using Mandelstam.Training;

namespace Mandelstam.Generative;

/// <summary>Writes what a run found for people: report.html, which needs nothing beside it, and its pictures in the folder figures.</summary>
public static class GenerativeReport
{
    /// <summary>Writes the page and the pictures into the run's folder.</summary>
    /// <param name="result">What was found.</param>
    public static void Write(GenerativeResult result) => Create(result).Save(Path.Combine(result.Request.Folder, "report.html"));

    /// <summary>The report, not yet written.</summary>
    /// <param name="result">What was found.</param>
    public static HtmlReport Create(GenerativeResult result)
    {
        GenerativeRequest request = result.Request;
        HtmlReport report = new(
            $"Generative models of {result.Definition.Title}",
            $"Trained on {ReportNumber.Count(request.Options.TrainingEvents)} events, judged by {ReportNumber.Count(request.Options.GeneratedEvents)} of each model",
            FormattableString.Invariant(
                $"Mandelstam {VersionText.Of(typeof(GenerativeReport))}, Torch provider {ResultFiles.Provider}, device {request.Device}, seed {request.Seed}."));
        AddResult(report.Section("Result"), result);
        AddConservation(report.Section("Conservation"), result);
        report.Section(result.Definition.Particles.Length == 3 ? "Dalitz plots" : "Energies in the plane").Figure(GenerativeFigures.Planes(result));
        report.Section("Distributions").Figure(GenerativeFigures.Energies(result)).Figure(GenerativeFigures.Angles(result)).Figure(GenerativeFigures.SmallestProducts(result));
        if (!result.Definition.Uniforms.IsEmpty)
        {
            AddUniformity(report.Section("Uniformity"), result);
        }

        AddTraining(report.Section("Training"), result);
        AddRun(report.Section("How it was run"), result);
        return report;
    }

    private static void AddResult(ReportSection section, GenerativeResult result)
    {
        section.Paragraph(
            $"Truth: {result.Definition.Source} Four models learn it from events. Two are confined to phase space: whatever their networks say, each step of the sampling is mapped onto it, and "
            + "they start from exactly uniform phase space. Two learn plain momenta, for comparison.");
        section.KeyFigures(result.Models.Select(static model => new KeyFigure(
            $"AUC, {model.Title}", ReportNumber.WithError(model.Area, model.AreaError), "½ where a classifier cannot tell it from the truth")));
        ReportTable table = new(
            "A classifier is trained to tell each sample from true events, and judged on events that it has not seen; the error is DeLong's. The area of the truth is that of a second true sample: "
            + "what a perfect model has. A better classifier might find more.",
            "Sample", "AUC", "Error", "Largest |Σp|/√s", "Largest |ΣE − √s|/√s", "Smallest 2p·p/s");
        foreach (GeneratedSample sample in (IEnumerable<GeneratedSample>)[result.Truth, result.Uniform, .. result.Models])
        {
            table.Row(
                sample.Title, ReportNumber.Fixed(sample.Area, 4), ReportNumber.Fixed(sample.AreaError, 4), ReportNumber.Significant(sample.Conservation.Momentum, 2),
                ReportNumber.Significant(sample.Conservation.Energy, 2), ReportNumber.Significant(GenerativeQuantities.SmallestShares(sample.Events).Min(), 3));
        }

        section.Table(table);
        if (result.Definition.SmallestShare is double cut)
        {
            ReportTable below = new(
                string.Create(CultureInfo.InvariantCulture, $"Share of the events with a pair below the cut of the truth, 2p_i·p_j/s = {cut:G3}. Models see the cut as an edge, which they can only blur."),
                "Sample", "Below the cut");
            foreach (GeneratedSample sample in (IEnumerable<GeneratedSample>)[result.Truth, result.Uniform, .. result.Models])
            {
                double[] smallest = GenerativeQuantities.SmallestShares(sample.Events);
                below.Row(sample.Title, ReportNumber.Percent(smallest.Count(y => y < cut) / (double)smallest.Length, 2));
            }

            section.Table(below);
        }
    }

    private static void AddConservation(ReportSection section, GenerativeResult result)
    {
        section.Paragraph("Largest violations over all events, and for the models over every event after every step of its sampling. Energies are lengths of momentum vectors, so that what is left of a squared mass is rounding.");
        ReportTable table = new("", "Sample", "Events", "|Σp|/√s", "|ΣE − √s|/√s", "|m²|/s", "Median");
        foreach (GeneratedSample sample in result.Models)
        {
            Add(sample.Title, sample.Conservation);
            Add($"{sample.Title}, every step", sample.EveryStep!);
        }

        section.Table(table).Figure(GenerativeFigures.Conservation(result));

        void Add(string title, ConservationMeter meter) => table.Row(
            title, ReportNumber.Count(meter.Events), ReportNumber.Significant(meter.Momentum, 2), ReportNumber.Significant(meter.Energy, 2),
            ReportNumber.Significant(meter.MassSquared, 2), ReportNumber.Significant(meter.Median, 2));
    }

    private static void AddUniformity(ReportSection section, GenerativeResult result)
    {
        ReportTable table = new(
            "Kolmogorov's and Smirnov's distance from the uniform distribution, and in brackets the probability of a larger one.",
            ["Sample", .. result.Definition.Uniforms]);
        foreach (GeneratedSample sample in (IEnumerable<GeneratedSample>)[result.Truth, result.Uniform, .. result.Models])
        {
            table.Row([sample.Title, .. sample.Uniformity.Select(static test => $"{ReportNumber.Fixed(test.Distance, 4)} ({ReportNumber.Significant(test.Probability, 2)})")]);
        }

        section.Figure(GenerativeFigures.Uniforms(result)).Table(table);
    }

    private static void AddTraining(ReportSection section, GenerativeResult result)
    {
        ReportTable table = new("", "Model", "Steps", "Best step", "Held-out loss");
        foreach (GeneratedSample model in result.Models)
        {
            TrainingResult training = model.Training!;
            table.Row(model.Title, ReportNumber.Count(training.Steps), ReportNumber.Count(training.BestStep), ReportNumber.Significant(training.BestLoss, 4));
        }

        section.Figure(GenerativeFigures.Training(result)).Table(table);
    }

    private static void AddRun(ReportSection section, GenerativeResult result)
    {
        GenerativeRequest request = result.Request;
        section.Code(FormattableString.Invariant(
            $"mandelstam run {result.Definition.Name} --seed {request.Seed} --device {request.Device}{(request.IsQuick ? " --quick" : "")}"));
        ReportTable seconds = new("Time of each stage. A run that was interrupted and went on counts only what it did not find done.", "Stage", "Seconds");
        foreach ((string stage, double time) in result.Seconds)
        {
            seconds.Row(stage, ReportNumber.Fixed(time, 1));
        }

        section.Paragraph($"Set-up: {(request.IsQuick ? "quick, a reduced one" : "full")}. The events of the truth and of every model are in events_*.parquet, the networks in the folder model.")
            .Table(seconds)
            .Details("All options", details => details.Code(request.Options.ToJson()));
    }
}
