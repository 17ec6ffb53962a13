using System.Collections.Immutable;
using Mandelstam.Inference;
using Mandelstam.Measurement;

namespace Mandelstam.Publishing;

/// <summary>A method's statistical model and what it says, as it is published: μ, all nuisances that the fit determines, and the simulation's own errors.</summary>
/// <param name="Definition">What is measured.</param>
/// <param name="Method">The method's name.</param>
/// <param name="Binning">The score's bins.</param>
/// <param name="Belt">The confidence belt.</param>
/// <param name="Expected">Expected data of strength one, with templates taken as exact.</param>
/// <param name="ExpectedWithSimulation">The same with the templates' statistical errors in the fit; null where they are unknown.</param>
/// <param name="Observed">The data, with templates taken as exact; null where there are none.</param>
/// <param name="ObservedWithSimulation">The data, with the templates' statistical errors in the fit.</param>
public sealed record Publication(
    MeasurementDefinition Definition,
    string Method,
    ScoreBinning Binning,
    NeymanBelt Belt,
    StatisticalSummary Expected,
    StatisticalSummary? ExpectedWithSimulation,
    StatisticalSummary? Observed,
    StatisticalSummary? ObservedWithSimulation)
{
    private const int ScanSteps = 60;

    /// <summary>What is best known: the data where there are some, else what is expected.</summary>
    public StatisticalSummary Best => Observed ?? Expected;

    /// <summary>The same with the simulation's errors; null where they are unknown.</summary>
    public StatisticalSummary? BestWithSimulation => Observed is null ? ExpectedWithSimulation : ObservedWithSimulation;

    /// <summary>Works it out.</summary>
    /// <param name="definition">What is measured.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="binning">The score's bins.</param>
    /// <param name="templates">The templates.</param>
    /// <param name="belt">The confidence belt.</param>
    /// <param name="counts">Events per bin; empty where there are no data.</param>
    public static Publication Of(MeasurementDefinition definition, string method, ScoreBinning binning, TemplateGrid templates, NeymanBelt belt, ReadOnlySpan<double> counts)
    {
        ArgumentNullException.ThrowIfNull(definition);
        BinnedLikelihood exact = Calibration.Likelihood(definition, templates, new RateFactors(definition));
        BinnedLikelihood? full = templates.Variances.IsEmpty ? null : exact.WithTemplateErrors(1);
        return new(
            definition,
            method,
            binning,
            belt,
            StatisticalSummary.Expected(exact, 1),
            full is null ? null : StatisticalSummary.Expected(full, 1),
            counts.IsEmpty ? null : StatisticalSummary.Of(exact, counts),
            counts.IsEmpty || full is null ? null : StatisticalSummary.Of(full, counts));
    }

    /// <summary>The likelihood along the strength, over the belt's interval and as much again on either side.</summary>
    /// <param name="summary">Of which data.</param>
    /// <param name="isNominal">Hold the nuisances at their nominal values.</param>
    public ProfileScan Scan(StatisticalSummary summary, bool isNominal = false)
    {
        ArgumentNullException.ThrowIfNull(summary);
        double best = summary.Fit.Strength.Value;
        BeltInterval interval = Belt.Invert(best);
        double width = Math.Max(interval.P84 - interval.P16, 1e-3);
        double from = Math.Min(interval.P16, best) - (1.5 * width), to = Math.Max(interval.P84, best) + (1.5 * width);
        return ProfileScan.Run(
            isNominal ? summary.Likelihood.StrengthOnly() : summary.Likelihood,
            summary.Counts.AsSpan(),
            [.. Enumerable.Range(0, ScanSteps + 1).Select(i => from + ((to - from) * i / ScanSteps))]);
    }
}
