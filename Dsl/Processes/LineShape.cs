namespace Mandelstam.Processes;

/// <summary>
/// How the mass squared of an unstable particle is distributed: a relativistic Breit–Wigner of fixed width,
/// (1/π) MΓ/((m² − M²)² + M²Γ²), in m² (S. Navas et al., Review of Particle Physics 2024, section 50: resonances).
/// </summary>
/// <param name="Mass">The pole's mass M in GeV.</param>
/// <param name="Width">The total width Γ in GeV, above 0.</param>
public sealed record LineShape(double Mass, double Width)
{
    /// <summary>The density in m², normalised over all real m².</summary>
    /// <param name="massSquared">m² in GeV².</param>
    /// <returns>In GeV⁻².</returns>
    public double Density(double massSquared)
    {
        double distance = massSquared - (Mass * Mass), scale = Mass * Width;
        return scale / (Math.PI * ((distance * distance) + (scale * scale)));
    }

    /// <summary>The probability of a range of m².</summary>
    /// <param name="least">The smallest m² in GeV².</param>
    /// <param name="most">The largest m² in GeV².</param>
    /// <returns>Dimensionless, 0 to 1.</returns>
    public double Probability(double least, double most) => (Angle(most) - Angle(least)) / Math.PI;

    /// <summary>The m² below which lies a fraction of the distribution within a range: uniform fractions give m² distributed as the line shape.</summary>
    /// <param name="fraction">From 0 to 1.</param>
    /// <param name="least">The smallest m² in GeV².</param>
    /// <param name="most">The largest m² in GeV².</param>
    /// <returns>m² in GeV², within the range.</returns>
    public double MassSquaredAt(double fraction, double least, double most)
    {
        double from = Angle(least), to = Angle(most);
        double massSquared = (Mass * Mass) + (Mass * Width * Math.Tan(from + (fraction * (to - from))));
        return Math.Clamp(massSquared, least, most);
    }

    private double Angle(double massSquared) => Math.Atan2(massSquared - (Mass * Mass), Mass * Width);
}
