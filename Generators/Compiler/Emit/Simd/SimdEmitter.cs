using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Emit.Scalar;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>The fused backend: float32 columns in and out, all lanes of the processor, every intermediate value in registers or the cache.</summary>
/// <remarks>
/// The kernel is a sequence of loops over the rows of a block (<see cref="KernelPlan"/>), in lanes of single precision and, where that is not
/// enough (<see cref="PrecisionPlan"/>), of double. It is written once for every register width. The selection comes first and by itself, so
/// that all else is computed for the events that are kept alone.
/// </remarks>
public static class SimdEmitter
{
    /// <summary>What kernels take numbers as.</summary>
    internal const string Span = "global::System.ReadOnlySpan<double>";

    /// <summary>The directive that kernels need. Two underscores are what C# reserves for compilers: a project may have a global alias of any other name, which a second one would contradict.</summary>
    internal const string Usings = "using __Simd = global::Mandelstam.Simd;";

    private const string Flow = ", ref __Simd::BlockFlow flow";

    /// <summary>Stands on each loop: it is compiled with all optimisations at once.</summary>
    internal const string LoopAttribute =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    /// <summary>What a kernel's type parameters are.</summary>
    internal const string Lanes = """
            where TSingle : struct, __Simd::ILanes<TSingle>
            where TDouble : struct, __Simd::IPairedLanes<TDouble, TSingle>
        """;

    private static readonly string[] Reserved = ["slots", "hoisted", "nuisances", "row", "rows", "first", "doubtful", "some", "flow", "TSingle", "TDouble", "Stride"];

