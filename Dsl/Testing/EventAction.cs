namespace Mandelstam.Testing;

/// <summary>Something done to the stored members of an event, one after another: a symmetry, a small shift, a look at each.</summary>
/// <remarks>Generated code calls <c>Apply</c> for each member with its index in the layout; by default everything stays as it is.</remarks>
public abstract class EventAction
{
    /// <summary>Acts on a four-vector.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public FourVector<TFrame> Apply<TFrame>(int member, FourVector<TFrame> value)
        where TFrame : IFrame => OnVector(member, 0, value);

    /// <summary>Acts on the objects of a collection.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public UpTo1<FourVector<TFrame>> Apply<TFrame>(int member, UpTo1<FourVector<TFrame>> value)
        where TFrame : IFrame
    {
        FourVector<TFrame>?[] slots = Acted<TFrame>(member, value.Count, 1, i => value.Has(i) ? value[i] : null);
        return UpTo1<FourVector<TFrame>>.Of(value.Count, slots[0]);
    }

    /// <summary>Acts on the objects of a collection.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public UpTo2<FourVector<TFrame>> Apply<TFrame>(int member, UpTo2<FourVector<TFrame>> value)
        where TFrame : IFrame
    {
        FourVector<TFrame>?[] slots = Acted<TFrame>(member, value.Count, 2, i => value.Has(i) ? value[i] : null);
        return UpTo2<FourVector<TFrame>>.Of(value.Count, slots[0], slots[1]);
    }

    /// <summary>Acts on the objects of a collection.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public UpTo3<FourVector<TFrame>> Apply<TFrame>(int member, UpTo3<FourVector<TFrame>> value)
        where TFrame : IFrame
    {
        FourVector<TFrame>?[] slots = Acted<TFrame>(member, value.Count, 3, i => value.Has(i) ? value[i] : null);
        return UpTo3<FourVector<TFrame>>.Of(value.Count, slots[0], slots[1], slots[2]);
    }

    /// <summary>Acts on the objects of a collection.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public UpTo4<FourVector<TFrame>> Apply<TFrame>(int member, UpTo4<FourVector<TFrame>> value)
        where TFrame : IFrame
    {
        FourVector<TFrame>?[] slots = Acted<TFrame>(member, value.Count, 4, i => value.Has(i) ? value[i] : null);
        return UpTo4<FourVector<TFrame>>.Of(value.Count, slots[0], slots[1], slots[2], slots[3]);
    }

    /// <summary>Acts on the objects of a collection.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public UpTo5<FourVector<TFrame>> Apply<TFrame>(int member, UpTo5<FourVector<TFrame>> value)
        where TFrame : IFrame
    {
        FourVector<TFrame>?[] slots = Acted<TFrame>(member, value.Count, 5, i => value.Has(i) ? value[i] : null);
        return UpTo5<FourVector<TFrame>>.Of(value.Count, slots[0], slots[1], slots[2], slots[3], slots[4]);
    }

    /// <summary>Acts on the objects of a collection.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public UpTo6<FourVector<TFrame>> Apply<TFrame>(int member, UpTo6<FourVector<TFrame>> value)
        where TFrame : IFrame
    {
        FourVector<TFrame>?[] slots = Acted<TFrame>(member, value.Count, 6, i => value.Has(i) ? value[i] : null);
        return UpTo6<FourVector<TFrame>>.Of(value.Count, slots[0], slots[1], slots[2], slots[3], slots[4], slots[5]);
    }

    /// <summary>Acts on the objects of a collection.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public UpTo7<FourVector<TFrame>> Apply<TFrame>(int member, UpTo7<FourVector<TFrame>> value)
        where TFrame : IFrame
    {
        FourVector<TFrame>?[] slots = Acted<TFrame>(member, value.Count, 7, i => value.Has(i) ? value[i] : null);
        return UpTo7<FourVector<TFrame>>.Of(value.Count, slots[0], slots[1], slots[2], slots[3], slots[4], slots[5], slots[6]);
    }

