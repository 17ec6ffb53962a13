using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace.Files;

/// <summary>What a file of events says about the run that made it.</summary>
/// <param name="Process">The process.</param>
/// <param name="Estimate">Its integrals.</param>
/// <param name="IsUnweighted">The events have weight 1, else weights whose mean is the volume.</param>
/// <param name="Seed">The seed.</param>
public sealed record EventRun(ProcessDefinition Process, ProcessEstimate Estimate, bool IsUnweighted, ulong Seed);
