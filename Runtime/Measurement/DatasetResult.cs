using System.Collections.Immutable;
using Mandelstam.Inference;

namespace Mandelstam.Measurement;

/// <summary>What a data set says about the signal strength.</summary>
/// <param name="Data">The file that was measured.</param>
/// <param name="Definition">What was measured.</param>
/// <param name="Method">The method, with bins, templates and belt.</param>
/// <param name="Likelihood">The likelihood that was maximised.</param>
/// <param name="Fit">Its maximum.</param>
/// <param name="Interval">The belt's interval at the fitted strength, not clipped.</param>
/// <param name="Goodness">Deviance and p-value by simulated data sets; of weighted data the deviance alone, with a p-value that is not a number.</param>
/// <param name="Scan">The likelihood along the strength, with the nuisances fitted at each.</param>
/// <param name="NominalScan">The same with the nuisances at their nominal values.</param>
/// <param name="Events">Events read, selected and used.</param>
/// <param name="Counts">Events per bin of the score, or their summed weights.</param>
/// <param name="Warnings">What the reader has to know to trust the number, in whole sentences; empty as a rule.</param>
public sealed record DatasetResult(
    string Data,
    MeasurementDefinition Definition,
    StoredMethod Method,
    BinnedLikelihood Likelihood,
    FitResult Fit,
    BeltInterval Interval,
    GoodnessOfFit Goodness,
    ProfileScan Scan,
    ProfileScan NominalScan,
    ObservedEvents Events,
    ImmutableArray<double> Counts,
    ImmutableArray<string> Warnings)
{
    /// <summary>The fitted signal strength.</summary>
    public double MuHat => Fit.Strength.Value;
}
