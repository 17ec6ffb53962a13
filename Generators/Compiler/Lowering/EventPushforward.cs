using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>What an event's outputs change by when its inputs move in a direction, in symbols: the Jacobian times a vector.</summary>
/// <param name="Columns">For each numeric primary column, by index, in the file's unit.</param>
/// <param name="Features">For each feature.</param>
/// <param name="Rate">For the product of the rate nuisances' factors.</param>
public sealed record EventPushforward(IReadOnlyList<(int Column, Expr Value)> Columns, IReadOnlyList<Expr> Features, Expr Rate)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<Expr> Roots => [.. Columns.Select(static c => c.Value), .. Features, Rate];
}
