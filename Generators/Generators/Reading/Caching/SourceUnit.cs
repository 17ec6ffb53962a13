namespace Mandelstam.Generators.Reading.Caching;

/// <summary>A type of the user's own as text: what others can see of it, and its bodies apart. Bodies are what one types in most of the time.</summary>
/// <param name="Start">Where it starts in its file.</param>
/// <param name="Surface">All of the type but its bodies and comments, with what its file brings into scope.</param>
/// <param name="Bodies">The text of each body, in order.</param>
/// <param name="Places">Where each body starts in its file.</param>
/// <param name="Names">The names by which other code can come upon the type: its own, and those of its extension members.</param>
/// <param name="Identifiers">Every identifier in it, bodies included: what it can come upon.</param>
internal sealed record SourceUnit(
    int Start, string Surface, IReadOnlyList<string> Bodies, IReadOnlyList<int> Places, IReadOnlyCollection<string> Names, HashSet<string> Identifiers)
{
    /// <summary>The same object only: two parts of a type may read alike.</summary>
    public bool Equals(SourceUnit? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
