using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>The density ∏ e^(−|q|)/(4π|q|) of q-space, whose image under <see cref="ConformalMap"/> is exactly uniform phase space.</summary>
/// <remarks>
/// It is RAMBO's: isotropic vectors whose length has the density |q|·e^(−|q|). Since the map's Jacobian is a function of the fibre alone,
/// momenta and fibre are independent under it, and momenta of any other density f, put on a fibre that is drawn from the prior, have the density
/// prior·f/uniform in q-space.
/// </remarks>
public static class ReferencePrior
{
    /// <summary>Draws an event.</summary>
    /// <param name="random">A stream; four values per particle are used.</param>
    /// <param name="q">Receives 3N numbers.</param>
    public static void Draw(CounterRandom random, Span<double> q)
    {
        for (int i = 0; i < q.Length; i += 3)
        {
            double cos = (2 * random.NextUniform()) - 1;
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * random.NextUniform());
            double length = -Math.Log(random.NextUniform() * random.NextUniform());
            double across = length * Math.Sqrt((1 - cos) * (1 + cos));
            q[i] = across * cosine;
            q[i + 1] = across * sine;
            q[i + 2] = length * cos;
        }
    }

    /// <summary>The logarithm of one particle's density, without its constant.</summary>
    /// <param name="length">|q|.</param>
    public static double LogDensity(double length) => -length - Math.Log(length);

    /// <summary>The factor of q in one particle's score: ∇ log e^(−|q|)/|q| = −(1 + 1/|q|) q/|q|, softened near zero.</summary>
    /// <param name="length">|q|.</param>
    /// <param name="softening">Length ε below which 1/|q|² becomes 1/(|q|² + ε²), so that steps stay finite; 0 gives the score itself.</param>
    public static double ScoreFactor(double length, double softening) => -(1 / length) - (1 / ((length * length) + (softening * softening)));
}
