using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>What is known of values' errors in float32 from their form alone.</summary>
internal sealed class Exactness
{
    // As many exact numbers as may be added one after the other: each sum rounds by half a unit in the last place of its terms.
    private const int Few = 3;

    private readonly NodeSet _exact, _counts, _relative, _nonNegative;
    private readonly int[] _terms;

    /// <summary>Looks at all nodes, arguments before what uses them.</summary>
    public Exactness(IReadOnlyList<Expr> nodes)
    {
        (_exact, _counts, _relative, _nonNegative) = (new(nodes), new(nodes), new(nodes), new(nodes));
        _terms = new int[NodeSet.IdsOf(nodes)];
        foreach (Expr node in nodes)
        {
            _nonNegative.Set(node, KnowNonNegative(node));
            _counts.Set(node, KnowCount(node));
            _exact.Set(node, KnowExact(node));
            _relative.Set(node, KnowRelative(node));
            _terms[node.Id] = CountTerms(node);
        }
    }

    /// <summary>Does float32 hold the value as it is?</summary>
    public bool IsExact(Expr node) => _exact.Contains(node);

    /// <summary>Is the value a number of steps, whole or in halves?</summary>
    public bool IsCount(Expr node) => _counts.Contains(node);

    /// <summary>
    /// Is the value right to a few units in the last place wherever it lies, so that it is zero, or negative, where the exact value is? It is, where no
    /// sum may have cancelled.
    /// </summary>
    public bool IsRelative(Expr node) => _relative.Contains(node);

    /// <summary>Is the value a sum of a few exact numbers, which rounds by no more than they may be off?</summary>
    public bool IsSumOfFew(Expr node) => _terms[node.Id] is > 0 and <= Few;

    /// <summary>Is the value never negative?</summary>
    public bool IsNonNegative(Expr node) => _nonNegative.Contains(node);

    /// <summary>Is it the number that a count of steps makes?</summary>
    public bool IsOfCount(Expr node) => node.Op == Op.OfSteps && IsCount(node.Arguments[0]);

    private int CountTerms(Expr node)
    {
        if (IsExact(node))
        {
            return 1;
        }

        int first = node.Op is Op.Add or Op.Subtract ? _terms[node.Arguments[0].Id] : 0;
        int second = first > 0 ? _terms[node.Arguments[1].Id] : 0;
        return second > 0 ? Math.Min(first + second, Few + 1) : 0;
    }

    private bool KnowExact(Expr node) => node.Op switch
    {
        Op.Column or Op.Process => true,
        Op.Constant => ((double)(float)node.Number).Equals(node.Number),
        Op.Negate or Op.Abs => IsExact(node.Arguments[0]),
        Op.Select => IsExact(node.Arguments[1]) && IsExact(node.Arguments[2]),
        _ => IsCount(node),
    };

    private bool KnowCount(Expr node) => node.Op switch
    {
        Op.Steps => true,
        Op.Constant => Math.Abs(node.Number) < 1 << 23 && Math.Round(node.Number).Equals(node.Number),
        Op.Negate or Op.Abs => IsCount(node.Arguments[0]),
        Op.Select => IsCount(node.Arguments[1]) && IsCount(node.Arguments[2]),
        Op.Add or Op.Subtract or Op.Min or Op.Max => node.Arguments.All(IsCount),
        Op.Multiply => IsHalf(node.Arguments[0]) ? IsCount(node.Arguments[1]) : IsHalf(node.Arguments[1]) && IsCount(node.Arguments[0]),
        _ => false,
    };

    private static bool IsHalf(Expr node) => node.Op == Op.Constant && Math.Abs(node.Number).Equals(0.5);

    private bool KnowRelative(Expr node) => IsExact(node) || node.Op switch
    {
        Op.OfSteps => IsOfCount(node),
        Op.Sin or Op.Cos or Op.WrapAngle => IsOfCount(node.Arguments[0]),
        Op.Sinh or Op.Tanh or Op.Asinh or Op.Sqrt or Op.Negate or Op.Abs or Op.Sign => IsRelative(node.Arguments[0]),
        Op.Multiply or Op.Divide => node.Arguments.All(IsRelative),
        Op.Add => node.Arguments.All(a => IsNonNegative(a) && IsRelative(a)),
        Op.Max => node.Guarded is { } magnitude && IsRelative(magnitude),
        Op.Select => IsRelative(node.Arguments[1]) && IsRelative(node.Arguments[2]),
        _ => false,
    };

    private bool KnowNonNegative(Expr node) => node.Op switch
    {
        Op.Constant => node.Number >= 0,
        Op.Sqrt or Op.Exp or Op.Cosh or Op.Abs or Op.Acos => true,
        Op.Multiply when node.Arguments[0] == node.Arguments[1] => true,
        Op.Add or Op.Multiply or Op.Divide or Op.Min => node.Arguments.All(IsNonNegative),
        Op.OfSteps => IsNonNegative(node.Arguments[0]),
        Op.Max => node.Arguments.Any(IsNonNegative),
        Op.Select => IsNonNegative(node.Arguments[1]) && IsNonNegative(node.Arguments[2]),
        _ => false,
    };
}
