using Microsoft.CodeAnalysis;

namespace Mandelstam.Analyzers;

/// <summary>Frames in words.</summary>
internal static class Frames
{
    /// <summary>For a message: what to do about vectors of two frames that no boost leads between.</summary>
    public const string Unreachable = "no boost leads from one to the other: declare both in one frame";

    /// <summary>Does a boost lead from one frame to the other? Between the laboratory and rest frames one does.</summary>
    public static bool AreReachable(ITypeSymbol first, ITypeSymbol second, Language language)
    {
        bool IsBoosted(ITypeSymbol frame) => Language.Is(frame, language.Lab) || Language.Is(frame, language.Rest) || Language.Is(frame, language.RestOf);
        return IsBoosted(first) && IsBoosted(second);
    }

    /// <summary>For a message: <c>frame 'Lab'</c>, <c>the rest frame of 'Z'</c>.</summary>
    public static string Describe(ITypeSymbol frame, Language language) =>
        ParticleOf(frame, language) is { } particle ? $"the rest frame of '{particle.Name}'"
        : Language.Is(frame, language.Rest) ? "a rest frame"
        : $"frame '{frame.Name}'";

    /// <summary>The particle that names a rest frame, or null.</summary>
    public static ITypeSymbol? ParticleOf(ITypeSymbol frame, Language language) =>
        Language.Is(frame, language.RestOf) && frame is INamedTypeSymbol { TypeArguments: [var particle] } ? particle : null;
}
