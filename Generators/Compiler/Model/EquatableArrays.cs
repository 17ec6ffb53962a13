namespace Mandelstam.Compiler.Model;

/// <summary>Makes equatable arrays from sequences.</summary>
public static class EquatableArrays
{
    /// <summary>Collects a sequence.</summary>
    public static EquatableArray<T> ToEquatable<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new(items);
}
