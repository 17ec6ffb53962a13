using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Emit.Scalar;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>The fused backend: float32 columns in and out, all lanes of the processor, every intermediate value in registers or the cache.</summary>
/// <remarks>
/// The kernel is a sequence of loops over the rows of a block (<see cref="KernelPlan"/>), each in lanes of one precision
/// (<see cref="PrecisionPlan"/>) and written once for every register width. The selection comes first and by itself, so that all else is
/// computed for the events that are kept alone.
/// </remarks>
public static class SimdEmitter
{
    private const string Span = "global::System.ReadOnlySpan<double>";

    private const string LoopAttribute =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    private const string Lanes = """
            where TSingle : struct, Simd::ILanes<TSingle>
            where TDouble : struct, Simd::ILanes<TDouble>
        """;

    private static readonly string[] Reserved = ["slots", "hoisted", "nuisances", "row", "rows", "T", "Stride", "Simd"];

    /// <summary>The kernel, and the body of the partial method that the surface declares.</summary>
    public static string Emit(EventProgram program)
    {
        EventSpec spec = program.Spec;
        Expr weight = spec.WeightColumn < 0 ? program.Rate : program.Pool.Multiply(program.Pool.Input(Op.Column, spec.WeightColumn), program.Rate);
        IEnumerable<Expr> results = program.Columns.Select(static c => c.Value).Concat(program.Features.Select(static f => f.Result));
        List<KernelOutput> outputs = [.. results.Select(static r => new KernelOutput(r))];
        if (program.Category is not null)
        {
            outputs.Add(new(program.Category));
        }

        outputs.Add(new(weight, IsWide: true));
        KernelPlan evaluation = new(program.Pool, outputs, firstSlot: 0);
        bool selects = !ExprPool.IsTrue(program.Selected);
        KernelPlan? selection = selects ? new(program.Pool, [new(program.Selected)], evaluation.Slots) : null;

        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec, usings: "using Simd = global::Mandelstam.Simd;");
        code.Line("/// <summary>All of the declaration in one pass over the batch, in float32 on all lanes of the processor.</summary>");
        code.Open("""
            static partial void PerturbFused(
                global::Mandelstam.Events.EventBatch batch, global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise,
                bool selection, int threads, global::Mandelstam.Events.PerturbedEvents<float> output, ref int count)
            """);
        code.Line("count = Simd::FusedPass<FusedKernel>.Run(batch, nuisances, noise, selection, threads, output);");
        code.Close().Line();
        code.Line(GeneratedFile.TypeAttributes);
        code.Open("private readonly struct FusedKernel : Simd::IFusedKernel");
        code.Line("private const int Stride = Simd::FusedPass<FusedKernel>.Stride;").Line();
        IEnumerable<KernelStage> stages = evaluation.Stages.Concat(selection?.Stages ?? []);
        Expr[] hoisted = [.. stages.SelectMany(static s => s.Hoisted).Distinct().OrderBy(static n => n.Id)];
        EmitLayout(code, program, evaluation, selection, hoisted.Length);
        EmitHoist(code, program, hoisted);
        EmitStages(code, program, "Select", selection, hoisted);
        EmitStages(code, program, "Evaluate", evaluation, hoisted);
        code.Close();
        return GeneratedFile.Close(code, depth);
    }

    private static void EmitLayout(CodeWriter code, EventProgram program, KernelPlan evaluation, KernelPlan? selection, int hoisted)
    {
        EventSpec spec = program.Spec;
        int[] columns = [.. Enumerable.Repeat(-1, spec.Columns.Count)];
        for (int i = 0; i < program.Columns.Count; i++)
        {
            columns[program.Columns[i].Column] = evaluation.OutputSlots[i];
        }

        int next = program.Columns.Count + program.Features.Count;
        string Input(KernelPlan plan, Expr input) => $"new(Simd::FusedInputKind.{Kind(spec, input)}, {CSharp.Int(input.Index)}, {CSharp.Int(plan.InputSlot(input))})";
        string Inputs(KernelPlan? plan) => plan is null ? "[]" : $"[{string.Join(", ", plan.Inputs.Select(i => Input(plan, i)))}]";
        code.Line("/// <inheritdoc/>");
        code.Line("public static Simd::FusedLayout Layout { get; } = new(");
        code.Line($"    Slots: {CSharp.Int((selection ?? evaluation).Slots)},");
        code.Line($"    Hoisted: {CSharp.Int(hoisted)},");
        code.Line($"    SelectionInputs: {Inputs(selection)},");
        code.Line($"    Selected: {CSharp.Int(selection?.OutputSlots[0] ?? -1)},");
        code.Line($"    Inputs: {Inputs(evaluation)},");
        code.Line($"    Columns: [{string.Join(", ", columns.Select(CSharp.Int))}],");
        code.Line($"    Features: [{string.Join(", ", evaluation.OutputSlots.Skip(program.Columns.Count).Take(program.Features.Count).Select(CSharp.Int))}],");
        code.Line($"    Category: {CSharp.Int(program.Category is null ? -1 : evaluation.OutputSlots[next])},");
        code.Line($"    Weight: {CSharp.Int(evaluation.OutputSlots[evaluation.OutputSlots.Count - 1])});").Line();
    }

    private static string Kind(EventSpec spec, Expr input) => input.Op == Op.Column && input.Index == spec.WeightColumn ? "Weight" : input.Op.ToString();

    private static void EmitHoist(CodeWriter code, EventProgram program, Expr[] hoisted)
    {
        code.Line("/// <inheritdoc/>");
        code.Open($"public static void Hoist({Span} nuisances, global::System.Span<double> hoisted)");
        Schedule schedule = new(program.Pool, Reserved, hoisted);
        ScalarExpressions expressions = new(schedule);
        foreach (Expr node in schedule.Invariant)
        {
            string value = node.Op == Op.Nuisance ? $"nuisances[{CSharp.Int(node.Index)}]" : expressions.Definition(node);
            code.Line($"{(node.IsCondition ? "bool" : "double")} {schedule.NameOf(node)} = {value};");
        }

        for (int i = 0; i < hoisted.Length; i++)
        {
            string value = expressions.Use(hoisted[i]);
            code.Line($"hoisted[{CSharp.Int(i)}] = {(hoisted[i].IsCondition ? $"{value} ? 1.0 : 0.0" : value)};");
        }

        code.Close().Line();
    }

    private static void EmitStages(CodeWriter code, EventProgram program, string name, KernelPlan? plan, Expr[] hoisted)
    {
        IReadOnlyList<KernelStage> stages = plan?.Stages ?? [];
        code.Line("/// <inheritdoc/>");
        code.Line($"public static void {name}<TSingle, TDouble>(ref float slots, {Span} hoisted, nint rows)").Line(Lanes).Open();
        for (int i = 0; i < stages.Count; i++)
        {
            code.Line($"{name}{CSharp.Int(i + 1)}<{(stages[i].IsDouble ? "TDouble" : "TSingle")}>(ref slots, hoisted, rows);");
        }

        code.Close();
        for (int i = 0; i < stages.Count; i++)
        {
            code.Line();
            new StageWriter(program, plan!, stages[i], hoisted).Write(code, name + CSharp.Int(i + 1));
        }

        code.Line();
    }

    private sealed class StageWriter
    {
        private readonly EventProgram _program;
        private readonly KernelPlan _plan;
        private readonly KernelStage _stage;
        private readonly Expr[] _hoisted;
        private readonly Dictionary<int, string> _names = [];
        private readonly HashSet<string> _taken = new(Reserved, StringComparer.Ordinal);
        private readonly LaneExpressions _expressions;

        public StageWriter(EventProgram program, KernelPlan plan, KernelStage stage, Expr[] hoisted)
        {
            _program = program;
            _plan = plan;
            _stage = stage;
            _hoisted = hoisted;
            _expressions = new(_names, stage.IsDouble);

            // A node gets a temporary when it is written, named or used twice; the rest stands in place.
            Dictionary<int, int> uses = [];
            foreach (Expr used in stage.Nodes.SelectMany(static n => n.Arguments).Concat(stage.Writes.Select(static w => w.Value)))
            {
                uses[used.Id] = uses.TryGetValue(used.Id, out int n) ? n + 1 : 1;
            }

            foreach (Expr node in stage.Hoisted.Concat(stage.Reads).Concat(stage.Nodes))
            {
                bool isPaired = node.Op is Op.Sin or Op.Cos && Partner(node) is not null;
                bool isGiven = node.Arguments.Count == 0 || !stage.Nodes.Contains(node);
                if (isGiven || node.Name is not null || isPaired || uses[node.Id] > 1 || stage.Writes.Any(w => w.Value == node))
                {
                    _names[node.Id] = Unique(node);
                }
            }
        }

        public void Write(CodeWriter code, string name)
        {
            code.Line(LoopAttribute);
            code.Line($"private static void {name}<T>(ref float slots, {Span} hoisted, nint rows)").Line("    where T : struct, Simd::ILanes<T>").Open();
            foreach (Expr node in _stage.Hoisted)
            {
                string value = $"T.All(hoisted[{CSharp.Int(Array.IndexOf(_hoisted, node))}])";
                code.Line($"T {_names[node.Id]} = {(node.IsCondition ? $"T.Less(T.All(0.0), {value})" : value)};");
            }

            code.Open("for (nint row = 0; row < rows; row += T.Width)");
            foreach (Expr node in _stage.Reads)
            {
                (int slot, bool isWide) = _plan.SlotOf(node, _stage.IsDouble);
                string value = isWide ? $"T.LoadWide(ref slots, {CSharp.Int(slot)} * Stride, row)" : $"T.Load(ref slots, ({CSharp.Int(slot)} * Stride) + row)";
                code.Line($"T {_names[node.Id]} = {(node.IsCondition ? $"T.Less(T.All(0.0), {value})" : value)};{Comment(node)}");
            }

            HashSet<int> defined = [];
            foreach (Expr node in _stage.Nodes.Where(n => _names.ContainsKey(n.Id)))
            {
                if (!defined.Add(node.Id))
                {
                    continue;
                }

                if (node.Op is Op.Sin or Op.Cos && Partner(node) is { } partner)
                {
                    (Expr sin, Expr cos) = node.Op == Op.Sin ? (node, partner) : (partner, node);
                    defined.Add(partner.Id);
                    code.Line($"T {_names[sin.Id]} = {_expressions.DefineSinCos(sin, _names[cos.Id])};");
                    continue;
                }

                code.Line($"T {_names[node.Id]} = {_expressions.Define(node)};");
            }

            foreach ((Expr value, int slot, bool isWide) in _stage.Writes)
            {
                string number = value.IsCondition ? $"T.Select({_expressions.Use(value)}, T.All(1.0), T.All(0.0))" : _expressions.Use(value);
                code.Line(isWide
                    ? $"T.StoreWide({number}, ref slots, {CSharp.Int(slot)} * Stride, row);"
                    : $"T.Store({number}, ref slots, ({CSharp.Int(slot)} * Stride) + row);");
            }

            code.Close().Close();
        }

        // The cosine of the same angle for a sine, and the other way round.
        private Expr? Partner(Expr node) =>
            _stage.Nodes.FirstOrDefault(n => n.Op == (node.Op == Op.Sin ? Op.Cos : Op.Sin) && n.Arguments[0] == node.Arguments[0]);

        private string Comment(Expr node) => node.Op == Op.Column ? " // " + _program.Spec.Columns[node.Index].Name : "";

        private string Unique(Expr node)
        {
            string stem = CSharp.Identifier(node.Name ?? (node.IsCondition ? "holds" : "t"));
            string name = node.Name is null ? stem + "1" : stem;
            for (int i = 2; !_taken.Add(name); i++)
            {
                name = stem + CSharp.Int(i);
            }

            return name;
        }
    }
}
