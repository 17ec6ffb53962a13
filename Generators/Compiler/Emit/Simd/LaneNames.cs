using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>The temporaries of a loop, by node and precision.</summary>
internal sealed class LaneNames
{
    private readonly Dictionary<int, string> _single = [], _double = [];

    /// <summary>The name of a node's temporary; null where it has none.</summary>
    public string? this[Expr node, bool isDouble]
    {
        get => (isDouble ? _double : _single).TryGetValue(node.Id, out string? name) ? name : null;
        set => (isDouble ? _double : _single)[node.Id] = value!;
    }
}
