using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Mandelstam.Testing;

/// <summary>Draws events. Half of the momenta are ordinary; the others are at the edges at which formulas break.</summary>
/// <remarks>
/// The edges: soft and very hard, exactly at a threshold of the declaration, far forward and at rest in z; azimuths at ±π, and equal ones on
/// either side of it; objects on top of each other, nearly so, and back to back; light and heavy for their momentum; no objects at all, and
/// more than are stored.
/// </remarks>
/// <param name="layout">What an event is made of.</param>
internal sealed class DraftGenerator(EventLayout layout)
{
    // More than any member takes, so that members do not share dice.
    private const int DicePerMember = 64;

    /// <summary>Random events, with shrinking.</summary>
    public Arbitrary<EventDraft> Arbitrary => Arb.From(
        Gen.Choose(0, Dice.Faces).ArrayOf((layout.Members.Length * DicePerMember) + layout.Normals + DicePerMember).Select(rolls => Draw(new(rolls))),
        DraftShrinker.Shrink);

    private EventDraft Draw(Dice dice)
    {
        List<DrawnMomentum> seen = [];
        ImmutableArray<MemberDraft> members = [.. layout.Members.Select(member => Draw(member, dice, seen))];
        bool isPlain = dice.OnceIn(4);
        ImmutableArray<double> normals = [.. Enumerable.Range(0, layout.Normals).Select(_ => isPlain ? 0 : dice.Normal())];
        Motion motion = new(
            dice.Between(-3, 3),
            dice.Between(-Math.PI, Math.PI),
            dice.Between(0, Math.PI),
            dice.Between(-Math.PI, Math.PI),
            dice.LogBetween(0.01, 100),
            dice.Below(4));
        return new(layout, members, normals, motion);
    }

    private MemberDraft Draw(MemberLayout member, Dice dice, List<DrawnMomentum> seen)
    {
        switch (member.Content)
        {
            case MemberContent.FourVector:
            case MemberContent.Transverse:
                return new([Momentum(member, dice, seen)], 1);
            case MemberContent.FourVectors:
                return Objects(member, dice, seen);
            case MemberContent.Energy:
                return new([], Magnitude(dice));
            case MemberContent.Azimuth:
                return new([], Direction(dice, seen));
            case MemberContent.Number:
                return new([], dice.OnceIn(8) ? 0 : dice.Between(-5, 5));
            default:
                return new([], dice.Below(member.Content == MemberContent.Label ? member.Capacity : 6));
        }
    }

    private MemberDraft Objects(MemberLayout member, Dice dice, List<DrawnMomentum> seen)
    {
        int count = dice.OnceIn(6) ? 0 : dice.OnceIn(2) ? member.Capacity : dice.Below(member.Capacity + 3);
        int held = Math.Min(count, member.Capacity);
        List<DrawnMomentum> objects = [.. Enumerable.Range(0, held).Select(_ => Momentum(member, dice, seen)).OrderByDescending(static m => m.Pt)];

        // Objects are stored in order: no slot is empty before one that is not.
        return new([.. objects, .. new DrawnMomentum?[member.Capacity - held]], member.HasCount ? count : held);
    }

    private DrawnMomentum Momentum(MemberLayout member, Dice dice, List<DrawnMomentum> seen)
    {
        double eta = dice.Below(8) switch { 0 => 0, 1 => dice.Between(-8, 8), _ => dice.Between(-4, 4) };
        DrawnMomentum momentum = new(Magnitude(dice), eta, Direction(dice, []), member.IsMassless ? 0 : Mass(dice));
        if (seen.Count > 0 && dice.OnceIn(3))
        {
            DrawnMomentum other = seen[dice.Below(seen.Count)];
            momentum = dice.Below(4) switch
            {
                0 => momentum with { Eta = other.Eta, Phi = other.Phi },
                1 => Beside(momentum, other, dice.LogBetween(1e-12, 0.1), dice.Between(-Math.PI, Math.PI)),
                2 => momentum with { Eta = -other.Eta, Phi = Wrap(other.Phi + Math.PI) },
                _ => momentum with { Phi = Direction(dice, seen) },
            };
        }

        seen.Add(momentum);
        return momentum;
    }

    private static DrawnMomentum Beside(DrawnMomentum momentum, DrawnMomentum other, double distance, double towards) =>
        momentum with { Eta = other.Eta + (distance * Math.Cos(towards)), Phi = Wrap(other.Phi + (distance * Math.Sin(towards))) };

    private double Magnitude(Dice dice) => dice.Below(8) switch
    {
        0 => dice.LogBetween(1e-3, 1),
        1 => dice.LogBetween(1000, 7000),
        2 when layout.Thresholds.Length > 0 => layout.Thresholds[dice.Below(layout.Thresholds.Length)],
        _ => dice.LogBetween(1, 500),
    };

    private static double Mass(Dice dice) => dice.Below(4) switch { 0 => 0, 1 => dice.LogBetween(1e-4, 1), _ => dice.LogBetween(1, 200) };

    // An azimuth like another one is drawn across ±π too: the same place, almost a whole turn apart.
    private static double Direction(Dice dice, List<DrawnMomentum> seen) => dice.Below(8) switch
    {
        0 => Math.PI,
        1 => -Math.PI + dice.LogBetween(1e-9, 0.1),
        2 => Math.PI - dice.LogBetween(1e-9, 0.1),
        3 => 0,
        4 or 5 when seen.Count > 0 => seen[dice.Below(seen.Count)].Phi,
        _ => dice.Between(-Math.PI, Math.PI),
    };

    private static double Wrap(double phi) => Kinematics.Wrap(new RawAngle(phi)).Value;
}
