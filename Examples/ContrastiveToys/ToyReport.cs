using Mandelstam.Measurement;
using Mandelstam.Reports;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>Writes what a run found for people: report.html, which needs nothing beside it, and its pictures in the folder figures.</summary>
public static class ToyReport
{
    private const int PicturedEvents = 350;

    private static readonly double[] Shares = [0.02, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];

    /// <summary>Writes the page and the pictures into the run's folder.</summary>
    /// <param name="result">What was found.</param>
    public static void Write(ToyResult result) => Create(result).Save(Path.Combine(result.Request.Folder, "report.html"));

    /// <summary>The report, not yet written.</summary>
    /// <param name="result">What was found.</param>
    public static HtmlReport Create(ToyResult result)
    {
        ToyRequest request = result.Request;
        HtmlReport report = new(
            "Contrastive flows on Gaussians",
            "The toys of arXiv:2505.08709 in two and in ten dimensions, against closed forms",
            FormattableString.Invariant($"Mandelstam {VersionText.Of(typeof(ToyReport))}, Torch provider {ResultFiles.Provider}, device {request.Device}, seed {request.Seed}."));
        AddPlane(report.Section("Two dimensions"), result);
        AddContrasts(report.Section("Other contrasts"), result);
        AddEmbedded(report.Section("Ten dimensions"), result);
        AddRun(report.Section("How it was run"), result);
        return report;
    }

    private static void AddPlane(ReportSection section, ToyResult result)
    {
        PlaneResult plane = result.Plane;
        PlaneFit even = plane.Fits.Single(static fit => fit.Exact.Contrast == 1);
        section.Paragraph(
            "Signal and background are the Gaussians of Eq. 11. A contrastive flow of the signal learns p* = max(p_s − c·p_b, 0)/λ (Eq. 10), which is known in closed form; "
            + "the edge of its support at c = 1 is the best boundary between signal and background, which a classifier learns.");
        section.KeyFigures(
            new KeyFigure("Largest deviation, c = 1", ReportNumber.Percent(even.MaximumDeviation), "of |p − p*|, in units of the peak of p*"),
            new KeyFigure("Accuracy of the classifier", ReportNumber.WithError(plane.Accuracy, plane.AccuracyError), $"best possible: {ReportNumber.Fixed(plane.BestAccuracy, 4)}"),
            new KeyFigure("Called differently", ReportNumber.Percent(plane.Disagreement, 2), "events, by the classifier and by the best decision"));
        double[,] exact = ExactField(even.Exact);
        double[] levels = Levels(exact);
        PlanePoints[] events = [Sample("signal", PlaneGaussian.Signal, 11), Sample("background", PlaneGaussian.Background, 12)];
        section.Figure(PlaneContours.Draw(
            "densities",
            "Eq. 10, the learned flow and a classifier, c = 1",
            [
                new("p*, Eq. 10", new(exact, levels), events),
                new("contrastive flow", new(even.Learned, levels), events),
                new("classifier's score", new(plane.Scores, [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9], 0.5), events),
            ],
            X,
            Y,
            caption: "After Fig. 1. Contours of the densities at the same values, from 2 % to 95 % of the peak of Eq. 10, and of the score in steps of 0.1; its boundary at ½ is dashed. "
                + FormattableString.Invariant($"{PicturedEvents} events of each kind.")));
        PlanePoints[] misled = [new("background, turned", [.. plane.Misled.Select(static m => m.From)], [.. plane.Misled.Select(static m => m.To)])];
        section.Figure(PlaneContours.Draw(
            "turn",
            "A turn of the data",
            [
                new("classifier's score", new(plane.Scores, [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9], 0.5), misled),
                new("contrastive flow, c = 1", new(even.Learned, levels), misled),
            ],
            X,
            Y,
            columns: 2,
            caption: FormattableString.Invariant($"After Fig. 2. Background events that the classifier calls background, and signal after a turn of {PlaneToys.Turn * 180 / Math.PI:F0}° about the origin.")));
        ReportTable table = new("Share of the background that is called signal, before and after the turn; the flow calls signal where its density is above 1 % of the peak.", "Decision", "Before", "After");
        table.Row("classifier, score above ½", ReportNumber.Percent(plane.CalledSignal.Classifier.Before), ReportNumber.Percent(plane.CalledSignal.Classifier.After));
        table.Row("flow, c = 1", ReportNumber.Percent(plane.CalledSignal.Flow.Before), ReportNumber.Percent(plane.CalledSignal.Flow.After));
        section.Table(table);
    }

