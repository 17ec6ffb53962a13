namespace Mandelstam;

/// <summary>Rotations about the beam axis: azimuths shift by a constant.</summary>
public sealed class RotationZ : ISymmetry
{
    private RotationZ()
    {
    }
}
