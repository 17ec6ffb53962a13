namespace Mandelstam.Compiler.Emit;

/// <summary>A member that is generated into a declaration.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">How many parameters it has; null where it is no method.</param>
/// <param name="Meaning">What it is, where somebody may declare the same without knowing; else empty.</param>
public sealed record GeneratedMember(string Name, int? Parameters = null, string Meaning = "");
