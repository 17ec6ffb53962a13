using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Torch;

/// <summary>The derivatives as TorchSharp code, without a recorded graph; recorded themselves, where inputs ask for it, they give second derivatives.</summary>
public static class TorchDerivativeEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string Torch = "global::TorchSharp.torch";
    private const string List = "global::System.Collections.Generic.IReadOnlyList";
    private const string Events = "global::Mandelstam.Events.";
    private const string Helpers = TorchExpressions.Helpers;

    private const string Inputs = """
        /// <param name="columns">One tensor [n] a numeric column, in the file's unit, by the index in Model.Columns; others may be null.</param>
        /// <param name="nuisances">One tensor a nuisance, a scalar or [n], in declared order.</param>
        """;

    private const string Rest = """
        /// <param name="noise">Unit normals [NoiseCount, n], held fixed; null means zero.</param>
        /// <param name="processes">Process codes [n]; null means unlabelled.</param>
        """;

    private static readonly string[] Reserved =
        ["columns", "nuisances", "noise", "processes", "rows", "scope", "first", "columnDirections", "nuisanceDirections", "weights"];

    /// <summary>The second part of the nested class <c>Tensors</c>.</summary>
    public static string Emit(EventProgram program)
    {
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, program.Spec);
        code.Open("public static partial class Tensors");
        EmitPush(code, program);
        code.Line();
        EmitPull(code, program);
        code.Close();
        return GeneratedFile.Close(code, depth);
    }

    private static void EmitPush(CodeWriter code, EventProgram program)
    {
        EventPushforward push = DifferentiateEvent.Push(program);
        code.Line($"""
            /// <summary>What every output changes by along a direction (Jacobian times vector).</summary>
            {Inputs}
            /// <param name="columnDirections">How fast each column moves, a scalar or [n]; null for those that stay, or for all.</param>
            /// <param name="nuisanceDirections">How fast each nuisance moves, a scalar or [n]; null for those that stay, or for all.</param>
            {Rest}
            /// <returns>Tensors that belong to the caller's dispose scope.</returns>
            """);
        code.Open($"""
            public static {Events}TensorTangents Push(
                {List}<{Tensor}?> columns, {List}<{Tensor}> nuisances,
                {List}<{Tensor}?>? columnDirections, {List}<{Tensor}?>? nuisanceDirections,
                {Tensor}? noise = null, {Tensor}? processes = null)
            """);
        TorchExpressions expressions = Define(code, program, push.Roots);
        code.Line("return new(");
        code.Line($"    {Helpers}.Keep({Torch}.stack([{string.Join(", ", push.Features.Select(expressions.Column))}], dim: 1)),");
        WriteColumns(code, program.Spec, push.Columns, expressions);
        code.Line($"    {Helpers}.Keep({expressions.Column(push.Rate)}));").Close();
    }

    private static void EmitPull(CodeWriter code, EventProgram program)
    {
        EventPullback pull = DifferentiateEvent.Pull(program);
        code.Line($"""
            /// <summary>The gradient of a weighted sum of outputs by every input (vector times Jacobian).</summary>
            {Inputs}
            /// <param name="weights">The weights of the outputs.</param>
            {Rest}
            /// <returns>Tensors that belong to the caller's dispose scope.</returns>
            """);
        code.Open($"""
            public static {Events}TensorGradients Pull(
                {List}<{Tensor}?> columns, {List}<{Tensor}> nuisances, {Events}TensorWeights weights,
                {Tensor}? noise = null, {Tensor}? processes = null)
            """);
        TorchExpressions expressions = Define(code, program, pull.Roots);
        code.Line("return new(");
        WriteColumns(code, program.Spec, pull.Columns, expressions);
        code.Line($"    [{string.Join(", ", pull.Nuisances.Select(n => $"{Helpers}.Keep({expressions.Column(n)})"))}]);").Close();
    }

    private static void WriteColumns(CodeWriter code, EventSpec spec, IReadOnlyList<(int Column, Expr Value)> columns, TorchExpressions expressions)
    {
        Dictionary<int, Expr> outputs = columns.ToDictionary(static c => c.Column, static c => c.Value);
        code.Line("    [");
        for (int i = 0; i < spec.Columns.Count; i++)
        {
            code.Line($"        {(outputs.TryGetValue(i, out Expr? value) ? $"{Helpers}.Keep({expressions.Column(value)})" : "null")}, // {spec.Columns[i].Name}");
        }

        code.Line("    ],");
    }

    private static TorchExpressions Define(CodeWriter code, EventProgram program, IReadOnlyList<Expr> roots)
    {
        EventSpec spec = program.Spec;
        Schedule schedule = new(program.Pool, Reserved, roots);
        TorchExpressions expressions = new(schedule);
        int anyColumn = Enumerable.Range(0, spec.Columns.Count).FirstOrDefault(i => spec.Columns[i].Role == ColumnRole.Primary && !spec.Columns[i].IsText);
        code.Line($"using global::TorchSharp.DisposeScope scope = {Torch}.NewDisposeScope();");
        code.Line($"{Tensor} first = columns[{CSharp.Int(anyColumn)}]!;");
        foreach (Expr node in schedule.Invariant.Concat(schedule.Stages[0]))
        {
            code.Line($"{Tensor} {schedule.NameOf(node)} = {expressions.Define(node, spec)};");
        }

        code.Line();
        return expressions;
    }
}
