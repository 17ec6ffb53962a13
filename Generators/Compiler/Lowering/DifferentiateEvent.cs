using System.Runtime.CompilerServices;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>
/// Differentiates a whole event: from the columns as stored and the nuisances, to the columns after perturbation, the features and the rate.
/// Selection and category are conditions and have no derivative; noise is held fixed.
/// </summary>
public static class DifferentiateEvent
{
    // Every backend asks for the same: differentiating takes longer than writing down what came out.
    private static readonly ConditionalWeakTable<EventProgram, EventPushforward> _pushes = new();
    private static readonly ConditionalWeakTable<EventProgram, EventPullback> _pulls = new();

    /// <summary>Forward: along a direction. The tangent of column c has index c, that of nuisance k the number of columns + k.</summary>
    public static EventPushforward Push(EventProgram program) => _pushes.GetValue(program, Forward);

    /// <summary>Reverse: of a weighted sum. The weight of feature f has index f, that of column c the number of features + c, that of the rate the last.</summary>
    public static EventPullback Pull(EventProgram program) => _pulls.GetValue(program, Reverse);

    private static EventPushforward Forward(EventProgram program)
    {
        ExprPool pool = program.Pool;
        EventSpec spec = program.Spec;
        HashSet<int> moving = [.. program.Columns.Select(static c => c.Column)];
        Expr Tangent(Expr input) => input.Op switch
        {
            Op.Column when moving.Contains(input.Index) => pool.Input(Op.Tangent, input.Index).Named(Stem(spec, input) + "Dot"),
            Op.Nuisance => pool.Input(Op.Tangent, spec.Columns.Count + input.Index).Named(Stem(spec, input) + "Dot"),
            _ => pool.Zero,
        };

        List<Expr> roots = [.. program.Columns.Select(static c => c.Value), .. program.Features.Select(static f => f.Result), program.Rate];
        IReadOnlyList<Expr> derivatives = Differentiate.Forward(pool, roots, Tangent);
        int columns = program.Columns.Count;
        return new(
            [.. program.Columns.Select((c, i) => (c.Column, derivatives[i]))],
            [.. program.Features.Select((_, i) => derivatives[columns + i])],
            derivatives[derivatives.Count - 1]);
    }

    private static EventPullback Reverse(EventProgram program)
    {
        ExprPool pool = program.Pool;
        EventSpec spec = program.Spec;
        Expr Weight(int index, string name) => pool.Input(Op.Cotangent, index).Named(name + "Bar");
        List<(Expr, Expr)> roots = [];
        for (int i = 0; i < program.Features.Count; i++)
        {
            roots.Add((program.Features[i].Result, Weight(i, "feature" + Text(i))));
        }

        foreach ((int column, Expr value) in program.Columns)
        {
            roots.Add((value, Weight(program.Features.Count + column, "column" + Text(column))));
        }

        roots.Add((program.Rate, Weight(program.Features.Count + spec.Columns.Count, "rate")));
        List<Expr> inputs = [.. program.Columns.Select(c => pool.Input(Op.Column, c.Column)), .. spec.Nuisances.Select((_, k) => pool.Input(Op.Nuisance, k))];
        IReadOnlyList<Expr> derivatives = Differentiate.Reverse(pool, roots, inputs);
        return new([.. program.Columns.Select((c, i) => (c.Column, derivatives[i]))], [.. derivatives.Skip(program.Columns.Count)]);
    }

    private static string Stem(EventSpec spec, Expr input) =>
        input.Name ?? (input.Op == Op.Column ? spec.Columns[input.Index].Name : CodeNames.Camel(spec.Nuisances[input.Index].Name));

    private static string Text(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
