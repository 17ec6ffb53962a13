namespace Mandelstam.Training;

/// <summary>One look at the held-out events: a point of the training curves.</summary>
/// <param name="Step">Steps taken so far.</param>
/// <param name="Loss">Mean loss of the batches since the look before.</param>
/// <param name="HeldOutLoss">Loss on the held-out events.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
public sealed record TrainingPoint(long Step, double Loss, double HeldOutLoss, double LearningRate);
