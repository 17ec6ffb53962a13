namespace Mandelstam.Compiler.Model;

/// <summary>What a nuisance parameter does; the names are those of the runtime's own enumeration.</summary>
public enum NuisanceKind
{
    /// <summary>Moves momenta.</summary>
    Shape,

    /// <summary>Moves momenta by noise that differs from event to event.</summary>
    Stochastic,

    /// <summary>Scales weights.</summary>
    Rate,
}
