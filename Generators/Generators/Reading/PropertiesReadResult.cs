using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Generators.Reading;

/// <summary>What reading a request for property tests gave.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Spec">The request; null where there is nothing to generate.</param>
/// <param name="Problems">What is wrong with it.</param>
public readonly record struct PropertiesReadResult(PropertiesSpec? Spec, EquatableArray<Problem> Problems);
