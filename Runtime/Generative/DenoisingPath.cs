using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>
/// Denoising diffusion (DDPM, Ho et al., arXiv:2006.11239): x_t = √ᾱ·data + √(1 − ᾱ)·noise at T discrete levels, β linear in t.
/// </summary>
/// <remarks>
/// The network is preconditioned as by Karras et al. (arXiv:2206.00364) for data of unit variance: the denoised event is
/// c_skip·x_t/√ᾱ + c_out·F with c_skip = ᾱ, c_out = √(1 − ᾱ), and F is trained with unit weight towards √(1 − ᾱ)·data − √ᾱ·noise. A network
/// that tells the noise itself would have to divide by √ᾱ, which is 10⁻⁵ at the last level.
/// </remarks>
public sealed class DenoisingPath : ProbabilityPath
{
    private const double FirstBeta = 1e-4;
    private const double LastBeta = 0.02;
    private const double PaperLevels = 1000;

    private readonly double[] _remaining;

    /// <summary>Lays out the levels; the sum of all β is that of the 1000 levels of the paper.</summary>
    /// <param name="levels">Number of levels, T, at least 50.</param>
    public DenoisingPath(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 50);
        _remaining = new double[levels + 1];
        _remaining[0] = 1;
        for (int t = 1; t <= levels; t++)
        {
            double beta = PaperLevels / levels * (FirstBeta + ((LastBeta - FirstBeta) * (t - 1) / (levels - 1)));
            _remaining[t] = _remaining[t - 1] * (1 - beta);
        }
    }

    /// <summary>Number of levels, T.</summary>
    public int Levels => _remaining.Length - 1;

    /// <inheritdoc/>
    public override string Identity => FormattableString.Invariant($"denoising {Levels}");

    /// <summary>ᾱ_t: the share of the data's variance that is left.</summary>
    /// <param name="t">0 to T.</param>
    public double Remaining(int t) => _remaining[t];

    /// <inheritdoc/>
    public override double Draw(CounterRandom random, ReadOnlySpan<double> data, ReadOnlySpan<double> prior, Span<double> input, Span<double> target)
    {
        int t = 1 + (int)random.NextBelow((ulong)Levels);
        double signal = Math.Sqrt(_remaining[t]), noise = Math.Sqrt(1 - _remaining[t]);
        for (int k = 0; k < data.Length; k++)
        {
            input[k] = (signal * data[k]) + (noise * prior[k]);
            target[k] = (noise * data[k]) - (signal * prior[k]);
        }

        return (double)t / Levels;
    }
}
