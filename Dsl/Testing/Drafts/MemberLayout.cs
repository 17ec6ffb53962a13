namespace Mandelstam.Testing;

/// <summary>A stored member of an event.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Content">What it holds.</param>
/// <param name="Capacity">The slots of a collection, the members of an enumeration; else 1.</param>
public sealed record MemberLayout(string Name, MemberContent Content, int Capacity = 1)
{
    /// <summary>The vectors have no mass.</summary>
    public bool IsMassless { get; init; }

    /// <summary>The vectors are made from Cartesian components.</summary>
    public bool IsCartesian { get; init; }

    /// <summary>The vectors are stored with their energies, so that their masses are what momenta and energies leave over.</summary>
    public bool HasEnergy { get; init; }

    /// <summary>The event says how many objects there are, and may say more than are stored.</summary>
    public bool HasCount { get; init; }

    /// <summary>It balances the transverse momentum of what is seen.</summary>
    public bool IsMissingMomentum { get; init; }
}
