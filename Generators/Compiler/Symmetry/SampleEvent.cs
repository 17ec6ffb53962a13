using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>An event for experiments: what a file would hold, but in some 31 digits and with the momenta as such, so that a symmetry can act on them.</summary>
/// <remarks>A transverse vector is the transverse part of a momentum whose longitudinal part no column tells.</remarks>
internal sealed class SampleEvent
{
    private readonly EventSpec _spec;

    private SampleEvent(EventSpec spec, IReadOnlyList<IReadOnlyList<Momentum?>> momenta, IReadOnlyList<DoubleDouble> scalars, IReadOnlyList<int> counts, int process)
    {
        _spec = spec;
        Momenta = momenta;
        Scalars = scalars;
        Counts = counts;
        Process = process;
    }

    /// <summary>For each member the momenta that it holds, null where absent.</summary>
    public IReadOnlyList<IReadOnlyList<Momentum?>> Momenta { get; }

    /// <summary>For each member its number, in the language's unit.</summary>
    public IReadOnlyList<DoubleDouble> Scalars { get; }

    /// <summary>For each member the count of its objects.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The process.</summary>
    public int Process { get; }

    /// <summary>A random event. Numbers of objects come in turn.</summary>
    /// <param name="spec">What it holds.</param>
    /// <param name="random">Where it comes from.</param>
    /// <param name="turn">The number of events before it.</param>
    /// <param name="reach">Where its momenta lie.</param>
    /// <param name="numbers">Which numbers of objects come in turn, by column of the count; null, as for a collection without one, for all that there is room for and one more.</param>
    /// <param name="isAtEnds">Whether collections are full or empty instead: all of them full, and in turn each by chance.</param>
    public static SampleEvent Draw(EventSpec spec, SampleRandom random, int turn, SampleReach reach, IReadOnlyDictionary<int, int[]>? numbers = null, bool isAtEnds = false)
    {
        bool isWide = reach is SampleReach.Wide or SampleReach.Forward;
        (double softest, double hardest, double steepest) = reach switch
        {
            SampleReach.Usual => (5, 200, 2.0),
            SampleReach.Wide => (5, 2000, 4.5),
            SampleReach.Soft => (0.05, 20, 2.0),
            _ => (1.0, 2000.0, 6.5),
        };
        Momentum Vector(bool isMassless)
        {
            double pt = random.LogBetween(softest, hardest), eta = random.Between(-steepest, steepest), phi = random.Between(-Math.PI, Math.PI);
            return Momentum.OnShell(pt * Math.Cos(phi), pt * Math.Sin(phi), pt * Math.Sinh(eta), isMassless ? 0 : random.LogBetween(Math.Min(0.1, softest), hardest));
        }

        List<IReadOnlyList<Momentum?>> momenta = [];
        List<DoubleDouble> scalars = [];
        List<int> counts = [];
        int collections = 0;
        foreach (MemberSpec member in spec.Members)
        {
            // More than there is room for, too: the count is the event's own.
            int[]? own = numbers is not null && numbers.TryGetValue(member.CountColumn, out int[]? asked) ? asked : null;
            int choices = own?.Length ?? (member.Capacity + (member.CountColumn < 0 ? 1 : 2));
            int choice = member.Kind != MemberKind.FourVectors ? 1 : ((turn / 2) + (collections++ == 0 ? 0 : random.Below(choices))) % choices;
            int count = member.Kind != MemberKind.FourVectors ? choice
                : isAtEnds ? turn / 2 % 2 == 0 || random.Below(2) == 0 ? member.Capacity : 0
                : own is null ? choice : own[choice];
            bool isMassless = member.Coordinates is Coordinates.PtEtaPhi or Coordinates.PxPyPz;
            momenta.Add(member.Kind is MemberKind.FourVector or MemberKind.FourVectors or MemberKind.Transverse
                ? [.. Enumerable.Range(0, member.Capacity).Select(slot => slot < count ? Vector(isMassless) : (Momentum?)null)]
                : []);
            counts.Add(count);
            scalars.Add(member.ScalarType switch
            {
                "Energy" => random.LogBetween(softest, hardest),
                "GeV2" => random.LogBetween(softest * softest, hardest * hardest),
                "Angle" or "Azimuth" => random.Between(-Math.PI, Math.PI),
                "Pseudorapidity" or "Rapidity" => random.Between(-steepest, steepest),
                "Boolean" => random.Below(2),
                "Int32" => random.Below(turn % 4 == 3 ? 80 : isWide ? 12 : 4),
                _ => random.Between(-1, isWide ? 10 : 2),
            });
        }

        // Of a label that a file may lack, an event may have none.
        int unlabelled = spec.Columns.Any(static c => c.Role == ColumnRole.Label && c.Optional) ? 1 : 0;
        return new(spec, momenta, scalars, counts, random.Below(Math.Max(1, spec.Label?.Names.Count ?? 1) + unlabelled) - unlabelled);
    }

