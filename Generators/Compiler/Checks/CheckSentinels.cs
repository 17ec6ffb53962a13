using System.Globalization;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds sentinels, the numbers that stand for what is absent, where they are computed with.</summary>
internal sealed class CheckSentinels
{
    private readonly BodyTrace _trace;
    private readonly Dictionary<int, double> _columns = [];
    private readonly HashSet<double> _sentinels = [];

    private CheckSentinels(BodyTrace trace)
    {
        _trace = trace;
        foreach (MemberSpec member in trace.Spec.Members.Where(static m => m.Kind == MemberKind.Scalar && m.Columns.Count > 0 && !double.IsNaN(m.Absent)))
        {
            _columns[member.Columns[0]] = member.Absent;
        }

        // Zero, positive numbers and -1 are numbers first: a sign, a charge.
        IEnumerable<double> all = trace.Spec.Members.Where(static m => m.Kind == MemberKind.FourVectors).Select(static m => m.Absent)
            .Concat(trace.Spec.Features.Select(static f => f.Absent)).Concat(_columns.Values);
        _sentinels.UnionWith(all.Where(static x => x < -1));
    }

    /// <summary>Everything that is wrong.</summary>
    /// <param name="trace">The bodies.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace)
    {
        CheckSentinels check = new(trace);
        return trace.Sites.Select(check.Find).OfType<Problem>();
    }

    private Problem? Find(Site site)
    {
        bool isArithmetic = site.Term.Kind == TermKind.Binary && site.Term.Name is "+" or "-" or "*" or "/";
        bool isFunction = site.Term.Kind == TermKind.Call && !site.Term.Name.EndsWith(".Max", StringComparison.Ordinal) && !site.Term.Name.EndsWith(".Clamp", StringComparison.Ordinal)
            && (site.Term.Name.StartsWith("Kinematics.", StringComparison.Ordinal) || site.Term.Name.StartsWith("Math.", StringComparison.Ordinal));
        if (!isArithmetic && !isFunction)
        {
            return null;
        }

        for (int i = 0; i < site.Operands.Count; i++)
        {
            // A unit that the literal has been given is not yet arithmetic.
            if (site.Operands[i] is ScalarValue { Expr: { IsCondition: false } operand } && Sentinel(operand, site) is double sentinel)
            {
                return new(Rules.SentinelInArithmetic.Id, site.Term.Span, new([Problem.Source, sentinel.ToString("R", CultureInfo.InvariantCulture)]));
            }
        }

        return null;
    }

    private double? Sentinel(Expr operand, Site site)
    {
        // Written: "x ?? -25", "… ? x : -25".
        if (operand.Op == Op.Select && !IsAskedAbout(operand, site))
        {
            foreach (Expr arm in operand.Arguments.Skip(1))
            {
                if (arm.Op == Op.Constant && _sentinels.Contains(arm.Number))
                {
                    return arm.Number;
                }
            }
        }

        // Stored: a column that may hold it, read without asking.
        Expr? column = operand.Op == Op.Column ? operand : operand.Op == Op.Multiply ? operand.Arguments.FirstOrDefault(static a => a.Op == Op.Column) : null;
        return column is not null && _columns.TryGetValue(column.Index, out double sentinel) && !IsAskedAbout(column, site) ? sentinel : null;
    }

    // Any question about it will do: "x > 0" and "x != -99" both tell the sentinel apart, and so does what tells whether the object is there.
    private bool IsAskedAbout(Expr value, Site site)
    {
        HashSet<Expr> asked = value.Op == Op.Select ? [value, .. _trace.Pool.Reach([value.Arguments[0]]).Where(static e => e.Op == Op.Column)] : [value];
        return Facts.All(site.Facts)
            .Concat(_trace.Spec.Selections.Where(s => s != site.Body).Select(s => _trace.Results[s]).OfType<ScalarValue>().Select(static s => s.Expr))
            .Any(fact => _trace.Pool.Reach([fact]).Any(asked.Contains));
    }
}
