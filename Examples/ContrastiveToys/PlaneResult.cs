using System.Collections.Immutable;
using Mandelstam.Training;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>What was found in the plane.</summary>
/// <param name="Fits">One flow per contrast.</param>
/// <param name="Scores">The classifier's score on the grid of the pictures.</param>
/// <param name="Classifier">How the classifier was trained.</param>
/// <param name="BestAccuracy">Accuracy of the best possible decision, by integration.</param>
/// <param name="Accuracy">Accuracy of the classifier at score ½, on test events.</param>
/// <param name="AccuracyError">Its binomial error.</param>
/// <param name="Disagreement">Share of test events that the classifier and the best decision call differently.</param>
/// <param name="CalledSignal">Shares of background called signal, before and after the turn of <see cref="PlaneToys.Turn"/>: by the classifier, and by the flow of c = 1 at 1 % of the peak.</param>
/// <param name="Misled">Background points that the classifier gets right before the turn and wrong after it, with their places after it.</param>
public sealed record PlaneResult(
    ImmutableArray<PlaneFit> Fits,
    double[,] Scores,
    TrainingResult Classifier,
    double BestAccuracy,
    double Accuracy,
    double AccuracyError,
    double Disagreement,
    ((double Before, double After) Classifier, (double Before, double After) Flow) CalledSignal,
    ImmutableArray<((double X, double Y) From, (double X, double Y) To)> Misled);
