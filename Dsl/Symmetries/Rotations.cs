namespace Mandelstam;

/// <summary>All rotations in space.</summary>
public sealed class Rotations : ISymmetry
{
    private Rotations()
    {
    }
}
