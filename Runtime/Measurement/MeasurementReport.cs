using System.Collections.Immutable;
using System.Globalization;
using Mandelstam.Inference;
using Mandelstam.Publishing;
using Mandelstam.Reports;
using Mandelstam.Training;

namespace Mandelstam.Measurement;

/// <summary>Writes what a run found for people: report.html, which needs nothing beside it, and its pictures in the folder figures.</summary>
public static class MeasurementReport
{
    private const double Level = 0.6827;

    /// <summary>Writes the page and the pictures into the run's folder.</summary>
    /// <param name="definition">What was measured.</param>
    /// <param name="result">What was found.</param>
    public static void Write(MeasurementDefinition definition, MeasurementResult result) =>
        Create(definition, result).Save(Path.Combine(result.Request.Folder, "report.html"));

    /// <summary>The report, not yet written.</summary>
    /// <param name="definition">What was measured.</param>
    /// <param name="result">What was found.</param>
    public static HtmlReport Create(MeasurementDefinition definition, MeasurementResult result)
    {
        MeasurementRequest request = result.Request;
        string version = VersionText.Of(typeof(MeasurementReport));
        HtmlReport report = new(
            $"Signal strength of {definition.Model.Processes[definition.Signal]}",
            $"Analysis '{definition.Name}' on {(result.Population == PopulationKind.Simulated ? $"{ReportNumber.Count(result.Samples.Sum(static s => s.Events))} events simulated for it" : $"{ReportNumber.Count(result.Events)} simulated events of {Path.GetFileName(request.Data)}")}"
                + (request.Test is null ? "" : $", pseudo-experiments from {Path.GetFileName(request.Test)}"),
            FormattableString.Invariant($"Mandelstam {version}, Torch provider {ResultFiles.Provider}, device {request.Device}, seed {request.Seed}."));
        AddResult(report.Section("Result"), definition, result);
        AddMeaning(report.Section("What the numbers mean"), definition, result);
        AddCoverage(report.Section("Coverage"), result);
        AddBelt(report.Section("Confidence belt"), result);
        PublicationReport.Add(report.Section("For publication"), result.Publication, isSharedPopulation: !result.IsIndependent);
        AddEventExperiments(report, result);
        AddTemplates(report.Section("Score templates"), definition, result);
        report.Section("Features").Figure(MeasurementFigures.Features(definition, result));
        AddYields(report.Section("Yields and cut flow"), definition, result);
        AddTraining(report, result);
        AddRun(report.Section("How it was run"), definition, result);
        return report;
    }

    /// <summary>What a method is called in headings and legends.</summary>
    /// <param name="method">Its name in results.json.</param>
    internal static string TitleOf(string method) => method switch
    {
        "cnf" => "CNF+DNN",
        "dnn" => "DNN",
        "baseline" => "Baseline",
        "likelihood" => "DNN told nuisances",
        "trees" => "Boosted trees",
        _ => method,
    };

