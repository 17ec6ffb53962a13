using Mandelstam.Randomness;

namespace Mandelstam.Inference;

/// <summary>Draws the rate nuisances of one pseudo-experiment.</summary>
/// <param name="random">The experiment's random numbers; use a fixed number of them.</param>
/// <param name="factors">Filled: the factor on each process, the signal strength not included.</param>
public delegate void RateSampler(CounterRandom random, Span<double> factors);
