namespace Mandelstam.Measurement;

/// <summary>Expected and simulated events of one process after one step of the selection.</summary>
/// <param name="Sample">"training" or "population".</param>
/// <param name="Process">The process.</param>
/// <param name="Step">"read", "selected", or the category.</param>
/// <param name="Events">Simulated events.</param>
/// <param name="Expected">Sum of their weights.</param>
public sealed record YieldRow(string Sample, string Process, string Step, int Events, double Expected);