    private static void AddResult(ReportSection section, MeasurementDefinition definition, MeasurementResult result)
    {
        string signal = definition.Model.Processes[definition.Signal];
        section.Paragraph(
            $"The signal strength μ is the rate of {signal} in units of its expectation. This run trained the networks, calibrated a {ReportNumber.Percent(Level, 2)} confidence interval for μ over "
            + $"{definition.Model.Nuisances.Length} nuisance parameters ({string.Join(", ", definition.Model.Nuisances.Select(static n => n.Name))}), and tested it on simulated experiments whose true μ is known. "
            + $"It uses events of the categories {MeasurementFigures.CategoryNames(definition)}.");
        AddSetUp(section, result.Request);
        foreach (MethodResult method in result.Methods)
        {
            CoverageRow row = method.Coverage.Pooled;
            section.Subheading(TitleOf(method.Name)).KeyFigures(
                new KeyFigure("Interval", ReportNumber.Fixed(row.Interval, 3), "mean width in μ, never clipped"),
                new KeyFigure("Coverage", ReportNumber.Fixed(row.Coverage, 3), $"± {ReportNumber.Fixed(CoverageSigma(row), 3)}, aimed at {ReportNumber.Fixed(Level, 4)}"),
                new KeyFigure("RMSE of μ̂", ReportNumber.Fixed(row.Rmse, 3), $"bias {ReportNumber.Fixed(row.Bias, 3)}"),
                new KeyFigure("Score", ReportNumber.Fixed(method.Score ?? double.NaN, 3), "larger is better"));
        }

        ReportTable table = new(
            "All test experiments pooled. The first error of a coverage counts experiments as independent, the second knows that those of one nuisance draw are not.",
            "Method", "Score", "Interval", "Coverage", "binomial σ", "σ by draw", "RMSE", "Bias", "Experiments");
        foreach (MethodResult method in result.Methods)
        {
            CoverageRow row = method.Coverage.Pooled;
            table.Row(
                TitleOf(method.Name), ReportNumber.Fixed(method.Score ?? double.NaN, 3), ReportNumber.Fixed(row.Interval, 3), ReportNumber.Fixed(row.Coverage, 3),
                ReportNumber.Fixed(row.BinomialSigma, 3), ReportNumber.Fixed(row.ClusteredSigma, 3), ReportNumber.Fixed(row.Rmse, 3), ReportNumber.Fixed(row.Bias, 3),
                ReportNumber.Count(row.Experiments));
        }

        section.Table(table);
        foreach (string reason in result.LeftOut)
        {
            section.Note(reason);
        }

        AddRepeated(section, result);
        AddPublished(section, definition);
        if (result.Methods.Length > 1)
        {
            section.Paragraph(
                "CNF+DNN averages classifiers that see the densities of contrastive normalizing flows beside the features with classifiers that see the features alone, and fits the nuisances that change the shape of the score "
                + "together with μ. DNN is the second kind alone in the same fit: the difference between the two rows is what the flows add. "
                + "The baseline has the classifiers of DNN, but its fit determines μ alone, with nuisances held at their nominal values, and its belt has to make up for that in width."
                + (result.Methods.Any(static m => m.Name == "trees") ? " Boosted trees see the same features of the same events and are fitted as DNN." : "")
                + (result.Methods.Any(static m => m.Name == "likelihood") ? " DNN told nuisances finds them first, by minimising the sum of its scores, and then fits μ alone (the paper's appendix E)." : ""));
        }
    }

    private static void AddRepeated(ReportSection section, MeasurementResult result)
    {
        ReportTable table = new(
            "Sets of 100 experiments at one true μ each, and the time that each method took. The score in brackets is the mean over bootstrap replicas of the sets, as the challenge and the paper report it.",
            "Method", "Sets", "Score", "bootstrapped", "Interval", "Coverage", "Sets within 2σ of 0.683", "RMSE", "Training, s", "Fits, s");
        foreach (MethodResult method in result.Methods)
        {
            foreach (RepeatedTest test in new[] { method.Repeated, method.LargeRepeated }.OfType<RepeatedTest>())
            {
                table.Row(
                    TitleOf(method.Name), FormattableString.Invariant($"{test.Sets} × {test.PerSet}"), ReportNumber.Fixed(test.Score ?? double.NaN, 3),
                    test.BootstrapScore is double mean ? $"{ReportNumber.Fixed(mean, 3)} ± {ReportNumber.Fixed(test.BootstrapSigma ?? double.NaN, 3)}" : ReportNumber.Missing,
                    $"{ReportNumber.Fixed(test.Interval, 3)} ± {ReportNumber.Fixed(test.IntervalSigma, 3)}", $"{ReportNumber.Fixed(test.Coverage, 3)} ± {ReportNumber.Fixed(test.CoverageSigma, 3)}",
                    FormattableString.Invariant($"{test.PerMu.Count(ResultFiles.IsWithinBand)} of {test.Sets}"), ReportNumber.Fixed(test.Rmse, 3), ReportNumber.Fixed(ResultFiles.TrainingSeconds(result, method.Name), 1), ReportNumber.Fixed(method.Seconds, 1));
            }
        }

        if (result.Methods.Any(static m => m.Repeated is not null))
        {
            section.Table(table);
        }
    }

    private static void AddSetUp(ReportSection section, MeasurementRequest request)
    {
        if (OptionDifference.Between(request.Options, request.Standard).IsEmpty)
        {
            return;
        }

        string differences = OptionDifference.Between(request.Options, MeasurementOptions.Quick).IsEmpty
            ? "This is the quick set-up: smaller networks and fewer draws than the default, to end within minutes, at the price of a wider interval."
            : "This is not the default set-up.";
        section.Note($"{differences} The intervals are calibrated for this very set-up; the numbers say nothing of the default one. The options that differ are listed at the end.");
    }

