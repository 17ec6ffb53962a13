using System.Collections.Immutable;
using System.Globalization;
using Mandelstam.Events;
using Mandelstam.Inference;
using Mandelstam.Reports;
using Mandelstam.Training;

namespace Mandelstam.Measurement;

/// <summary>The pictures of a measurement's report.</summary>
internal static class MeasurementFigures
{
    private const int MostLines = 100;
    private const int MostFeatures = 12;
    private const int FeatureBins = 30;

    /// <summary>Coverage against the true strength, for all methods.</summary>
    public static Figure Coverage(MeasurementResult result) => CoverageVersusMu.Draw(
        "coverage-versus-mu",
        "Coverage against the true signal strength",
        [.. result.Methods.Select(static method => new CoverageSeries(
            MeasurementReport.TitleOf(method.Name),
            [.. Intervals(method).GroupBy(static e => e.MuTrue).Select(static group => new CoveragePoint(group.Key, group.Count(static e => e.Covers), group.Count()))]))],
        caption: "Share of pseudo-experiments whose interval holds the true μ. Error bars and band are binomial; experiments that share a draw of the nuisances are "
            + "not independent, so that points may scatter somewhat more than that, and neighbours together.");

    /// <summary>Intervals of single experiments at the lowest, a middle and the highest strength.</summary>
    public static Figure SingleIntervals(MethodResult method)
    {
        double[] strengths = [.. method.Experiments.Select(static e => e.MuTrue).Distinct().Order()];
        double[] shown = strengths.Length <= 3 ? strengths : [strengths[0], strengths.MinBy(static mu => Math.Abs(mu - 1)), strengths[^1]];

        // One experiment of every nuisance draw before the second of any: the lines that are drawn then stand for all draws.
        PseudoExperimentInterval[] spread =
        [
            .. method.Experiments.Where(e => shown.Contains(e.MuTrue))
                .GroupBy(static e => (e.MuTrue, e.Point))
                .SelectMany(static group => group.Select(static (e, replica) => (Experiment: e, Replica: replica)))
                .OrderBy(static pair => pair.Replica)
                .Select(static pair => Interval(pair.Experiment)),
        ];
        return CoveragePlot.Draw(
            $"intervals-{method.Name}",
            $"Intervals of single pseudo-experiments, {MeasurementReport.TitleOf(method.Name)}",
            spread,
            MostLines,
            caption: "Each horizontal line is the interval that one pseudo-experiment reports, its dot the estimate μ̂; nuisances are drawn anew for each. The titles say which share of them holds the true μ.");
    }

    /// <summary>The belt, with one estimate read off.</summary>
    public static Figure Belt(MethodResult method)
    {
        NeymanBelt belt = method.Belt;
        const double estimate = 1;
        BeltInterval interval = belt.Invert(estimate);
        double[] strengths = [.. method.Experiments.Select(static e => e.MuTrue)];
        return ConfidenceBelt.Draw(
            $"belt-{method.Name}",
            $"Confidence belt, {MeasurementReport.TitleOf(method.Name)}",
            [.. belt.Mu.Select((mu, i) => new BeltPoint(mu, belt.Lower[i], method.BeltMedians[i], belt.Upper[i]))],
            new BeltInversion(estimate, interval.P16, interval.P84),
            strengths.Length == 0 ? null : (strengths.Min(), strengths.Max()),
            FormattableString.Invariant($"For each true μ (horizontal), the central {100 * belt.Options.Level:0.##} % of the estimates μ̂ (vertical) over draws of all nuisances, from {belt.Experiments} pseudo-experiments each. ")
                + "Read sideways, it turns an estimate into an interval: the lines show it for μ̂ = 1. The thin vertical lines are the ends of the range that is tested; the belt reaches beyond them.");
    }

    /// <summary>Templates of one used category: signal and background, nominal and at a lower and a higher value of the first fitted shape.</summary>
    public static Figure Templates(MeasurementDefinition definition, MethodResult method, int head)
    {
        TemplateGrid templates = method.Templates;
        double[] point = [.. Calibration.ShapesOf(definition, templates).Select(static shape => shape.Nominal)];
        TemplateAxis axis = templates.Axes[0];
        int inner = axis.Points.Length > 3 ? 1 : 0;
        (double[] Yields, string Name)[] all =
        [
            .. new[] { point[0], axis.Points[inner], axis.Points[axis.Points.Length - 1 - inner] }.Select(value =>
            {
                double[] at = [value, .. point[1..]];
                return (templates.YieldsAt(at), $"{axis.Name} = {Plain(value)}");
            }),
        ];
        int signal = templates.Processes.IndexOf(definition.Model.Processes[definition.Signal]);
        double[] edges = FiniteEdges(method.Binning.Edges[head]);
        int first = method.Binning.Offset(head);

        StepHistogram Sum(int variation, Func<int, bool> isIncluded)
        {
            double[] contents = new double[edges.Length - 1];
            for (int process = 0; process < templates.Processes.Length; process++)
            {
                for (int bin = 0; isIncluded(process) && bin < contents.Length; bin++)
                {
                    contents[bin] += all[variation].Yields[(process * templates.Bins) + first + bin];
                }
            }

            return new(all[variation].Name, edges, contents);
        }

        TemplateFamily Family(string name, Func<int, bool> isIncluded) => new(name, Sum(0, isIncluded), [Sum(1, isIncluded), Sum(2, isIncluded)]);

        string category = CategoryName(definition, head);
        return ScoreTemplates.Draw(
            FormattableString.Invariant($"templates-{method.Name}-category{head + 1}"),
            $"Score templates, category {category}, {MeasurementReport.TitleOf(method.Name)}",
            [Family($"signal ({definition.Model.Processes[definition.Signal]}), μ = 1", p => p == signal), Family("all background", p => p != signal)],
            xLabel: "score (logit of the classifier)",
            caption: $"Events that the fit expects in each bin of category {category}: grey at nominal nuisances, lines at two other values of {axis.Name}; below, their quotient. "
                + "Bins are quantiles of a mixture of signal and background. The first and the last one are open; they are drawn with the width of their neighbours.");
    }

