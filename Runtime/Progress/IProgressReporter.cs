namespace Mandelstam.Progress;

/// <summary>Tells the user how long work is going.</summary>
/// <remarks>Disposing a reporter takes away what it shows while it waits; its timings stay.</remarks>
/// <example><code>
/// using IStage stage = progress.Begin("Train flow: signal, c = 2, 1 jet", steps);
/// stage.Advance(1, "loss −1.23");
/// </code></example>
public interface IProgressReporter : IDisposable
{
    /// <summary>Begins a stage. Stages may lie within each other and beside each other.</summary>
    /// <param name="name">What is being done.</param>
    /// <param name="totalSteps">How many steps it takes; 0 where that is not known.</param>
    /// <returns>The stage; dispose it to end it.</returns>
    IStage Begin(string name, long totalSteps = 0);

    /// <summary>Shows a line that stays.</summary>
    /// <param name="line">The line, as plain text.</param>
    void Say(string line);

    /// <summary>The stages that have ended, in the order of their ends.</summary>
    IReadOnlyList<StageTiming> Timings { get; }
}
