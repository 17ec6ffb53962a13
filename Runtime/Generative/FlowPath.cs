using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>Flow matching on straight lines (Lipman et al., arXiv:2210.02747): q_t = (1 − t)·data + t·prior, answer prior − data, t uniform.</summary>
public sealed class FlowPath : ProbabilityPath
{
    /// <inheritdoc/>
    public override string Identity => "flow matching";

    /// <inheritdoc/>
    public override double Draw(CounterRandom random, ReadOnlySpan<double> data, ReadOnlySpan<double> prior, Span<double> input, Span<double> target)
    {
        double time = random.NextUniform();
        for (int k = 0; k < data.Length; k++)
        {
            input[k] = ((1 - time) * data[k]) + (time * prior[k]);
            target[k] = prior[k] - data[k];
        }

        return time;
    }
}
