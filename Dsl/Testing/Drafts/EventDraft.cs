using System.Collections.Immutable;

namespace Mandelstam.Testing;

/// <summary>A random event before it has a type: plain numbers, so that it can be shrunk and printed.</summary>
/// <param name="Layout">What the event is made of.</param>
/// <param name="Members">A value for each member of the layout.</param>
/// <param name="Normals">Unit normals for nuisances and noise.</param>
/// <param name="Motion">How far a symmetry moves it.</param>
public sealed record EventDraft(EventLayout Layout, ImmutableArray<MemberDraft> Members, ImmutableArray<double> Normals, Motion Motion)
{
    /// <summary>A four-vector.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public FourVector<TFrame> Vector<TFrame>(int member)
        where TFrame : IFrame => Slot<TFrame>(member, 0) ?? default;

    /// <summary>Up to one four-vector.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public UpTo1<FourVector<TFrame>> UpTo1<TFrame>(int member)
        where TFrame : IFrame => Mandelstam.UpTo1<FourVector<TFrame>>.Of(Count(member), Slot<TFrame>(member, 0));

    /// <summary>Up to two four-vectors.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public UpTo2<FourVector<TFrame>> UpTo2<TFrame>(int member)
        where TFrame : IFrame => Mandelstam.UpTo2<FourVector<TFrame>>.Of(Count(member), Slot<TFrame>(member, 0), Slot<TFrame>(member, 1));

    /// <summary>Up to three four-vectors.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public UpTo3<FourVector<TFrame>> UpTo3<TFrame>(int member)
        where TFrame : IFrame =>
        Mandelstam.UpTo3<FourVector<TFrame>>.Of(Count(member), Slot<TFrame>(member, 0), Slot<TFrame>(member, 1), Slot<TFrame>(member, 2));

    /// <summary>Up to four four-vectors.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public UpTo4<FourVector<TFrame>> UpTo4<TFrame>(int member)
        where TFrame : IFrame =>
        Mandelstam.UpTo4<FourVector<TFrame>>.Of(
            Count(member), Slot<TFrame>(member, 0), Slot<TFrame>(member, 1), Slot<TFrame>(member, 2), Slot<TFrame>(member, 3));

    /// <summary>Up to five four-vectors.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public UpTo5<FourVector<TFrame>> UpTo5<TFrame>(int member)
        where TFrame : IFrame =>
        Mandelstam.UpTo5<FourVector<TFrame>>.Of(
            Count(member), Slot<TFrame>(member, 0), Slot<TFrame>(member, 1), Slot<TFrame>(member, 2), Slot<TFrame>(member, 3),
            Slot<TFrame>(member, 4));

    /// <summary>Up to six four-vectors.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public UpTo6<FourVector<TFrame>> UpTo6<TFrame>(int member)
        where TFrame : IFrame =>
        Mandelstam.UpTo6<FourVector<TFrame>>.Of(
            Count(member), Slot<TFrame>(member, 0), Slot<TFrame>(member, 1), Slot<TFrame>(member, 2), Slot<TFrame>(member, 3),
            Slot<TFrame>(member, 4), Slot<TFrame>(member, 5));

    /// <summary>Up to seven four-vectors.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public UpTo7<FourVector<TFrame>> UpTo7<TFrame>(int member)
        where TFrame : IFrame =>
        Mandelstam.UpTo7<FourVector<TFrame>>.Of(
            Count(member), Slot<TFrame>(member, 0), Slot<TFrame>(member, 1), Slot<TFrame>(member, 2), Slot<TFrame>(member, 3),
            Slot<TFrame>(member, 4), Slot<TFrame>(member, 5), Slot<TFrame>(member, 6));

    /// <summary>Up to eight four-vectors.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public UpTo8<FourVector<TFrame>> UpTo8<TFrame>(int member)
        where TFrame : IFrame =>
        Mandelstam.UpTo8<FourVector<TFrame>>.Of(
            Count(member), Slot<TFrame>(member, 0), Slot<TFrame>(member, 1), Slot<TFrame>(member, 2), Slot<TFrame>(member, 3),
            Slot<TFrame>(member, 4), Slot<TFrame>(member, 5), Slot<TFrame>(member, 6), Slot<TFrame>(member, 7));

    /// <summary>A transverse vector.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    public TransverseVector<TFrame> Transverse<TFrame>(int member)
        where TFrame : IFrame
    {
        DrawnMomentum momentum = Members[member].Objects[0]!;
        return Layout.Members[member].IsCartesian
            ? TransverseVector.XY<TFrame>((momentum.Pt * Math.Cos(momentum.Phi)).GeV, (momentum.Pt * Math.Sin(momentum.Phi)).GeV)
            : TransverseVector.PtPhi<TFrame>(momentum.Pt.GeV, new(momentum.Phi));
    }

    /// <summary>A number, in the language's unit.</summary>
    /// <param name="member">The index of the member.</param>
    public double Number(int member) => Members[member].Number;

    /// <summary>A whole number: a count, or the ordinal of a label.</summary>
    /// <param name="member">The index of the member.</param>
    public int Count(int member) => (int)Members[member].Number;

    /// <summary>The same with another value of a member.</summary>
    internal EventDraft With(int member, MemberDraft value) => this with { Members = Members.SetItem(member, value) };

    private FourVector<TFrame>? Slot<TFrame>(int member, int slot)
        where TFrame : IFrame => Members[member].Objects[slot]?.Vector<TFrame>(Layout.Members[member].IsCartesian);
}
