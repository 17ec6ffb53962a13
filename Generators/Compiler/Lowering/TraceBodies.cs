using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>
/// Lowers each body by itself, on the event as stored, and collects what is wrong in any of them: a mistake in one hides none in another.
/// </summary>
public static class TraceBodies
{
    /// <summary>Lowers the bodies.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="problems">Where what is wrong is added.</param>
    public static BodyTrace Run(EventSpec spec, ICollection<Problem> problems)
    {
        ExprPool pool = new(LowerEvent.MostNodes);
        Lowerer lowerer = new(spec, pool) { IsTracing = true };
        EventValue stored = LowerEvent.Stored(spec, pool);
        Dictionary<string, Value> results = new(StringComparer.Ordinal);
        bool isComplete = true;

        (Value Value, Expr Required)? Try(string key, params Value[] arguments)
        {
            try
            {
                (Value value, Expr required) = lowerer.RunApart(key, stored, arguments);
                results[key] = value;
                return (value, required);
            }
            catch (LoweringException e)
            {
                problems.Add(e.Problem);
                isComplete = false;
                return null;
            }
        }

        List<EquatableArray<int>> columns = [];
        foreach (FeatureSpec feature in spec.Features)
        {
            if (Try(feature.Member) is not { } lowered)
            {
                columns.Add(default);
                continue;
            }

            (Expr present, Expr result) = LowerEvent.Result(pool, lowered.Value, pool.True);
            columns.Add(pool.Reach([present, result]).Where(static e => e.Op is Op.Column or Op.Process).Select(e => e.Op == Op.Column ? e.Index : spec.LabelColumn).Distinct().OrderBy(static i => i).ToEquatable());
            if (!ExprPool.IsTrue(present) && double.IsNaN(feature.Absent) && lowered.Value is ScalarValue or OptionalValue { Inner: ScalarValue })
            {
                problems.Add(new(Rules.AbsentWithoutValue.Id, spec.Helpers.First(h => h.Key == feature.Member).Body.Span, new([feature.Member])));
            }
        }

        foreach (string key in spec.Selections.Concat(spec.Category is null ? [] : [spec.Category.Member]).Concat(spec.Corrections))
        {
            Try(key);
        }

        int noise = 0;
        for (int i = 0; i < spec.Nuisances.Count; i++)
        {
            Try(spec.Nuisances[i].Method, LowerEvent.Arguments(spec, pool, i, ref noise));
        }

        foreach (Problem problem in lowerer.Problems)
        {
            problems.Add(problem);
        }

        return new(spec, pool, stored, results, columns, lowerer.Sites, isComplete);
    }
}
