using System.Collections.Immutable;
using Mandelstam.Inference;
using Mandelstam.Publishing;

namespace Mandelstam.Measurement;

/// <summary>What a data set says about the signal strength.</summary>
/// <param name="Data">The file that was measured.</param>
/// <param name="Definition">What was measured.</param>
/// <param name="Method">The method, with bins, templates and belt.</param>
/// <param name="Publication">The likelihood, its maximum, and what else is published of it.</param>
/// <param name="Interval">The belt's interval at the fitted strength, not clipped.</param>
/// <param name="Goodness">Deviance and p-value by simulated data sets; of weighted data the deviance alone, with a p-value that is not a number.</param>
/// <param name="Events">Events read, selected and used.</param>
/// <param name="Counts">Events per bin of the score, or their summed weights.</param>
/// <param name="Warnings">What the reader has to know to trust the number, in whole sentences; empty as a rule.</param>
public sealed record DatasetResult(
    string Data,
    MeasurementDefinition Definition,
    StoredMethod Method,
    Publication Publication,
    BeltInterval Interval,
    GoodnessOfFit Goodness,
    ObservedEvents Events,
    ImmutableArray<double> Counts,
    ImmutableArray<string> Warnings)
{
    /// <summary>The maximum of the likelihood.</summary>
    public FitResult Fit => Publication.Best.Fit;

    /// <summary>The fitted signal strength.</summary>
    public double MuHat => Fit.Strength.Value;
}
