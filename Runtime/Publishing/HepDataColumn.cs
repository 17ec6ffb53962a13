using System.Collections.Immutable;

namespace Mandelstam.Publishing;

/// <summary>A column of a HEPData table.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Units">Its unit; empty for none.</param>
/// <param name="Values">One value per row.</param>
/// <param name="Qualifiers">What holds for all rows, as name and value.</param>
public sealed record HepDataColumn(string Name, string Units, ImmutableArray<HepDataValue> Values, ImmutableArray<(string Name, string Value)> Qualifiers = default)
{
    /// <summary>A column of words.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="values">One per row.</param>
    public static HepDataColumn Of(string name, IEnumerable<string> values) => new(name, "", [.. values.Select(static v => new HepDataValue(Text: v))]);

    /// <summary>A column of numbers without errors.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="values">One per row.</param>
    public static HepDataColumn Of(string name, IEnumerable<double> values) => new(name, "", [.. values.Select(static v => new HepDataValue(v))]);
}
