using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Generators.Reading;

/// <summary>What reading a declaration, its bodies with it, gave.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <typeparam name="TSpec">What is known of a declaration of its kind.</typeparam>
/// <param name="Spec">The declaration; null where it has no shape that anything could be generated for.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="IsComplete">Every body was read: kernels can be generated.</param>
/// <param name="Failure">A failure of the reader itself; null where it did not fail.</param>
public sealed record ReadResult<TSpec>(TSpec? Spec, EquatableArray<Problem> Problems, bool IsComplete, ReadFailure? Failure = null)
    where TSpec : class;
