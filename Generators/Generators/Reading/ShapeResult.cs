namespace Mandelstam.Generators.Reading;

/// <summary>What reading a declaration without its bodies gave.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <typeparam name="TSpec">What is known of a declaration of its kind.</typeparam>
/// <param name="Path">The file that it stands in.</param>
/// <param name="Name">Its name there, with those of what is around it.</param>
/// <param name="Spec">The declaration; null where it has no shape that anything could be generated for.</param>
/// <param name="IsWellShaped">Members, columns and attributes are as they should be, whatever the bodies: what user code refers to can be generated.</param>
/// <param name="Failure">A failure of the reader itself; null where it did not fail.</param>
public sealed record ShapeResult<TSpec>(string Path, string Name, TSpec? Spec, bool IsWellShaped, ReadFailure? Failure = null)
    where TSpec : class;
