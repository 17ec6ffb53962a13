using System.Globalization;

namespace Mandelstam.Compiler.Model;

/// <summary>The types of the language that hold objects of an event, up to a number of them.</summary>
public static class Collections
{
    private const string Stem = "UpTo";

    private const int Most = 8;

    private static readonly string[] _names = [.. Enumerable.Range(1, Most).Select(static n => Stem + n.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Their names, from that of one object on.</summary>
    public static IReadOnlyList<string> Names => _names;

    /// <summary>How many objects a type holds; zero for any other.</summary>
    /// <param name="name">The type's name.</param>
    public static int Capacity(string name) => Array.IndexOf(_names, name) + 1;
}
