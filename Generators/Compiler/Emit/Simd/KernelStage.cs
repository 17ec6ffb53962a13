using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>A loop over the rows of a block: nodes of one precision, their inputs from slots, their results to slots.</summary>
/// <param name="isDouble">Whether its lanes are of double precision.</param>
internal sealed class KernelStage(bool isDouble)
{
    /// <summary>Whether its lanes are of double precision.</summary>
    public bool IsDouble { get; } = isDouble;

    /// <summary>The nodes that it computes, arguments before what uses them.</summary>
    public List<Expr> Nodes { get; } = [];

    /// <summary>What it reads from slots.</summary>
    public List<Expr> Reads { get; } = [];

    /// <summary>What it takes that depends on nuisances alone.</summary>
    public List<Expr> Hoisted { get; } = [];

    /// <summary>What it writes, and to which slot.</summary>
    public List<(Expr Value, int Slot, bool IsWide)> Writes { get; } = [];
}
