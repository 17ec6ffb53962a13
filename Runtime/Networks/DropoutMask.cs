using Mandelstam.Randomness;
using static TorchSharp.torch;

namespace Mandelstam.Networks;

/// <summary>Inverted dropout whose masks are drawn from <see cref="CounterRandom"/>: the same for every Torch provider, thread count and resumption.</summary>
internal static class DropoutMask
{
    private const int Levels = 1 << 16;

    /// <summary>Leaves units out at random and scales up the others, so that the expectation stays.</summary>
    /// <param name="hidden">Activations.</param>
    /// <param name="probability">Of leaving a unit out, in [0, 1); its granularity is 2⁻¹⁶.</param>
    /// <param name="random">Where the mask comes from; advanced by a quarter of a value per unit.</param>
    /// <returns>Activations of the same shape.</returns>
    public static Tensor Apply(Tensor hidden, double probability, CounterRandom random)
    {
        float[] mask = new float[hidden.numel()];
        int threshold = (int)Math.Round(probability * Levels);
        float scale = (float)((double)Levels / (Levels - threshold));
        ulong bits = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            bits = (i & 3) == 0 ? random.NextUInt64() : bits >> 16;
            mask[i] = (bits & (Levels - 1)) >= (ulong)threshold ? scale : 0;
        }

        return hidden * tensor(mask, hidden.shape).to(hidden.dtype, hidden.device);
    }
}
