using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>The derivatives in lanes of double precision: those of the scalar backend, a register of events at a time.</summary>
/// <remarks>
/// The same nodes as in the scalar kernels, cut into loops as the fused kernel's are (<see cref="KernelPlan"/>). All is computed in double precision: a derivative
/// divides by what may have cancelled, and is taken for its digits. No row is dropped, so that nothing is selected or gathered.
/// </remarks>
public static class SimdDerivativeEmitter
{
    private const string Parameters =
        $"global::Mandelstam.Events.EventBatch batch, {SimdEmitter.Span} nuisances, {SimdEmitter.Span} noise";

    private static readonly string[] Reserved = ["batch", "nuisances", "noise", "direction", "weights", "threads", "output", "hoisted"];

    /// <summary>The kernels, and the bodies of the two partial methods that the surface declares.</summary>
    public static string Emit(EventProgram program)
    {
        EventSpec spec = program.Spec;
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec, usings: SimdEmitter.Usings);

        EventPushforward push = DifferentiateEvent.Push(program);
        code.Line("/// <summary>The derivative of columns, features and rate along one direction, on all lanes of the processor.</summary>");
        Emit(
            code,
            program,
            "Push",
            "global::Mandelstam.Events.EventDirection direction, int threads, global::Mandelstam.Events.EventTangents output",
            "[], threads, [.. output.Columns, .. output.Features, output.Rate]",
            [.. ByColumn(spec, push.Columns), .. push.Features, push.Rate]);

        EventPullback pull = DifferentiateEvent.Pull(program);
        code.Line("/// <summary>The gradient of a weighted sum of features, columns and rate, on all lanes of the processor.</summary>");
        Emit(
            code,
            program,
            "Pull",
            "global::Mandelstam.Events.EventWeights weights, int threads, global::Mandelstam.Events.EventGradients output",
            "[.. weights.Features, .. weights.Columns, weights.Rate], threads, [.. output.Columns, .. output.Nuisances]",
            [.. ByColumn(spec, pull.Columns), .. pull.Nuisances]);
        return GeneratedFile.Close(code, depth);
    }

    // One value a column of the declaration; null for those that have no derivative.
    private static Expr?[] ByColumn(EventSpec spec, IReadOnlyList<(int Column, Expr Value)> values)
    {
        Expr?[] columns = new Expr?[spec.Columns.Count];
        foreach ((int column, Expr value) in values)
        {
            columns[column] = value;
        }

        return columns;
    }

    private static void Emit(CodeWriter code, EventProgram program, string name, string parameters, string arguments, Expr?[] results)
    {
        string type = $"Fused{name}Kernel", pass = $"__Simd::DerivativePass<{type}>";

        // Results that are zero for all events need no slot.
        Expr[] outputs = [.. results.OfType<Expr>().Where(static r => !r.Is(0)).Distinct()];
        KernelPlan plan = KernelPlan.InDouble(program.Pool, [.. outputs.Select(static o => new KernelOutput(o, IsWide: true))]);
        Expr[] hoisted = [.. SimdEmitter.Hoisted(plan).Distinct().OrderBy(static n => n.Id)];
        code.Line($"static partial void {name}Fused(").Line($"    {Parameters},").Line($"    {parameters})").Open();
        code.Line($"double[] hoisted = new double[{CSharp.Int(hoisted.Length)}];");
        SimdEmitter.FillHoisted(code, program, program.Pool, hoisted, Reserved);
        code.Line($"{pass}.Run(batch, hoisted, noise, {arguments});").Close().Line();

        int[] slots = [.. results.Select(r => r is null || r.Is(0) ? -1 : plan.OutputSlots[Array.IndexOf(outputs, r)])];
        IEnumerable<string> inputs = plan.Inputs.Select(i => $"new(__Simd::FusedInputKind.{i.Op}, {CSharp.Int(i.Index)}, {CSharp.Int(plan.InputSlot(i))})");
        code.Line(GeneratedFile.TypeAttributes);
        code.Open($"private readonly struct {type} : __Simd::IDerivativeKernel");
        code.Line($"private const int Stride = {pass}.Stride;").Line();
        code.Line("/// <inheritdoc/>");
        code.Line("public static __Simd::DerivativeLayout Layout { get; } = new(");
        code.Line($"    Slots: {CSharp.Int(plan.Slots)},");
        code.Line($"    Inputs: [{string.Join(", ", inputs)}],");
        code.Line($"    Outputs: [{string.Join(", ", slots.Select(CSharp.Int))}]);").Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"public static void Evaluate<TSingle, TDouble>(ref float slots, {SimdEmitter.Span} hoisted, nint rows)").Line(SimdEmitter.Lanes).Open();
        for (int i = 0; i < plan.Stages.Count; i++)
        {
            code.Line($"{name}{CSharp.Int(i + 1)}<TSingle, TDouble>(ref slots, hoisted, 0, rows);");
        }

        code.Close().Line();
        SimdEmitter.EmitLoops(code, program, name, plan, hoisted);
        code.Close().Line();
    }
}
