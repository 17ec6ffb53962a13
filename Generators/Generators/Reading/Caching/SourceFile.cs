using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mandelstam.Generators.Reading.Caching;

/// <summary>A file as text, cut into what is seen everywhere and the types in it. Made once for each syntax tree; an edit makes one new tree.</summary>
/// <param name="Everywhere">What the meaning of any file may depend on: global usings, attributes of the assembly, namespaces, options.</param>
/// <param name="EverywhereIdentifiers">The identifiers in it.</param>
/// <param name="Units">The types.</param>
internal sealed record SourceFile(string Everywhere, IReadOnlyCollection<string> EverywhereIdentifiers, IReadOnlyList<SourceUnit> Units)
{
    private static readonly ConditionalWeakTable<SyntaxTree, SourceFile> _files = new();

    /// <summary>The file of a tree.</summary>
    public static SourceFile Of(SyntaxTree tree, CancellationToken cancellation) =>
        _files.TryGetValue(tree, out SourceFile file) ? file : _files.GetValue(tree, t => SourceCutter.Cut((CSharpSyntaxTree)t, cancellation));

    /// <summary>The type that starts at a place.</summary>
    public SourceUnit? UnitAt(int start)
    {
        foreach (SourceUnit unit in Units)
        {
            if (unit.Start == start)
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>The body that starts at a place, as unit and index.</summary>
    public BodyPlace? PlaceOf(int start)
    {
        foreach (SourceUnit unit in Units)
        {
            for (int i = 0; i < unit.Places.Count; i++)
            {
                if (unit.Places[i] == start)
                {
                    return new(unit, i);
                }
            }
        }

        return null;
    }

    /// <summary>The same object only.</summary>
    public bool Equals(SourceFile? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