    private static void AddPublished(ReportSection section, MeasurementDefinition definition)
    {
        foreach (IGrouping<string, PublishedResult> source in definition.Published.GroupBy(static p => p.Source))
        {
            ReportTable table = new($"For orientation, not for comparison: the same quantities in {source.Key}.", "Method", "Score", "Interval", "Coverage", "RMSE");
            foreach (PublishedResult published in source)
            {
                table.Row(
                    published.Method, ReportNumber.Fixed(published.Score, 3), ReportNumber.Fixed(published.Interval, 3), ReportNumber.Fixed(published.Coverage, 3),
                    ReportNumber.Fixed(published.Rmse, 3));
            }

            section.Table(table).Paragraph(
                "Those numbers were reached with other simulated events, orders of magnitude more of them, and with training and templates to match. A difference from the table above says "
                + "something about samples and effort at least as much as about methods.");
        }
    }

    private static void AddMeaning(ReportSection section, MeasurementDefinition definition, MeasurementResult result)
    {
        YieldRow[] read = [.. result.Yields.Where(static y => y is { Sample: "population", Step: "read", Events: > 0 })];
        string weight = "";
        if (read.Length > 0)
        {
            YieldRow heaviest = read.MaxBy(static y => y.Expected / y.Events)!;
            weight = $" The half has {ReportNumber.Count(read.Sum(static y => (long)y.Events))} events; in it, one {heaviest.Process} event stands for "
                + $"{ReportNumber.Significant(heaviest.Expected / heaviest.Events)} expected ones.";
        }

        if (result.Population == PopulationKind.Simulated)
        {
            ReportTable samples = new("Simulated samples.", "Purpose", "Seed", "Events", "scored");
            foreach (SampleSize sample in result.Samples)
            {
                samples.Row(sample.Purpose, sample.Seed.ToString(CultureInfo.InvariantCulture), ReportNumber.Count(sample.Events), ReportNumber.Count(sample.Scored));
            }

            section.Paragraph(
                "Population: independent. Training, bins, templates, belt and test have simulated events of their own, each with its own seed. Of templates, belt and test all events that look like signal are scored, and a tenth of "
                + "the others, which stands for all of them, at one point of the nuisances; what another point changes is measured on some of them and added. The belt contains the fluctuations of its own sample and of the test's. "
                + "How large those of the templates are beside those of the data is in the columns with simulation, below.").Table(samples);
        }

        string halves = "The networks were trained on one half of the simulated events. The other half, its weights rescaled so that each process keeps its expectation, is what templates are made of." + weight;
        if (result.Population == PopulationKind.Shared)
        {
            section.Paragraph($"Population: shared. {halves} Belt and pseudo-experiments are drawn from that same half.")
                .Paragraph(
                    "Templates and pseudo-data then have the same statistical fluctuation of the simulation, which therefore cancels for the most part. The interval is what the method would achieve "
                    + "if simulated events were plentiful. It is not the uncertainty with which these templates would measure data from elsewhere: with as few simulated events as here, the templates' own error would "
                    + "come on top and may well dominate. A run with an independent sample (--test) measures that case and includes the error.");
        }
        else if (result.Population == PopulationKind.File)
        {
            section.Paragraph($"Population: independent. {halves} The pseudo-experiments are drawn from another file, {Path.GetFileName(result.Request.Test)}.")
                .Paragraph(
                    "The simulated events of templates and of pseudo-data fluctuate independently of each other. The belt includes the statistical errors of both samples, by bootstrap: each of its experiments has templates and data that are "
                    + "replicas of one truth. With samples of limited size these errors widen the interval, and may dominate it.")
                .Paragraph(
                    $"All experiments from one file share that file's one fluctuation, so that their coverage would say little. Coverage was therefore measured over {ReportNumber.Count(result.Request.Options.Resplits)} random re-splits of the "
                    + "events of both samples into templates and test events.");
            if (result.File is { } file)
            {
                section.Subheading("The independent file itself").KeyFigures(
                    new KeyFigure("Bias", ReportNumber.Fixed(file.Bias, 3), $"mean of μ̂ − μ, {TitleOf(result.Methods[0].Name)}"),
                    new KeyFigure("Interval", ReportNumber.Fixed(file.Interval, 3), $"mean width over {ReportNumber.Count(file.Experiments)} experiments"),
                    new KeyFigure("Re-splits", ReportNumber.Count(result.Request.Options.Resplits), "that coverage is measured over"));
            }
        }

        string fitted = string.Join(", ", result.Publication.Expected.Fit.Parameters.Skip(1).Select(static p => p.Name));
        section.Paragraph(
            $"A pseudo-experiment draws all nuisances from their priors, perturbs and scores the population event by event at the drawn values, and lets the expected content of each bin of the score fluctuate by a Poisson number. It is never drawn from the "
            + $"interpolated templates of the fit. Belt ({ReportNumber.Count(result.Request.Options.BeltDraws)} nuisance points) and test ({ReportNumber.Count(result.Request.Options.TestDraws)}) use separate draws. "
            + $"{TitleOf(result.Methods[0].Name)} fits μ with {fitted}; these carry their priors in the fit. The events know the energy scales better than the priors do, so that this costs nothing, and it "
            + "keeps an unusual data set within the templates' range.");
    }