    /// <summary>The kernel, and the body of the partial method that the surface declares.</summary>
    public static string Emit(EventProgram program)
    {
        EventSpec spec = program.Spec;
        CountInSteps steps = new(program.Pool);
        Expr rate = steps.Write(program.Rate), weight = spec.WeightColumn < 0 ? rate : steps.Pool.Multiply(steps.Pool.Input(Op.Column, spec.WeightColumn), rate);
        IEnumerable<Expr> results = program.Columns.Select(static c => c.Value).Concat(program.Features.Select(static f => f.Result));
        List<KernelOutput> outputs = [.. results.Select(r => new KernelOutput(steps.Write(r)))];
        if (program.Category is not null)
        {
            outputs.Add(new(steps.Write(program.Category)));
        }

        outputs.Add(new(weight, IsWide: true));
        KernelPlan evaluation = new(steps.Pool, outputs, firstSlot: 0);
        bool selects = !ExprPool.IsTrue(program.Selected);
        KernelPlan? selection = selects ? new(steps.Pool, [new(steps.Write(program.Selected))], evaluation.Slots) : null;

        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec, usings: Usings);
        code.Line("/// <summary>All of the declaration in one pass over the batch, in float32 on all lanes of the processor.</summary>");
        code.Open("""
            static partial void PerturbFused(
                global::Mandelstam.Events.EventBatch batch, global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise,
                bool selection, int threads, global::Mandelstam.Events.PerturbedEvents<float> output, ref int count)
            """);
        code.Line("count = __Simd::FusedPass<FusedKernel>.Run(batch, nuisances, noise, selection, threads, output);");
        code.Close().Line();
        code.Line(GeneratedFile.TypeAttributes);
        code.Open("private readonly struct FusedKernel : __Simd::IFusedKernel");
        code.Line("private const int Stride = __Simd::FusedPass<FusedKernel>.Stride;").Line();
        Expr[] hoisted = [.. Hoisted(evaluation).Concat(selection is null ? [] : Hoisted(selection)).Distinct().OrderBy(static n => n.Id)];
        EmitLayout(code, program, evaluation, selection, hoisted.Length);
        EmitHoist(code, program, steps.Pool, hoisted);
        EmitStages(code, program, "Select", selection, hoisted, flows: false);
        EmitStages(code, program, "Evaluate", evaluation, hoisted, flows: true);
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
        string Input(KernelPlan plan, Expr input) => $"new(__Simd::FusedInputKind.{Kind(spec, input)}, {CSharp.Int(input.Index)}, {CSharp.Int(plan.InputSlot(input))})";
        string Inputs(KernelPlan? plan) => plan is null ? "[]" : $"[{string.Join(", ", plan.Inputs.Select(i => Input(plan, i)))}]";
        code.Line("/// <inheritdoc/>");
        code.Line("public static __Simd::FusedLayout Layout { get; } = new(");
        code.Line($"    Slots: {CSharp.Int((selection ?? evaluation).Slots)},");
        code.Line($"    Hoisted: {CSharp.Int(hoisted)},");
        code.Line($"    SelectionInputs: {Inputs(selection)},");
        code.Line($"    Selected: {CSharp.Int(selection?.OutputSlots[0] ?? -1)},");
        code.Line($"    Inputs: {Inputs(evaluation)},");
        code.Line($"    Loops: {CSharp.Int(evaluation.Stages.Count)},");
        code.Line($"    FirstResult: {CSharp.Int(evaluation.FirstResult)},");
        code.Line($"    EndResult: {CSharp.Int(evaluation.EndResult)},");
        code.Line($"    Columns: [{string.Join(", ", columns.Select(CSharp.Int))}],");
        code.Line($"    Features: [{string.Join(", ", evaluation.OutputSlots.Skip(program.Columns.Count).Take(program.Features.Count).Select(CSharp.Int))}],");
        code.Line($"    Category: {CSharp.Int(program.Category is null ? -1 : evaluation.OutputSlots[next])},");
        code.Line($"    Weight: {CSharp.Int(evaluation.OutputSlots[evaluation.OutputSlots.Count - 1])});").Line();
    }

    private static string Kind(EventSpec spec, Expr input) => input.Op == Op.Column && input.Index == spec.WeightColumn ? "Weight" : input.Op.ToString();

    private static void EmitHoist(CodeWriter code, EventProgram program, ExprPool pool, Expr[] hoisted)
    {
        code.Line("/// <inheritdoc/>");
        code.Open($"public static void Hoist({Span} nuisances, global::System.Span<double> hoisted)");
        FillHoisted(code, program, pool, hoisted, Reserved);
        code.Close().Line();
    }

    /// <summary>Computes what is the same for all events into the array that loops take it from.</summary>
    internal static void FillHoisted(CodeWriter code, EventProgram program, ExprPool pool, Expr[] hoisted, IEnumerable<string> reserved)
    {
        Schedule schedule = new(pool, reserved, hoisted);
        ScalarExpressions expressions = new(schedule);
        foreach (Expr node in schedule.Invariant)
        {
            string value = ScalarInputs.Read(node, program) ?? expressions.Definition(node);
            code.Line($"{(node.IsCondition ? "bool" : "double")} {schedule.NameOf(node)} = {value};");
        }

        for (int i = 0; i < hoisted.Length; i++)
        {
            string value = expressions.Use(hoisted[i]);
            code.Line($"hoisted[{CSharp.Int(i)}] = {(hoisted[i].IsCondition ? $"{value} ? 1.0 : 0.0" : value)};");
        }
    }

    private static void EmitStages(CodeWriter code, EventProgram program, string name, KernelPlan? plan, Expr[] hoisted, bool flows)
    {
        string passed = flows ? ", ref flow" : "";
        code.Line("/// <inheritdoc/>");
        code.Line($"public static void {name}<TSingle, TDouble>(ref float slots, {Span} hoisted, nint rows{(flows ? Flow : "")})").Line(Lanes).Open();
        if (plan is not null)
        {
            for (int i = 0; i <= plan.Stages.Count; i++)
            {
                foreach (int repair in Enumerable.Range(0, plan.Repairs.Count).Where(r => plan.Repairs[r].Stage == i))
                {
                    code.Line($"{name}Again{CSharp.Int(repair + 1)}<TSingle, TDouble>(ref slots, hoisted, rows{passed});");
                }

                if (i < plan.Stages.Count)
                {
                    if (flows)
                    {
                        code.Line("flow.Next();");
                    }

                    code.Line($"{name}{CSharp.Int(i + 1)}<TSingle, TDouble>(ref slots, hoisted, 0, rows{passed});");
                }
            }
        }

        code.Close().Line();
        if (plan is not null)
        {
            EmitLoops(code, program, name, plan, hoisted, flows);
            for (int i = 0; i < plan.Repairs.Count; i++)
            {
                EmitRepair(code, $"{name}Again{CSharp.Int(i + 1)}", plan, plan.Repairs[i], flows);
                EmitLoops(code, program, $"{name}Again{CSharp.Int(i + 1)}Careful", plan.Repairs[i].Careful, hoisted);
            }
        }
    }

    /// <summary>The loops of a plan, a method each.</summary>
    internal static void EmitLoops(CodeWriter code, EventProgram program, string name, KernelPlan plan, Expr[] hoisted, bool flows = false)
    {
        for (int i = 0; i < plan.Stages.Count; i++)
        {
            code.Line(LoopAttribute);
            code.Line($"private static void {name}{CSharp.Int(i + 1)}<TSingle, TDouble>(ref float slots, {Span} hoisted, nint first, nint rows{(flows ? Flow : "")})").Line(Lanes).Open();
            new StageWriter(program.Spec, plan, plan.Stages[i], hoisted, Reserved, flows).Write(code);
            code.Close().Line();
        }
    }

    // Rows in doubt are put together, as many as there are lanes, and get the careful values.
    private static void EmitRepair(CodeWriter code, string name, KernelPlan plan, KernelRepair repair, bool flows)
    {
        string Pairs(Func<Expr, bool> isOfKind) =>
            $"[{string.Join(", ", repair.Careful.Inputs.Where(isOfKind).Select(i => $"{CSharp.Int(plan.InputSlot(i))} * Stride, {CSharp.Int(repair.Careful.InputSlot(i))} * Stride"))}]";
        code.Line(LoopAttribute);
        code.Line($"private static void {name}<TSingle, TDouble>(ref float slots, {Span} hoisted, nint rows{(flows ? Flow : "")})").Line(Lanes).Open();
        code.Line("global::System.Span<int> doubtful = stackalloc int[__Simd::RowRepair.MostRows];");
        code.Line($"doubtful = __Simd::RowRepair.Find(ref slots, {CSharp.Int(repair.Doubt)} * Stride, rows, doubtful);");
        code.Open("while (doubtful.Length > 0)");
        code.Line("global::System.Span<int> some = doubtful.Slice(0, global::System.Math.Min(TSingle.Width, doubtful.Length));");
        code.Line($"__Simd::RowRepair.Gather(ref slots, {Pairs(static i => i.Op != Op.Noise)}, some);");
        if (repair.Careful.Inputs.Any(static i => i.Op == Op.Noise))
        {
            code.Line($"__Simd::RowRepair.GatherWide(ref slots, {Pairs(static i => i.Op == Op.Noise)}, some);");
        }

        for (int i = 0; i < repair.Careful.Stages.Count; i++)
        {
            code.Line($"{name}Careful{CSharp.Int(i + 1)}<TSingle, TDouble>(ref slots, hoisted, 0, TSingle.Width);");
        }

        for (int i = 0; i < repair.Values.Count; i++)
        {
            int slot = repair.Values[i].Slot;
            string target = flows && slot >= plan.FirstResult && slot < plan.EndResult
                ? $"flow.Result({CSharp.Int(slot)})"
                : $"global::System.Runtime.CompilerServices.Unsafe.Add(ref slots, {CSharp.Int(slot)} * Stride)";
            code.Line($"__Simd::RowRepair.Scatter(ref slots, {CSharp.Int(repair.Careful.OutputSlots[i])} * Stride, ref {target}, some);");
        }

        code.Line("doubtful = doubtful.Slice(some.Length);");
        code.Close().Close().Line();
    }

    /// <summary>What the loops take that is the same for all events.</summary>
    internal static IEnumerable<Expr> Hoisted(KernelPlan plan) => plan.Stages
        .SelectMany(s => s.Nodes.SelectMany(plan.Operands).Select(static o => o.Node).Concat(s.Writes.Select(static w => w.Value)))
        .Where(plan.IsHoisted)
        .Concat(plan.Repairs.SelectMany(static r => Hoisted(r.Careful)));
}
