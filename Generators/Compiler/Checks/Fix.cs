using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>A mechanical repair: what may be written instead of what stands at a place.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Place">What is replaced; of length zero where something is inserted.</param>
/// <param name="Text">What is written there.</param>
public sealed record Fix(SourceSpan Place, string Text)
{
    /// <summary>A place behind the last member of the declaration.</summary>
    public static SourceSpan AtTheEnd { get; } = new(-1, 0);

    /// <summary>The text is members, a line each, which are added behind the one at the place and laid out as that is.</summary>
    public bool IsMembers { get; init; }

    /// <summary>What kind of repair it is, where a problem has several kinds: those of one kind are made together.</summary>
    public string Kind { get; init; } = "";
}
