using Mandelstam.Compiler.Symmetry.Derivation;

namespace Mandelstam.Compiler.Symmetry.Groups;

/// <summary>All rotations in space. Of stored numbers it knows only those without unit, which are inert.</summary>
internal sealed class Rotations : SymmetryGroup
{
    public override string Name => "Rotations";

    public override string Phrase => "rotations";

    public override IReadOnlyList<Motion> Generators => [Motion.RotationZ, Motion.QuarterTurnX];

    public override IReadOnlyList<string> InvariantEnergies => ["E", "P"];

    public override bool Contains(SymmetryGroup other) => other is RotationZ;

    // Those about the beam say more of stored azimuths.
    public override SampleEvent Act(SampleEvent sample, SampleRandom random) => random.Below(4) == 0 ? new RotationZ().Act(sample, random) : sample.Map(Draw(random), Scalar);

    /// <summary>A random rotation, by Euler's angles.</summary>
    public static Func<Momentum, Momentum> Draw(SampleRandom random)
    {
        Turn a = new(random.Between(-Math.PI, Math.PI)), b = new(random.Between(0.3, 2.8)), c = new(random.Between(-Math.PI, Math.PI));
        return p => p.RotatedZ(a).RotatedX(b).RotatedZ(c);
    }

    /// <summary>An energy may be a mass, which is inert, or transverse, which is not: what is not known is not a number.</summary>
    public static DoubleDouble Scalar(string type, DoubleDouble value) =>
        type is "Energy" or "GeV2" or "Angle" or "Azimuth" or "Pseudorapidity" or "Rapidity" ? DoubleDouble.NaN : value;
}
