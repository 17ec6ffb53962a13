namespace Mandelstam.Generators.Reading.Caching;

/// <summary>What is different between two maps of one project.</summary>
internal sealed class SourceChanges
{
    private readonly bool _isEverything;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<SourceUnit> _gone = [];
    private readonly Dictionary<SourceUnit, SourceUnit> _successors = [];
    private readonly HashSet<string> _extended = new(StringComparer.Ordinal);

    private SourceChanges(SourceMap earlier, bool isEverything)
    {
        Earlier = earlier;
        _isEverything = isEverything;
    }

    /// <summary>The map before.</summary>
    public SourceMap Earlier { get; }

    /// <summary>Everything may be different.</summary>
    public static SourceChanges OfAll(SourceMap earlier) => new(earlier, true);

    /// <summary>The changes that come with some files for some others.</summary>
    public static SourceChanges Between(SourceMap earlier, IReadOnlyList<SourceFile> removed, IReadOnlyList<SourceFile> added)
    {
        IEnumerable<string> before = removed.Select(static f => f.Everywhere).OrderBy(static t => t, StringComparer.Ordinal);
        IEnumerable<string> after = added.Select(static f => f.Everywhere).OrderBy(static t => t, StringComparer.Ordinal);
        SourceChanges changes = new(earlier, !before.SequenceEqual(after));
        ILookup<string, SourceUnit> now = added.SelectMany(static f => f.Units).ToLookup(static u => u.Surface, StringComparer.Ordinal);
        ILookup<string, SourceUnit> then = removed.SelectMany(static f => f.Units).ToLookup(static u => u.Surface, StringComparer.Ordinal);
        foreach (IGrouping<string, SourceUnit> units in then)
        {
            changes._gone.UnionWith(units);
            if (units.Count() == 1 && now[units.Key].Take(2).Count() == 1)
            {
                (SourceUnit old, SourceUnit successor) = (units.Single(), now[units.Key].Single());
                changes._successors.Add(old, successor);
                if (!old.Identifiers.SetEquals(successor.Identifiers))
                {
                    changes._extended.UnionWith(successor.Names);
                }
            }
            else
            {
                changes._names.UnionWith(units.SelectMany(static u => u.Names));
            }
        }

        changes._names.UnionWith(now.Where(units => units.Count() != 1 || then[units.Key].Take(2).Count() != 1).SelectMany(static u => u).SelectMany(static u => u.Names));
        return changes;
    }

    /// <summary>May the meaning of code that can come upon these names be different, bodies aside?</summary>
    public bool Concern(HashSet<string> names) => _isEverything || (_names.Count > 0 && _names.Any(names.Contains));

    /// <summary>Can code that can come upon these names come upon others now, through bodies?</summary>
    public bool Extend(HashSet<string> names) => _extended.Count > 0 && _extended.Any(names.Contains);

    /// <summary>Stands any of these bodies in a type that was written anew?</summary>
    public bool Touch(IEnumerable<BodyRead> bodies) => bodies.Any(b => b.Place is not null && _gone.Contains(b.Place.Unit));

    /// <summary>What has become of a type; null where it is gone, or where several look alike.</summary>
    public SourceUnit? SuccessorOf(SourceUnit unit) => !_gone.Contains(unit) ? unit : _successors.TryGetValue(unit, out SourceUnit successor) ? successor : null;
}
