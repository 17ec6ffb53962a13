namespace Mandelstam.Progress;

/// <summary>Shows nothing, but keeps the timings.</summary>
public sealed class SilentProgress : ProgressReporter
{
    /// <summary>Creates the reporter.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    public SilentProgress(TimeProvider? time = null)
        : base(time)
    {
    }

    private protected override void OnBegin(Stage stage)
    {
    }

    private protected override void OnAdvance(Stage stage)
    {
    }

    private protected override void OnEnd(Stage stage, TimeSpan elapsed)
    {
    }

    private protected override void OnSay(string line)
    {
    }
}
