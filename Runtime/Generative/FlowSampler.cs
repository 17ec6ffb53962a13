using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>Follows the field of a flow from the prior at time 1 to events at time 0, by Heun's method.</summary>
/// <param name="network">The network that learned along a <see cref="FlowPath"/>.</param>
/// <param name="space">Where it lives.</param>
/// <param name="path">The path that it learned along.</param>
/// <param name="steps">Steps; each evaluates the network twice.</param>
/// <param name="energy">Total energy √s.</param>
public sealed class FlowSampler(EventNetwork network, IEventSpace space, FlowPath path, int steps, double energy) : EventSampler(network, space, energy)
{
    /// <inheritdoc/>
    public override int Steps => steps;

    /// <inheritdoc/>
    protected override void Step(int step, double[] points, CounterRandom[] random)
    {
        double from = 1 - ((double)step / steps), to = 1 - ((step + 1.0) / steps), size = path.TimeAt(from) - path.TimeAt(to);
        float[] first = FieldAt(points, from);
        double[] ahead = new double[points.Length];
        for (int k = 0; k < points.Length; k++)
        {
            ahead[k] = points[k] - (size * first[k]);
        }

        float[] second = FieldAt(ahead, to);
        for (int k = 0; k < points.Length; k++)
        {
            points[k] -= 0.5 * size * (first[k] + second[k]);
        }
    }
}
