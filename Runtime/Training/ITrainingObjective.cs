using static TorchSharp.torch;

namespace Mandelstam.Training;

/// <summary>What <see cref="TrainingLoop"/> makes small: a model, the loss of its batches, and the loss on events held out.</summary>
/// <remarks>
/// Both losses are pure functions of the model's weights (and of the step): a batch belongs to its step number, not to a generator's
/// state. That is what makes a resumed training the same as an uninterrupted one.
/// </remarks>
public interface ITrainingObjective
{
    /// <summary>Short name for progress and errors, such as "flow signal, 1 jet, c = 2".</summary>
    string Stage { get; }

    /// <summary>The model whose parameters are trained.</summary>
    nn.Module Model { get; }

    /// <summary>Text that tells this training from others: architecture, loss, data and seed. A checkpoint with another identity is refused.</summary>
    string Identity { get; }

    /// <summary>The differentiable loss of one step's batch.</summary>
    /// <param name="step">Step, from 0.</param>
    /// <returns>A scalar.</returns>
    Tensor Loss(long step);

    /// <summary>The loss on held-out events, for early stopping.</summary>
    /// <returns>The loss with the model's present weights.</returns>
    double HeldOutLoss();
}
