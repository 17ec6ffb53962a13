namespace Mandelstam.Processes;

/// <summary>What the text of a reaction leaves open: what the attributes of a declaration say.</summary>
public sealed record ProcessOptions
{
    /// <summary>A name for people; the text of the reaction where it is not given.</summary>
    public string? Name { get; init; }

    /// <summary>The energy of a scattering in its centre of mass, in GeV; NaN (not given) for a decay.</summary>
    public double SqrtS { get; init; } = double.NaN;

    /// <summary>Unstable particles have a line shape, so that they may be lighter or heavier than their pole.</summary>
    public bool OffShell { get; init; }

    /// <summary>What the process is allowed to violate.</summary>
    public ConservedNumbers Violates { get; init; }

    /// <summary>The particles of the final state, by their place in it, that count as massless.</summary>
    public IReadOnlyList<int> Massless { get; init; } = [];

    /// <summary>The incoming particles, by their place, that count as massless.</summary>
    public IReadOnlyList<int> MasslessIncoming { get; init; } = [];
}
