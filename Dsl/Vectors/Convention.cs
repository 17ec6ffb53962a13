namespace Mandelstam;

/// <summary>Which longitudinal coordinate a distance ΔR uses; for massive objects the two differ.</summary>
/// <example><code>double distance = a.DeltaR(b, Convention.Eta);</code></example>
public enum Convention
{
    /// <summary>Pseudorapidity η: the direction in the detector.</summary>
    Eta,

    /// <summary>Rapidity y: differences are the same in every frame along the beam.</summary>
    Rapidity,
}
