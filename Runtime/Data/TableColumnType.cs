namespace Mandelstam.Data;

/// <summary>What a column that <see cref="TableWriter"/> writes holds.</summary>
public enum TableColumnType
{
    /// <summary>Single-precision numbers; appended as <c>float[]</c>.</summary>
    Float32,

    /// <summary>Double-precision numbers; appended as <c>double[]</c>.</summary>
    Float64,

    /// <summary>64-bit integers; appended as <c>long[]</c>.</summary>
    Int64,

    /// <summary>32-bit integers; appended as <c>int[]</c>.</summary>
    Int32,

    /// <summary>Texts, none of them null; appended as <c>string[]</c>.</summary>
    Text,
}
