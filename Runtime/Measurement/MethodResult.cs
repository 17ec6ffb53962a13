using System.Collections.Immutable;
using Mandelstam.Inference;

namespace Mandelstam.Measurement;

/// <summary>What one method achieved.</summary>
/// <param name="Name">"cnf", "dnn", "baseline", "trees" or "likelihood".</param>
/// <param name="Coverage">Width and coverage of its intervals, pooled and for each true strength.</param>
/// <param name="Score">The challenge's score of the pooled intervals; null where the definition has none.</param>
/// <param name="Experiments">Every pseudo-experiment with its interval.</param>
/// <param name="Belt">The confidence belt.</param>
/// <param name="BeltMedians">Median estimate at each strength of the belt.</param>
/// <param name="Binning">The score's bins.</param>
/// <param name="Templates">The templates.</param>
/// <param name="Repeated">Ten true strengths (or as many as the test has) with 100 experiments each; null where the test events are another file's.</param>
/// <param name="LargeRepeated">The larger test; null where it was left out.</param>
/// <param name="Seconds">Time of the method's fits: belt and tests.</param>
/// <param name="FailedFits">Pseudo-experiments of the test whose fit did not converge; they count with the estimate at which it ended.</param>
public sealed record MethodResult(
    string Name,
    CoverageTable Coverage,
    double? Score,
    ImmutableArray<MeasuredExperiment> Experiments,
    NeymanBelt Belt,
    ImmutableArray<double> BeltMedians,
    ScoreBinning Binning,
    TemplateGrid Templates,
    RepeatedTest? Repeated,
    RepeatedTest? LargeRepeated,
    double Seconds,
    int FailedFits);
