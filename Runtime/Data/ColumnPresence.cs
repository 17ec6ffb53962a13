namespace Mandelstam.Data;

/// <summary>Whether a file must have the column that the declaration names.</summary>
public enum ColumnPresence
{
    /// <summary>As declared: unless it is optional there, it must.</summary>
    AsDeclared,

    /// <summary>It must, also where the declaration calls it optional: simulation that something is trained on.</summary>
    Required,

    /// <summary>It need not, whatever the declaration says: measured data.</summary>
    Optional,
}
