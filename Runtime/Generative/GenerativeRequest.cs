namespace Mandelstam.Generative;

/// <summary>One run: where results go, and how.</summary>
/// <param name="Folder">Where results and checkpoints go.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Device">"cpu" or "cuda".</param>
/// <param name="Options">The method's numbers.</param>
/// <param name="IsQuick">The options are the reduced ones, for the report.</param>
public sealed record GenerativeRequest(string Folder, ulong Seed, string Device, GenerativeOptions Options, bool IsQuick);
