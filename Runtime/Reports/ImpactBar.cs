namespace Mandelstam.Reports;

/// <summary>One nuisance of an impact ranking.</summary>
/// <param name="Pull">Its pull and constraint.</param>
/// <param name="Down">Shift of the parameter of interest with the nuisance one fitted standard deviation down.</param>
/// <param name="Up">The same up.</param>
/// <param name="PriorDown">Shift for one standard deviation of the prior down; NaN without a prior.</param>
/// <param name="PriorUp">The same up.</param>
public sealed record ImpactBar(NuisancePull Pull, double Down, double Up, double PriorDown, double PriorUp);
