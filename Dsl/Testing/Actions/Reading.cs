namespace Mandelstam.Testing;

/// <summary>Changes nothing and notes every number of an event, each with a scale that rounding errors are measured by.</summary>
/// <param name="layout">What the event is made of.</param>
internal sealed class Reading(EventLayout layout) : EventAction
{
    /// <summary>What was read, in the order of the layout.</summary>
    public List<(string Name, double Value, double Scale)> Numbers { get; } = [];

    /// <summary>The members as text, one line each.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Sum over the transverse momenta, those of what is missing too.</summary>
    public (double X, double Y) Total { get; private set; }

    /// <summary>Sum of the magnitudes of what went into <see cref="Total"/>.</summary>
    public double TotalScale { get; private set; }

    protected override FourVector<TFrame> OnVector<TFrame>(int member, int slot, FourVector<TFrame> value)
    {
        MemberLayout declared = layout.Members[member];
        string name = declared.Content == MemberContent.FourVectors ? FormattableString.Invariant($"{declared.Name}[{slot}]") : declared.Name;
        double scale = Math.Abs(value.E.Value);
        Numbers.AddRange([
            (name + ".Px", value.Px.Value, scale), (name + ".Py", value.Py.Value, scale), (name + ".Pz", value.Pz.Value, scale),
            (name + ".Mass", value.Mass.Value, scale),
        ]);
        Lines.Add($"{name} = {value}");
        Add(value.Px.Value, value.Py.Value);
        return value;
    }

    protected override void OnObjects<TFrame>(int member, int count, FourVector<TFrame>?[] slots)
    {
        Numbers.Add((layout.Members[member].Name + ".Count", count, 1));
        Lines.Add(FormattableString.Invariant($"{layout.Members[member].Name}.Count = {count}"));
        for (int slot = 0; slot < slots.Length; slot++)
        {
            Numbers.Add((FormattableString.Invariant($"{layout.Members[member].Name}.Has({slot})"), slots[slot] is null ? 0 : 1, 1));
        }

        base.OnObjects(member, count, slots);
    }

    protected override TransverseVector<TFrame> OnTransverse<TFrame>(int member, TransverseVector<TFrame> value)
    {
        MemberLayout declared = layout.Members[member];
        Numbers.AddRange([(declared.Name + ".X", value.X.Value, value.Pt.Value), (declared.Name + ".Y", value.Y.Value, value.Pt.Value)]);
        Lines.Add($"{declared.Name} = {value}");
        if (declared.IsMissingMomentum)
        {
            Add(value.X.Value, value.Y.Value);
        }

        return value;
    }

    protected override Azimuth OnAzimuth(int member, Azimuth value)
    {
        Note(member, value.Value);
        return value;
    }

    protected override double OnRapidity(int member, double value) => Note(member, value);

    protected override int OnCount(int member, int value) => (int)Note(member, value);

    protected override double OnNumber(int member, double value, int dimension) => Note(member, value);

    private double Note(int member, double value)
    {
        Numbers.Add((layout.Members[member].Name, value, Math.Abs(value)));
        Lines.Add(FormattableString.Invariant($"{layout.Members[member].Name} = {value}"));
        return value;
    }

    private void Add(double x, double y)
    {
        Total = (Total.X + x, Total.Y + y);
        TotalScale += Math.Sqrt((x * x) + (y * y));
    }
}
