using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Checks;

/// <summary>What a nuisance does at its nominal value to a part of the events or objects alone, where others are as they were stored: it multiplies them by a number.</summary>
/// <remarks>Objects may come in another order. A factor near 1 that has the parameter in it may have been measured.</remarks>
internal sealed class NominalPart
{
    private readonly BodyTrace _trace;
    private readonly int _index;

    private NominalPart(BodyTrace trace, int index, string? member, double factor, bool isVaried)
    {
        (_trace, _index, Factor, IsVaried) = (trace, index, factor, isVaried);

        // What the missing momentum takes up is chosen once more in the same way.
        Term[] places = [.. Places().GroupBy(static t => t.Span).Select(static g => g.First())];
        Term? assigned = BodyTerms.Reached(trace.Spec, Nuisance.Method).LastOrDefault(t => t.Kind == TermKind.Assign && t.Name == member);
        Term[] own = assigned is null ? [] : [.. places.Where(p => BodyTerms.All(assigned).Any(t => ReferenceEquals(t, p)))];
        Arms = own.Length > 0 ? own : places;
    }

    /// <summary>By what the part is multiplied.</summary>
    public double Factor { get; }

    /// <summary>Has it the parameter in it?</summary>
    public bool IsVaried { get; }

    /// <summary>Where bodies choose this factor, as far as it is written there.</summary>
    public IReadOnlyList<Term> Arms { get; }

    private NuisanceSpec Nuisance => _trace.Spec.Nuisances[_index];

    /// <summary>The part of a weight or of momenta that is changed, or null.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="index">The nuisance.</param>
    /// <param name="member">Whose momenta; null for a weight.</param>
    /// <param name="after">What the nuisance makes of them, or its factor.</param>
    public static NominalPart? Of(BodyTrace trace, int index, string? member, Value after)
    {
        Value? before = member is null ? null : trace.Stored.Members[member];
        (double Nominal, bool IsVaried)[] factors = [.. before is null ? OfWeight(trace, index, after) : OfMomenta(trace, index, before, after)];
        (double Nominal, bool IsVaried)[] odd = [.. factors.Where(static f => !Same(f.Nominal, 1))];
        if (odd.Length == 0 || !factors.Any(static f => f.IsVaried && Same(f.Nominal, 1)))
        {
            return null;
        }

        foreach (double factor in new[] { 0.0, 2.0 })
        {
            if (odd.Any(f => f.IsVaried && Same(f.Nominal, factor)))
            {
                return new(trace, index, member, factor, isVaried: true);
            }
        }

        // Which objects are kept may well depend on what is done to them. What a weight is elsewhere is not asked here.
        double[] constants = before is null ? [] : [.. odd.Where(static f => !f.IsVaried).Select(static f => f.Nominal)];
        return constants.Length > 0 && constants.All(c => Same(c, constants[0])) && new NominalPart(trace, index, member, constants[0], isVaried: false) is { } part
            && (part.Factor != 0 || part.Arms.Count > 0) ? part : null;
    }

    private static IEnumerable<(double Nominal, bool IsVaried)> OfWeight(BodyTrace trace, int index, Value after)
    {
        Expr rate = ((ScalarValue)after).Expr;
        return At(trace, index, isVaried: false, [rate]).Before(rate).Zip(At(trace, index, isVaried: true, [rate]).Before(rate), static (x, y) => (x, y))
            .Where(static v => v.x.Exists && v.y.Exists).Select(static v => (v.x.Value.High, !v.x.Agrees(v.y)));
    }

    private static IEnumerable<(double Nominal, bool IsVaried)> OfMomenta(BodyTrace trace, int index, Value before, Value after)
    {
        ExprPool pool = trace.Pool;
        IEnumerable<(Expr X, Expr Y)> Momenta(Value value) => NuisanceEffect.Momenta(pool, value, pool.Constant(double.NaN)); // what is not there is no number
        (Expr X, Expr Y)[] stored = [.. Momenta(before)], moved = [.. Momenta(after)];
        Expr[] roots = [.. stored.Concat(moved).SelectMany(static p => new[] { p.X, p.Y })];
        Experiment nominal = At(trace, index, isVaried: false, roots), varied = At(trace, index, isVaried: true, roots);
        for (int s = 0; stored.Length > 0 && moved.Length > 0 && s < nominal.Before(stored[0].X).Count; s++)
        {
            double?[] first = Factors(nominal, stored, moved, s), second = Factors(varied, stored, moved, s);
            for (int i = 0; i < first.Length; i++)
            {
                if (first[i] is { } x && second[i] is { } y)
                {
                    yield return (x, !Same(x, y));
                }
            }
        }
    }

