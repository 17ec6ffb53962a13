namespace Mandelstam.Training;

/// <summary>A training met a loss or a gradient that is not a finite number; it stops, since nothing after that would mean anything.</summary>
public sealed class NonFiniteLossException : MandelstamException
{
    /// <summary>Creates the error.</summary>
    /// <param name="stage">Name of the training.</param>
    /// <param name="step">Step at which it happened, from 0.</param>
    /// <param name="quantity">What is not finite, such as "loss".</param>
    /// <param name="value">Its value.</param>
    public NonFiniteLossException(string stage, long step, string quantity, double value)
        : base(FormattableString.Invariant($"Training '{stage}': the {quantity} is {value} at step {step}. ")
            + "Look for NaN or infinite inputs; if there are none, lower the learning rate or the gradient-norm limit.")
    {
        Stage = stage;
        Step = step;
    }

    /// <summary>Name of the training.</summary>
    public string Stage { get; }

    /// <summary>Step at which it happened, from 0.</summary>
    public long Step { get; }
}
