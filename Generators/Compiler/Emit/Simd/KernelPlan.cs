using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>
/// Cuts a kernel into loops over the rows of a block, so that each stays small enough for the just-in-time compiler to inline it whole and keep
/// its values in registers. What one loop makes and another needs goes through a slot: a block's worth of numbers in the cache.
/// </summary>
internal sealed class KernelPlan
{
    // Operations beyond which a loop is cut. The just-in-time compiler inlines no further call once a method has 512 local variables; an operation
    // takes two or three of them.
    private const int StageWeight = 130;

    private readonly PrecisionPlan _precision;
    private readonly Dictionary<int, int> _singles = [];
    private readonly Dictionary<int, int> _wides = [];
    private readonly Dictionary<int, int> _stageOf = [];
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
            (input.Op == Op.Noise ? _wides : _singles)[input.Id] = Slots;
            Slots += input.Op == Op.Noise ? 2 : 1;
        }

        Stages = Cut(Order(nodes, outputs));
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
    public int InputSlot(Expr input) => input.Op == Op.Noise ? _wides[input.Id] : _singles[input.Id];

    /// <summary>Is the node computed in double precision?</summary>
    public bool IsDouble(Expr node) => _precision.IsDouble(node);

    /// <summary>Does the node depend on nuisances alone, without being a constant?</summary>
    public bool IsHoisted(Expr node) => !node.IsLeaf && !_varying.Contains(node.Id);

    /// <summary>Where a loop finds a value that another one made, or that was read.</summary>
    /// <param name="node">The value.</param>
    /// <param name="isDouble">In which precision it is wanted; the slot may be of the other one.</param>
    public (int Slot, bool IsWide) SlotOf(Expr node, bool isDouble)
    {
        bool isWide = isDouble ? _wides.ContainsKey(node.Id) : !_singles.ContainsKey(node.Id);
        return (isWide ? _wides[node.Id] : _singles[node.Id], isWide);
    }

    private int Weight(Expr node)
    {
        int weight = node.Op switch
        {
            Op.Add or Op.Subtract or Op.Multiply or Op.Negate or Op.Abs or Op.Select or Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or or Op.Not => 1,
            Op.Divide or Op.Sqrt or Op.Sign or Op.Min or Op.Max => 3,
            Op.Round or Op.WrapAngle => 6,
            Op.Sin or Op.Cos or Op.Exp => 25,
            Op.Log or Op.Cosh or Op.Tan => 35,
            _ => 55,
        };
        return _precision.IsDouble(node) ? 2 * weight : weight;
    }

    // Each result's nodes together, as far as they were not needed before; the sine and the cosine of an angle one after the other.
    private List<Expr> Order(IReadOnlyList<Expr> nodes, IReadOnlyList<KernelOutput> outputs)
    {
        Dictionary<(Op Op, int Argument), Expr> circular = [];
        foreach (Expr node in nodes.Where(static n => n.Op is Op.Sin or Op.Cos))
        {
            circular[(node.Op, node.Arguments[0].Id)] = node;
        }

        List<Expr> order = [];
        HashSet<int> done = [];
        Stack<Expr> open = new(outputs.Select(static o => o.Value).Reverse());
        while (open.Count > 0)
        {
            Expr node = open.Peek();
            if (done.Contains(node.Id) || node.Arguments.Count == 0 || !_varying.Contains(node.Id))
            {
                open.Pop();
                continue;
            }

            List<Expr> missing = [.. node.Arguments.Where(a => a.Arguments.Count > 0 && _varying.Contains(a.Id) && !done.Contains(a.Id))];
            if (missing.Count > 0)
            {
                missing.Reverse();
                missing.ForEach(open.Push);
                continue;
            }

            open.Pop();
            order.Add(node);
            done.Add(node.Id);
            Op partner = node.Op == Op.Sin ? Op.Cos : Op.Sin;
            if (node.Op is Op.Sin or Op.Cos && circular.TryGetValue((partner, node.Arguments[0].Id), out Expr? other))
            {
                open.Push(other);
            }
        }

        return order;
    }

    private List<KernelStage> Cut(List<Expr> order)
    {
        List<KernelStage> stages = [new()];
        int weight = 0;
        Expr? last = null;
        foreach (Expr node in order)
        {
            bool isPair = last is not null && last.Op is Op.Sin or Op.Cos && node.Op is Op.Sin or Op.Cos && last.Arguments[0] == node.Arguments[0];
            weight += isPair ? 0 : Weight(node);
            if (weight > StageWeight && !isPair && stages[stages.Count - 1].Nodes.Count > 0)
            {
                stages.Add(new());
                weight = Weight(node);
            }

            stages[stages.Count - 1].Nodes.Add(node);
            _stageOf[node.Id] = stages.Count - 1;
            last = node;
        }

        return stages;
    }

    private List<int> PlaceOutputs(IReadOnlyList<KernelOutput> outputs)
    {
        List<int> slots = [];
        HashSet<int> taken = [];
        foreach (KernelOutput output in outputs)
        {
            bool isComputed = _stageOf.TryGetValue(output.Value.Id, out int stage);
            if (!output.IsWide && _singles.TryGetValue(output.Value.Id, out int known) && !isComputed && taken.Add(output.Value.Id))
            {
                slots.Add(known);
                continue;
            }

            // Results that no loop computes, inputs and constants, are written by the last one.
            int slot = Take(output.IsWide);
            slots.Add(slot);
            Stages[isComputed ? stage : Stages.Count - 1].Writes.Add((output.Value, slot, output.IsWide));
            Dictionary<int, int> slotOf = output.IsWide ? _wides : _singles;
            if (isComputed && !output.Value.IsCondition && !slotOf.ContainsKey(output.Value.Id))
            {
                slotOf[output.Value.Id] = slot;
            }
        }

        return slots;
    }

    // Gives a slot to what a later loop needs: a wide one where it is double and needed so. A slot is free again after the last loop that reads it.
    private void ConnectStages()
    {
        Dictionary<int, (int Last, bool IsWide)> crossing = [];
        void Need(Expr node, int stage, bool isDouble)
        {
            if (_stageOf.TryGetValue(node.Id, out int maker) && maker < stage)
            {
                bool isWide = _precision.IsDouble(node) && isDouble;
                crossing[node.Id] = crossing.TryGetValue(node.Id, out (int Last, bool IsWide) known) ? (stage, known.IsWide || isWide) : (stage, isWide);
            }
        }

        for (int i = 0; i < Stages.Count; i++)
        {
            foreach (Expr node in Stages[i].Nodes)
            {
                foreach (Expr argument in node.Arguments)
                {
                    Need(argument, i, _precision.IsDouble(node));
                }
            }

            foreach ((Expr value, int _, bool isWide) in Stages[i].Writes)
            {
                Need(value, i, isWide);
            }
        }

        Stack<int> free = new(), freeWide = new();
        List<(int Last, int Slot, bool IsWide)> live = [];
        for (int i = 0; i < Stages.Count; i++)
        {
            foreach ((int last, int slot, bool isWide) in live.Where(l => l.Last < i).ToList())
            {
                (isWide ? freeWide : free).Push(slot);
                live.Remove((last, slot, isWide));
            }

            foreach (Expr node in Stages[i].Nodes)
            {
                if (!crossing.TryGetValue(node.Id, out (int Last, bool IsWide) need))
                {
                    continue;
                }

                Dictionary<int, int> slots = need.IsWide ? _wides : _singles;
                if (!slots.ContainsKey(node.Id))
                {
                    Stack<int> reusable = need.IsWide ? freeWide : free;
                    int slot = reusable.Count > 0 ? reusable.Pop() : Take(need.IsWide);
                    slots[node.Id] = slot;
                    live.Add((need.Last, slot, need.IsWide));
                    Stages[i].Writes.Add((node, slot, need.IsWide));
                }
            }
        }
    }

    private int Take(bool isWide)
    {
        int slot = Slots;
        Slots += isWide ? 2 : 1;
        return slot;
    }
}
