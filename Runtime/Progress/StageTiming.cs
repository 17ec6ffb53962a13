namespace Mandelstam.Progress;

/// <summary>How long a stage took in this run.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Elapsed">From its beginning to its end, stages within it included.</param>
public sealed record StageTiming(string Name, TimeSpan Elapsed);
