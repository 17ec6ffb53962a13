using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>
/// Cuts a kernel into loops over the rows of a block, so that each stays small enough for the just-in-time compiler to keep its values in
/// registers, and has lanes of one precision. What one loop makes and another needs goes through a slot: a block's worth of numbers in the
/// cache.
/// </summary>
internal sealed class KernelPlan
{
    // Operations beyond which a loop is cut. The just-in-time compiler inlines no further call once a method has 512 local variables; an operation
    // takes two or three of them.
    private const int StageWeight = 130;

    private readonly PrecisionPlan _precision;
    private readonly Dictionary<int, int> _singles = [];
    private readonly Dictionary<int, int> _wides = [];
    private readonly Dictionary<int, KernelStage> _stageOf = [];
    private readonly HashSet<int> _varying = [];

    /// <summary>Plans.</summary>
    /// <param name="pool">The pool of the nodes.</param>
    /// <param name="outputs">The results.</param>
    /// <param name="firstSlot">The first slot that is free.</param>
    public KernelPlan(ExprPool pool, IReadOnlyList<KernelOutput> outputs, int firstSlot)
    {
        IReadOnlyList<Expr> nodes = pool.Reach(outputs.Select(static o => o.Value));
        _precision = new(nodes, outputs.Where(static o => o.IsWide).Select(static o => o.Value));
        foreach (Expr node in nodes)
        {
            if (node.Op is Op.Column or Op.Noise or Op.Process || node.Arguments.Any(a => _varying.Contains(a.Id)))
            {
                _varying.Add(node.Id);
            }
        }

        Slots = firstSlot;
        Inputs = [.. nodes.Where(static n => n.Op is Op.Column or Op.Noise or Op.Process)];
        foreach (Expr input in Inputs)
        {
            _singles[input.Id] = Slots++;
        }

        Stages = Cut(nodes, outputs);
        OutputSlots = PlaceOutputs(outputs);
        ConnectStages();
    }

    /// <summary>The columns, normals and process that the kernel reads.</summary>
    public IReadOnlyList<Expr> Inputs { get; }

    /// <summary>The loops, in order.</summary>
    public IReadOnlyList<KernelStage> Stages { get; }

    /// <summary>The slot of each output.</summary>
    public IReadOnlyList<int> OutputSlots { get; }

    /// <summary>The number of slots, those before the first free one included.</summary>
    public int Slots { get; private set; }

    /// <summary>The slot of an input.</summary>
    public int InputSlot(Expr input) => _singles[input.Id];

    /// <summary>Does the node depend on nuisances alone, without being a constant?</summary>
    public bool IsHoisted(Expr node) => !node.IsLeaf && !_varying.Contains(node.Id);

    /// <summary>Where a loop finds a value that another one made.</summary>
    public (int Slot, bool IsWide) SlotOf(Expr node, bool isDouble) =>
        isDouble && _wides.TryGetValue(node.Id, out int wide) ? (wide, true) : (_singles[node.Id], false);

    private static int Weight(Expr node) => node.Op switch
    {
        Op.Add or Op.Subtract or Op.Multiply or Op.Negate or Op.Abs or Op.Select or Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or or Op.Not => 1,
        Op.Divide or Op.Sqrt or Op.Sign or Op.Min or Op.Max => 3,
        Op.Round or Op.WrapAngle => 6,
        Op.Sin or Op.Cos or Op.Exp => 25,
        Op.Log or Op.Cosh or Op.Tan => 35,
        _ => 55,
    };

    // Loops of float32 and of float64 alternate. Each node goes into the latest loop from which all that use it can still read it, so that few
    // values wait in slots for long.
    private List<KernelStage> Cut(IReadOnlyList<Expr> nodes, IReadOnlyList<KernelOutput> outputs)
    {
        Dictionary<int, int> levels = [];
        List<Expr> computed = [.. nodes.Where(n => n.Arguments.Count > 0 && _varying.Contains(n.Id) && !_precision.IsPortable(n))];
        foreach (Expr node in Enumerable.Reverse(computed))
        {
            bool isDouble = _precision.IsDouble(node);
            int last = isDouble ? -1 : 0;
            int level = levels.TryGetValue(node.Id, out int known) ? Math.Min(known, last) : last;
            levels[node.Id] = level;
            foreach (Expr argument in node.Arguments)
            {
                int before = _precision.IsDouble(argument) == isDouble ? level : level - 1;
                levels[argument.Id] = levels.TryGetValue(argument.Id, out int least) ? Math.Min(least, before) : before;
            }
        }

        List<KernelStage> stages = [];
        foreach (IGrouping<int, Expr> level in computed.GroupBy(n => levels[n.Id]).OrderBy(static g => g.Key))
        {
            KernelStage? stage = null;
            int weight = 0;
            foreach (Expr node in level)
            {
                weight += Weight(node);
                if (stage is null || weight > StageWeight)
                {
                    stage = new(_precision.IsDouble(node));
                    stages.Add(stage);
                    weight = Weight(node);
                }

                stage.Nodes.Add(node);
                _stageOf[node.Id] = stage;
            }
        }

        // Results that no loop computes, inputs and constants, need one that writes them.
        foreach (KernelOutput output in outputs.Where(o => !_stageOf.ContainsKey(o.Value.Id) && !stages.Any(s => s.IsDouble == o.IsWide)).ToList())
        {
            if (!stages.Any(s => s.IsDouble == output.IsWide))
            {
                stages.Add(new(output.IsWide));
            }
        }

        return stages;
    }

