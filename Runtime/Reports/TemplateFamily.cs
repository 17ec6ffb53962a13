namespace Mandelstam.Reports;

/// <summary>The template of one process at nominal nuisances and at others.</summary>
/// <param name="Process">What the panel calls it, for example "signal".</param>
/// <param name="Nominal">The template at nominal nuisances.</param>
/// <param name="Variations">The same bins at other nuisances, each with the name that the legend shows, for example "tes = 1.03".</param>
public sealed record TemplateFamily(string Process, StepHistogram Nominal, IReadOnlyList<StepHistogram> Variations);
