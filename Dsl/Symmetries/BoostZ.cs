namespace Mandelstam;

/// <summary>Boosts along the beam axis: rapidities shift by a constant; transverse vectors are inert.</summary>
public sealed class BoostZ : ISymmetry
{
    private BoostZ()
    {
    }
}