    private List<int> PlaceOutputs(IReadOnlyList<KernelOutput> outputs)
    {
        List<int> slots = [];
        HashSet<int> taken = [];
        foreach (KernelOutput output in outputs)
        {
            if (!output.IsWide && Inputs.Contains(output.Value) && taken.Add(output.Value.Id))
            {
                slots.Add(_singles[output.Value.Id]);
                continue;
            }

            int slot = Slots;
            Slots += output.IsWide ? 2 : 1;
            slots.Add(slot);
            if (!_stageOf.TryGetValue(output.Value.Id, out KernelStage? stage))
            {
                stage = Stages.Last(s => s.IsDouble == output.IsWide);
            }

            stage.Writes.Add((output.Value, slot, output.IsWide));
            if (!output.IsWide && _stageOf.ContainsKey(output.Value.Id) && !_singles.ContainsKey(output.Value.Id))
            {
                _singles[output.Value.Id] = slot;
            }
        }

        return slots;
    }

    private void ConnectStages()
    {
        // The last loop that reads a node from a slot, by the precision of the slot.
        Dictionary<int, int> lastSingle = [];
        Dictionary<int, int> lastWide = [];
        for (int i = 0; i < Stages.Count; i++)
        {
            KernelStage stage = Stages[i];
            AddPortable(stage);
            HashSet<int> seen = [];
            IEnumerable<Expr> used = stage.Nodes.SelectMany(static n => n.Arguments).Concat(stage.Writes.Select(static w => w.Value));
            foreach (Expr node in used.Where(n => !n.IsLeaf && seen.Add(n.Id)).OrderBy(static n => n.Id).ToList())
            {
                if (IsHoisted(node))
                {
                    stage.Hoisted.Add(node);
                }
                else if (!stage.Nodes.Contains(node))
                {
                    stage.Reads.Add(node);
                    if (_stageOf.TryGetValue(node.Id, out KernelStage? maker))
                    {
                        (stage.IsDouble && maker.IsDouble && !node.IsCondition ? lastWide : lastSingle)[node.Id] = i;
                    }
                }
            }
        }

        List<int> free = [];
        List<int> freeWide = [];
        List<(int End, int Slot, bool IsWide)> live = [];
        for (int i = 0; i < Stages.Count; i++)
        {
            foreach ((int end, int slot, bool isWide) in live.Where(l => l.End < i).ToList())
            {
                (isWide ? freeWide : free).Add(slot);
                live.Remove((end, slot, isWide));
            }

            foreach (Expr node in Stages[i].Nodes)
            {
                if (lastSingle.TryGetValue(node.Id, out int end) && !_singles.ContainsKey(node.Id))
                {
                    int slot = Take(free, 1);
                    _singles[node.Id] = slot;
                    live.Add((end, slot, false));
                    Stages[i].Writes.Add((node, slot, false));
                }

                if (lastWide.TryGetValue(node.Id, out int endWide))
                {
                    int slot = Take(freeWide, 2);
                    _wides[node.Id] = slot;
                    live.Add((endWide, slot, true));
                    Stages[i].Writes.Add((node, slot, true));
                }
            }
        }
    }

    // What is computed wherever it is used.
    private void AddPortable(KernelStage stage)
    {
        HashSet<Expr> needed = [];
        Stack<Expr> open = new(stage.Nodes.SelectMany(static n => n.Arguments).Concat(stage.Writes.Select(static w => w.Value)));
        while (open.Count > 0)
        {
            Expr node = open.Pop();
            if (_varying.Contains(node.Id) && _precision.IsPortable(node) && needed.Add(node))
            {
                foreach (Expr argument in node.Arguments)
                {
                    open.Push(argument);
                }
            }
        }

        stage.Nodes.AddRange(needed);
        stage.Nodes.Sort(static (a, b) => a.Id.CompareTo(b.Id));
    }

    private int Take(List<int> free, int width)
    {
        if (free.Count > 0)
        {
            int slot = free[free.Count - 1];
            free.RemoveAt(free.Count - 1);
            return slot;
        }

        Slots += width;
        return Slots - width;
    }
}
