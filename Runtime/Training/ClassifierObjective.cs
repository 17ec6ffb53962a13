using Mandelstam.Networks;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Training;

/// <summary>Training of a classifier: weighted binary cross-entropy on logits, each event through the head of its category.</summary>
public sealed class ClassifierObjective : ITrainingObjective
{
    private readonly TwoHeadedClassifier _classifier;
    private readonly ClassifierSample _training;
    private readonly ClassifierSample _heldOut;
    private readonly EpochSampler _rows;
    private readonly ulong _dropoutSeed;

    /// <summary>Puts classifier and events together.</summary>
    /// <param name="stage">Short name for progress and errors.</param>
    /// <param name="classifier">The classifier; its weights are changed by the training.</param>
    /// <param name="training">Events to train on.</param>
    /// <param name="heldOut">Events held out.</param>
    /// <param name="batch">Events per step.</param>
    /// <param name="seed">Seed of the batches.</param>
    public ClassifierObjective(string stage, TwoHeadedClassifier classifier, ClassifierSample training, ClassifierSample heldOut, int batch, ulong seed)
    {
        if (training.Events.Columns != classifier.Inputs || heldOut.Events.Columns != classifier.Inputs)
        {
            throw new ArgumentException($"'{stage}': events of {training.Events.Columns} inputs for a classifier of {classifier.Inputs}.", nameof(training));
        }

        Stage = stage;
        _classifier = classifier;
        _training = training;
        _heldOut = heldOut;
        _dropoutSeed = CounterRandom.SeedFor(seed, "dropout");
        _rows = new EpochSampler(training.Events.Count, batch, seed);
        Identity = FormattableString.Invariant(
            $"classifier {classifier.Inputs} {OptionText.Of(classifier.Options)} batch {batch} seed {seed} data {training.Digest()} {heldOut.Digest()}");
    }

    /// <inheritdoc/>
    public string Stage { get; }

    /// <inheritdoc/>
    public nn.Module Model => _classifier;

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public Tensor Loss(long step)
    {
        // A stream per step: a resumed training leaves out the units that an uninterrupted one does.
        _classifier.DropFrom(new CounterRandom(_dropoutSeed, (ulong)step));
        _classifier.train();
        return Loss(_training, _rows.Rows(step), out _);
    }

    /// <inheritdoc/>
    public double HeldOutLoss()
    {
        const int BlockRows = 16384;
        using IDisposable noGradient = no_grad();
        _classifier.eval();
        double sum = 0;
        double norm = 0;
        for (int start = 0; start < _heldOut.Events.Count; start += BlockRows)
        {
            using DisposeScope scope = NewDisposeScope();
            int[] rows = [.. Enumerable.Range(start, Math.Min(BlockRows, _heldOut.Events.Count - start))];
            double loss = Loss(_heldOut, rows, out double weight).to(ScalarType.Float64).item<double>();
            if (weight > 0)
            {
                sum += loss * weight;
                norm += weight;
            }
        }

        return sum / norm;
    }

    /// <summary>Weighted mean over some rows of log(1 + exp(logit)) − label·logit.</summary>
    private Tensor Loss(ClassifierSample sample, int[] rows, out double weight)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor inputs, Tensor weights) = sample.Events.Batch(rows, _classifier.Device);
        Tensor heads = tensor(Array.ConvertAll(rows, row => (long)sample.Heads[row])).to(_classifier.Device).unsqueeze(1);
        Tensor labels = tensor(Array.ConvertAll(rows, row => sample.IsSignal[row] ? 1f : 0f)).to(_classifier.Device);
        Tensor logits = _classifier.call(inputs).gather(1, heads).squeeze(1);
        Tensor losses = nn.functional.softplus(logits) - (labels * logits);
        weight = Array.ConvertAll(rows, row => (double)sample.Events.Weights[row]).Sum();

        // A batch whose weights are all zero teaches nothing; 0/0 would stop the training.
        return ((losses * weights).sum() / weights.sum().clamp(min: float.Epsilon)).MoveToOuterDisposeScope();
    }
}
