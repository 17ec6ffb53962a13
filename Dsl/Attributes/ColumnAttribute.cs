namespace Mandelstam;

/// <summary>Says which columns of the file a property is read from.</summary>
/// <example><code>[Massless, Column("PRI_lep_{pt,eta,phi}")] public partial FourVector&lt;Lab&gt; Lepton { get; init; }</code></example>
/// <remarks>With several braces the last runs fastest: <c>{leading,subleading}_{pt,eta,phi}</c> gives the leading one first.</remarks>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class ColumnAttribute : Attribute
{
    /// <summary>Names the columns.</summary>
    /// <param name="names">Column names in the order of the coordinates; braces stand for alternatives, as in <c>PRI_lep_{pt,eta,phi}</c>.</param>
    public ColumnAttribute(params string[] names)
    {
        Names = names;
    }

    /// <summary>The column names as written, braces not expanded.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The column with the event's own number of objects; for <c>UpToN</c> properties.</summary>
    public string? Count { get; init; }

    /// <summary>The number that stands for an absent object in the file; NaN (not given) means that none does.</summary>
    public double Absent { get; init; } = double.NaN;

    /// <summary>The unit of energies in these columns; that of the event if not given.</summary>
    public EnergyUnit Unit { get; init; } = EnergyUnit.GeV;

    /// <summary>Whether a file may lack the column.</summary>
    public bool Optional { get; init; }

    /// <summary>The coordinates of a vector; those of the number of columns if not given.</summary>
    public Coordinates Coordinates { get; init; } = Coordinates.Default;
}
