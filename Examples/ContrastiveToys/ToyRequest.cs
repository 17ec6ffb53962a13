namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>One run: where results go, and how.</summary>
/// <param name="Folder">Where results and checkpoints go.</param>
/// <param name="Seed">Seed of everything random but the matrices.</param>
/// <param name="Device">"cpu" or "cuda".</param>
/// <param name="Options">All numbers.</param>
/// <param name="IsQuick">The options are the reduced ones, for the report.</param>
public sealed record ToyRequest(string Folder, ulong Seed, string Device, ToyOptions Options, bool IsQuick);
