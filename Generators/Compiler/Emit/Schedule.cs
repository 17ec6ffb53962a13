using System.Globalization;
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
    private readonly HashSet<string> _taken;

    /// <summary>Schedules the stages.</summary>
    /// <param name="pool">The pool of the nodes.</param>
    /// <param name="reserved">Names that the surrounding code uses.</param>
    /// <param name="stages">The roots of each stage.</param>
    public Schedule(ExprPool pool, IEnumerable<string> reserved, params IReadOnlyList<Expr>[] stages)
    {
        _taken = new(reserved, StringComparer.Ordinal);
        Dictionary<int, int> uses = [];
        foreach (Expr node in pool.Reach(stages.SelectMany(static s => s)))
        {
            foreach (Expr argument in node.Arguments)
            {
                uses[argument.Id] = uses.TryGetValue(argument.Id, out int n) ? n + 1 : 1;
            }
        }

        foreach (Expr root in stages.SelectMany(static s => s))
        {
            uses[root.Id] = uses.TryGetValue(root.Id, out int n) ? n + 1 : 1;
        }

        // What depends on nuisances alone is the same for every event: it is made once, before the loop.
        HashSet<int> done = [];
        HashSet<int> varying = [];
        Dictionary<int, int> depths = [];
        List<Expr> invariant = [];
        List<List<Expr>> result = [];
        foreach (IReadOnlyList<Expr> roots in stages)
        {
            List<Expr> stage = [];
            foreach (Expr node in pool.Reach(roots))
            {
                if (node.Op is Op.Column or Op.Noise or Op.Process or Op.Cotangent || node.Arguments.Any(a => varying.Contains(a.Id)))
                {
                    varying.Add(node.Id);
                }

                if (node.IsLeaf || !done.Add(node.Id))
                {
                    continue;
                }

                int depth = 1 + node.Arguments.Select(a => depths.TryGetValue(a.Id, out int inner) ? inner : 0).DefaultIfEmpty(0).Max();
                if (!node.IsInput && node.Name is null && uses[node.Id] == 1 && depth < DeepestInPlace)
                {
                    depths[node.Id] = depth;
                }
                else
                {
                    (varying.Contains(node.Id) ? stage : invariant).Add(node);
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

    private string Unique(Expr node)
    {
        string stem = CSharp.Identifier(node.Name ?? (node.IsCondition ? "holds" : "t"));
        string name = stem;
        for (int i = 2; !_taken.Add(name) || (i == 2 && node.Name is null); i++)
        {
            name = stem + i.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
