using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>A mechanical repair: what may be written instead of what stands at a place.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="Place">What is replaced; of length zero where something is inserted.</param>
/// <param name="Text">What is written there.</param>
public sealed record Fix(SourceSpan Place, string Text)
{
    /// <summary>A place before the last brace of the declaration, for members that are added.</summary>
    public static SourceSpan AtTheEnd { get; } = new(-1, 0);
}