    private static void AddContrasts(ReportSection section, ToyResult result)
    {
        ReportTable table = new(
            "Learned densities against Eq. 10 on a grid. Deviations are in units of the peak of Eq. 10; the largest one lies at the edge of the support, where the slope of Eq. 10 jumps.",
            "c", "λ", "Largest", "Rms", "Total variation", "Integral", "Held-out loss");
        foreach (PlaneFit fit in result.Plane.Fits)
        {
            table.Row(
                ReportNumber.Significant(fit.Exact.Contrast), ReportNumber.Fixed(fit.Exact.Normalisation, 5), ReportNumber.Percent(fit.MaximumDeviation), ReportNumber.Percent(fit.RmsDeviation),
                ReportNumber.Percent(fit.TotalVariation), ReportNumber.Fixed(fit.Integral, 4), ReportNumber.Significant(fit.Training.BestLoss, 4));
        }

        section.Table(table);
        PlanePanel[] panels =
        [
            .. result.Plane.Fits.Select(static fit => new PlanePanel(FormattableString.Invariant($"Eq. 10, c = {fit.Exact.Contrast}"), new(ExactField(fit.Exact), Levels(ExactField(fit.Exact))), [])),
            .. result.Plane.Fits.Select(static fit => new PlanePanel(FormattableString.Invariant($"flow, c = {fit.Exact.Contrast}"), new(fit.Learned, Levels(ExactField(fit.Exact))), [])),
        ];
        section.Figure(PlaneContours.Draw(
            "contrasts",
            "Eq. 10 and learned flows",
            panels,
            X,
            Y,
            columns: result.Plane.Fits.Length,
            caption: "After Fig. 7, with what flows learn below. Contours from 2 % to 95 % of the peak of Eq. 10 at that c. The larger c, the more of the signal is given up with the background."));
        section.Figure(TrainingCurves.Draw(
            "training",
            "Training in the plane",
            [.. result.Plane.Fits.Select(static fit => new TrainingCurve(
                FormattableString.Invariant($"c = {fit.Exact.Contrast}"),
                [.. fit.Training.History.Select(static p => (double)p.Step)],
                [.. fit.Training.History.Select(static p => p.Loss)],
                [.. fit.Training.History.Select(static p => (double)p.Step)],
                [.. fit.Training.History.Select(static p => p.HeldOutLoss)],
                fit.Training.BestStep))],
            caption: "Contrastive loss on the events that are trained on (mean since the point before) and, with averaged weights, on held-out ones."));
    }

