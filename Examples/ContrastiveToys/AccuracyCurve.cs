using System.Collections.Immutable;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>The accuracy of one network, or of a calculated decision, against φ.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Title">What pictures call it.</param>
/// <param name="Values">Share of events called correctly, as many signal as background ones.</param>
/// <param name="Errors">One standard deviation: the test events' and, with repetitions, the spread of trainings; empty for calculated decisions.</param>
public sealed record AccuracyCurve(string Name, string Title, ImmutableArray<double> Values, ImmutableArray<double> Errors);
