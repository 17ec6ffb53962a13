using Mandelstam.Compiler.Symmetry.Derivation;

namespace Mandelstam.Compiler.Symmetry.Groups;

/// <summary>Boosts along the beam axis. Transverse vectors are inert, and so are stored energies, which are masses or transverse; rapidities shift.</summary>
internal sealed class BoostZ : SymmetryGroup
{
    public override string Name => "BoostZ";

    public override string Phrase => "boosts along z";

    public override IReadOnlyList<Motion> Generators => [Motion.BoostZ];

    public override IReadOnlyList<string> InvariantEnergies => ["Mt", "Pt"];

    public override SampleEvent Act(SampleEvent sample, SampleRandom random)
    {
        double rapidity = random.Between(0.4, 1.8) * (random.Below(2) == 0 ? 1 : -1);
        Push push = new(rapidity);
        return sample.Map(p => p.BoostedZ(push), (type, x) => type is "Rapidity" or "Pseudorapidity" ? x + rapidity : x);
    }
}
