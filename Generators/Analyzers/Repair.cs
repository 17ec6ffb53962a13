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
/// <param name="Elsewhere">What that replaces, where it is another place: the type of a declaration, say.</param>
public sealed record Repair(SyntaxNode Place, string Replacement, string? Alternative = null, SyntaxNode? Elsewhere = null)
{
    internal IReadOnlyList<Location> Places => Alternative is null ? [Place.GetLocation()] : [Place.GetLocation(), (Elsewhere ?? Place).GetLocation()];

    internal ImmutableDictionary<string, string?> Properties => PropertiesOf(Alternative is null ? [(Replacement, "")] : [(Replacement, ""), (Alternative, "")]);

    /// <summary>The choices that a diagnostic carries: each replaces the text at a place, and is known by its kind and its number among those of the kind.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    public static IEnumerable<(string Key, TextChange Change)> ChoicesOf(Diagnostic diagnostic)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        for (int i = 0; i < diagnostic.AdditionalLocations.Count; i++)
        {
            if (diagnostic.Properties.TryGetValue(TextKey(i), out string? text) && text is not null)
            {
                string kind = diagnostic.Properties.TryGetValue(KindKey(i), out string? named) ? named ?? "" : "";
                int number = numbers.TryGetValue(kind, out int before) ? before : 0;
                numbers[kind] = number + 1;
                yield return (string.Join(".", diagnostic.Id, kind, number.ToString(CultureInfo.InvariantCulture)), new(diagnostic.AdditionalLocations[i].SourceSpan, text));
            }
        }
    }

    /// <summary>The properties of a diagnostic that carry what may be written, in the order of its additional locations.</summary>
    internal static ImmutableDictionary<string, string?> PropertiesOf(IEnumerable<(string Text, string Kind)> choices)
    {
        ImmutableDictionary<string, string?>.Builder properties = ImmutableDictionary.CreateBuilder<string, string?>();
        foreach ((string text, string kind) in choices)
        {
            int choice = properties.Count / 2;
            properties.Add(TextKey(choice), text);
            properties.Add(KindKey(choice), kind);
        }

        return properties.ToImmutable();
    }

    private static string TextKey(int choice) => "Mandelstam.Repair" + choice.ToString(CultureInfo.InvariantCulture);

    private static string KindKey(int choice) => TextKey(choice) + ".Kind";
}
