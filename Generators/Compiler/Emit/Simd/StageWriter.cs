using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>Writes one loop of a kernel.</summary>
/// <remarks>
/// What comes from a slot is read where it is first used, and what goes to one is written where it is made, so that few values are alive at a
/// time: there are 32 registers.
/// </remarks>
internal sealed class StageWriter
{
    private readonly EventSpec _spec;
    private readonly KernelPlan _plan;
    private readonly KernelStage _stage;
    private readonly Expr[] _hoisted;
    private readonly LaneNames _names = new();
    private readonly Dictionary<int, string> _lows = [];
    private readonly FreeNames _free;
    private readonly HashSet<int> _own;
    private readonly HashSet<int> _temporaries = [];
    private readonly HashSet<int> _single = [];
    private readonly LaneExpressions _expressions;
    private readonly bool _flows;
    private readonly Dictionary<int, List<SlotWrite>> _writes = [];
    private readonly Dictionary<int, string> _results = [];

    /// <summary>Prepares to write.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="plan">The kernel.</param>
    /// <param name="stage">The loop.</param>
    /// <param name="hoisted">What depends on nuisances alone, in the order of the kernel's array of it.</param>
    /// <param name="reserved">Names that the surrounding code uses.</param>
    /// <param name="flows">Whether <c>flow</c> says where outputs go, and moves other lines meanwhile; else they go to their slots.</param>
    public StageWriter(EventSpec spec, KernelPlan plan, KernelStage stage, Expr[] hoisted, IEnumerable<string> reserved, bool flows = false)
    {
        _flows = flows;
        _spec = spec;
        _plan = plan;
        _stage = stage;
        _hoisted = hoisted;
        _free = new(reserved);
        _own = [.. stage.Nodes.Select(static n => n.Id)];
        _expressions = new(plan, _names, _lows);

        // A node gets a temporary when it is written, named or used twice; the rest stands in place.
        Dictionary<int, int> uses = [];
        foreach (Operand needed in Needed())
        {
            uses[needed.Node.Id] = uses.TryGetValue(needed.Node.Id, out int n) ? n + 1 : 1;
            if (!needed.IsDouble)
            {
                _single.Add(needed.Node.Id);
            }
        }

        foreach (SlotWrite write in stage.Writes)
        {
            if (!_writes.TryGetValue(write.Value.Id, out List<SlotWrite>? writes))
            {
                _writes[write.Value.Id] = writes = [];
            }

            writes.Add(write);
        }

        foreach (Expr node in stage.Nodes)
        {
            if (node.Name is not null || _writes.ContainsKey(node.Id) || uses[node.Id] > 1 || Partner(node) is not null)
            {
                _temporaries.Add(node.Id);
            }
        }
    }

    /// <summary>Writes the body of the loop's method.</summary>
    public void Write(CodeWriter code)
    {
        foreach (Operand needed in Needed().Where(n => _plan.IsHoisted(n.Node)).Distinct().OrderBy(static n => n.Node.Id).ThenBy(static n => n.IsDouble))
        {
            (Expr node, bool isDouble) = needed;
            string lanes = LaneExpressions.Lanes(isDouble), value = $"{lanes}.All(hoisted[{CSharp.Int(Array.IndexOf(_hoisted, node))}])";
            Declare(code, node, isDouble, node.IsCondition ? $"{lanes}.Less({lanes}.All(0.0), {value})" : value);
        }

        foreach (Expr factor in _stage.Nodes.Select(_plan.ScaledNumber).Where(static s => s is not null).Select(static s => s!.Value.Factor).Distinct())
        {
            // What float32 leaves of the factor.
            string value = factor.IsLeaf ? CSharp.Number(factor.Number) : $"hoisted[{CSharp.Int(Array.IndexOf(_hoisted, factor))}]";
            string name = _lows[factor.Id] = _free.Take(CSharp.Identifier((factor.Name ?? "factor") + "Rest"));
            code.Line($"TSingle {name} = TSingle.All({value} - (float){value});");
        }

        if (_flows)
        {
            DeclareResults(code);
        }

        code.Open("for (nint row = first; row < rows; row += TSingle.Width)");
        if (_flows)
        {
            code.Line("flow.Step(row);");
        }

        foreach (Expr node in _stage.Nodes.Where(n => _temporaries.Contains(n.Id) && _names[n, _plan.IsDouble(n)] is null))
        {
            Prepare(code, node);
            if (node.Op == Op.Steps && Partner(node) is { } rest)
            {
                string restName = Name(rest, false);
                Declare(code, node, false, _expressions.DefineSteps(node, restName));
                StoreResults(code, node);
                StoreResults(code, rest);
            }
            else if (Partner(node) is { } partner)
            {
                (Expr sin, Expr cos) = node.Op == Op.Sin ? (node, partner) : (partner, node);
                string cosName = Name(cos, _plan.IsDouble(cos));
                Declare(code, sin, _plan.IsDouble(sin), _expressions.DefineSinCos(sin, cosName));
                StoreResults(code, sin);
                StoreResults(code, cos);
            }
            else
            {
                Declare(code, node, _plan.IsDouble(node), _expressions.Define(node));
                StoreResults(code, node);
            }
        }

        foreach (SlotWrite write in _stage.Writes.Where(w => !_own.Contains(w.Value.Id)))
        {
            Store(code, write);
        }

        code.Close();
    }

