namespace Mandelstam.Training;

/// <summary>How a model is trained. Budgets count steps, never time, so that a run can be repeated.</summary>
public sealed record TrainingOptions
{
    /// <summary>The optimiser of arXiv:2505.08709, App. A: Adam at a constant 10⁻³. Batch, budget and stopping are ours, the paper names none.</summary>
    public static TrainingOptions Paper { get; } = new() { Schedule = LearningRateSchedule.Constant, MaximumGradientNorm = double.PositiveInfinity };

    /// <summary>Most optimiser steps.</summary>
    public int Steps { get; init; } = 3000;

    /// <summary>Learning rate, after warm-up and before the schedule lowers it.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Learning rate at the last step of a cosine schedule, as a fraction of the full one.</summary>
    public double FinalLearningRate { get; init; } = 0.01;

    /// <summary>Steps over which the learning rate first grows linearly to its full value; 0 for none.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>Gradients of a larger Euclidean norm are scaled down to it; infinity for never.</summary>
    public double MaximumGradientNorm { get; init; } = 10;

    /// <summary>Decay per step of the moving average of the weights, which is what is looked at and kept; 0 for no averaging.</summary>
    public double AveragingDecay { get; init; }

    /// <summary>Constants of Adam.</summary>
    public AdamOptions Adam { get; init; } = new();

    /// <summary>Steps between looks at the held-out events; the weights with the best held-out loss are kept.</summary>
    public int ValidationInterval { get; init; } = 100;

    /// <summary>Stop after this many looks without an improvement; 0: never before the last step.</summary>
    public int Patience { get; init; }

    /// <summary>Steps between checkpoints; 0: by time only.</summary>
    public int CheckpointSteps { get; init; }

    /// <summary>A checkpoint is due when this many seconds have passed since the last one. It changes no number, only how much a kill can cost.</summary>
    public double CheckpointSeconds { get; init; } = 20;

    /// <summary>The learning rate of one step.</summary>
    /// <param name="step">Step, from 0.</param>
    /// <returns>The rate after warm-up and schedule.</returns>
    public double RateAt(long step)
    {
        double rate = LearningRate;
        if (Schedule == LearningRateSchedule.Cosine)
        {
            double progress = Steps <= 1 ? 0 : (double)step / (Steps - 1);
            rate *= FinalLearningRate + ((1 - FinalLearningRate) * 0.5 * (1 + Math.Cos(Math.PI * progress)));
        }

        return step < WarmUpSteps ? rate * (step + 1) / WarmUpSteps : rate;
    }

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        Require(Steps >= 1, nameof(Steps), Steps, "at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "positive");
        Require(FinalLearningRate is >= 0 and <= 1, nameof(FinalLearningRate), FinalLearningRate, "in [0, 1]");
        Require(WarmUpSteps >= 0, nameof(WarmUpSteps), WarmUpSteps, "0 or more");
        Require(MaximumGradientNorm > 0, nameof(MaximumGradientNorm), MaximumGradientNorm, "positive");
        Require(AveragingDecay is >= 0 and < 1, nameof(AveragingDecay), AveragingDecay, "in [0, 1)");
        Require(ValidationInterval >= 1, nameof(ValidationInterval), ValidationInterval, "at least 1");
        Require(Patience >= 0, nameof(Patience), Patience, "0 or more");
        Require(CheckpointSteps >= 0, nameof(CheckpointSteps), CheckpointSteps, "0 or more");
        Require(CheckpointSeconds > 0, nameof(CheckpointSeconds), CheckpointSeconds, "positive");
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds)
        {
            throw new MandelstamException(FormattableString.Invariant($"Training option {name} is {value}; it has to be {expected}."));
        }
    }
}
