using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Inference;
using Mandelstam.Publishing;
using Mandelstam.Training;

namespace Mandelstam.Measurement;

/// <summary>All that a run found out: what results.json and the report are written from.</summary>
/// <param name="Request">The run.</param>
/// <param name="Methods">What each method achieved.</param>
/// <param name="Publication">What is published of the first method: expected errors by source, impacts, limit.</param>
/// <param name="Population">Where pseudo-experiments come from.</param>
/// <param name="Samples">The simulated samples; empty where events were read from files.</param>
/// <param name="File">With an independent file: what it gives itself, for the first method.</param>
/// <param name="EventExperiments">Experiments whose events were drawn, or simulated, one by one, with the first method's belt; null where none were.</param>
/// <param name="Training">How each network's training went.</param>
/// <param name="Yields">Cut flow and yields.</param>
/// <param name="Events">Events read.</param>
/// <param name="LeftOut">Methods that were asked for and could not be had, each with the reason.</param>
/// <param name="UnusedColumns">Columns of the file that the declaration does not name.</param>
/// <param name="Seconds">Seconds of each stage.</param>
/// <param name="Nominal">The population at nominal nuisances, for pictures.</param>
/// <param name="Shifted">The population at the first fitted shape's last template point.</param>
public sealed record MeasurementResult(
    MeasurementRequest Request,
    ImmutableArray<MethodResult> Methods,
    Publication Publication,
    PopulationKind Population,
    ImmutableArray<SampleSize> Samples,
    FileResult? File,
    CoverageTable? EventExperiments,
    IReadOnlyDictionary<string, TrainingResult> Training,
    ImmutableArray<YieldRow> Yields,
    int Events,
    ImmutableArray<string> LeftOut,
    ImmutableArray<string> UnusedColumns,
    IReadOnlyDictionary<string, double> Seconds,
    PerturbedEvents<float> Nominal,
    PerturbedEvents<float> Shifted)
{
    /// <summary>Templates and pseudo-experiments are made of different simulated events.</summary>
    public bool IsIndependent => Population != PopulationKind.Shared;
}
