using Mandelstam.Randomness;

namespace Mandelstam.Examples.PhaseSpace;

/// <summary>Makes one event from a stream of random numbers.</summary>
/// <param name="random">The event's own stream.</param>
/// <param name="momenta">Receives 3N numbers.</param>
internal delegate void EventDraw(CounterRandom random, Span<double> momenta);
