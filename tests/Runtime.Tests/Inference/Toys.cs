using Mandelstam.Inference;

namespace Mandelstam.Runtime.Tests.Inference;

/// <summary>Models whose answers are known in closed form.</summary>
internal static class Toys
{
    /// <summary>One bin: s signal and b background events.</summary>
    public static BinnedLikelihood Counting(double signal, double background) =>
        new(new TemplateGrid([], ["signal", "background"], 1, [signal, background], []), ["signal"], [], []);

    /// <summary>
    /// Twelve bins: a signal bump on a falling background that a nuisance α tilts, with yields quadratic in α (so that the splines are
    /// exact), and a constrained background rate.
    /// </summary>
    public static BinnedLikelihood Shape(bool constrained = true, double scale = 1)
    {
        double[] points = [-3, -2, -1, 0, 1, 2, 3];
        List<double> yields = [];
        foreach (double alpha in points)
        {
            yields.AddRange(Enumerable.Range(0, 12).Select(bin => scale * Signal(bin, alpha)));
            yields.AddRange(Enumerable.Range(0, 12).Select(bin => scale * Background(bin, alpha)));
        }

        return new BinnedLikelihood(
            new TemplateGrid([new TemplateAxis("tilt", [.. points])], ["signal", "background"], 12, [.. yields], []),
            ["signal"],
            [new FitParameter("tilt", 0, -5, 5, constrained ? new GaussianConstraint(0, 1) : null)],
            [new RateParameter(new FitParameter("rate", 1, 0.5, 1.5, new GaussianConstraint(1, 0.05)), ["background"])]);
    }

    /// <summary>Expected signal per bin.</summary>
    public static double Signal(int bin, double alpha) => 60 * Math.Exp(-0.5 * Math.Pow((bin - 6) / 1.5, 2)) * (1 + (0.02 * alpha));

    /// <summary>Expected background per bin.</summary>
    public static double Background(int bin, double alpha) =>
        400 * Math.Exp(-0.15 * bin) * (1 + (0.03 * (bin - 4) * alpha) + (0.004 * alpha * alpha));

    /// <summary>Standard deviation and mean.</summary>
    public static (double Mean, double Deviation) Moments(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }
}
