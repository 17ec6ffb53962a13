namespace Mandelstam.Compiler.Model;

/// <summary>A body that other bodies call: any computed property or method of the declaration, and the user's own helpers.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Key">The name under which terms refer to it.</param>
/// <param name="Parameters">The names of its parameters.</param>
/// <param name="Body">What it computes.</param>
public sealed record HelperSpec(string Key, EquatableArray<string> Parameters, Term Body);
