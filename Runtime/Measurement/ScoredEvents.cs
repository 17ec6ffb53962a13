using System.Collections.Immutable;
using Mandelstam.Events;

namespace Mandelstam.Measurement;

/// <summary>Perturbed events of the used categories and their scores.</summary>
/// <param name="Perturbed">All perturbed events.</param>
/// <param name="Used">Which of them are of used categories; the arrays that follow go along with it.</param>
/// <param name="Heads">Which of the used categories: 0 or 1.</param>
/// <param name="Process">The process; −1 for unlabelled events.</param>
/// <param name="Weight">The weight.</param>
/// <param name="Scores">The score under each method.</param>
public sealed record ScoredEvents(PerturbedEvents<float> Perturbed, int[] Used, int[] Heads, int[] Process, float[] Weight, ImmutableArray<float[]> Scores);
