namespace Mandelstam.Inference;

/// <summary>How intervals did, over some pseudo-experiments.</summary>
/// <param name="Mu">The true strength; null where several are pooled.</param>
/// <param name="Experiments">Number of pseudo-experiments.</param>
/// <param name="Interval">Mean width.</param>
/// <param name="Coverage">Share that contains the true strength, ends included.</param>
/// <param name="BinomialSigma">The coverage's standard deviation, were all experiments independent.</param>
/// <param name="ClusteredSigma">The same with experiments grouped by draw of the nuisances, which they share; NaN with fewer than two draws.</param>
/// <param name="Bias">Mean error of the estimate.</param>
/// <param name="Rmse">Root of the mean squared error.</param>
public sealed record CoverageRow(
    double? Mu, int Experiments, double Interval, double Coverage, double BinomialSigma, double ClusteredSigma, double Bias, double Rmse);
