using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>RAMBO's q-space: every point is mapped onto phase space, and the prior's image is exactly uniform phase space.</summary>
/// <remarks>
/// Momenta have a fibre of points over them, which differ by a boost and a scale, and an event has to be put somewhere on it.
/// At a random place, drawn from the prior and anew each time, data have the density prior·f/uniform: all of q-space, no thin sheet in it, and the
/// score is as smooth as f. That is what diffusion wants. At rest, with q = p/x for a fixed x, data and prior are sheets in the subspace of
/// vanishing total momentum: fewer dimensions to learn, which is what flow matching wants, since its field is finite on a sheet, too.
/// </remarks>
/// <param name="particles">Particles per event, N.</param>
/// <param name="energy">Total energy √s.</param>
/// <param name="atRest">Events and prior at rest, with lengths that add up to 2N, their mean under <see cref="ReferencePrior"/>; else at random places.</param>
public sealed class ConformalSpace(int particles, double energy, bool atRest = false) : IEventSpace
{
    private readonly double _restEnergy = 2 * particles;

    /// <inheritdoc/>
    public string Name => atRest ? "q-space at rest" : "q-space";

    /// <inheritdoc/>
    /// <remarks>Data and prior share their place on the fibre, which leaves both densities as they are and shortens the way between them.</remarks>
    public void Draw(ReadOnlySpan<double> momenta, CounterRandom random, Span<double> data, Span<double> prior)
    {
        DrawPrior(random, prior);
        Fibre fibre = atRest ? new(0, 0, 0, energy / _restEnergy) : ConformalMap.FibreOf(prior, energy);
        ConformalMap.FromMomenta(momenta, fibre, data);
    }

    /// <inheritdoc/>
    public void DrawPrior(CounterRandom random, Span<double> prior)
    {
        ReferencePrior.Draw(random, prior);
        if (atRest)
        {
            ConformalMap.ToMomenta(prior, _restEnergy, prior);
        }
    }

    /// <inheritdoc/>
    public void ToMomenta(ReadOnlySpan<double> point, Span<double> momenta) => ConformalMap.ToMomenta(point, energy, momenta);
}
