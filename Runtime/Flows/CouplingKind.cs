namespace Mandelstam.Flows;

/// <summary>The two maps that a flow interleaves.</summary>
public enum CouplingKind
{
    /// <summary>y = g·(u·exp(s) + t) + (1 − g)·u.</summary>
    GatedAffine,

    /// <summary>A parabola of positive slope on a bounded range, continued along its tangents.</summary>
    Quadratic,
}
