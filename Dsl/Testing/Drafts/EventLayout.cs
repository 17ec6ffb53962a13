using System.Collections.Immutable;

namespace Mandelstam.Testing;

/// <summary>What an event is made of: all that drawing, shrinking and printing one needs to know.</summary>
/// <param name="Members">The stored members, in declared order.</param>
/// <param name="Thresholds">Energies that the bodies compare with, in GeV: momenta are put exactly there.</param>
/// <param name="Normals">Unit normals that a case needs: one for each nuisance, then those of the noise.</param>
public sealed record EventLayout(ImmutableArray<MemberLayout> Members, ImmutableArray<double> Thresholds, int Normals)
{
    /// <summary>For each normal of the noise the nuisance that takes it.</summary>
    public ImmutableArray<int> NoiseOf { get; init; } = [];
}
