using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Analyzers;

/// <summary>What a mechanical repair writes in place of an expression; it travels with the diagnostic to the fixer.</summary>
/// <param name="Place">The expression that is replaced.</param>
/// <param name="Replacement">What is written instead.</param>
/// <param name="Alternative">What may be written instead as well, where the choice is the author's.</param>
public sealed record Repair(SyntaxNode Place, string Replacement, string? Alternative = null)
{
    /// <summary>The key of the replacement among the properties of a diagnostic; the place is its first additional location.</summary>
    public const string Key = "Mandelstam.Replacement";

    /// <summary>The key of the alternative.</summary>
    public const string AlternativeKey = "Mandelstam.Alternative";

    internal ImmutableDictionary<string, string?> Properties =>
        Alternative is null
            ? ImmutableDictionary<string, string?>.Empty.Add(Key, Replacement)
            : ImmutableDictionary<string, string?>.Empty.Add(Key, Replacement).Add(AlternativeKey, Alternative);
}
