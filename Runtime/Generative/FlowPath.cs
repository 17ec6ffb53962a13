using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>Flow matching on straight lines (Lipman et al., arXiv:2210.02747): q_t = (1 − t)·data + t·prior, answer prior − data.</summary>
/// <param name="timePower">t = uᵖ for a uniform u: 1 for smooth distributions, more where narrow structures appear at the end, at small t.</param>
public sealed class FlowPath(double timePower = 1) : ProbabilityPath
{
    /// <inheritdoc/>
    public override string Identity => FormattableString.Invariant($"flow matching {timePower}");

    /// <summary>The time at a share of the way from data to prior.</summary>
    /// <param name="share">From 0 to 1.</param>
    public double TimeAt(double share) => Math.Pow(share, timePower);

    /// <inheritdoc/>
    public override double Draw(CounterRandom random, ReadOnlySpan<double> data, ReadOnlySpan<double> prior, Span<double> input, Span<double> target)
    {
        double share = random.NextUniform(), time = TimeAt(share);
        for (int k = 0; k < data.Length; k++)
        {
            input[k] = ((1 - time) * data[k]) + (time * prior[k]);
            target[k] = prior[k] - data[k];
        }

        return share;
    }
}
