namespace Mandelstam.Compiler.Symmetry;

/// <summary>What is known of a feature and a symmetry.</summary>
public enum Verdict
{
    /// <summary>Neither a derivation nor a counterexample: generated tests decide.</summary>
    Undecided,

    /// <summary>The feature keeps it on every sample event, to some 25 digits; no derivation was found.</summary>
    Observed,

    /// <summary>The feature has the symmetry: it was derived in symbols, and no sample contradicts.</summary>
    Proven,

    /// <summary>There is an event that shows that it has not.</summary>
    Disproven,
}
