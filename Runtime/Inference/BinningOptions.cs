namespace Mandelstam.Inference;

/// <summary>How score bins are chosen.</summary>
/// <param name="Bins">Bins per category before merging.</param>
/// <param name="SignalShare">
/// The mixture whose quantiles are the edges: this share of signal, the rest background. More of it gives finer bins where signal is.
/// </param>
/// <param name="MinBackgroundEvents">A bin whose background has fewer effective events, (Σw)² / Σw², is merged with its neighbour.</param>
public sealed record BinningOptions(int Bins = 25, double SignalShare = 0.5, double MinBackgroundEvents = 50);
