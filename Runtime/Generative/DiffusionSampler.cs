using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>The reverse of a Langevin chain, from the prior at time T to events at time 0.</summary>
/// <remarks>
/// q_{t−1} = q − γ·b + 2γ·s + noise with s = b + n, the network's n and the prior's softened score b (Anderson, Stoch. Proc. Appl. 12 (1982) 313).
/// The noise has the variance 2γ·σ²_{t−1}/σ²_t of the posterior of one step, so that the last step has none.
/// </remarks>
/// <param name="network">The network that <see cref="ImplicitScoreObjective"/> trained.</param>
/// <param name="space">Where it lives.</param>
/// <param name="schedule">The steps of the forward chain.</param>
/// <param name="energy">Total energy √s.</param>
public sealed class DiffusionSampler(EventNetwork network, IEventSpace space, NoiseSchedule schedule, double energy) : EventSampler(network, space, energy)
{
    /// <inheritdoc/>
    public override int Steps => schedule.Count;

    /// <inheritdoc/>
    protected override void Step(int step, double[] points, CounterRandom[] random)
    {
        int t = schedule.Count - step, width = points.Length / random.Length;
        double gamma = schedule.Step(t), scale = schedule.OutputScale(t);
        double noise = Math.Sqrt(2 * gamma * schedule.Variance(t - 1) / schedule.Variance(t));
        float[] field = FieldAt(points, (double)t / schedule.Count);
        Parallel.For(0, random.Length, row =>
        {
            for (int i = row * width; i < (row + 1) * width; i += 3)
            {
                double pull = ReferencePrior.ScoreFactor(ConformalMap.Length(points.AsSpan(i, 3)), LangevinChain.Softening);
                for (int k = i; k < i + 3; k++)
                {
                    points[k] += (gamma * ((pull * points[k]) + (2 * scale * field[k]))) + (noise > 0 ? noise * random[row].NextNormal() : 0);
                }
            }
        });
    }
}
