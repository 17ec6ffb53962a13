namespace Mandelstam.Compiler.Model;

/// <summary>Where a particle stands in a reaction.</summary>
public enum LegRole
{
    /// <summary>It decays.</summary>
    Parent,

    /// <summary>It collides.</summary>
    Incoming,

    /// <summary>It belongs to the final state.</summary>
    Daughter,
}
