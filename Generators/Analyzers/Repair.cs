using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Analyzers;

/// <summary>What a mechanical repair writes in place of an expression; it travels with the diagnostic to the fixer.</summary>
/// <param name="Place">The expression that is replaced.</param>
/// <param name="Replacement">What is written instead.</param>
public sealed record Repair(SyntaxNode Place, string Replacement)
{
    /// <summary>The key of the replacement among the properties of a diagnostic; the place is its first additional location.</summary>
    public const string Key = "Mandelstam.Replacement";

    internal ImmutableDictionary<string, string?> Properties => ImmutableDictionary<string, string?>.Empty.Add(Key, Replacement);
}
