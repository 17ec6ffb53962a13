namespace Mandelstam;

/// <summary>Any exchange of the objects of one collection.</summary>
public sealed class Permutation : ISymmetry
{
    private Permutation()
    {
    }
}
