using System.Globalization;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>Finds nominal values at which nothing is left of what a nuisance scales: a factor is meant whose prior is that of a relative shift.</summary>
/// <remarks>A nominal value that scales otherwise may be wanted, and so may a weight of zero where the value is written down as <c>Nominal</c>.</remarks>
public static class CheckNominal
{
    /// <summary>Looks at every nuisance.</summary>
    /// <param name="trace">The bodies.</param>
    /// <param name="place">Where an argument of a nuisance's prior is written, or the prior where the name is empty; null where it is not.</param>
    public static IEnumerable<Problem> Run(BodyTrace trace, Func<NuisanceSpec, string, SourceSpan?> place)
    {
        for (int i = 0; i < trace.Spec.Nuisances.Count; i++)
        {
            NuisanceSpec nuisance = trace.Spec.Nuisances[i];
            if (!trace.Results.TryGetValue(nuisance.Method, out Value? result) || Vanishing(trace, trace.Pool.Input(Op.Nuisance, i), nuisance, result) is not { } what)
            {
                continue;
            }

            SourceSpan? written = place(nuisance, "Nominal");
            if (written is not null && nuisance.Kind == NuisanceKind.Rate)
            {
                continue;
            }

            string argument = written is null && nuisance.Prior == "Normal" ? "Mean" : "Nominal";
            string nominal = nuisance.Nominal.ToString("R", CultureInfo.InvariantCulture);
            yield return new(Rules.ContradictoryPrior.Id, place(nuisance, argument) ?? place(nuisance, "") ?? default, new(
                [nuisance.Method, $"has the nominal value {nominal}, where {what} vanishes; write {argument} = 1 for a factor, or '1 + …' in the body"]));
        }
    }

    private static string? Vanishing(BodyTrace trace, Expr parameter, NuisanceSpec nuisance, Value result) => result switch
    {
        ScalarValue rate when Vanishes(trace.Pool, rate.Expr, parameter, nuisance.Nominal) => "the weight",
        EventValue after when trace.Spec.Members.FirstOrDefault(m => !ReferenceEquals(after.Members[m.Name], trace.Stored.Members[m.Name])
            && MagnitudeOf(after.Members[m.Name]) is { } pt && Vanishes(trace.Pool, pt, parameter, nuisance.Nominal)) is { } member => $"the momentum of '{member.Name}'",
        _ => null,
    };

    // A coordinate that vanishes with the momentum, and is stored as one: what has been chosen among vectors shows it there.
    private static Expr? MagnitudeOf(Value value) => value switch
    {
        FourVectorValue vector => vector.IsPolar ? vector.Pt : vector.Px,
        ObjectsValue { Slots: [(_, FourVectorValue first), ..] } => MagnitudeOf(first),
        _ => null,
    };

    // Zero in some events at that value of the parameter alone.
    private static bool Vanishes(ExprPool pool, Expr value, Expr parameter, double nominal)
    {
        Dictionary<Expr, Expr> at = [];
        foreach (Expr node in pool.Reach([value]))
        {
            at[node] = node == parameter ? pool.Constant(nominal) : node.IsInput || node.IsLeaf ? node : pool.Like(node, [.. node.Arguments.Select(a => at[a])]);
        }

        return HasZero(at[value]) && !HasZero(value);
    }

    private static bool HasZero(Expr value) => value.Is(0) || (value.Op == Op.Select && (HasZero(value.Arguments[1]) || HasZero(value.Arguments[2])));
}
