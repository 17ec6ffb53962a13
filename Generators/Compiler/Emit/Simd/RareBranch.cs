using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>A result that is costly only where two real numbers happen to be equal: it is computed as if they were not, and again where they are.</summary>
/// <param name="Condition">That they are equal.</param>
/// <param name="Usual">The result where they are not.</param>
internal sealed record RareBranch(Expr Condition, Expr Usual)
{
    // Operations that have to be saved for it to pay: looking for such rows costs a few.
    private const int LeastSaving = 40;

    /// <summary>Finds the rare branch of each result, as far as it has one.</summary>
    /// <param name="pool">Makes the nodes.</param>
    /// <param name="results">The results.</param>
    /// <param name="weight">What a node costs.</param>
    public static IReadOnlyList<RareBranch?> Find(ExprPool pool, IReadOnlyList<Expr> results, Func<Expr, int> weight)
    {
        RareBranch?[] branches = new RareBranch?[results.Count];
        IReadOnlyList<Expr> all = pool.Reach(results);
        int total = all.Sum(weight);
        foreach (Expr condition in all.Where(static n => n.Op == Op.Equal && IsRare(n)).Reverse())
        {
            Dictionary<int, Expr> without = Without(pool, all, condition);
            Expr[] usual = [.. results.Select(r => without[r.Id])];
            for (int i = 0; i < results.Count; i++)
            {
                Expr[] others = [.. results];
                others[i] = usual[i];
                if (branches[i] is null && usual[i] != results[i] && !results[i].IsCondition && total - pool.Reach(others.Append(condition)).Sum(weight) >= LeastSaving)
                {
                    branches[i] = new(condition, usual[i]);
                }
            }
        }

        return branches;
    }

    // Sums, roots and the like are seldom equal to anything; counts, processes and decimals often are.
    private static bool IsRare(Expr equality) => equality.Arguments.Any(static a => a.Op is Op.Sqrt or Op.Sin or Op.Atan2 or Op.Exp or Op.Log or Op.Divide);

    private static Dictionary<int, Expr> Without(ExprPool pool, IReadOnlyList<Expr> nodes, Expr condition)
    {
        Dictionary<int, Expr> without = new() { [condition.Id] = pool.False };
        foreach (Expr node in nodes.Where(n => n != condition))
        {
            Expr[] arguments = [.. node.Arguments.Select(a => without[a.Id])];
            without[node.Id] = arguments.SequenceEqual(node.Arguments) ? node : pool.Like(node, arguments);
        }

        return without;
    }
}
