namespace Mandelstam.Compiler.Symmetry.Groups;

/// <summary>All energies multiplied by a number: the result is multiplied by a power of it, its dimension.</summary>
internal sealed class Homogeneous : SymmetryGroup
{
    public override string Name => "Homogeneous";

    public override string Phrase => "a change of the unit of energy";

    // A power of two, so that no digit changes; large, so that a power of it that is not the result's dimension is far away.
    public override double EnergyFactor => 16;

    public override SampleEvent Act(SampleEvent sample, SampleRandom random) => sample.Map(
        p => p.Scaled(EnergyFactor),
        (type, x) => type switch { "Energy" => x * EnergyFactor, "GeV2" => x * (EnergyFactor * EnergyFactor), _ => x });
}
