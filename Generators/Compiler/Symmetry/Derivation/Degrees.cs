using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry.Derivation;

/// <summary>Derives how numbers grow with the unit of energy, operation by operation: sums of one degree, degrees of products added, functions of pure numbers.</summary>
/// <remarks>A rounding has the degree of what it rounds.</remarks>
internal sealed class Degrees
{
    private readonly Dictionary<int, Degree?> _degrees = [];
    private readonly Dictionary<Expr, bool> _decided = [];

    /// <summary>Of nodes, arguments before what uses them.</summary>
    public Degrees(BodyTrace trace, IReadOnlyList<Expr> nodes, Circumstances circumstances)
    {
        Dictionary<int, Degree> columns = Columns(trace.Spec, circumstances);
        foreach (Expr node in nodes)
        {
            if (node.IsCondition && circumstances.Decide(node) is { } decided)
            {
                _decided[node] = decided;
            }

            _degrees[node.Id] = Of(node, columns);
        }
    }

    /// <summary>The degree of a result wherever it is there; null for none.</summary>
    public Degree? Of(Expr present, Expr result)
    {
        if (_decided.TryGetValue(present, out bool isThere) && !isThere)
        {
            return Degree.Any;
        }

        return At(present) is null || At(result) is not { Shift: 0 } degree ? null : degree;
    }

    private static Dictionary<int, Degree> Columns(EventSpec spec, Circumstances circumstances)
    {
        Dictionary<int, Degree> columns = [];
        for (int i = 0; i < spec.Members.Count; i++)
        {
            MemberSpec member = spec.Members[i];
            int width = Math.Max(1, member.Columns.Count / Math.Max(1, member.Capacity));
            for (int c = 0; c < member.Columns.Count; c++)
            {
                bool isAngular = member.Coordinates switch
                {
                    Coordinates.None => member.ScalarType is not ("Energy" or "GeV2"),
                    Coordinates.PxPyPz or Coordinates.PxPyPzM or Coordinates.PxPyPzE or Coordinates.XY => false,
                    Coordinates.PtPhi => c % width == 1,
                    _ => c % width is 1 or 2,
                };
                bool isAbsent = member.Kind == MemberKind.FourVectors && c / width >= circumstances.NumberOf(i);
                columns[member.Columns[c]] = new(isAngular || isAbsent ? 0 : member.ScalarType == "GeV2" ? 2 : 1);
            }
        }

        return columns;
    }

    // "x is zero, and y too": the lowering's question whether a vector is null, which has a stand-in then.
    private static bool AsksForNull(Expr condition, Expr value) =>
        condition.Op == Op.And && condition.Arguments.All(static a => a.Op == Op.Equal && a.Arguments.Any(static x => x.Is(0)))
        && condition.Arguments.Any(a => a.Arguments.Contains(value));

    private Degree? At(Expr node) => _degrees[node.Id];

    private Degree? Of(Expr node, Dictionary<int, Degree> columns)
    {
        if (node.IsInput)
        {
            return node.Op == Op.Column && columns.TryGetValue(node.Index, out Degree degree) ? degree : new Degree(0);
        }

        if (_decided.ContainsKey(node))
        {
            return new Degree(0);
        }

        switch (node.Op)
        {
            case Op.Constant:
                return node.Number == 0 || double.IsNaN(node.Number) ? Degree.Any : new Degree(0);
            case Op.Select when node.IsOfObject && _decided.TryGetValue(node.Arguments[0], out bool isThere) && !isThere:
                return Degree.Any; // the stand-in of an object that is not there, which nothing reads
            case Op.Select when _decided.TryGetValue(node.Arguments[0], out bool decided):
                return At(node.Arguments[decided ? 1 : 2]);
            case Op.Select when node.Arguments[1].Op == Op.Constant && AsksForNull(node.Arguments[0], node.Arguments[2]):
                return At(node.Arguments[2]);
            case Op.Max when node.Guarded is { } magnitude:
                return At(magnitude);
            default:
                break;
        }

        if (node.Arguments.Any(a => At(a) is null))
        {
            return null;
        }

        Degree[] d = [.. node.Arguments.Select(a => At(a)!.Value)];
        switch (node.Op)
        {
            case Op.Add or Op.Subtract when d.Any(static x => x.Shift != 0):
                return d.All(static x => x.Power == 0) ? new Degree(0, d[0].Shift + (node.Op == Op.Add ? d[1].Shift : -d[1].Shift)) : null;
            case Op.Add or Op.Subtract or Op.Min or Op.Max:
                return Common(d[0], d[1]);
            case Op.Multiply when d.Any(static x => x.Shift != 0):
                return node.Arguments[0].Op == Op.Constant && d[0].Power == 0 ? new Degree(0, node.Arguments[0].Number * d[1].Shift)
                    : node.Arguments[1].Op == Op.Constant && d[1].Power == 0 ? new Degree(0, node.Arguments[1].Number * d[0].Shift)
                    : d[0].IsAny || d[1].IsAny ? Degree.Any : null;
            case Op.Multiply:
                return d[0].IsAny || d[1].IsAny ? Degree.Any : new Degree(d[0].Power + d[1].Power);
            case Op.Divide when d[1].Shift == 0:
                return d[0].IsAny ? Degree.Any : d[0].Shift == 0 ? new Degree(d[0].Power - d[1].Power) : node.Arguments[1].Op == Op.Constant ? new Degree(0, d[0].Shift / node.Arguments[1].Number) : null;
            case Op.Negate:
                return d[0] with { Shift = -d[0].Shift };
            case Op.Abs or Op.Round when d[0].Shift == 0:
                return d[0];
            case Op.Sqrt when d[0].Shift == 0:
                return d[0].IsAny ? d[0] : new Degree(d[0].Power / 2);
            case Op.Log when d[0].Shift == 0 && !d[0].IsAny:
                return new Degree(0, d[0].Power);
            case Op.Exp when d[0].Power == 0:
                return new Degree(d[0].Shift);
            case Op.Sign when d[0].Shift == 0:
                return new Degree(0);
            case Op.Atan2 or Op.Less or Op.LessOrEqual or Op.Equal:
                return Common(d[0], d[1]) is not null ? new Degree(0) : null;
            case Op.Select:
                return Common(d[1], d[2]);
            default:
                return d.All(static x => x is { Power: 0, Shift: 0 }) ? new Degree(0) : null;
        }
    }

    private static Degree? Common(Degree a, Degree b) => a.IsAny ? b : b.IsAny || a == b ? a : null;
}