    /// <summary>The event with each momentum and each number mapped.</summary>
    public SampleEvent Map(Func<Momentum, Momentum> momentum, Func<string, DoubleDouble, DoubleDouble> scalar) => new(
        _spec,
        [.. Momenta.Select(slots => (IReadOnlyList<Momentum?>)[.. slots.Select(p => p is { } present ? momentum(present) : (Momentum?)null)])],
        [.. Scalars.Select((x, i) => _spec.Members[i].Kind == MemberKind.Scalar ? scalar(_spec.Members[i].ScalarType, x) : x)],
        Counts,
        Process);

    /// <summary>The event with the objects of one member in another order.</summary>
    public SampleEvent Reorder(int member, IReadOnlyList<int> order) =>
        new(_spec, [.. Momenta.Select((slots, i) => i == member ? [.. order.Select(slot => slots[slot])] : slots)], Scalars, Counts, Process);

    /// <summary>The event with all objects of one member, in descending order of pT: the first has one that is given, each other one less by a fraction.</summary>
    public SampleEvent Ordered(int member, double first, double fraction)
    {
        Momentum WithPt(Momentum p, double pt) => p.Scaled(pt / Math.Sqrt((p.X.High * p.X.High) + (p.Y.High * p.Y.High)));
        return new(
            _spec,
            [.. Momenta.Select((slots, i) => i == member ? [.. slots.Select((p, slot) => p is { } present ? WithPt(present, first * (1 - (fraction * slot * 1.5))) : (Momentum?)null)] : slots)],
            Scalars, Counts, Process);
    }

    /// <summary>The event with the numbers of another where its own are not known.</summary>
    public SampleEvent WithUnknownsOf(SampleEvent other) =>
        new(_spec, Momenta, [.. Scalars.Select((x, i) => x.IsNaN ? other.Scalars[i] : x)], Counts, Process);

    /// <summary>The columns, in the file's units.</summary>
    public DoubleDouble[] Columns()
    {
        DoubleDouble[] columns = [.. Enumerable.Repeat(DoubleDouble.NaN, _spec.Columns.Count)];
        for (int i = 0; i < _spec.Members.Count; i++)
        {
            MemberSpec member = _spec.Members[i];
            if (member.Columns.Count == 0)
            {
                continue;
            }

            int width = member.Columns.Count / member.Capacity;
            for (int slot = 0; slot < Momenta[i].Count; slot++)
            {
                DoubleDouble[]? coordinates = Momenta[i][slot]?.In(member.Coordinates);
                for (int k = 0; k < width; k++)
                {
                    int column = member.Columns[(slot * width) + k];
                    columns[column] = coordinates is null ? member.Absent : coordinates[k] / _spec.Columns[column].Scale;
                }
            }

            if (member.CountColumn >= 0)
            {
                columns[member.CountColumn] = Counts[i];
            }

            if (member.Kind == MemberKind.Scalar)
            {
                columns[member.Columns[0]] = Scalars[i] / _spec.Columns[member.Columns[0]].Scale;
            }
        }

        return columns;
    }
}
