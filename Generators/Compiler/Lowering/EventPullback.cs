using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>The gradient of a weighted sum of an event's outputs, in symbols: a vector times the Jacobian.</summary>
/// <param name="Columns">By each numeric primary column as stored, by index, in the file's unit.</param>
/// <param name="Nuisances">By each nuisance.</param>
public sealed record EventPullback(IReadOnlyList<(int Column, Expr Value)> Columns, IReadOnlyList<Expr> Nuisances)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<Expr> Roots => [.. Columns.Select(static c => c.Value), .. Nuisances];
}
