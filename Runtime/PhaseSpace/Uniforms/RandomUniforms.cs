using Mandelstam.Randomness;

namespace Mandelstam.PhaseSpace.Uniforms;

/// <summary>Random numbers.</summary>
internal sealed class RandomUniforms : IUniformSource
{
    /// <summary>The only one that is needed.</summary>
    public static RandomUniforms Instance { get; } = new();

    /// <inheritdoc/>
    public unsafe void Write<T>(in RowTile tile, ref LaneRandom<T> random, int dimension, double* column)
        where T : struct, Simd.IDoubleLanes<T>
    {
        LaneRandom<T> generator = random;
        for (int row = 0; row < tile.End; row += RowTile.RowStep)
        {
            T.Write(generator.NextUniform(), column + row);
        }

        random = generator;
    }
}