    private static void AddCoverage(ReportSection section, MeasurementResult result)
    {
        section.Figure(MeasurementFigures.Coverage(result));
        foreach (MethodResult method in result.Methods)
        {
            ReportTable table = new($"{TitleOf(method.Name)} at each true μ.", "μ", "Experiments", "Interval", "Coverage", "binomial σ", "σ by draw", "Bias", "RMSE", "within 2σ");
            foreach (CoverageRow row in method.Coverage.PerMu)
            {
                table.Row(
                    ReportNumber.Fixed(row.Mu ?? double.NaN, 3), ReportNumber.Count(row.Experiments), ReportNumber.Fixed(row.Interval, 3), ReportNumber.Fixed(row.Coverage, 3),
                    ReportNumber.Fixed(row.BinomialSigma, 3), ReportNumber.Fixed(row.ClusteredSigma, 3), ReportNumber.Fixed(row.Bias, 3), ReportNumber.Fixed(row.Rmse, 3), ResultFiles.IsWithinBand(row) ? "yes" : "no");
            }

            section.Table(table);
            CoverageRow[] outside = [.. method.Coverage.PerMu.Where(static row => !ResultFiles.IsWithinBand(row))];
            section.Paragraph(outside.Length == 0
                ? $"{TitleOf(method.Name)} covers within two binomial standard deviations of {ReportNumber.Percent(Level, 2)} at every μ."
                : $"{TitleOf(method.Name)} lies outside two binomial standard deviations of {ReportNumber.Percent(Level, 2)} at μ = {string.Join(", ", outside.Select(static row => $"{ReportNumber.Fixed(row.Mu ?? double.NaN, 2)} ({ReportNumber.Fixed(row.Coverage, 3)})"))}.");
        }

        foreach (MethodResult method in result.Methods)
        {
            section.Figure(MeasurementFigures.SingleIntervals(method));
        }
    }

    private static void AddBelt(ReportSection section, MeasurementResult result)
    {
        foreach (MethodResult method in result.Methods)
        {
            section.Figure(MeasurementFigures.Belt(method));
        }

        section.Paragraph(
            "At the ends of the μ range: intervals are never clipped, neither at zero nor at the ends of the tested range, since clipping would change width and coverage. The belt is made well beyond the tested range, "
            + "and μ̂ may take any value. An estimate that falls outside the belt all the same is read off the linear continuation of its curves.");
        ReportTable table = new("Intervals of the test that reach beyond the belt, on its linear continuation.", "Method", "Belt from", "to", "Intervals beyond", "Share");
        foreach (MethodResult method in result.Methods)
        {
            (double from, double to) = (method.Belt.Mu[0], method.Belt.Mu[^1]);
            int beyond = method.Experiments.Count(e => e.P16 < from || e.P84 > to);
            table.Row(
                TitleOf(method.Name), ReportNumber.Fixed(from, 1), ReportNumber.Fixed(to, 1), ReportNumber.Count(beyond),
                ReportNumber.Percent(method.Experiments.IsEmpty ? double.NaN : beyond / (double)method.Experiments.Length));
        }

        section.Table(table);
    }

