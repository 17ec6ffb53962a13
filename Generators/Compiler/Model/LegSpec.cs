namespace Mandelstam.Compiler.Model;

/// <summary>A momentum that a process declares.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Name">The property's name.</param>
/// <param name="Role">Where it stands in the reaction.</param>
/// <param name="TypeText">Its type, fully qualified.</param>
/// <param name="FrameText">The frame of its vector, fully qualified; empty where it is no vector.</param>
/// <param name="Modifiers">Its modifiers as written, without <c>partial</c>.</param>
/// <param name="Accessors">Its accessors as written: "get; init;".</param>
/// <param name="IsMassless">It is declared massless.</param>
/// <param name="Particle">The name of the particle that it says it is; empty where it leaves that to the reaction.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Places">Where its parts stand.</param>
public sealed record LegSpec(
    string Name, LegRole Role, string TypeText, string FrameText, string Modifiers, string Accessors, bool IsMassless, string Particle, SourceSpan Span, LegPlaces Places);
