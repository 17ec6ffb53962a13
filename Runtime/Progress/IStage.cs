namespace Mandelstam.Progress;

/// <summary>One stage of long work; disposing it ends it.</summary>
/// <remarks>A stage that is disposed before its last step was stopped (by an error or by the user) and is reported so.</remarks>
public interface IStage : IDisposable
{
    /// <summary>What is being done.</summary>
    string Name { get; }

    /// <summary>Tells that steps are done. Cheap enough for every step of a training loop, and safe from several threads.</summary>
    /// <param name="steps">How many, not negative. Steps that an earlier run did already go through <see cref="Skip"/>.</param>
    /// <param name="note">What to show beside the bar, for example "loss −1.23"; null keeps the last one.</param>
    void Advance(long steps = 1, string? note = null);

    /// <summary>Tells that steps need not be done, since an earlier run did them: they count as done, but not for the estimate of the time left.</summary>
    /// <param name="steps">How many, not negative.</param>
    void Skip(long steps);
}