    private static void AddEventExperiments(HtmlReport report, MeasurementResult result)
    {
        if (result.EventExperiments is not { } drawn)
        {
            return;
        }

        MethodResult method = result.Methods[0];
        (CoverageRow binned, CoverageRow single) = (method.Coverage.Pooled, drawn.Pooled);
        double[] widths = [.. method.Experiments.Select(static e => Math.Abs(e.P84 - e.P16))];
        double spread = Math.Sqrt(widths.Sum(w => (w - binned.Interval) * (w - binned.Interval)) / Math.Max(1, widths.Length - 1));
        double n = single.Experiments;
        ReportTable table = new(
            "σ is how far as many event-by-event experiments as there are may scatter by chance: binomial for the coverage, from the spread of widths for the interval, and for normal errors for the RMSE. z is the difference in units of it.",
            "Quantity", "binned", "event by event", "difference", "σ", "z");
        AddDifference(table, "Interval", binned.Interval, single.Interval, spread / Math.Sqrt(n));
        AddDifference(table, "Coverage", binned.Coverage, single.Coverage, Math.Sqrt(binned.Coverage * (1 - binned.Coverage) / n));
        AddDifference(table, "RMSE", binned.Rmse, single.Rmse, binned.Rmse / Math.Sqrt(2 * n));
        report.Section("Experiments drawn event by event").Paragraph(
            $"The pseudo-experiments above let bins fluctuate. As a check, {ReportNumber.Count(single.Experiments)} experiments were made the long way: their events drawn one by one, "
            + $"each with random numbers of its own, scored, fitted and turned into intervals by the same belt ({TitleOf(method.Name)}). The two must agree within chance.")
            .Table(table);
    }

    private static void AddDifference(ReportTable table, string quantity, double binned, double single, double sigma) => table.Row(
        quantity, ReportNumber.Fixed(binned, 3), ReportNumber.Fixed(single, 3), ReportNumber.Fixed(single - binned, 3), ReportNumber.Fixed(sigma, 3),
        ReportNumber.Fixed(sigma > 0 ? (single - binned) / sigma : double.NaN, 1));

    private static void AddTemplates(ReportSection section, MeasurementDefinition definition, MeasurementResult result)
    {
        section.Paragraph("The fit compares observed counts with these expectations, interpolated by splines between the values of the nuisances at which they were made.");
        foreach (MethodResult method in result.Methods)
        {
            for (int head = 0; head < method.Binning.Edges.Length; head++)
            {
                section.Figure(MeasurementFigures.Templates(definition, method, head));
            }
        }
    }

    private static void AddYields(ReportSection section, MeasurementDefinition definition, MeasurementResult result)
    {
        section.Paragraph("At nominal nuisances; categories are those of selected events.");
        foreach (IGrouping<string, YieldRow> sample in result.Yields.GroupBy(static y => y.Sample).OrderByDescending(static g => g.Key == "population"))
        {
            string signal = definition.Model.Processes[definition.Signal];
            string[] steps = [.. sample.Select(static y => y.Step).Distinct()];
            ReportTable expected = new("Expected events.", ["Process", .. steps]);
            ReportTable simulated = new("Simulated events behind them.", ["Process", .. steps]);
            foreach ((string name, Func<YieldRow, bool> isIncluded) in sample.Select(static y => y.Process).Distinct()
                .Select(process => (process, (Func<YieldRow, bool>)(y => y.Process == process))).Append(("all background", y => y.Process != signal)))
            {
                expected.Row([name, .. steps.Select(step => ReportNumber.Fixed(Expected(step, isIncluded), 1))]);
                simulated.Row([name, .. steps.Select(step => ReportNumber.Count(sample.Where(y => y.Step == step && isIncluded(y)).Sum(static y => (long)y.Events)))]);
            }

            expected.Row(["S/√B", .. steps.Select(step => ReportNumber.Fixed(Expected(step, y => y.Process == signal) / Math.Sqrt(Expected(step, y => y.Process != signal)), 2))]);
            if (sample.Key == "population")
            {
                section.Subheading("The half that templates are made of").Table(expected).Table(simulated);
            }
            else
            {
                section.Details("The half that trains the networks", details => details.Table(expected).Table(simulated));
            }

            double Expected(string step, Func<YieldRow, bool> isIncluded) => sample.Where(y => y.Step == step && isIncluded(y)).Sum(static y => y.Expected);
        }
    }

