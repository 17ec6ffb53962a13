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
    private readonly bool _isAllDouble;
    private readonly Dictionary<int, int> _singles = [];
    private readonly Dictionary<int, int> _wides = [];
    private readonly Dictionary<int, int> _stageOf = [];
    private readonly NodeSet _varying;
    private readonly TurnedAngles _turned;
    private readonly HashSet<int> _guarded;
    private readonly List<KernelRepair> _repairs = [];
    private readonly Dictionary<int, Operand[]> _operands = [];

    /// <summary>Plans.</summary>
    /// <param name="pool">The pool of the nodes.</param>
    /// <param name="outputs">The results.</param>
    /// <param name="firstSlot">The first slot that is free.</param>
    public KernelPlan(ExprPool pool, IReadOnlyList<KernelOutput> outputs, int firstSlot)
        : this(pool, outputs, firstSlot, isCareful: false)
    {
    }

    // The careful way to values that another plan guards: from the same inputs, in slots of its own, without guards.
    private KernelPlan(ExprPool pool, IReadOnlyList<KernelOutput> outputs, int firstSlot, bool isCareful, bool isAllDouble = false)
    {
        _isAllDouble = isAllDouble;
        IReadOnlyList<RareBranch?> branches = !isCareful ? RareBranch.Find(pool, [.. outputs.Select(static o => o.Value)], Weight) : [.. outputs.Select(static _ => (RareBranch?)null)];
        List<KernelOutput> usual = [.. outputs.Select((o, i) => branches[i] is { } branch ? o with { Value = branch.Usual } : o)];
        List<Expr> rare = [.. branches.OfType<RareBranch>().Select(static b => b.Condition).Distinct()];
        GuardPlan guards = new(pool, [.. usual.Select(static o => o.Value), .. rare], [.. usual.Where(static o => o.IsWide).Select(static o => o.Value)], guards: !isCareful, isAllDouble);
        _precision = guards.Precision;
        _turned = guards.Turned;
        _guarded = [.. guards.Levels.SelectMany(static l => l.Select(static g => g.Node.Id))];
        Slots = firstSlot;
        
        // Columns first, which are gathered several at a time.
        Inputs = [.. guards.Nodes.Where(static n => n.Op is Op.Column or Op.Noise or Op.Process or Op.Cotangent).OrderBy(static n => n.Op == Op.Column ? 0 : 1).ThenBy(static n => n.Index)];
        foreach (Expr input in Inputs)
        {
            (IsWide(input) ? _wides : _singles)[input.Id] = Take(IsWide(input));
        }

        // What is guarded comes first, with its repair, then what builds on it.
        List<Expr> doubts = [.. guards.Levels.Select(level => level.Select(static g => g.Doubt).Aggregate(pool.Or))];
        Expr? isRare = rare.Count > 0 ? rare.Aggregate(pool.Or) : null;
        IEnumerable<Expr> rests = guards.Nodes.Select(Turned).Where(static t => t is not null).Select(static t => t!.Value.Off);
        IReadOnlyList<Expr> nodes = pool.Reach([.. guards.Nodes, .. doubts, .. isRare is null ? Array.Empty<Expr>() : [isRare], .. rests]);
        _varying = GuardPlan.Varying(nodes);
        IEnumerable<IReadOnlyList<Expr>> phases = guards.Levels
            .Select((level, i) => (IReadOnlyList<Expr>)[.. level.Select(static g => g.Node), doubts[i]])
            .Append([.. usual.Select(static o => o.Value), .. isRare is null ? Array.Empty<Expr>() : [isRare]]);
        List<int> ends = [];
        foreach (List<Expr> order in Order(nodes, phases))
        {
            Cut(order);
            ends.Add(Stages.Count);
        }

        InOrderOfReadiness();
        FirstResult = Slots;
        OutputSlots = PlaceOutputs(usual);
        EndResult = Slots;
        for (int level = 0; level < guards.Levels.Count; level++)
        {
            IReadOnlyList<Guard> repaired = guards.Levels[level];
            foreach (Guard guard in repaired)
            {
                Write(guard.Node);
            }

            Repair(pool, ends[level], doubts[level], [.. repaired.Select(g => new SlotWrite(g.Node, _singles[g.Node.Id], false))]);
        }

        if (isRare is not null)
        {
            Repair(pool, Stages.Count, isRare, [.. Enumerable.Range(0, outputs.Count).Where(i => branches[i] is not null).Select(i => new SlotWrite(outputs[i].Value, OutputSlots[i], false))]);
        }

        ConnectStages();
        foreach (KernelRepair repair in _repairs)
        {
            repair.Careful = new(pool, [.. repair.Values.Select(static v => new KernelOutput(v.Value))], Slots, isCareful: true);
            Slots = repair.Careful.Slots;
        }
    }

    /// <summary>The columns, normals, weights and process that the kernel reads.</summary>
    public IReadOnlyList<Expr> Inputs { get; }

    /// <summary>The loops, in order.</summary>
    public List<KernelStage> Stages { get; } = [];

    /// <summary>What is computed again for rows in doubt, and after which loops.</summary>
    public IReadOnlyList<KernelRepair> Repairs => _repairs;

    /// <summary>The slot of each output.</summary>
    public IReadOnlyList<int> OutputSlots { get; }

    /// <summary>The first slot of outputs, which lie one after the other.</summary>
    public int FirstResult { get; }

    /// <summary>The slot after the last of them.</summary>
    public int EndResult { get; }

    /// <summary>The number of slots, those before the first free one included.</summary>
    public int Slots { get; private set; }

    /// <summary>A kernel that computes in double precision alone, without anything to repair.</summary>
    /// <param name="pool">The pool of the nodes.</param>
    /// <param name="outputs">The results.</param>
    public static KernelPlan InDouble(ExprPool pool, IReadOnlyList<KernelOutput> outputs) => new(pool, outputs, 0, isCareful: true, isAllDouble: true);

    /// <summary>The slot of an input.</summary>
    public int InputSlot(Expr input) => IsWide(input) ? _wides[input.Id] : _singles[input.Id];

    /// <summary>Is the node computed in double precision?</summary>
    public bool IsDouble(Expr node) => _precision.IsDouble(node);

    /// <summary>What is known of errors from the form of values.</summary>
    public Exactness Exactness => _precision.Exactness;

    /// <summary>Is the rounding one whose close cases are decided again?</summary>
    public bool IsGuarded(Expr node) => _guarded.Contains(node.Id);

    /// <summary>The factor that depends on nuisances alone and the exact number whose product is rounded by a guarded node; null for anything else.</summary>
    public (Expr Factor, Expr Exact)? ScaledNumber(Expr steps) =>
        IsGuarded(steps) ? GuardPlan.ScaledNumber(steps.Arguments[0], Exactness.IsExact, n => _varying.Contains(n)) : null;

    /// <summary>What a node is computed from, and in which precision it takes it.</summary>
    public Operand[] Operands(Expr node)
    {
        if (!_operands.TryGetValue(node.Id, out Operand[]? operands))
        {
            _operands[node.Id] = operands = FindOperands(node);
        }

        return operands;
    }

    /// <summary>Is it a function of an angle that is taken in steps?</summary>
    public bool IsOfAngleInSteps(Expr node) => node.Op is Op.Sin or Op.Cos or Op.WrapAngle && !IsDouble(node) && Exactness.IsOfCount(node.Arguments[0]);

    /// <summary>
    /// For a sine or cosine in float32 of an angle that is also rounded: the sine and cosine of the rounded angle, and what was rounded off, in steps; null for anything else.
    /// </summary>
    public (Expr Sin, Expr Cos, Expr Off)? Turned(Expr function) =>
        _turned.Of(function) is { } rounded && !IsDouble(function) && !IsDouble(rounded.Sin) && !IsDouble(rounded.Cos) ? rounded : null;

    /// <summary>Does the node depend on nuisances alone, without being a constant?</summary>
    public bool IsHoisted(Expr node) => !node.IsLeaf && !_varying.Contains(node);

    /// <summary>Where a loop finds a value that another one made, or that was read.</summary>
    /// <param name="node">The value.</param>
    /// <param name="isDouble">In which precision it is wanted; the slot may be of the other one.</param>
    public (int Slot, bool IsWide) SlotOf(Expr node, bool isDouble)
    {
        bool isWide = isDouble ? _wides.ContainsKey(node.Id) : !_singles.ContainsKey(node.Id);
        return (isWide ? _wides[node.Id] : _singles[node.Id], isWide);
    }

    private Operand[] FindOperands(Expr node)
    {
        switch (node.Op)
        {
            case Op.Steps when ScaledNumber(node) is { } scaled:
                return [new(scaled.Exact, false), new(scaled.Factor, false)];
            case Op.Steps:
                return [new(node.Arguments[0], !IsGuarded(node) && !Exactness.IsExact(node.Arguments[0]))];
            case Op.Sin or Op.Cos or Op.WrapAngle when IsOfAngleInSteps(node):
                return [new(node.Arguments[0].Arguments[0], false)];
            case Op.Sin or Op.Cos when Turned(node) is { } turned:
                return [new(turned.Sin, false), new(turned.Cos, false), new(turned.Off, false)];
            default:
                bool isDouble = IsDouble(node);
                return [.. node.Arguments.Select(a => new Operand(a, isDouble))];
        }
    }

    // Numbers that are given in double precision.
    private static bool IsWide(Expr input) => input.Op is Op.Noise or Op.Cotangent;

    private int Weight(Expr node)
    {
        int weight = node.Op switch
        {
            Op.Add or Op.Subtract or Op.Multiply or Op.Negate or Op.Abs or Op.Select or Op.Less or Op.LessOrEqual or Op.Equal or Op.And or Op.Or or Op.Not => 1,
            Op.Divide or Op.Sqrt or Op.Sign or Op.Min or Op.Max or Op.OfSteps => 3,
            Op.Round or Op.WrapAngle or Op.Steps => 6,
            Op.StepsRest => 0,
            Op.Sin or Op.Cos when _turned is not null && Turned(node) is not null => 6,
            Op.Sin or Op.Cos or Op.Exp => 25,
            Op.Log or Op.Cosh or Op.Tan => 35,
            _ => 55,
        };
        return _precision?.IsDouble(node) == true ? 2 * weight : weight;
    }

    // For each phase, its results' nodes together, as far as they were not needed before; what is computed at once one after the other.
    private IEnumerable<List<Expr>> Order(IReadOnlyList<Expr> nodes, IEnumerable<IReadOnlyList<Expr>> phases)
    {
        Dictionary<(Op Op, int Argument), Expr> pairs = [];
        foreach (Expr node in nodes.Where(static n => n.Op is Op.Sin or Op.Cos or Op.StepsRest))
        {
            pairs[(node.Op, node.Arguments[0].Id)] = node;
        }

        NodeSet done = new(nodes);
        foreach (IReadOnlyList<Expr> roots in phases)
        {
            List<Expr> order = [];
            Stack<Expr> open = new(roots.Reverse());
            while (open.Count > 0)
            {
                Expr node = open.Peek();
                if (done.Contains(node) || node.Arguments.Count == 0 || !_varying.Contains(node))
                {
                    open.Pop();
                    continue;
                }

                // The last one first, so that the first one comes first.
                Operand[] operands = Operands(node);
                int before = open.Count;
                for (int i = operands.Length - 1; i >= 0; i--)
                {
                    Expr operand = operands[i].Node;
                    if (operand.Arguments.Count > 0 && _varying.Contains(operand) && !done.Contains(operand))
                    {
                        open.Push(operand);
                    }
                }

                if (open.Count > before)
                {
                    continue;
                }

                open.Pop();
                order.Add(node);
                done.Set(node, true);
                (Op, int)? partner = node.Op switch
                {
                    Op.Sin => (Op.Cos, node.Arguments[0].Id),
                    Op.Cos => (Op.Sin, node.Arguments[0].Id),
                    Op.Steps => (Op.StepsRest, node.Id),
                    _ => null,
                };
                if (partner is { } key && pairs.TryGetValue(key, out Expr? other))
                {
                    open.Push(other);
                }
            }

            yield return order;
        }
    }

    private void Cut(List<Expr> order)
    {
        int weight = 0;
        Expr? last = null;
        HashSet<int> atHand = [];
        Stages.Add(new());
        foreach (Expr node in order)
        {
            // The rest of a rounding comes with it, the cosine of an angle with its sine.
            bool isPair = last is not null && ((last.Op is Op.Sin or Op.Cos && node.Op is Op.Sin or Op.Cos && last.Arguments[0] == node.Arguments[0]) || node.Op == Op.StepsRest);
            weight += isPair ? 0 : Weight(node) + Fetches(node, atHand);
            if (weight > StageWeight && !isPair && Stages[Stages.Count - 1].Nodes.Count > 0)
            {
                Stages.Add(new());
                atHand.Clear();
                weight = Weight(node) + Fetches(node, atHand);
            }

            Stages[Stages.Count - 1].Nodes.Add(node);
            _stageOf[node.Id] = Stages.Count - 1;
            last = node;
        }
    }

    // Within a loop what may begin early comes early: the processor looks some two hundred operations ahead for one whose operands are there, and waits where all of
    // those are in one chain.
    private void InOrderOfReadiness()
    {
        foreach (KernelStage stage in Stages)
        {
            Dictionary<int, int> begins = [], ends = [];
            foreach (Expr node in stage.Nodes)
            {
                int begin = Operands(node).Select(o => ends.TryGetValue(o.Node.Id, out int end) ? end + (o.IsDouble == IsDouble(o.Node) ? 0 : Latency.Conversion) : 0).DefaultIfEmpty(0).Max();
                begins[node.Id] = begin;
                ends[node.Id] = begin + Latency.Of(node.Op);
            }

            List<Expr> nodes = [.. stage.Nodes.OrderBy(n => begins[n.Id])];
            stage.Nodes.Clear();
            stage.Nodes.AddRange(nodes);
        }
    }

    // Where all is in double precision little is computed with much: what is fetched takes local variables, too.
    private int Fetches(Expr node, HashSet<int> atHand)
    {
        int fetches = _isAllDouble ? node.Arguments.Count(a => !a.IsLeaf && atHand.Add(a.Id)) : 0;
        atHand.Add(node.Id);
        return 2 * fetches;
    }

    // Gives a value that repairs look at a slot of its own.
    private void Write(Expr node)
    {
        _singles[node.Id] = Take(false);
        Stages[_stageOf[node.Id]].Writes.Add(new(node, _singles[node.Id], false));
    }

    private void Repair(ExprPool pool, int stage, Expr doubt, IReadOnlyList<SlotWrite> values)
    {
        Write(doubt);
        _repairs.Add(new(stage, _singles[doubt.Id], values));
    }

    private List<int> PlaceOutputs(IReadOnlyList<KernelOutput> outputs)
    {
        List<int> slots = [];
        foreach (KernelOutput output in outputs)
        {
            bool isComputed = _stageOf.TryGetValue(output.Value.Id, out int stage);

            // Results that no loop computes, inputs and constants, are written by the last one.
            int slot = Take(output.IsWide);
            slots.Add(slot);
            Stages[isComputed ? stage : Stages.Count - 1].Writes.Add(new(output.Value, slot, output.IsWide));
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
                foreach (Operand operand in Operands(node))
                {
                    Need(operand.Node, i, operand.IsDouble);
                }
            }

            foreach (SlotWrite write in Stages[i].Writes)
            {
                Need(write.Value, i, write.IsWide);
            }
        }

        Stack<int> free = new(), freeWide = new();
        List<(int Last, int Slot, bool IsWide)> live = [];
        for (int i = 0; i < Stages.Count; i++)
        {
            live.RemoveAll(l =>
            {
                if (l.Last < i)
                {
                    (l.IsWide ? freeWide : free).Push(l.Slot);
                }

                return l.Last < i;
            });

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
                    Stages[i].Writes.Add(new(node, slot, need.IsWide));
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
