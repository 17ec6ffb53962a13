namespace Mandelstam.Measurement;

/// <summary>One of a run's simulated samples.</summary>
/// <param name="Purpose">"training", "bins", "templates", "belt" or "test".</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Events">Events at nominal nuisances.</param>
/// <param name="Varied">Those of them that every other point of the nuisances is compared on; 0 where there is none.</param>
public sealed record SampleSize(string Purpose, ulong Seed, long Events, long Varied);
