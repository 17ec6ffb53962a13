using Mandelstam.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Flows;

/// <summary>Training of a contrastive flow: batches of as many target as contrast events.</summary>
public sealed class ContrastiveObjective : ITrainingObjective
{
    private readonly ContrastiveFlow _flow;
    private readonly ContrastiveLoss _loss;
    private readonly TrainingSample _target;
    private readonly TrainingSample _contrast;
    private readonly TrainingSample _heldOutTarget;
    private readonly TrainingSample _heldOutContrast;
    private readonly EpochSampler _targetRows;
    private readonly EpochSampler _contrastRows;

    /// <summary>Puts flow, loss and events together.</summary>
    /// <param name="stage">Short name for progress and errors.</param>
    /// <param name="flow">The flow; its weights are changed by the training.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="target">Events whose density is learned, and those held out.</param>
    /// <param name="contrast">Events that the density should avoid, and those held out.</param>
    /// <param name="batch">Events of each kind per step.</param>
    /// <param name="seed">Seed of the batches.</param>
    /// <exception cref="MandelstamException">The loss's numbers make no sense, or the samples do not have the flow's columns.</exception>
    public ContrastiveObjective(
        string stage,
        ContrastiveFlow flow,
        ContrastiveLoss loss,
        (TrainingSample Training, TrainingSample HeldOut) target,
        (TrainingSample Training, TrainingSample HeldOut) contrast,
        int batch,
        ulong seed)
    {
        loss.Validate();
        TrainingSample[] samples = [target.Training, target.HeldOut, contrast.Training, contrast.HeldOut];
        if (Array.Find(samples, sample => sample.Columns != flow.Dimensions) is { } wrong)
        {
            throw new ArgumentException($"'{stage}': events of {wrong.Columns} columns for a flow of {flow.Dimensions}.", nameof(target));
        }

        Stage = stage;
        _flow = flow;
        _loss = loss;
        (_target, _heldOutTarget) = target;
        (_contrast, _heldOutContrast) = contrast;
        _targetRows = new EpochSampler(_target.Count, batch, seed);
        _contrastRows = new EpochSampler(_contrast.Count, batch, seed + 1);
        Identity = FormattableString.Invariant(
            $"flow {flow.Dimensions} {flow.DataType} {OptionText.Of(flow.Options)} {OptionText.Of(loss)} batch {batch} seed {seed} data {string.Join(' ', samples.Select(sample => sample.Digest()))}");
    }

    /// <inheritdoc/>
    public string Stage { get; }

    /// <inheritdoc/>
    public nn.Module Model => _flow;

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public Tensor Loss(long step)
    {
        (Tensor target, Tensor targetWeights) = _target.Batch(_targetRows.Rows(step), _flow.Device);
        (Tensor contrast, Tensor contrastWeights) = _contrast.Batch(_contrastRows.Rows(step), _flow.Device);
        Tensor logProb = _flow.LogProb(cat([target, contrast]).to(_flow.DataType));
        return _loss.Batch(
            logProb.narrow(0, 0, target.shape[0]),
            logProb.narrow(0, target.shape[0], contrast.shape[0]),
            targetWeights.to(_flow.DataType),
            contrastWeights.to(_flow.DataType));
    }

    /// <inheritdoc/>
    public double HeldOutLoss()
    {
        FlowDensity density = new(_flow);
        return _loss.Value(
            density.LogProb(_heldOutTarget.Values), _heldOutTarget.Weights, density.LogProb(_heldOutContrast.Values), _heldOutContrast.Weights);
    }
}
