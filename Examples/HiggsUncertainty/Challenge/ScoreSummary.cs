namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The challenge's figures of merit.</summary>
/// <param name="Interval">Mean width of the intervals.</param>
/// <param name="Coverage">Share of the intervals that contain the true signal strength, ends included.</param>
/// <param name="QuantilesScore">The score, −ln((width + 0.001) × penalty); larger is better.</param>
/// <param name="Rmse">Mean over sets of the mean of √(e² + (e² − δ²)²), e the error and δ the quoted uncertainty.</param>
/// <param name="Mae">Mean over sets of the mean of |e| + ||e| − δ|.</param>
public sealed record ScoreSummary(double Interval, double Coverage, double QuantilesScore, double Rmse, double Mae);
