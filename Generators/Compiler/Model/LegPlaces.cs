namespace Mandelstam.Compiler.Model;

/// <summary>Where the parts of a declared momentum stand, for repairs; without length where a part is not written.</summary>
/// <param name="Frame">The frame of its type.</param>
/// <param name="Accessors">Its accessors, with their braces.</param>
/// <param name="Particle">The name of its particle, with the quotes.</param>
public readonly record struct LegPlaces(SourceSpan Frame, SourceSpan Accessors, SourceSpan Particle);
