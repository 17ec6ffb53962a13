namespace Mandelstam.Inference;

/// <summary>A parameter of a likelihood beside the signal strength.</summary>
/// <param name="Name">Its name, as reports show it.</param>
/// <param name="Nominal">Where the fit starts, and where a fixed parameter stays.</param>
/// <param name="Min">The fit goes no lower.</param>
/// <param name="Max">The fit goes no higher.</param>
/// <param name="Constraint">Its prior as a factor of the likelihood; null lets the data alone decide.</param>
/// <param name="Fixed">Whether it keeps its nominal value.</param>
public sealed record FitParameter(
    string Name,
    double Nominal,
    double Min = double.NegativeInfinity,
    double Max = double.PositiveInfinity,
    GaussianConstraint? Constraint = null,
    bool Fixed = false);