    // By what each momentum of an event was multiplied; those of a direction that no other has are the same object, and of those that are left nothing is.
    private static double?[] Factors(Experiment experiment, (Expr X, Expr Y)[] stored, (Expr X, Expr Y)[] moved, int sample)
    {
        (double X, double Y)[] Values((Expr X, Expr Y)[] momenta) =>
            [.. momenta.Select(p => (experiment.Before(p.X)[sample].Value.High, experiment.Before(p.Y)[sample].Value.High)).Where(static p => !double.IsNaN(p.Item1) && !double.IsNaN(p.Item2))];
        (double X, double Y)[] after = Values(moved);
        bool[] isGone = [.. after.Select(static p => p is (0, 0))];
        double?[] factors = [.. Values(stored).Select(p => after.Where((q, i) => !isGone[i] && IsParallel(p, q)).Select(q => (double?)(((p.X * q.X) + (p.Y * q.Y)) / ((p.X * p.X) + (p.Y * p.Y)))).FirstOrDefault())];
        bool areGone = factors.Count(static f => f is null) == isGone.Count(static gone => gone);
        return [.. factors.Select(f => f ?? (areGone ? 0 : null))];
    }

    private static bool IsParallel((double X, double Y) p, (double X, double Y) q) =>
        Math.Abs((p.X * q.Y) - (p.Y * q.X)) <= 1e-12 * (Math.Abs(p.X * q.X) + Math.Abs(p.Y * q.Y));

    private static bool Same(double a, double b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a));

    private static Experiment At(BodyTrace trace, int index, bool isVaried, IEnumerable<Expr> roots)
    {
        NuisanceSpec nuisance = trace.Spec.Nuisances[index];
        return NuisanceEffect.At(trace, index, nuisance.Nominal + (isVaried ? nuisance.Sigma : 0), roots);
    }

    private IEnumerable<Term> Places()
    {
        foreach (Term choice in BodyTerms.Reached(_trace.Spec, Nuisance.Method).Where(static t => t.Kind == TermKind.Conditional))
        {
            bool isAsked = !IsVaried && BodyTerms.Reached(_trace.Spec, choice.Arguments[0]).SelectMany(Sites).SelectMany(static s => s.Operands).OfType<ScalarValue>().Any(v => DependsOnParameter(v.Expr));
            foreach (Term arm in isAsked ? [] : choice.Arguments.Skip(1).Select(Multiplied))
            {
                if (arm.Span.IsInSight && ValueOf(arm) is { } value && DependsOnParameter(value) == IsVaried
                    && At(_trace, _index, isVaried: false, [value]).Before(value).All(x => x.Exists && Same(x.Value.High, Factor)))
                {
                    yield return arm;
                }
            }
        }
    }

    // "p.ScaledMomentum(s)", "s * p": the factor.
    private Term Multiplied(Term arm) => arm switch
    {
        { Kind: TermKind.Let } => Multiplied(arm.Arguments[1]),
        { Kind: TermKind.Call, Name: "FourVector.ScaledMomentum" } => arm.Arguments[1],
        { Kind: TermKind.Binary, Name: "*" } when Sites(arm).FirstOrDefault()?.Operands is [FourVectorValue, ScalarValue] => arm.Arguments[1],
        { Kind: TermKind.Binary, Name: "*" } when Sites(arm).FirstOrDefault()?.Operands is [ScalarValue, FourVectorValue] => arm.Arguments[0],
        _ => arm,
    };

    private Expr? ValueOf(Term arm) => arm.Kind switch
    {
        TermKind.Number => _trace.Pool.Constant(arm.Number),
        TermKind.Variable when arm.Name == _trace.Spec.Helpers.First(h => h.Key == Nuisance.Method).Parameters[0] => _trace.Pool.Input(Op.Nuisance, _index),
        _ => Sites(arm).FirstOrDefault()?.Result switch
        {
            ScalarValue { Expr: { IsCondition: false } number } => number,
            FourVectorValue { Px: var x, Py: var y } when x.Is(0) && y.Is(0) => _trace.Pool.Zero,
            _ => null,
        },
    };

    private bool DependsOnParameter(Expr value) => _trace.Pool.Reach([value]).Any(e => e.Op == Op.Nuisance && e.Index == _index);

    private IEnumerable<Site> Sites(Term term) => _trace.Sites.Where(s => ReferenceEquals(s.Term, term));
}
