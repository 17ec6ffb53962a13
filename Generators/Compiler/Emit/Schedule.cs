using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit;

/// <summary>
/// The order in which nodes become temporaries, in stages: a stage holds what its own roots need and no earlier stage has made.
/// A node gets a temporary when it has a name or is used twice; the rest is written in place.
/// </summary>
public sealed class Schedule
{
    // What is written in place nests no deeper: a reader, and the stack of whoever reads the generated code, are glad of it.
    private const int DeepestInPlace = 24;

    private readonly Dictionary<int, string> _names = [];
    private readonly FreeNames _free;

    /// <summary>Schedules the stages.</summary>
    /// <param name="pool">The pool of the nodes.</param>
    /// <param name="reserved">Names that the surrounding code uses.</param>
    /// <param name="stages">The roots of each stage.</param>
    public Schedule(ExprPool pool, IEnumerable<string> reserved, params IReadOnlyList<Expr>[] stages)
    {
        _free = new(reserved);
        IReadOnlyList<Expr> roots = [.. stages.SelectMany(static s => s)];
        IReadOnlyList<Expr> reached = pool.Reach(roots);
        int size = NodeSet.IdsOf(reached);
        int[] uses = new int[size];
        foreach (Expr node in reached)
        {
            foreach (Expr argument in node.Arguments)
            {
                uses[argument.Id]++;
            }
        }

        foreach (Expr root in roots)
        {
            uses[root.Id]++;
        }

        // What depends on nuisances alone is the same for every event: it is made once, before the loop.
        bool[] done = new bool[size], varying = new bool[size];
        int[] depths = new int[size];
        List<Expr> invariant = [];
        List<List<Expr>> result = [];
        foreach (IReadOnlyList<Expr> own in stages)
        {
            List<Expr> stage = [];
            foreach (Expr node in pool.Reach(own))
            {
                if (done[node.Id])
                {
                    continue;
                }

                done[node.Id] = true;
                bool varies = node.Op is Op.Column or Op.Noise or Op.Process or Op.Cotangent;
                int depth = 0;
                foreach (Expr argument in node.Arguments)
                {
                    varies |= varying[argument.Id];
                    depth = Math.Max(depth, depths[argument.Id]);
                }

                varying[node.Id] = varies;
                if (node.IsLeaf)
                {
                    continue;
                }

                if (!node.IsInput && node.Name is null && uses[node.Id] == 1 && depth + 1 < DeepestInPlace)
                {
                    depths[node.Id] = depth + 1;
                }
                else
                {
                    (varies ? stage : invariant).Add(node);
                    _names[node.Id] = Unique(node);
                }
            }

            result.Add(stage);
        }

        Invariant = invariant;
        Stages = result;
    }

    /// <summary>Temporaries that do not differ from event to event.</summary>
    public IReadOnlyList<Expr> Invariant { get; }

    /// <summary>Temporaries of each stage, in order.</summary>
    public IReadOnlyList<IReadOnlyList<Expr>> Stages { get; }

    /// <summary>The temporary's name, or null for what is written in place.</summary>
    public string? NameOf(Expr node) => _names.TryGetValue(node.Id, out string? name) ? name : null;

    // A node without a name of its own is numbered.
    private string Unique(Expr node) =>
        node.Name is { } name ? _free.Take(CSharp.Identifier(name)) : _free.TakeNumbered(node.IsCondition ? "holds" : "t");
}
