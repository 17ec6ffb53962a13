namespace Mandelstam;

/// <summary>A quantity to compute for every event; the body is its definition.</summary>
/// <example><code>[Feature("DER_mass_vis")] public Energy VisibleMass =&gt; (Lepton + Tau).Mass;</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false, Inherited = false)]
public sealed class FeatureAttribute : Attribute
{
    /// <summary>Declares a feature.</summary>
    /// <param name="name">Its name in tables and files; the property's name if not given.</param>
    public FeatureAttribute(string? name = null)
    {
        Name = name;
    }

    /// <summary>The name in tables and files; null for the property's name.</summary>
    public string? Name { get; }

    /// <summary>The number written where the body gives null; NaN if not given.</summary>
    public double Absent { get; init; } = double.NaN;

    /// <summary>A sentence for the documentation; the property's XML summary if not given.</summary>
    public string? Description { get; init; }
}
