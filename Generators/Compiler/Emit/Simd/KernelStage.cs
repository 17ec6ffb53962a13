using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>A loop over the rows of a block: what it needs comes from slots, what it makes for others goes to slots.</summary>
internal sealed class KernelStage
{
    /// <summary>The nodes that it computes, arguments before what uses them.</summary>
    public List<Expr> Nodes { get; } = [];

    /// <summary>What it writes, and to which slot.</summary>
    public List<SlotWrite> Writes { get; } = [];
}