    /// <summary>Shapes of the declared features in signal and background, nominal and shifted, in events of used categories.</summary>
    public static Figure Features(MeasurementDefinition definition, MeasurementResult result)
    {
        EventModel model = definition.Model;
        string shift = $"{model.Nuisances[definition.FittedShapes[0]].Name} = {Plain(definition.TemplatePoints[^1])}";
        FeatureDistribution[] features =
        [
            .. Enumerable.Range(0, Math.Min(MostFeatures, model.Features.Length)).Select(f =>
            {
                double[] edges = StepHistogram.EqualBins(
                    [.. Values(definition, result.Nominal, f, true).Concat(Values(definition, result.Nominal, f, false)).Select(static v => v.Value)], FeatureBins, tail: 0.01);
                return new FeatureDistribution(
                    model.Features[f].Name,
                    model.Features[f].Unit,
                    Fill("signal", result.Nominal, true),
                    Fill("background", result.Nominal, false),
                    Fill("signal shifted", result.Shifted, true),
                    Fill("background shifted", result.Shifted, false));

                StepHistogram Fill(string name, PerturbedEvents<float> events, bool isSignal)
                {
                    (double Value, double Weight)[] values = [.. Values(definition, events, f, isSignal)];
                    return StepHistogram.Fill(name, edges, [.. values.Select(static v => v.Value)], [.. values.Select(static v => v.Weight)]);
                }
            }),
        ];
        return FeatureDistributions.Draw(
            "features",
            "Derived features of the events that are measured",
            features,
            columns: 3,
            perturbation: shift,
            caption: $"Weighted, selected events of the categories {CategoryNames(definition)}, each curve scaled to unit area. Dashed: the same events after the shift {shift}; "
                + "what it changes most is what the fit can determine it from. Events in which a feature does not exist (no second jet) are left out of its panel.");
    }

    /// <summary>Losses of some networks.</summary>
    public static Figure Training(string name, string title, IEnumerable<KeyValuePair<string, TrainingResult>> networks) => TrainingCurves.Draw(
        name,
        title,
        [.. networks.Select(static network => new TrainingCurve(
            network.Key,
            [.. network.Value.History.Select(static p => (double)p.Step)],
            [.. network.Value.History.Select(static p => p.Loss)],
            [.. network.Value.History.Select(static p => (double)p.Step)],
            [.. network.Value.History.Select(static p => p.HeldOutLoss)],
            network.Value.BestStep))],
        columns: 3,
        caption: "Loss on the events that are trained on (mean since the point before) and on held-out ones; the weights of the marked step are kept.");

    /// <summary>Names of the used categories, for a sentence.</summary>
    public static string CategoryNames(MeasurementDefinition definition) =>
        string.Join(" and ", Enumerable.Range(0, definition.Categories.Length).Select(head => CategoryName(definition, head)));

    private static string Plain(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string CategoryName(MeasurementDefinition definition, int head) => definition.Model.Categories[definition.Categories[head]];

    private static IEnumerable<PseudoExperimentInterval> Intervals(MethodResult method) => method.Experiments.Select(Interval);

    private static PseudoExperimentInterval Interval(MeasuredExperiment experiment) => new(experiment.MuTrue, experiment.MuHat, experiment.P16, experiment.P84);

    // The outermost bins reach to infinity; they are drawn as wide as their neighbours.
    private static double[] FiniteEdges(ImmutableArray<double> inner) => inner.Length switch
    {
        0 => [-1, 1],
        1 => [inner[0] - 1, inner[0], inner[0] + 1],
        _ => [(2 * inner[0]) - inner[1], .. inner, (2 * inner[^1]) - inner[^2]],
    };

    private static IEnumerable<(double Value, double Weight)> Values(MeasurementDefinition definition, PerturbedEvents<float> events, int feature, bool isSignal)
    {
        float[] column = events.Features[feature];
        double? absent = definition.Model.Features[feature].Absent;
        for (int i = 0; i < events.Count; i++)
        {
            bool isAbsent = absent is { } number && column[i] == (float)number;
            if (!isAbsent && (events.Process[i] == definition.Signal) == isSignal && definition.Categories.Contains(events.Category[i]))
            {
                yield return (column[i], events.Weight[i]);
            }
        }
    }
}
