using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Generators.Reading;

/// <summary>What reading a declaration gave.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Spec">The declaration; null where it has no shape that anything could be generated for.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="IsComplete">Every body was read: kernels can be generated.</param>
/// <param name="IsWellShaped">Members, columns and attributes are as they should be, whatever the bodies: what user code refers to can be generated.</param>
/// <param name="Failure">A failure of the reader itself; null where it did not fail.</param>
public sealed record ReadResult(EventSpec? Spec, EquatableArray<Problem> Problems, bool IsComplete, bool IsWellShaped, ReadFailure? Failure = null);
