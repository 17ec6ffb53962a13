namespace Mandelstam.Inference;

/// <summary>What a nuisance does to the signal strength: how far μ̂ moves when it is held one standard deviation away, all others fitted again.</summary>
/// <param name="Fitted">The nuisance after the fit: value, error, pull.</param>
/// <param name="Down">Shift of μ̂ with the nuisance one fitted σ below its estimate.</param>
/// <param name="Up">Shift of μ̂ one fitted σ above.</param>
/// <param name="PriorDown">The same for one σ of the constraint; NaN without one.</param>
/// <param name="PriorUp">The same for one σ of the constraint; NaN without one.</param>
public sealed record NuisanceImpact(FittedParameter Fitted, double Down, double Up, double PriorDown, double PriorUp)
{
    /// <summary>The larger of the shifts after the fit, by which nuisances are ranked; zero where there is none.</summary>
    public double Largest => new[] { Down, Up }.Where(double.IsFinite).Select(Math.Abs).Append(0).Max();
}
