using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>Ancestral sampling of a denoising diffusion, arXiv:2006.11239, Eqs. (6) and (7), with the posterior's variance.</summary>
/// <param name="network">The network that learned along the path.</param>
/// <param name="space">Where it lives.</param>
/// <param name="path">The levels.</param>
/// <param name="energy">Total energy √s.</param>
public sealed class DenoisingSampler(EventNetwork network, IEventSpace space, DenoisingPath path, double energy) : EventSampler(network, space, energy)
{
    /// <inheritdoc/>
    public override int Steps => path.Levels;

    /// <inheritdoc/>
    protected override void Step(int step, double[] points, CounterRandom[] random)
    {
        int t = path.Levels - step, width = points.Length / random.Length;
        double now = path.Remaining(t), next = path.Remaining(t - 1), kept = now / next;
        double ofData = Math.Sqrt(next) * (1 - kept) / (1 - now), ofPoint = Math.Sqrt(kept) * (1 - next) / (1 - now);
        double noise = Math.Sqrt((1 - kept) * (1 - next) / (1 - now));
        float[] field = FieldAt(points, (double)t / path.Levels);
        Parallel.For(0, random.Length, row =>
        {
            for (int k = row * width; k < (row + 1) * width; k++)
            {
                double denoised = (Math.Sqrt(now) * points[k]) + (Math.Sqrt(1 - now) * field[k]);
                points[k] = (ofData * denoised) + (ofPoint * points[k]) + (noise > 0 ? noise * random[row].NextNormal() : 0);
            }
        });
    }
}
