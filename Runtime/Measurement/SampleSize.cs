namespace Mandelstam.Measurement;

/// <summary>One of a run's simulated samples.</summary>
/// <param name="Purpose">"training", "bins", "templates", "belt" or "test".</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Events">Simulated events.</param>
/// <param name="Scored">Those of them that were scored, with weights that stand for all.</param>
public sealed record SampleSize(string Purpose, ulong Seed, long Events, long Scored);
