using System.Globalization;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>Lowers a declared process: model in, program or problems out.</summary>
public static class LowerProcess
{
    /// <summary>Lowers a process.</summary>
    /// <param name="shape">The process.</param>
    /// <param name="problems">Where is said what keeps it from being lowered.</param>
    /// <returns>The program, or null where there are problems.</returns>
    public static ProcessProgram? Run(ProcessShape shape, ICollection<Problem> problems)
    {
        EventSpec spec = ProcessEvents.ForKernels(shape);
        ExprPool pool = new(LowerEvent.MostNodes) { Stabilises = true };
        Lowerer lowerer = new(spec, pool);
        try
        {
            EventValue stored = LowerEvent.Stored(spec, pool);
            Expr? amplitude = spec.Features.Count == 0 ? null : lowerer.RunScalar(spec.Features[0].Member, stored).Named(CodeNames.Camel(spec.Features[0].Member));
            Expr? selected = spec.Selections.Count == 0
                ? null
                : spec.Selections.Select(s => lowerer.RunScalar(s, stored)).Aggregate(pool.And);
            if (pool.Count <= LowerEvent.NodeBudget)
            {
                return new(shape, spec, pool, amplitude, selected);
            }

            string size = pool.Count.ToString(CultureInfo.InvariantCulture), most = LowerEvent.NodeBudget.ToString(CultureInfo.InvariantCulture);
            SourceSpan span = spec.Helpers.First(h => h.Key == (spec.Features.Count > 0 ? spec.Features[0].Member : spec.Selections[0])).Body.Span;
            problems.Add(new(Rules.BudgetExceeded.Id, span, new([spec.TypeName, $"{size} operations per event", most])));
        }
        catch (LoweringException e)
        {
            problems.Add(e.Problem);
        }

        return null;
    }
}
