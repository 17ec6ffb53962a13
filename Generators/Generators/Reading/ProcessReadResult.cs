using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Generators.Reading;

/// <summary>What reading a declared process gave.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Spec">The declaration; null where nothing could be generated for it.</param>
/// <param name="Problems">What is wrong with its members and their bodies.</param>
/// <param name="IsComplete">Every body was read: kernels can be generated.</param>
/// <param name="Failure">A failure of the reader itself; null where it did not fail.</param>
public sealed record ProcessReadResult(ProcessSpec? Spec, EquatableArray<Problem> Problems, bool IsComplete, ReadFailure? Failure = null);
