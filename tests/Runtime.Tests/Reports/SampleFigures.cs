using Mandelstam.Reports;

namespace Mandelstam.Runtime.Tests.Reports;

/// <summary>One figure of each kind, from numbers of the size that the analysis has.</summary>
internal static class SampleFigures
{
    public static readonly double[] Edges = [.. Enumerable.Range(0, 21).Select(k => k / 20.0)];

    public static IReadOnlyList<Figure> All() =>
    [
        Coverage(), Versus(), Belt(), Templates(), Features(), Training(), Data(), Scan(), Pulls(), Correlations(), Planes(), Shapes(), Contours(), Curves(),
    ];

    public static IReadOnlyList<PseudoExperimentInterval> Experiments(int perMu = 100)
    {
        Random random = new(1);
        List<PseudoExperimentInterval> result = [];
        foreach (double mu in new[] { 0.1, 0.5, 1.0, 1.5, 2.0, 3.0 })
        {
            for (int k = 0; k < perMu; k++)
            {
                double estimate = mu + 0.35 * Normal(random);
                result.Add(new PseudoExperimentInterval(mu, estimate, estimate - 0.36, estimate + 0.35));
            }
        }

        return result;
    }

    public static Figure Coverage() => CoveragePlot.Draw("coverage", "Intervals of the pseudo-experiments, CNF + DNN", Experiments());

    public static Figure Versus()
    {
        double[] mu = [0.1, 0.4, 0.7, 1.0, 1.3, 1.7, 2.0, 2.3, 2.7, 3.0];
        return CoverageVersusMu.Draw("coverage-versus-mu", "Coverage against the true signal strength",
        [
            new CoverageSeries("CNF + DNN", [.. mu.Select((m, k) => new CoveragePoint(m, 66 + 3 * k % 7, 100))]),
            new CoverageSeries("DNN, μ only", [.. mu.Select((m, k) => new CoveragePoint(m, 45 + 5 * k % 11, 100))]),
        ]);
    }

    public static Figure Belt() => ConfidenceBelt.Draw("belt", "Confidence belt over six nuisances",
        [.. Enumerable.Range(0, 24).Select(k => -0.6 + 0.2 * k).Select(m => new BeltPoint(m, m - 0.37 - 0.02 * m, m + 0.01, m + 0.36 + 0.02 * m))],
        new BeltInversion(1.23, 0.86, 1.6), (0.1, 3));

    public static StepHistogram Template(string name, double scale, double tilt) =>
        new(name, Edges, [.. Enumerable.Range(0, 20).Select(k => scale * Math.Exp(tilt * k / 20.0) * (1 + 0.1 * Math.Sin(k)))]);

    public static Figure Templates() => ScoreTemplates.Draw("templates", "Score templates under the tau energy scale",
    [
        new TemplateFamily("signal", Template("nominal", 20, 2), [Template("tes = 0.97", 20, 1.96), Template("tes = 1.03", 20, 2.03)]),
        new TemplateFamily("background", Template("nominal", 200_000, -6), [Template("tes = 0.97", 200_000, -6.2), Template("tes = 1.03", 200_000, -5.8)]),
    ], logarithmic: true);

    public static Figure Planes()
    {
        Random random = new(6);
        DensityMap Map(string title, double power) => new(
            title, [.. Enumerable.Range(0, 4000).Select(_ => Math.Pow(random.NextDouble(), power))], [.. Enumerable.Range(0, 4000).Select(_ => 0.5 * random.NextDouble())]);
        return DensityMaps.Draw("planes", "Dalitz plots", [Map("truth", 2), Map("uniform", 1), Map("flow", 1.9)], ("2p₁·p₂/s", 0, 1), ("2p₂·p₃/s", 0, 1), caption: "Events per area.");
    }

    public static Figure Shapes() => ShapeComparison.Draw("shapes", "Energies",
    [
        new ShapePanel("x of e⁻", [Template("truth", 1, 2), Template("flow", 7, 2.1), Template("uniform", 1, 0)]),
        new ShapePanel(
            "min 2p·p/s",
            [.. new[] { "truth", "flow", "uniform" }.Select(static (n, k) => new StepHistogram(n, [1e-4, 1e-3, 1e-2, 0.1, 1], [0, 3, 500 + k, 20_000]))],
            LogarithmicX: true,
            LogarithmicY: true),
    ],
    caption: "Unit area.");

    public static Figure Contours()
    {
        double[,] hill = new double[31, 31];
        for (int k = 0; k < hill.Length; k++)
        {
            hill[k / 31, k % 31] = Math.Exp(-(Math.Pow((k / 31) - 14, 2) + Math.Pow((k % 31) - 16, 2)) / 60.0);
        }

        PlanePoints moved = new("events", [(0.1, 0.2), (0.3, -0.4)], [(0.2, 0.5), (-0.3, -0.4)]);
        return PlaneContours.Draw("contours", "Learned density", [new("flow", new PlaneField(hill, [0.1, 0.5, 0.9], 0.3), [moved])], ("x", -1, 1), ("y", -1, 1), caption: "Contours.");
    }

    public static Figure Curves() => CurveComparison.Draw("curves", "Accuracy", "accuracy",
        [new CurvePanel("rotation", "φ", [new CurveSeries("network", [0, 1, 2], [0.8, 0.7, 0.5], [0.01, 0.01, 0.02]), new CurveSeries("best", [0, 1, 2], [0.82, 0.82, 0.82])])],
        caption: "Against φ.");

