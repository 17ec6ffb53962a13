using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mandelstam.Generators.Reading.Caching;

/// <summary>All that the meaning of a declaration can depend on, as text: the files of a compilation, its references and its options.</summary>
internal sealed class SourceMap
{
    private static readonly ConditionalWeakTable<Compilation, SourceMap> _maps = new();
    private readonly IReadOnlyList<object> _surroundings;
    private readonly HashSet<SourceFile> _set;
    private Dictionary<string, List<SourceUnit>>? _byName;
    private SourceChanges? _latest;

    private SourceMap(Compilation compilation, CancellationToken cancellation)
    {
        Files = [.. compilation.SyntaxTrees.Select(tree => SourceFile.Of(tree, cancellation))];
        _set = [.. Files];
        _surroundings = [compilation.Options, .. compilation.References.Select(Identity)];
    }

    /// <summary>The files, in the order of the compilation's trees.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The map of a compilation.</summary>
    public static SourceMap Of(Compilation compilation, CancellationToken cancellation) =>
        _maps.TryGetValue(compilation, out SourceMap map) ? map : _maps.GetValue(compilation, c => new(c, cancellation));

    /// <summary>What is different from an earlier map.</summary>
    public SourceChanges Since(SourceMap earlier)
    {
        SourceChanges? latest = _latest;
        if (latest?.Earlier != earlier)
        {
            // A type in several parts has its members in the order of the files.
            bool areInPlace = Files.Count == earlier.Files.Count && Files.Zip(earlier.Files, (now, then) => now == then || (!_set.Contains(then) && !earlier._set.Contains(now))).All(static same => same);
            bool areSame = areInPlace && _surroundings.Count == earlier._surroundings.Count && _surroundings.Zip(earlier._surroundings, Equals).All(static same => same);
            _latest = latest = areSame
                ? SourceChanges.Between(earlier, [.. earlier.Files.Where(f => !_set.Contains(f))], [.. Files.Where(f => !earlier._set.Contains(f))])
                : SourceChanges.OfAll(earlier);
        }

        return latest!;
    }

    /// <summary>Every name that code with these identifiers can come upon, through the types that they name and what those name in turn.</summary>
    public HashSet<string> Reach(SourceUnit from)
    {
        _byName ??= ByName();
        HashSet<string> reached = new(StringComparer.Ordinal) { SourceCutter.Unnamed };
        HashSet<SourceUnit> seen = [];
        Stack<IReadOnlyCollection<string>> open = new([from.Identifiers, .. Files.Select(static f => f.EverywhereIdentifiers)]);
        while (open.Count > 0)
        {
            foreach (string name in open.Pop())
            {
                if (reached.Add(name) && _byName.TryGetValue(name, out List<SourceUnit> units))
                {
                    foreach (SourceUnit unit in units.Where(seen.Add))
                    {
                        open.Push(unit.Identifiers);
                    }
                }
            }
        }

        return reached;
    }

    // The metadata's own identity where there is one: a reference object is made anew each time a project is loaded.
    private static object Identity(MetadataReference reference) => reference is PortableExecutableReference file ? (object)file.GetMetadataId() ?? file : reference;

    private Dictionary<string, List<SourceUnit>> ByName()
    {
        Dictionary<string, List<SourceUnit>> units = new(StringComparer.Ordinal);
        foreach (SourceUnit unit in Files.SelectMany(static f => f.Units))
        {
            foreach (string name in unit.Names)
            {
                if (!units.TryGetValue(name, out List<SourceUnit> list))
                {
                    units[name] = list = [];
                }

                list.Add(unit);
            }
        }

        return units;
    }
}
