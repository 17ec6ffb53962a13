namespace Mandelstam.Compiler.Model;

/// <summary>Where a piece of a body stands, counted from the start of its declaration.</summary>
/// <remarks>Relative to the declaration, so that an edit above it leaves the model as it was. Immutable, structural equality.</remarks>
/// <param name="Start">Characters from the start of the declaration's syntax.</param>
/// <param name="Length">Characters covered.</param>
public readonly record struct SourceSpan(int Start, int Length);
