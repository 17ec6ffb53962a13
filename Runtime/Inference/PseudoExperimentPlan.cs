using System.Collections.Immutable;

namespace Mandelstam.Inference;

/// <summary>What pseudo-experiments are drawn from: expected events at drawn shape nuisances, once for all strengths and rates.</summary>
/// <param name="Points">
/// Per draw of the shape nuisances, the expected events of the population itself (perturbed and scored event by event, never the fit's
/// interpolated templates), index process × bins + bin. Where events carry noise of their own, the expectation is the average over it: an
/// event of weight w with one draw of its noise would move between bins as a block of w, which independent events do not.
/// </param>
/// <param name="Processes">Number of processes.</param>
/// <param name="Signal">Which of them the strength scales.</param>
/// <param name="Mu">True strengths.</param>
/// <param name="Replicas">Experiments per draw and strength, each with its own rates and Poisson fluctuation.</param>
/// <param name="Seed">Experiments with equal seed and indices are equal, whatever fits them.</param>
/// <param name="Rates">Draws the rate nuisances; null keeps them all at 1.</param>
public sealed record PseudoExperimentPlan(
    ImmutableArray<double[]> Points,
    int Processes,
    ImmutableArray<bool> Signal,
    ImmutableArray<double> Mu,
    int Replicas,
    ulong Seed,
    RateSampler? Rates = null);
