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

        // In code that is right types that differ in case; in code that is broken also a record and a record struct, or a namespace and a class, of one name.
        IReadOnlyList<INamespaceOrTypeSymbol> namesakes = [compilation.Assembly.GlobalNamespace];
        string declared = "";
        foreach (INamespaceOrTypeSymbol part in path)
        {
            declared += $"{part.Kind} {(part as ITypeSymbol)?.TypeKind} {part.Name}/";
            namesakes = [.. namesakes.SelectMany(static n => n is INamespaceSymbol space ? space.GetMembers() : n.GetTypeMembers().CastArray<INamespaceOrTypeSymbol>())
                .Where(n => string.Equals(n.Name, part.Name, StringComparison.OrdinalIgnoreCase))];
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
}
