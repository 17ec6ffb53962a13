using System.Collections.Immutable;
using System.Globalization;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Analyzers;

/// <summary>What a mechanical repair writes in place of an expression; it travels with the diagnostic to the fixer.</summary>
/// <param name="Place">The expression that is replaced.</param>
/// <param name="Replacement">What is written instead.</param>
/// <param name="Alternative">What may be written instead as well, where the choice is the author's.</param>
public sealed record Repair(SyntaxNode Place, string Replacement, string? Alternative = null)
{
    internal IReadOnlyList<Location> Places => Alternative is null ? [Place.GetLocation()] : [Place.GetLocation(), Place.GetLocation()];

    internal ImmutableDictionary<string, string?> Properties => PropertiesOf(Alternative is null ? [Replacement] : [Replacement, Alternative]);

    /// <summary>The key of a choice among the properties of a diagnostic; its place is the additional location of the same number.</summary>
    /// <param name="choice">Its number, from 0.</param>
    public static string KeyOf(int choice) => "Mandelstam.Repair" + choice.ToString(CultureInfo.InvariantCulture);

    /// <summary>The properties of a diagnostic that carry what may be written, in the order of its additional locations.</summary>
    internal static ImmutableDictionary<string, string?> PropertiesOf(IEnumerable<string> choices) =>
        choices.Select(static (text, i) => (text, i)).ToImmutableDictionary(static choice => KeyOf(choice.i), static choice => (string?)choice.text);
}
