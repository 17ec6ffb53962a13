using Microsoft.CodeAnalysis;

namespace Mandelstam.Analyzers;

/// <summary>Frames in words.</summary>
internal static class Frames
{
    /// <summary>For a message: <c>frame 'Lab'</c>, <c>the rest frame of 'Z'</c>.</summary>
    public static string Describe(ITypeSymbol frame, Language language) =>
        ParticleOf(frame, language) is { } particle ? $"the rest frame of '{particle.Name}'"
        : Language.Is(frame, language.Rest) ? "a rest frame"
        : $"frame '{frame.Name}'";

    /// <summary>The particle that names a rest frame, or null.</summary>
    public static ITypeSymbol? ParticleOf(ITypeSymbol frame, Language language) =>
        Language.Is(frame, language.RestOf) && frame is INamedTypeSymbol { TypeArguments: [var particle] } ? particle : null;
}