    private static void AddTraining(HtmlReport report, MeasurementResult result)
    {
        ILookup<bool, KeyValuePair<string, TrainingResult>> networks = result.Training.OrderBy(static t => t.Key, StringComparer.Ordinal)
            .ToLookup(static t => t.Key.StartsWith("flow_", StringComparison.Ordinal));
        if (result.Training.Count == 0)
        {
            return;
        }

        ReportSection section = report.Section("Training");
        if (networks[true].Any())
        {
            section.Figure(MeasurementFigures.Training("training-flows", "Training of the contrastive flows", networks[true]));
        }

        if (networks[false].Any())
        {
            section.Figure(MeasurementFigures.Training("training-classifiers", "Training of the classifiers", networks[false]));
        }

        section.Details("Steps and best losses", details =>
        {
            ReportTable table = new("", "Network", "Steps", "Best step", "Held-out loss", "Stopped early");
            foreach ((string name, TrainingResult training) in networks.SelectMany(static group => group))
            {
                table.Row(name, ReportNumber.Count(training.Steps), ReportNumber.Count(training.BestStep), ReportNumber.Significant(training.BestLoss, 4), training.StoppedEarly ? "yes" : "no");
            }

            details.Table(table);
        });
    }

    private static void AddRun(ReportSection section, MeasurementDefinition definition, MeasurementResult result)
    {
        MeasurementRequest request = result.Request;
        bool isQuick = OptionDifference.Between(request.Options, MeasurementOptions.Quick).IsEmpty;
        ImmutableArray<OptionDifference> differences = OptionDifference.Between(request.Options, request.Standard);
        string options = isQuick ? " --quick" : differences.IsEmpty ? "" : " --config options.json";
        section.Code(FormattableString.Invariant(
            $"mandelstam run {definition.Name} {(request.Simulation is null ? $"--data {Path.GetFileName(request.Data)}" : "--simulate")}{(request.Test is null ? "" : $" --test {Path.GetFileName(request.Test)}")} --seed {request.Seed} --device {request.Device}{options}"));
        ReportTable run = new ReportTable("", "Setting", "Value")
            .Row("Set-up", isQuick ? "quick" : differences.IsEmpty ? "default" : "own options")
            .Row("Population", result.IsIndependent ? "independent" : "shared")
            .Row("Events read", ReportNumber.Count(result.Events))
            .Row("Columns left alone", result.UnusedColumns.IsEmpty ? "none" : string.Join(", ", result.UnusedColumns))
            .Row("Seed", request.Seed.ToString(CultureInfo.InvariantCulture))
            .Row("Torch provider", ResultFiles.Provider)
            .Row("Device", request.Device)
            .Row("Version", VersionText.Of(typeof(MeasurementReport)));
        foreach (MethodResult method in result.Methods)
        {
            run.Row($"Fits that did not converge, {TitleOf(method.Name)}", $"{ReportNumber.Count(method.FailedFits)} of {ReportNumber.Count(method.Experiments.Length)}");
        }

        section.Table(run).Paragraph("Experiments whose fit did not converge are not dropped; they count with the estimate at which the fit ended.");
        if (!differences.IsEmpty)
        {
            ReportTable table = new("Options that differ from the default.", "Option", "This run", "Default");
            foreach (OptionDifference difference in differences)
            {
                table.Row(difference.Name, difference.Here, difference.There);
            }

            section.Table(table);
        }

        ReportTable seconds = new("Time of each stage. A run that was interrupted and went on counts only what it did not find done.", "Stage", "Seconds");
        foreach ((string stage, double time) in result.Seconds)
        {
            seconds.Row(stage, ReportNumber.Fixed(time, 1));
        }

        seconds.Row("all", ReportNumber.Fixed(result.Seconds.Values.Sum(), 1));
        section.Details($"Time: {ReportNumber.Duration(TimeSpan.FromSeconds(Math.Max(0, Finite(result.Seconds.Values.Sum()))))} in all", details => details.Table(seconds))
            .Details("All options", details => details.Code(request.Options.ToJson()));
    }

    private static double CoverageSigma(CoverageRow row) => double.IsFinite(row.ClusteredSigma) ? row.ClusteredSigma : row.BinomialSigma;

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
