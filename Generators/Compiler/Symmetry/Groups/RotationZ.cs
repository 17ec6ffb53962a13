using Mandelstam.Compiler.Symmetry.Derivation;

namespace Mandelstam.Compiler.Symmetry.Groups;

/// <summary>Rotations about the beam axis: azimuths shift.</summary>
internal sealed class RotationZ : SymmetryGroup
{
    public override string Name => "RotationZ";

    public override string Phrase => "rotations about z";

    public override IReadOnlyList<Motion> Generators => [Motion.RotationZ];

    public override IReadOnlyList<string> InvariantEnergies => ["Pt", "E"];

    public override SampleEvent Act(SampleEvent sample, SampleRandom random)
    {
        double angle = random.Between(-Math.PI, Math.PI);
        Turn turn = new(angle);
        return sample.Map(p => p.RotatedZ(turn), (type, x) => type == "Azimuth" ? DoubleDouble.Wrap(x + angle) : x);
    }
}
