namespace Mandelstam.Compiler.Model;

/// <summary>A statement that a nuisance does not reach a property.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Member">The property.</param>
/// <param name="Nuisance">The method of the nuisance, as written.</param>
/// <param name="IsJustified">It says why.</param>
/// <param name="Span">Where the attribute stands.</param>
public sealed record ExemptionSpec(string Member, string Nuisance, bool IsJustified, SourceSpan Span);
