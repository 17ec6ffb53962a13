namespace Mandelstam.Training;

/// <summary>How the learning rate changes over the steps of a training.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same at every step, as in arXiv:2505.08709.</summary>
    Constant,

    /// <summary>Half a cosine, from the full rate at the first step to <see cref="TrainingOptions.FinalLearningRate"/> of it at the last.</summary>
    Cosine,
}
