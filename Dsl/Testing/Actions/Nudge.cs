namespace Mandelstam.Testing;

/// <summary>Moves one number of an event by very little: what a value does then is what rounding may do to it.</summary>
/// <param name="target">The index of the member.</param>
/// <param name="slot">The slot in a collection; else 0.</param>
/// <param name="direction">Which number: 0 magnitude, 1 azimuth, 2 rapidity, 3 mass, 4 energy alone.</param>
/// <param name="step">By how much, relative or in rad.</param>
internal sealed class Nudge(int target, int slot, int direction, double step) : EventAction
{
    /// <summary>Every way to move an event of a layout by a little, up and down.</summary>
    public static IReadOnlyList<(Nudge Up, Nudge Down)> Of(EventLayout layout, double step)
    {
        List<(Nudge, Nudge)> all = [];
        for (int member = 0; member < layout.Members.Length; member++)
        {
            MemberLayout declared = layout.Members[member];
            int directions = declared.Content switch
            {
                MemberContent.FourVector or MemberContent.FourVectors => declared.IsMassless ? 3 : declared.HasEnergy ? 5 : 4,
                MemberContent.Transverse => 2,
                MemberContent.Label or MemberContent.Count => 0,
                _ => 1,
            };
            int slots = declared.Content == MemberContent.FourVectors ? declared.Capacity : 1;
            for (int i = 0; i < slots * directions; i++)
            {
                Nudge By(double size) => new(member, i / directions, i % directions, size);
                all.Add((By(step), By(-step)));
            }
        }

        return all;
    }

    /// <summary>Does it leave the mass shell: the energy moves, the momentum stays?</summary>
    public bool IsOffShell => direction == 4;

    /// <summary>The same by another step.</summary>
    public Nudge Times(double factor) => new(target, slot, direction, factor * step);

    /// <summary>What moves, in words.</summary>
    public string Describe(EventLayout layout)
    {
        MemberLayout declared = layout.Members[target];
        string name = declared.Content == MemberContent.FourVectors ? FormattableString.Invariant($"{declared.Name}[{slot}]") : declared.Name;
        bool isVector = declared.Content is MemberContent.FourVector or MemberContent.FourVectors or MemberContent.Transverse;
        return !isVector ? name : direction switch { 0 => $"the size of {name}", 1 => $"the azimuth of {name}", 2 => $"the rapidity of {name}", 3 => $"the mass of {name}", _ => $"the energy of {name}" };
    }

    protected override FourVector<TFrame> OnVector<TFrame>(int member, int at, FourVector<TFrame> value)
    {
        if (member != target || at != slot)
        {
            return value;
        }

        return direction switch
        {
            0 => value.ScaledMomentum(1 + step),
            1 => value.Rotated(step.Rad),
            2 => value.BoostedZ(step),
            3 => FourVector.PxPyPzM<TFrame>(value.Px, value.Py, value.Pz, (1 + step) * value.Mass),
            _ => FourVector.PxPyPzE<TFrame>(value.Px, value.Py, value.Pz, (1 + step) * value.E),
        };
    }

    protected override TransverseVector<TFrame> OnTransverse<TFrame>(int member, TransverseVector<TFrame> value) =>
        member != target ? value : direction == 0 ? TransverseVector.PtPhi<TFrame>((1 + step) * value.Pt, value.Phi) : value.Rotated(step.Rad);

    protected override Azimuth OnAzimuth(int member, Azimuth value) => member == target ? value + step.Rad : value;

    protected override double OnRapidity(int member, double value) => member == target ? value + step : value;

    protected override double OnNumber(int member, double value, int dimension) => member == target ? value * (1 + step) : value;
}
