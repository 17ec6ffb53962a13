using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>Derives symmetries in symbols: the value after a motion minus that before, reduced to no terms, in every case of which objects are there.</summary>
/// <param name="trace">The event.</param>
internal sealed class Derivations(BodyTrace trace)
{
    private readonly Accumulator _sum = new();
    private readonly Dictionary<(Motion Motion, int Member, Expr Present, Expr Result), bool> _done = [];

    /// <summary>Which values are invariant under the generators of a group?</summary>
    /// <param name="group">The group.</param>
    /// <param name="values">The values, each with the condition under which it is there.</param>
    /// <returns>For each, true where that follows; false where it does not, or cannot be said.</returns>
    public IReadOnlyList<bool> AreInvariant(SymmetryGroup group, IReadOnlyList<(Expr Present, Expr Result)> values)
    {
        List<(Expr Present, Expr Result)> open = [.. values];
        foreach (Motion motion in group.Generators)
        {
            foreach (IGrouping<string, (Expr Present, Expr Result)> alike in open
                .Where(v => !_done.ContainsKey((motion, group.Member, v.Present, v.Result)))
                .GroupBy(v => string.Join(" ", Collections(Columns(trace.Pool.Reach([v.Present, v.Result]))))))
            {
                Derive(motion, group.Member, [.. alike.Distinct()]);
            }

            open = [.. open.Where(v => _done[(motion, group.Member, v.Present, v.Result)])];
        }

        return [.. values.Select(v => group.Generators.Count > 0 && open.Contains(v))];
    }

    /// <summary>The power of the unit of energy with which a value grows; null where there is none, or none follows.</summary>
    /// <param name="present">Where the value is there.</param>
    /// <param name="result">The value.</param>
    public double? Degree(Expr present, Expr result)
    {
        IReadOnlyList<Expr> nodes = trace.Pool.Reach([present, result]);
        double? found = null;
        foreach (Circumstances circumstances in Circumstances.Of(trace, Columns(nodes)))
        {
            if (new Degrees(trace, circumstances.Reach([present, result]), circumstances).Of(present, result) is not { } degree || (found is { } other && !degree.IsAny && !other.Equals(degree.Power)))
            {
                return null;
            }

            found ??= degree.IsAny ? null : degree.Power;
        }

        return found;
    }

    private static HashSet<int> Columns(IEnumerable<Expr> nodes) => [.. nodes.Where(static n => n.Op == Op.Column).Select(static n => n.Index)];

    // The collections on whose numbers of objects a value depends: values of the same cases are derived together.
    private IEnumerable<string> Collections(HashSet<int> columns) => trace.Spec.Members
        .Where(m => m.Kind == Model.MemberKind.FourVectors && (m.Columns.Any(columns.Contains) || columns.Contains(m.CountColumn)))
        .Select(static m => m.Name);

    private void Derive(Motion motion, int member, IReadOnlyList<(Expr Present, Expr Result)> values)
    {
        List<(Expr Present, Expr Result)> open = [.. values];
        IReadOnlyList<Circumstances> all = Circumstances.Of(trace, Columns(trace.Pool.Reach(values.SelectMany(static v => new[] { v.Present, v.Result }))));
        foreach (Circumstances circumstances in all)
        {
            // Where a value is not there, nothing has to be shown of it.
            (Expr Present, Expr Result)[] there = [.. open.Where(v => circumstances.Decide(v.Present) != false)];
            foreach (int slot in there.Length == 0 ? [] : Exchanges(motion, member, circumstances))
            {
                IReadOnlyList<Expr> nodes = circumstances.Reach(there.SelectMany(static v => new[] { v.Present, v.Result }));
                Field field = new(_sum);
                Functions functions = new(field);
                SymbolicEvent inputs = new(trace, motion, (member, slot), circumstances, Columns(nodes), field, functions);
                LockStep steps = new(nodes, inputs, circumstances, field, functions);
                Lazy<CaseByCase> cases = new(() => new(nodes, steps, circumstances, field));
                open.RemoveAll(v => there.Contains(v) && !steps.Agrees(v.Present, v.Result) && !cases.Value.Agrees(v.Present, v.Result));
            }
        }

        foreach ((Expr present, Expr result) in values)
        {
            _done[(motion, member, present, result)] = all.Count > 0 && open.Contains((present, result));
        }
    }

    // Exchanges of neighbours make every order.
    private static IEnumerable<int> Exchanges(Motion motion, int member, Circumstances circumstances) =>
        motion == Motion.Exchange ? Enumerable.Range(0, Math.Max(0, circumstances.NumberOf(member) - 1)) : [0];
}