    private static void AddEmbedded(ReportSection section, ToyResult result)
    {
        ToyOptions options = result.Request.Options;
        section.Paragraph(FormattableString.Invariant(
            $"The two Gaussians in ten dimensions (Eq. 12), deformed by φ: a turn in the plane that tells them apart, by much and by little, and a change of the embedding, A + φÃ. ")
            + "The text of the paper gives no range of φ for the last; ours is 0 to 1.");
        ReportTable table = new("After Table 1.", "Network", "Training", "Prediction");
        table.Row("(i) DNN", FormattableString.Invariant($"{2 * options.EmbeddedEvents} unperturbed events"), "Bayes-optimal at φ = 0");
        table.Row("(ii) CNF, c = 1", FormattableString.Invariant($"{2 * options.EmbeddedEvents} unperturbed events; signal where p > {options.DensityThreshold}"), "Eq. 10 above the threshold");
        table.Row("(iii) DNN", FormattableString.Invariant($"{options.TrainingPoints * options.EventsPerPoint} perturbed events, {options.EventsPerPoint} at each of {options.TrainingPoints} φ"), "Bayes-optimal, φ not known");
        table.Row("(iv) DNN with Φ of two CNFs", "as (iii)", "Bayes-optimal, φ not known");
        section.Table(table);
        section.Figure(CurveComparison.Draw(
            "accuracy",
            "Accuracy against the nuisance parameter",
            "share of events called correctly",
            [.. result.Deformations.Select(static d => new CurvePanel(
                d.Deformation.Title,
                "φ",
                [
                    .. d.Networks.Select(curve => new CurveSeries(curve.Title, d.Phi, curve.Values, curve.Errors)),
                    .. d.Predictions.Select(curve => new CurveSeries(curve.Title, d.Phi, curve.Values)),
                ]))],
            caption: "After Fig. 3. Errors are those of the test events"
                + (options.Repetitions > 1 ? FormattableString.Invariant($", or of the mean of {options.Repetitions} trainings where these scatter more") : "")
                + ". Dashed lines are calculated: with φ known the best accuracy is the same at every φ; without it, densities are averaged over φ."));
        foreach (DeformationResult deformation in result.Deformations)
        {
            ReportTable numbers = new(deformation.Deformation.Title, ["φ", .. deformation.Networks.Select(static c => c.Title), .. deformation.Predictions.Select(static c => c.Title)]);
            for (int i = 0; i < deformation.Phi.Length; i++)
            {
                numbers.Row([
                    ReportNumber.Fixed(deformation.Phi[i], 3),
                    .. deformation.Networks.Select(c => ReportNumber.WithError(c.Values[i], c.Errors[i])),
                    .. deformation.Predictions.Select(c => ReportNumber.Fixed(c.Values[i], 4))]);
            }

            section.Details($"Numbers: {deformation.Deformation.Title}", details => details.Table(numbers));
        }
    }

    private static void AddRun(ReportSection section, ToyResult result)
    {
        ToyRequest request = result.Request;
        section.Code(FormattableString.Invariant($"mandelstam run cnf-toys --seed {request.Seed} --device {request.Device}{(request.IsQuick ? " --quick" : "")}"));
        ReportTable seconds = new("Time of each stage. A run that was interrupted and went on counts only what it did not find done.", "Stage", "Seconds");
        foreach ((string stage, double time) in result.Seconds)
        {
            seconds.Row(stage, ReportNumber.Fixed(time, 1));
        }

        section.Paragraph($"Set-up: {(request.IsQuick ? "quick, a reduced one" : "full")}. Activations are GELU throughout, also where the paper's classifier has ReLU.")
            .Table(seconds)
            .Details("All options", details => details.Code(request.Options.ToJson()));
    }

    private static (string Label, double Min, double Max) X => ("x₁", PlaneToys.PictureX.Min, PlaneToys.PictureX.Max);

    private static (string Label, double Min, double Max) Y => ("x₂", PlaneToys.PictureY.Min, PlaneToys.PictureY.Max);

    private static double[,] ExactField(ContrastiveDensity density) => PlaneToys.Field((x, y) => [.. x.Zip(y, density.Density)]);

    private static double[] Levels(double[,] exact)
    {
        double peak = exact.Cast<double>().Max();
        return Array.ConvertAll(Shares, share => share * peak);
    }

    private static PlanePoints Sample(string name, PlaneGaussian gaussian, ulong seed)
    {
        double[] points = gaussian.Draw(PicturedEvents, seed);
        return new(name, [.. Enumerable.Range(0, PicturedEvents).Select(i => (points[2 * i], points[(2 * i) + 1]))]);
    }
}
