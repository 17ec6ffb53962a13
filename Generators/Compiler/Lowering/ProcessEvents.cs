using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A process as an event: whatever lowers, proves and writes events does so for processes.</summary>
public static class ProcessEvents
{
    /// <summary>The event of the kernels: columns E, px, py, pz of each particle of the final state; what comes in is constant.</summary>
    public static EventSpec ForKernels(ProcessShape shape)
    {
        List<ColumnSpec> columns = [];
        List<MemberSpec> members = [];
        foreach (ProcessLeg daughter in shape.Daughters)
        {
            int first = columns.Count;
            columns.AddRange(new[] { "E", "px", "py", "pz" }.Select(component => Column($"{daughter.Spec.Name}.{component}")));
            members.Add(Member(daughter, Coordinates.PxPyPzE, [first + 1, first + 2, first + 3, first]) with { Mass = daughter.Mass });
        }

        members.AddRange(shape.Legs.Where(static l => l.Spec.Role != LegRole.Daughter)
            .Select(leg => Member(leg, Coordinates.PxPyPzE, []) with { Mass = leg.Mass, Fixed = new(Incoming(shape, leg)) }));
        return Of(shape, columns, members);
    }

    /// <summary>The event of the proofs: every momentum is free, those that come in too, and so is every mass that is not zero.</summary>
    public static EventSpec ForProofs(ProcessShape shape)
    {
        List<ColumnSpec> columns = [];
        List<MemberSpec> members = [];
        foreach (ProcessLeg leg in shape.Legs)
        {
            string[] coordinates = leg.Mass == 0 ? ["px", "py", "pz"] : ["px", "py", "pz", "m"];
            members.Add(Member(leg, leg.Mass == 0 ? Coordinates.PxPyPz : Coordinates.PxPyPzM, Enumerable.Range(columns.Count, coordinates.Length)));
            columns.AddRange(coordinates.Select(c => Column($"{leg.Spec.Name}.{c}")));
        }

        return Of(shape, columns, members);
    }

    /// <summary>px, py, pz and E in GeV of what comes in: the parent at rest, the first of two colliding particles along +z.</summary>
    public static double[] Incoming(ProcessShape shape, ProcessLeg leg)
    {
        if (leg.Spec.Role == LegRole.Parent)
        {
            return [0, 0, 0, leg.Mass!.Value];
        }

        // The other one's mass counts, too: it takes its share of the energy, whether it is declared or not.
        double Mass(int place) => shape.Legs.FirstOrDefault(l => l.Spec.Role == LegRole.Incoming && l.Place == place)?.Mass
            ?? shape.Reaction.Incoming[place].Particle.MassInGeV;
        double s = shape.TotalEnergy * shape.TotalEnergy, own = Mass(leg.Place), other = Mass(1 - leg.Place);
        double sum = own + other, difference = own - other;
        double momentum = Math.Sqrt((s - (sum * sum)) * (s - (difference * difference))) / (2 * shape.TotalEnergy);
        return [0, 0, leg.Place == 0 ? momentum : -momentum, Math.Sqrt((momentum * momentum) + (own * own))];
    }

    private static ColumnSpec Column(string name) => new(name, ColumnRole.Primary, false, false, "GeV", 1, "");

    private static MemberSpec Member(ProcessLeg leg, Coordinates coordinates, IEnumerable<int> columns) => new(
        leg.Spec.Name, leg.Spec.TypeText, leg.Spec.Modifiers, leg.Spec.Accessors, MemberKind.FourVector, leg.Spec.FrameText, coordinates, 1, new(columns), -1, 0, "FourVector");

    private static EventSpec Of(ProcessShape shape, List<ColumnSpec> columns, List<MemberSpec> members) =>
        shape.Spec.Body with { Columns = columns.ToEquatable(), Members = members.ToEquatable() };
}