    /// <summary>Acts on the objects of a collection.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public UpTo8<FourVector<TFrame>> Apply<TFrame>(int member, UpTo8<FourVector<TFrame>> value)
        where TFrame : IFrame
    {
        FourVector<TFrame>?[] slots = Acted<TFrame>(member, value.Count, 8, i => value.Has(i) ? value[i] : null);
        return UpTo8<FourVector<TFrame>>.Of(value.Count, slots[0], slots[1], slots[2], slots[3], slots[4], slots[5], slots[6], slots[7]);
    }

    /// <summary>Acts on a transverse vector.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public TransverseVector<TFrame> Apply<TFrame>(int member, TransverseVector<TFrame> value)
        where TFrame : IFrame => OnTransverse(member, value);

    /// <summary>Acts on an energy.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public Energy Apply(int member, Energy value) => new(OnNumber(member, value.Value, dimension: 1));

    /// <summary>Acts on a squared energy.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public GeV2 Apply(int member, GeV2 value) => new(OnNumber(member, value.Value, dimension: 2));

    /// <summary>Acts on an azimuth.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public Azimuth Apply(int member, Azimuth value) => OnAzimuth(member, value);

    /// <summary>Acts on a pseudorapidity.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public Pseudorapidity Apply(int member, Pseudorapidity value) => new(OnRapidity(member, value.Value));

    /// <summary>Acts on a rapidity.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public Rapidity Apply(int member, Rapidity value) => new(OnRapidity(member, value.Value));

    /// <summary>Acts on an angle.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public Angle Apply(int member, Angle value) => new(OnNumber(member, value.Value, dimension: 0));

    /// <summary>Acts on a plain number.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public double Apply(int member, double value) => OnNumber(member, value, dimension: 0);

    /// <summary>Acts on a whole number: a count, or the ordinal of a label.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    public int Apply(int member, int value) => OnCount(member, value);

    /// <summary>What becomes of a momentum.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="slot">Its slot in a collection; else 0.</param>
    /// <param name="value">Its value.</param>
    protected virtual FourVector<TFrame> OnVector<TFrame>(int member, int slot, FourVector<TFrame> value)
        where TFrame : IFrame => value;

    /// <summary>What becomes of the slots of a collection, in place.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="count">The event's own count.</param>
    /// <param name="slots">The objects, null where absent.</param>
    protected virtual void OnObjects<TFrame>(int member, int count, FourVector<TFrame>?[] slots)
        where TFrame : IFrame
    {
        for (int slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = slots[slot] is { } value ? OnVector(member, slot, value) : null;
        }
    }

    /// <summary>What becomes of a transverse vector.</summary>
    /// <typeparam name="TFrame">The frame.</typeparam>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    protected virtual TransverseVector<TFrame> OnTransverse<TFrame>(int member, TransverseVector<TFrame> value)
        where TFrame : IFrame => value;

    /// <summary>What becomes of an azimuth.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    protected virtual Azimuth OnAzimuth(int member, Azimuth value) => value;

    /// <summary>What becomes of a rapidity or pseudorapidity.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    protected virtual double OnRapidity(int member, double value) => value;

    /// <summary>What becomes of a whole number.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    protected virtual int OnCount(int member, int value) => value;

    /// <summary>What becomes of any other number.</summary>
    /// <param name="member">The index of the member.</param>
    /// <param name="value">Its value.</param>
    /// <param name="dimension">The power of energy that it has.</param>
    protected virtual double OnNumber(int member, double value, int dimension) => value;

    private FourVector<TFrame>?[] Acted<TFrame>(int member, int count, int capacity, Func<int, FourVector<TFrame>?> held)
        where TFrame : IFrame
    {
        FourVector<TFrame>?[] slots = [.. Enumerable.Range(0, capacity).Select(held)];
        OnObjects(member, count, slots);
        return slots;
    }
}
