namespace Mandelstam.Measurement;

/// <summary>What a publication reports of a method, for the report to show beside its own numbers.</summary>
/// <param name="Method">The method, as the publication calls it.</param>
/// <param name="Score">The figure of merit.</param>
/// <param name="Interval">Mean width of the interval.</param>
/// <param name="Coverage">Share of intervals that contain the truth.</param>
/// <param name="Rmse">Root of the mean squared error of the estimate.</param>
/// <param name="Source">Where it is published.</param>
public sealed record PublishedResult(string Method, double Score, double Interval, double Coverage, double Rmse, string Source);
