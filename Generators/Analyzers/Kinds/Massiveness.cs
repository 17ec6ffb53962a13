namespace Mandelstam.Analyzers.Kinds;

/// <summary>Whether a four-vector has a mass, as far as the code says.</summary>
internal enum Massiveness
{
    /// <summary>Nothing says it.</summary>
    Unknown,

    /// <summary>Declared without one.</summary>
    Massless,

    /// <summary>With a mass of its own, or a sum.</summary>
    Massive,
}
