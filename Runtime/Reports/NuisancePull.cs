namespace Mandelstam.Reports;

/// <summary>What a fit says about one nuisance, in units of its prior's standard deviation.</summary>
/// <param name="Name">The nuisance.</param>
/// <param name="Pull">Fitted value less nominal, over the prior's standard deviation.</param>
/// <param name="Constraint">Standard deviation after the fit over that before: below one where the data constrain the nuisance; NaN where unknown.</param>
/// <param name="HasPrior">Whether the prior is part of the fit.</param>
public sealed record NuisancePull(string Name, double Pull, double Constraint, bool HasPrior = true);
