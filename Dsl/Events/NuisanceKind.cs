namespace Mandelstam.Events;

/// <summary>How a nuisance acts on an event.</summary>
public enum NuisanceKind
{
    /// <summary>It shifts what the event holds.</summary>
    Shape,

    /// <summary>It shifts what the event holds by random noise of its own, whose width it sets.</summary>
    Stochastic,

    /// <summary>It scales the weight.</summary>
    Rate,
}
