namespace Mandelstam.Compiler.Model;

/// <summary>An enumeration that labels events: processes or categories.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="TypeText">The type, fully qualified; empty for a plain truth value.</param>
/// <param name="Member">The event's member that has it.</param>
/// <param name="Names">The members, in order.</param>
/// <param name="Texts">What the file writes for each.</param>
public sealed record EnumSpec(string TypeText, string Member, EquatableArray<string> Names, EquatableArray<string> Texts);
