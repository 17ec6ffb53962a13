using Mandelstam.Events;
using Mandelstam.Randomness;

namespace Mandelstam.CommandLine.Perturbation;

/// <summary>Draws the unit normals: a pure function of seed and row id.</summary>
/// <param name="seed">The seed.</param>
internal sealed class SeededNoise(ulong seed) : INoiseSource
{
    /// <inheritdoc/>
    public double[] For(EventBatch batch)
    {
        double[] noise = new double[batch.Model.NoiseCount * batch.Rows];
        for (int row = 0; row < batch.Rows; row++)
        {
            CounterRandom random = new(seed, stream: (ulong)batch.RowIds[row]);
            for (int k = 0; k < batch.Model.NoiseCount; k++)
            {
                noise[(k * batch.Rows) + row] = random.NormalAt((ulong)k);
            }
        }

        return noise;
    }
}
