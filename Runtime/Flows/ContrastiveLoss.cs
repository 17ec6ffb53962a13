using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Flows;

/// <summary>The contrastive loss, arXiv:2505.08709 Eq. 5: −⟨log p⟩ of the target events + c·⟨log p⟩ of the contrast events.</summary>
/// <remarks>
/// <para>
/// Its minimum over all densities is p* = max(p_target − c·p_contrast, 0)/Z (Eq. 10). Where p_target &lt; c·p_contrast the loss falls without
/// bound as p → 0. Two guards hold it:
/// </para>
/// <para>
/// <see cref="Clamp"/> is the paper's: a loss below k is set to k (its gradient is then zero, and the step leaves the weights to Adam's momentum).
/// <see cref="Floor"/> is ours: log p of a contrast event counts no lower than the floor, so that a single event that was pushed far away
/// earns nothing more. The minimum stays Eq. 10, up to a density of exp(floor) in the rejected region; and as the first term has no floor,
/// to reject everything is no longer a minimum.
/// </para>
/// </remarks>
public sealed record ContrastiveLoss
{
    /// <summary>c of Eq. 5, positive; 0 is the maximum-likelihood flow. The paper uses 2 and 0.5.</summary>
    public double Contrast { get; init; } = 2;

    /// <summary>k: a batch loss below it is set to it. The paper's −50.</summary>
    public double Clamp { get; init; } = -50;

    /// <summary>Lowest log p at which a contrast event counts; minus infinity switches it off, as in the paper.</summary>
    public double Floor { get; init; } = -50;

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        if (!(Contrast >= 0 && double.IsFinite(Contrast)))
        {
            throw new MandelstamException(FormattableString.Invariant($"Contrast c is {Contrast}; it has to be zero or positive."));
        }

        if (double.IsNaN(Clamp) || double.IsNaN(Floor) || double.IsPositiveInfinity(Floor))
        {
            throw new MandelstamException(FormattableString.Invariant($"Clamp {Clamp} and floor {Floor} of the contrastive loss have to be numbers."));
        }
    }

    /// <summary>The loss of one batch, differentiable.</summary>
    /// <param name="target">log p of target events, [N].</param>
    /// <param name="contrast">log p of contrast events, [M].</param>
    /// <param name="targetWeights">Weights of the target events, [N]; all equal by default. Means are weighted means.</param>
    /// <param name="contrastWeights">Weights of the contrast events, [M]; all equal by default.</param>
    /// <returns>A scalar, no lower than <see cref="Clamp"/>.</returns>
    public Tensor Batch(Tensor target, Tensor contrast, Tensor? targetWeights = null, Tensor? contrastWeights = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor attraction = Mean(target, targetWeights).neg();
        Tensor loss = Contrast == 0 ? attraction : attraction + (Mean(Floored(contrast), contrastWeights) * Contrast);
        return loss.clamp(min: Clamp).MoveToOuterDisposeScope();
    }

    /// <summary>The loss of given log-densities in plain numbers, without the clamp, which serves gradient steps only.</summary>
    /// <param name="target">log p of target events.</param>
    /// <param name="targetWeights">Their weights, same length, or empty for equal ones.</param>
    /// <param name="contrast">log p of contrast events.</param>
    /// <param name="contrastWeights">Their weights, same length, or empty for equal ones.</param>
    /// <returns>The loss.</returns>
    public double Value(ReadOnlySpan<float> target, ReadOnlySpan<float> targetWeights, ReadOnlySpan<float> contrast, ReadOnlySpan<float> contrastWeights)
    {
        double loss = -Mean(target, targetWeights, double.NegativeInfinity);
        return Contrast == 0 ? loss : loss + (Contrast * Mean(contrast, contrastWeights, Floor));
    }

    private Tensor Floored(Tensor logProb) => double.IsNegativeInfinity(Floor) ? logProb : logProb.clamp(min: Floor);

    private static Tensor Mean(Tensor values, Tensor? weights) => weights is null ? values.mean() : (values * weights).sum() / weights.sum();

    private static double Mean(ReadOnlySpan<float> values, ReadOnlySpan<float> weights, double floor)
    {
        double sum = 0;
        double norm = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight * Math.Max(values[i], floor);
            norm += weight;
        }

        return sum / norm;
    }
}
