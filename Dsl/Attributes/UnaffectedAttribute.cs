namespace Mandelstam;

/// <summary>States that a nuisance does not reach this property although it reads something that the nuisance shifts.</summary>
/// <example><code>[Unaffected(nameof(JetEnergyScale), Justification = "measured in the tracker")] public Energy TrackPt =&gt; …</code></example>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class UnaffectedAttribute : Attribute
{
    /// <summary>Names the nuisance.</summary>
    /// <param name="nuisance">The method's name; write <c>nameof</c>.</param>
    public UnaffectedAttribute(string nuisance)
    {
        Nuisance = nuisance;
    }

    /// <summary>The name of the nuisance's method.</summary>
    public string Nuisance { get; }

    /// <summary>Why this is right; asked for by the compiler.</summary>
    public string? Justification { get; init; }
}
