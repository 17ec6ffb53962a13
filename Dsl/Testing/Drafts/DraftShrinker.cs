using System.Collections.Immutable;

namespace Mandelstam.Testing;

/// <summary>Makes a drawn event simpler: fewer objects, fewer digits, zeros, ones and tens, until a person can follow it by hand.</summary>
internal static class DraftShrinker
{
    private const int MostDigits = 6;

    /// <summary>Simpler events, the boldest step first. No chain of steps comes back: each has fewer objects, more plain numbers or fewer digits.</summary>
    public static IEnumerable<EventDraft> Shrink(EventDraft draft)
    {
        if (draft.Normals.Any(static n => n != 0))
        {
            yield return draft with { Normals = [.. draft.Normals.Select(static _ => 0.0)] };
        }

        for (int member = 0; member < draft.Members.Length; member++)
        {
            foreach (MemberDraft simpler in Shrink(draft.Layout.Members[member], draft.Members[member]))
            {
                yield return draft.With(member, simpler);
            }
        }

        foreach (Motion motion in Shrink(draft.Motion))
        {
            yield return draft with { Motion = motion };
        }

        for (int i = 0; i < draft.Normals.Length; i++)
        {
            foreach (double simpler in Simpler(draft.Normals[i], plain: 0))
            {
                yield return draft with { Normals = draft.Normals.SetItem(i, simpler) };
            }
        }
    }

    private static IEnumerable<MemberDraft> Shrink(MemberLayout layout, MemberDraft member)
    {
        if (layout.Content == MemberContent.FourVectors)
        {
            foreach (MemberDraft fewer in Fewer(member))
            {
                yield return fewer;
            }
        }

        for (int slot = 0; slot < member.Objects.Length; slot++)
        {
            if (member.Objects[slot] is { } momentum)
            {
                foreach (DrawnMomentum simpler in Shrink(layout, momentum))
                {
                    yield return member with { Objects = member.Objects.SetItem(slot, simpler) };
                }
            }
        }

        if (layout.Content is MemberContent.Energy or MemberContent.Azimuth or MemberContent.Number)
        {
            foreach (double simpler in Simpler(member.Number, plain: layout.Content == MemberContent.Energy ? 10 : 0))
            {
                yield return member with { Number = simpler };
            }
        }
        else if (layout.Content is MemberContent.Count or MemberContent.Label && member.Number > 0)
        {
            yield return member with { Number = member.Number - 1 };
        }
    }

    private static IEnumerable<MemberDraft> Fewer(MemberDraft member)
    {
        int held = member.Objects.Count(static o => o is not null);
        if (member.Number > held)
        {
            yield return member with { Number = held };
        }

        // Whichever goes, those behind it move up.
        for (int slot = held - 1; slot >= 0; slot--)
        {
            yield return new(member.Objects.RemoveAt(slot).Add(null), held - 1);
        }
    }

    private static IEnumerable<DrawnMomentum> Shrink(MemberLayout layout, DrawnMomentum momentum)
    {
        foreach (double simpler in Simpler(momentum.Pt, plain: 10))
        {
            yield return momentum with { Pt = simpler };
        }

        foreach (double simpler in Simpler(momentum.Phi, plain: 0).Where(static phi => Math.Abs(phi) <= Math.PI))
        {
            yield return momentum with { Phi = simpler };
        }

        if (layout.Content == MemberContent.Transverse)
        {
            yield break;
        }

        foreach (double simpler in Simpler(momentum.Eta, plain: 0))
        {
            yield return momentum with { Eta = simpler };
        }

        foreach (double simpler in Simpler(momentum.Mass, plain: 0))
        {
            yield return momentum with { Mass = simpler };
        }
    }

    private static IEnumerable<Motion> Shrink(Motion motion)
    {
        foreach (double simpler in Simpler(motion.Rapidity, plain: 1))
        {
            yield return motion with { Rapidity = simpler };
        }

        foreach (double simpler in Simpler(motion.Turn, plain: 1))
        {
            yield return motion with { Turn = simpler };
        }

        foreach (double simpler in Simpler(motion.Tilt, plain: 0))
        {
            yield return motion with { Tilt = simpler };
        }

        foreach (double simpler in Simpler(motion.Roll, plain: 0))
        {
            yield return motion with { Roll = simpler };
        }

        foreach (double simpler in Simpler(motion.Scale, plain: 2))
        {
            yield return motion with { Scale = simpler };
        }

        if (motion.Shift > 0)
        {
            yield return motion with { Shift = 0 };
        }

        if (motion.Shift > 1)
        {
            yield return motion with { Shift = 1 };
        }
    }

    /// <summary>The plain value, then the number with one, two, … significant digits.</summary>
    private static IEnumerable<double> Simpler(double value, double plain)
    {
        if (value.Equals(plain))
        {
            yield break;
        }

        yield return plain;
        for (int digits = 1; digits <= MostDigits; digits++)
        {
            double rounded = Rounded(value, digits);
            if (rounded.Equals(value))
            {
                yield break;
            }

            if (!rounded.Equals(plain))
            {
                yield return rounded;
            }
        }
    }

    private static double Rounded(double value, int digits) =>
        double.Parse(value.ToString(FormattableString.Invariant($"G{digits}"), System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