    // References to the slots of outputs that the loop reads or writes.
    private void DeclareResults(CodeWriter code)
    {
        IEnumerable<(int Slot, bool IsWide)> read = Needed()
            .Where(n => !n.Node.IsLeaf && !_own.Contains(n.Node.Id) && !_plan.IsHoisted(n.Node))
            .Select(n => _plan.SlotOf(n.Node, n.IsDouble));
        foreach ((int slot, bool isWide) in _stage.Writes.Select(static w => (w.Slot, w.IsWide)).Concat(read).Where(s => s.Slot >= _plan.FirstResult && s.Slot < _plan.EndResult).Distinct().OrderBy(static s => s.Slot))
        {
            string name = _results[slot] = _free.Take("result" + CSharp.Int(slot));
            code.Line($"ref float {name} = ref flow.{(isWide ? "WideResult" : "Result")}({CSharp.Int(slot)});");
        }
    }

    // The place of a slot's row.
    private string Place(int slot) => _results.TryGetValue(slot, out string? name) ? $"ref {name}, 0, row" : $"ref slots, {CSharp.Int(slot)} * Stride, row";

    // What the loop takes, in which precision.
    private IEnumerable<Operand> Needed() => _stage.Nodes
        .SelectMany(_plan.Operands)
        .Concat(_stage.Writes.Select(static w => new Operand(w.Value, w.IsWide)));

    private void StoreResults(CodeWriter code, Expr node)
    {
        if (_writes.TryGetValue(node.Id, out List<SlotWrite>? writes))
        {
            foreach (SlotWrite write in writes)
            {
                Store(code, write);
            }
        }
    }

    private void Store(CodeWriter code, SlotWrite write)
    {
        (Expr value, int slot, bool isWide) = write;
        bool isOutput = slot >= _plan.FirstResult && slot < _plan.EndResult;
        Ensure(code, value, isWide);
        string lanes = LaneExpressions.Lanes(isWide), text = _expressions.Use(value, isWide);
        string number = value.IsCondition && isOutput ? $"{lanes}.Select({text}, {lanes}.All(1.0), {lanes}.All(0.0))" : text;
        code.Line($"{lanes}.Store({number}, {Place(slot)});");
    }

    // Makes temporaries of what a node's definition names.
    private void Prepare(CodeWriter code, Expr node)
    {
        foreach (Operand operand in _plan.Operands(node))
        {
            Ensure(code, operand.Node, operand.IsDouble);
        }
    }

    private void Ensure(CodeWriter code, Expr node, bool isDouble)
    {
        if (node.IsLeaf || _names[node, isDouble] is not null)
        {
            return;
        }

        if (_own.Contains(node.Id) && !_temporaries.Contains(node.Id))
        {
            Prepare(code, node);
            return;
        }

        // What another loop left in both precisions is read in that which is asked for: the narrow one widened is not the number.
        bool isThere = _names[node, !isDouble] is not null;
        bool isKeptWide = isThere && isDouble && !_own.Contains(node.Id) && !node.IsInput && !_plan.IsHoisted(node) && _plan.SlotOf(node, isDouble).IsWide;
        if (!isThere || isKeptWide)
        {
            (int slot, bool isWide) = _plan.SlotOf(node, isDouble);
            string comment = node.Op == Op.Column ? " // " + _spec.Columns[node.Index].Name : "";
            if (isDouble && !isWide && !_single.Contains(node.Id))
            {
                Declare(code, node, true, $"TDouble.LoadWidened{(node.IsCondition ? "Condition" : "")}({Place(slot)})", comment);
                return;
            }

            Declare(code, node, isWide, $"{LaneExpressions.Lanes(isWide)}.Load({Place(slot)})", comment);
            if (isWide == isDouble)
            {
                return;
            }
        }

        Declare(code, node, isDouble, LaneExpressions.Convert(node, _names[node, !isDouble]!, isDouble));
    }

    private void Declare(CodeWriter code, Expr node, bool isDouble, string value, string comment = "") =>
        code.Line($"{LaneExpressions.Lanes(isDouble)} {Name(node, isDouble)} = {value};{comment}");

    // The cosine of the same angle for a sine, and the other way round; the rest of a number of steps.
    private Expr? Partner(Expr node) => node.Op switch
    {
        Op.Sin or Op.Cos => _stage.Nodes.FirstOrDefault(n =>
            n.Op == (node.Op == Op.Sin ? Op.Cos : Op.Sin) && n.Arguments[0] == node.Arguments[0] && _plan.IsDouble(n) == _plan.IsDouble(node)),
        Op.Steps => _stage.Nodes.FirstOrDefault(n => n.Op == Op.StepsRest && n.Arguments[0] == node),
        _ => null,
    };

    private string Name(Expr node, bool isDouble)
    {
        string stem = CSharp.Identifier(node.Name ?? (node.IsCondition ? "holds" : "t"));
        string first = _names[node, !isDouble] is { } other ? other + (isDouble ? "Wide" : "Narrow") : node.Name is null ? stem + "1" : stem;
        return _names[node, isDouble] = _free.Take(stem, first);
    }
}
