namespace Mandelstam.Compiler.Algebra;

/// <summary>A set of nodes of one pool: a bit for each that the pool had when the set was made. Later nodes are not in it.</summary>
/// <param name="nodes">The nodes that may be in it, arguments before what uses them.</param>
internal sealed class NodeSet(IReadOnlyList<Expr> nodes)
{
    private readonly bool[] _has = new bool[IdsOf(nodes)];

    /// <summary>How many places a table by id needs.</summary>
    /// <param name="nodes">The nodes that it is asked for, arguments before what uses them, so that the last has the largest id.</param>
    public static int IdsOf(IReadOnlyList<Expr> nodes) => nodes.Count == 0 ? 0 : nodes[nodes.Count - 1].Id + 1;

    /// <summary>Is the node in the set?</summary>
    public bool Contains(Expr node) => node.Id < _has.Length && _has[node.Id];

    /// <summary>Is any of the operands in it?</summary>
    public bool ContainsAny(Operands operands)
    {
        foreach (Expr operand in operands)
        {
            if (Contains(operand))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Are all of the operands in it?</summary>
    public bool ContainsAll(Operands operands)
    {
        foreach (Expr operand in operands)
        {
            if (!Contains(operand))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Puts a node in, or takes it out.</summary>
    public void Set(Expr node, bool isIn) => _has[node.Id] = isIn;
}
