using Mandelstam.Compiler.Symmetry.Derivation;

namespace Mandelstam.Compiler.Symmetry.Groups;

/// <summary>All rotations and boosts. Of stored numbers it knows only those without unit, which are inert.</summary>
internal sealed class Lorentz : SymmetryGroup
{
    public override string Name => "Lorentz";

    public override string Phrase => "Lorentz transformations";

    public override IReadOnlyList<Motion> Generators => [Motion.RotationZ, Motion.QuarterTurnX, Motion.BoostZ];

    public override IReadOnlyList<string> InvariantEnergies => ["Mass"];

    public override bool Contains(SymmetryGroup other) => other is Rotations or BoostZ or RotationZ;

    public override SampleEvent Act(SampleEvent sample, SampleRandom random)
    {
        // Those along the beam, or about it, say more of stored rapidities and azimuths.
        switch (random.Below(8))
        {
            case 0:
                return new BoostZ().Act(sample, random);
            case 1:
                return new Rotations().Act(sample, random);
            default:
                break;
        }

        Func<Momentum, Momentum> first = Rotations.Draw(random), second = Rotations.Draw(random);
        Push push = new(random.Between(-1.5, 1.5));
        return sample.Map(p => second(first(p).BoostedZ(push)), Rotations.Scalar);
    }
}
