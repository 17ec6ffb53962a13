namespace Mandelstam.Compiler.Symmetry;

/// <summary>What is known of a feature and a symmetry.</summary>
public enum Verdict
{
    /// <summary>Neither a proof nor a counterexample: generated tests decide.</summary>
    Undecided,

    /// <summary>The feature has the symmetry.</summary>
    Proven,

    /// <summary>There is an event that shows that it has not.</summary>
    Disproven,
}
