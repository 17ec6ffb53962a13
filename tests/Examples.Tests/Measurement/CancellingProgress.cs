using Mandelstam.Progress;

namespace Mandelstam.Examples.Tests.Measurement;

/// <summary>Asks for cancellation as soon as a stage begins.</summary>
internal sealed class CancellingProgress(string stage, CancellationTokenSource cancellation) : IProgressReporter
{
    private readonly SilentProgress _inner = new();

    public IReadOnlyList<StageTiming> Timings => _inner.Timings;

    public IStage Begin(string name, long totalSteps = 0)
    {
        if (name.StartsWith(stage, StringComparison.Ordinal))
        {
            cancellation.Cancel();
        }

        return _inner.Begin(name, totalSteps);
    }

    public void Say(string line) => _inner.Say(line);

    public void Dispose() => _inner.Dispose();
}
