namespace Mandelstam;

/// <summary>All boosts and rotations of the momenta, everything seen from one frame or another.</summary>
public sealed class Lorentz : ISymmetry
{
    private Lorentz()
    {
    }
}