    public static Figure Features()
    {
        Random random = new(2);
        string[] names = ["PRI_had_pt", "PRI_met", "DER_mass_vis", "DER_deltar_had_lep", "DER_pt_h", "DER_sum_pt", "DER_met_phi_centrality", "DER_prodeta_jet_jet"];
        return FeatureDistributions.Draw("features", "Features in signal and background", [.. names.Select((name, f) =>
        {
            double[] signal = [.. Enumerable.Range(0, 4000).Select(_ => 60 + 12 * Normal(random) + f)];
            double[] background = [.. Enumerable.Range(0, 4000).Select(_ => 45 + 18 * Math.Abs(Normal(random)))];
            double[] edges = StepHistogram.EqualBins([.. signal, .. background], 30);
            return new FeatureDistribution(name, f == 3 ? "" : "GeV", StepHistogram.Fill("signal", edges, signal), StepHistogram.Fill("background", edges, background),
                StepHistogram.Fill("signal", edges, [.. signal.Select(v => 1.03 * v)]), StepHistogram.Fill("background", edges, [.. background.Select(v => 1.03 * v)]));
        })], perturbation: "tes = 1.03");
    }

    public static Figure Training()
    {
        Random random = new(3);
        return TrainingCurves.Draw("training", "Training of the flows", [.. Enumerable.Range(0, 5).Select(n =>
        {
            double[] steps = [.. Enumerable.Range(1, 5000).Select(k => (double)k)];
            double[] held = [.. Enumerable.Range(1, 25).Select(k => 200.0 * k)];
            return new TrainingCurve($"signal, c = {(n % 2 == 0 ? "2" : "0.5")}, {1 + n / 2} jet", steps, [.. steps.Select(s => -1 - n + 30 / (1 + s) + Math.Exp(-s / 800) + 0.08 * Normal(random))],
                held, [.. held.Select(s => -0.95 - n + Math.Exp(-s / 800) + 1e-4 * Math.Max(0, s - 3000) * 0.5)], 3200);
        })]);
    }

    public static Figure Data()
    {
        Random random = new(4);
        StepHistogram[] stack = [Template("Z → ττ", 40_000, -5), Template("tt̄, diboson", 4_000, -2), Template("signal", 30, 3)];
        double[] fit = [.. Enumerable.Range(0, 20).Select(k => stack.Sum(t => t.Contents[k]))];
        return DataOverTemplates.Draw("data-over-templates", "Observed data over the fitted templates", new StepHistogram("data", Edges, [.. fit.Select(f => Math.Round(f + Math.Sqrt(f) * Normal(random)))]),
            stack, [.. fit.Select(f => 0.02 * f)], logarithmic: true);
    }

    public static Figure Scan()
    {
        double[] mu = [.. Enumerable.Range(0, 81).Select(k => -0.5 + 0.05 * k)];
        return LikelihoodScan.Draw("scan", "Likelihood of the signal strength", "μ",
            [new ScanCurve("nuisances fitted", mu, [.. mu.Select(m => Math.Pow((m - 1.2) / 0.38, 2))]), new ScanCurve("nuisances fixed", mu, [.. mu.Select(m => Math.Pow((m - 1.2) / 0.25, 2))])], 1.2);
    }

    public static Figure Pulls() => PullPlot.Draw("pulls", "Fitted nuisances",
        [new NuisancePull("jes", 0.4, 0.6), new NuisancePull("tes", -1.2, 0.35), new NuisancePull("bkg_scale", 2.6, double.NaN, HasPrior: false)]);

    public static Figure Correlations() => CorrelationMatrix.Draw("correlations", "Correlations of the fit", ["μ", "jes", "tes"], new double[,] { { 1, -0.31, 0.72 }, { -0.31, 1, 0.05 }, { 0.72, 0.05, 1 } });

    public static HtmlReport Report()
    {
        HtmlReport report = new("H → ττ: measured signal strength", "136,658 simulated events, 10 fb⁻¹, quick set-up", "Mandelstam 0.1.0, provider System, cpu, seed 1");
        report.Section("Result")
            .KeyFigures(new KeyFigure("μ̂", ReportNumber.WithInterval(1.234, 0.861, 1.602), "68.27 % interval"), new KeyFigure("Mean interval", "0.74", "over 1,000 pseudo-experiments"),
                new KeyFigure("Coverage", ReportNumber.Percent(0.6812)), new KeyFigure("Score", ReportNumber.Fixed(-0.125, 3)))
            .Note("Pseudo-experiments are drawn from the same population as the templates; the error of the simulation is not included.")
            .Warning("The belt ends before it holds the largest estimates.")
            .Paragraph("Two methods were trained & calibrated in this run: <em>CNF + DNN</em> and the baseline.")
            .Table(new ReportTable("Methods", "Method", "Score", "Interval", "Coverage", "RMSE").Row("CNF + DNN", "0.123", "0.741", "68.1 %", "0.380").Row("Baseline", "−11.152", "1.340", "43.1 %", ReportNumber.Missing))
            .Figure(Coverage()).Figure(Versus()).Figure(Belt());
        report.Section("Templates and features").Figure(Templates()).Figure(Features());
        report.Section("Training").Figure(Training()).Details("Configuration", d => d.Code("{ \"c\": [2, 0.5] }").List(["15 gated affine couplings", "15 quadratic couplings"]));
        report.Section("Fit").Subheading("Data").Figure(Data()).Figure(Scan()).Figure(Pulls()).Figure(Correlations());
        return report;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
