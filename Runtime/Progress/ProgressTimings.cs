namespace Mandelstam.Progress;

/// <summary>Timings in the form in which results keep them.</summary>
public static class ProgressTimings
{
    /// <summary>Seconds per stage, in the order in which the stages first ended; stages of one name are added up.</summary>
    /// <param name="progress">The reporter.</param>
    /// <returns>Seconds by the stage's name. A stage's time includes that of the stages within it.</returns>
    public static OrderedDictionary<string, double> SecondsByStage(this IProgressReporter progress)
    {
        OrderedDictionary<string, double> seconds = new(StringComparer.Ordinal);
        foreach (StageTiming timing in progress.Timings)
        {
            seconds.TryGetValue(timing.Name, out double before);
            seconds[timing.Name] = before + timing.Elapsed.TotalSeconds;
        }

        return seconds;
    }
}
