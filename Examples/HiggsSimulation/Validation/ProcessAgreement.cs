using Mandelstam.Examples.HiggsUncertainty;

namespace Mandelstam.Examples.HiggsSimulation.Validation;

/// <summary>How well simulated events of a process agree with a sample.</summary>
/// <param name="Process">The process.</param>
/// <param name="SampleEvents">The events of the sample.</param>
/// <param name="SimulatedEvents">The simulated ones.</param>
/// <param name="Area">The area under the ROC curve of a classifier that tries to tell them apart; ½ where it cannot.</param>
/// <param name="AreaError">Its standard error (DeLong).</param>
/// <param name="Features">The features one by one, in the order of the file.</param>
/// <param name="Importance">What the classifier goes by: the gain of each of its inputs, as shares.</param>
public sealed record ProcessAgreement(
    Process Process, int SampleEvents, int SimulatedEvents, double Area, double AreaError, IReadOnlyList<FeatureAgreement> Features, IReadOnlyList<(string Input, double Share)> Importance)
{
    /// <summary>The events themselves, for the pictures.</summary>
    internal (ComparedEvents Sample, ComparedEvents Simulated)? Events { get; init; }
}
