namespace Mandelstam.Compiler.Model;

/// <summary>Where a piece of a body stands, counted from the start of its declaration.</summary>
/// <remarks>Relative to the declaration, so that an edit above it leaves the model as it was. Immutable, structural equality.</remarks>
/// <param name="Start">Characters from the start of the declaration's syntax.</param>
/// <param name="Length">Characters covered.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>Does it stand in the file of its declaration? What stands in another has a negative start of its own, by which it is told from others, and no length.</summary>
    public bool IsInSight => Length > 0;

    /// <summary>Is another place a part of this one, and not the whole?</summary>
    /// <param name="other">The other place.</param>
    public bool Surrounds(SourceSpan other) => other != this && Start <= other.Start && other.Start + other.Length <= Start + Length;
}
