using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Training;

/// <summary>Trains a model by Adam, keeps the weights that do best on held-out events, and survives being killed at any moment.</summary>
/// <remarks>
/// With a checkpoint file, a training that was interrupted goes on from the last checkpoint and ends with the same weights, bit for bit, as
/// one that was not (same machine, Torch provider and number of threads): batches belong to step numbers, and weights, moments, best
/// weights and curves are all restored. A finished training is only loaded.
/// </remarks>
public sealed class TrainingLoop
{
    private readonly ITrainingObjective _objective;
    private readonly TrainingOptions _options;
    private readonly string? _checkpoint;
    private readonly IProgress<TrainingProgress>? _progress;

    /// <summary>Prepares a training; nothing runs yet.</summary>
    /// <param name="objective">What is trained.</param>
    /// <param name="options">How.</param>
    /// <param name="checkpoint">File to go on from and to write to; none: nothing is kept.</param>
    /// <param name="progress">Told after every step, on the training's thread; has to be quick.</param>
    /// <exception cref="MandelstamException">An option makes no sense.</exception>
    public TrainingLoop(ITrainingObjective objective, TrainingOptions options, string? checkpoint = null, IProgress<TrainingProgress>? progress = null)
    {
        options.Validate();
        _objective = objective;
        _options = options;
        _checkpoint = checkpoint;
        _progress = progress;
    }

    /// <summary>Trains to the end, or loads the result of a training that has ended.</summary>
    /// <param name="cancellation">Cancelled: a checkpoint is written, then the call ends with <see cref="OperationCanceledException"/>.</param>
    /// <returns>How it went; the model carries the best weights.</returns>
    /// <exception cref="NonFiniteLossException">A loss or gradient was not finite.</exception>
    /// <exception cref="MandelstamException">The checkpoint is damaged or another training's.</exception>
    public TrainingResult Run(CancellationToken cancellation = default)
    {
        nn.Module model = _objective.Model;
        using Adam adam = new(model.parameters(), _options.Adam);
        using WeightAverage? average = _options.AveragingDecay > 0 ? new WeightAverage(model.parameters()) : null;
        bool resumed = _checkpoint is not null && File.Exists(_checkpoint);
        using TrainingState state = resumed
            ? TrainingState.Read(_checkpoint!, _objective.Stage, Identity, model, adam, average)
            : new TrainingState { Stage = _objective.Stage, Identity = Identity };

        long lastWrite = Stopwatch.GetTimestamp();
        while (!state.Finished)
        {
            if (cancellation.IsCancellationRequested)
            {
                Write(state, model, adam, average);
                cancellation.ThrowIfCancellationRequested();
            }

            double loss = TakeStep(state, adam);
            average?.Update(_options.AveragingDecay, state.Step);
            if (state.Step % _options.ValidationInterval == 0 || state.Step == _options.Steps)
            {
                average?.Swap();
                Look(state, model);
                average?.Swap();
            }

            _progress?.Report(new TrainingProgress(state.Stage, state.Step, _options.Steps, loss, state.History.LastOrDefault(), resumed));
            bool due = (_options.CheckpointSteps > 0 && state.Step % _options.CheckpointSteps == 0)
                || Stopwatch.GetElapsedTime(lastWrite).TotalSeconds >= _options.CheckpointSeconds;
            if (due || state.Finished)
            {
                Write(state, model, adam, average);
                lastWrite = Stopwatch.GetTimestamp();
            }
        }

        state.RestoreBest(model);
        return new TrainingResult(state.Stage, state.Step, state.BestStep, state.BestLoss, state.StoppedEarly, [.. state.History]);
    }

    /// <summary>The objective's identity and every option that the result depends on.</summary>
    private string Identity => $"{_objective.Identity}\n{OptionText.Of(_options with { CheckpointSteps = 0, CheckpointSeconds = 1 })}";

    private double TakeStep(TrainingState state, Adam adam)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = _objective.Loss(state.Step);
        double value = loss.to(ScalarType.Float64).item<double>();
        if (!double.IsFinite(value))
        {
            throw new NonFiniteLossException(state.Stage, state.Step, "loss", value);
        }

        loss.backward();
        double norm = adam.Step(_options.RateAt(state.Step), _options.MaximumGradientNorm);
        if (!double.IsFinite(norm))
        {
            throw new NonFiniteLossException(state.Stage, state.Step, "norm of the gradient", norm);
        }

        state.Step++;
        state.LossSum += value;
        state.LossCount++;
        return value;
    }

    private void Look(TrainingState state, nn.Module model)
    {
        double heldOut = _objective.HeldOutLoss();
        if (double.IsNaN(heldOut))
        {
            throw new NonFiniteLossException(state.Stage, state.Step, "loss on held-out events", heldOut);
        }

        state.History.Add(new TrainingPoint(state.Step, state.LossSum / state.LossCount, heldOut, _options.RateAt(state.Step - 1)));
        state.LossSum = 0;
        state.LossCount = 0;
        if (heldOut < state.BestLoss || state.BestWeights.Count == 0)
        {
            state.BestLoss = heldOut;
            state.BestStep = state.Step;
            state.LooksWithoutImprovement = 0;
            state.KeepBest(model);
        }
        else
        {
            state.LooksWithoutImprovement++;
            state.StoppedEarly = _options.Patience > 0 && state.LooksWithoutImprovement >= _options.Patience && state.Step < _options.Steps;
        }

        state.Finished = state.StoppedEarly || state.Step >= _options.Steps;
    }

    private void Write(TrainingState state, nn.Module model, Adam adam, WeightAverage? average)
    {
        if (_checkpoint is not null)
        {
            state.Write(_checkpoint, model, adam, average);
        }
    }
}
