using Mandelstam.Progress;

namespace Mandelstam.Training;

/// <summary>A training as a stage of a run: with a checkpoint of its own, and progress that knows which steps an earlier process took.</summary>
public static class StagedTraining
{
    /// <summary>Trains to the end, goes on from the checkpoint, or loads what has ended.</summary>
    /// <param name="objective">What is trained.</param>
    /// <param name="options">How.</param>
    /// <param name="checkpoint">The checkpoint's file.</param>
    /// <param name="progress">Told how it goes.</param>
    /// <param name="cancellation">Stops after writing a checkpoint.</param>
    public static TrainingResult Run(
        ITrainingObjective objective, TrainingOptions options, string checkpoint, IProgressReporter progress, CancellationToken cancellation)
    {
        using IStage stage = progress.Begin($"Train {objective.Stage}", options.Steps);
        long seen = 0;
        DirectProgress report = new(p =>
        {
            if (seen == 0 && p.Resumed && p.Step > 1)
            {
                stage.Skip(p.Step - 1);
                seen = p.Step - 1;
            }

            string note = p.Last is { } last ? FormattableString.Invariant($"loss {last.Loss:F3}, held out {last.HeldOutLoss:F3}") : FormattableString.Invariant($"loss {p.Loss:F3}");
            stage.Advance(p.Step - seen, note);
            seen = p.Step;
        });
        TrainingResult result = new TrainingLoop(objective, options, checkpoint, report).Run(cancellation);
        stage.Advance(options.Steps - seen, FormattableString.Invariant($"best held-out loss {result.BestLoss:F3} at step {result.BestStep}"));
        return result;
    }

    /// <summary>Reports on the training's own thread, in order; <see cref="Progress{T}"/> would post to another.</summary>
    private sealed class DirectProgress(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
