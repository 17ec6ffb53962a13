using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Generators.Reading;

/// <summary>Tells declarations apart whose full names are the same to the compiler, which takes no file name twice and sees no case in them.</summary>
internal static class Distinction
{
    /// <summary>Nothing where a declaration's name is its own; else what to put behind it: the same on every machine, whatever the others are.</summary>
    /// <param name="type">The declared type.</param>
    /// <param name="compilation">The compilation that it belongs to.</param>
    public static string Of(INamedTypeSymbol type, Compilation compilation)
    {
        Stack<INamespaceOrTypeSymbol> path = new();
        for (INamespaceOrTypeSymbol around = type; around is not INamespaceSymbol { IsGlobalNamespace: true }; around = (INamespaceOrTypeSymbol)around.ContainingSymbol)
        {
            path.Push(around);
        }

        // In code that is right types that differ in case; in code that is broken also a record and a record struct, or a namespace and a class, of one name,
        // and types in a namespace whose name is missing.
        IReadOnlyList<INamespaceOrTypeSymbol> namesakes = [compilation.Assembly.GlobalNamespace];
        string declared = "";
        foreach (INamespaceOrTypeSymbol part in path)
        {
            declared += $"{part.Kind} {(part as ITypeSymbol)?.TypeKind} {part.Name}/";
            if (part.Name.Length > 0)
            {
                namesakes = [.. namesakes.SelectMany(Members).Where(n => string.Equals(n.Name, part.Name, StringComparison.OrdinalIgnoreCase))];
            }
        }

        if (namesakes.Count == 1)
        {
            return "";
        }

        // FNV-1a; string.GetHashCode differs from run to run.
        uint hash = 2166136261;
        foreach (char c in declared)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return "." + hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private static IEnumerable<INamespaceOrTypeSymbol> Members(INamespaceOrTypeSymbol of) => of is not INamespaceSymbol space
        ? of.GetTypeMembers()
        : space.GetMembers().SelectMany(static member => member is INamespaceSymbol { Name: "" } nameless ? Members(nameless) : [member]);
}
