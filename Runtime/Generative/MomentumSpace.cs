using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>Plain momenta, scaled to components of order one, and a Gaussian prior: nothing keeps a model that lives here on phase space.</summary>
/// <remarks>For comparison only: what such a model makes conserves energy and momentum as well as it has learned to, and no better.</remarks>
/// <param name="particles">Particles per event.</param>
/// <param name="energy">Total energy √s.</param>
public sealed class MomentumSpace(int particles, double energy) : IEventSpace
{
    // A component of a vector of length √s/N has a root mean square of √s/(N√3).
    private readonly double _unit = energy / (particles * Math.Sqrt(3));

    /// <inheritdoc/>
    public string Name => "p-space";

    /// <inheritdoc/>
    public void Draw(ReadOnlySpan<double> momenta, CounterRandom random, Span<double> data, Span<double> prior)
    {
        DrawPrior(random, prior);
        for (int k = 0; k < data.Length; k++)
        {
            data[k] = momenta[k] / _unit;
        }
    }

    /// <inheritdoc/>
    public void DrawPrior(CounterRandom random, Span<double> prior)
    {
        for (int k = 0; k < prior.Length; k++)
        {
            prior[k] = random.NextNormal();
        }
    }

    /// <inheritdoc/>
    public void ToMomenta(ReadOnlySpan<double> point, Span<double> momenta)
    {
        for (int k = 0; k < momenta.Length; k++)
        {
            momenta[k] = point[k] * _unit;
        }
    }
}
