using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Torch;

/// <summary>The tensor backend: TorchSharp code for a whole batch at once, differentiable in the columns and in the nuisances.</summary>
/// <remarks>
/// Events are not dropped (their number would depend on the values): the selection is a mask. Rounding passes the gradient through, since
/// its own derivative is zero almost everywhere and would hide every nuisance. Absent objects are stood in for before any arithmetic, so
/// that masked values cannot make a gradient infinite.
/// </remarks>
public static class TorchEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string Torch = "global::TorchSharp.torch";
    private const string Helpers = TorchExpressions.Helpers;

    private static readonly string[] Reserved = ["columns", "nuisances", "noise", "processes", "rows", "scope", "first"];

    /// <summary>The tensor code as a nested class.</summary>
    public static string Emit(EventProgram program)
    {
        EventSpec spec = program.Spec;
        List<Expr> roots = [program.Selected, .. program.Columns.Select(static c => c.Value), .. program.Features.Select(static f => f.Result), program.Rate];
        if (program.Category is not null)
        {
            roots.Add(program.Category);
        }

        Schedule schedule = new(program.Pool, Reserved, roots);
        TorchExpressions writer = new(schedule);
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec);
        code.Line("/// <summary>The declaration as tensor code: differentiable in momenta and nuisances, on any device.</summary>");
        code.Line(GeneratedFile.TypeAttributes);
        code.Open("public static partial class Tensors");
        code.Line("""
            /// <summary>Nuisances, corrections, selection, columns and features of a batch.</summary>
            /// <param name="columns">One tensor [n] a numeric column, in the file's unit, by the index in Model.Columns; others may be null.</param>
            /// <param name="nuisances">One tensor a nuisance, a scalar or [n], in declared order.</param>
            /// <param name="noise">Unit normals [NoiseCount, n]; null means zero.</param>
            /// <param name="processes">Process codes [n]; null means unlabelled.</param>
            /// <returns>Tensors that belong to the caller's dispose scope. A rounding passes the gradient through; the selection is a mask.</returns>
            """);
        code.Open($"""
            public static global::Mandelstam.Events.TensorEvents Perturb(
                global::System.Collections.Generic.IReadOnlyList<{Tensor}?> columns, global::System.Collections.Generic.IReadOnlyList<{Tensor}> nuisances,
                {Tensor}? noise = null, {Tensor}? processes = null)
            """);
        code.Line($"using global::TorchSharp.DisposeScope scope = {Torch}.NewDisposeScope();");
        int anyColumn = Enumerable.Range(0, spec.Columns.Count).FirstOrDefault(i => spec.Columns[i].Role == ColumnRole.Primary && !spec.Columns[i].IsText);
        code.Line($"{Tensor} first = columns[{CSharp.Int(anyColumn)}]!;");
        foreach (Expr node in schedule.Invariant.Concat(schedule.Stages[0]))
        {
            code.Line($"{Tensor} {schedule.NameOf(node)} = {writer.Define(node, spec)};");
        }

        code.Line();
        code.Line("return new(");
        code.Line($"    {Helpers}.Keep({Torch}.stack([{string.Join(", ", program.Features.Select(f => writer.Column(f.Result)))}], dim: 1)),");
        code.Line("    [");
        Dictionary<int, Expr> outputs = program.Columns.ToDictionary(static c => c.Column, static c => c.Value);
        for (int i = 0; i < spec.Columns.Count; i++)
        {
            code.Line(outputs.TryGetValue(i, out Expr? value) ? $"        {Helpers}.Keep({writer.Column(value)}), // {spec.Columns[i].Name}" : $"        null, // {spec.Columns[i].Name}");
        }

        code.Line("    ],");
        code.Line($"    {Helpers}.Keep({Helpers}.Mask({writer.Use(program.Selected)}, first)),");
        code.Line($"    {Helpers}.Keep({(program.Category is null ? $"{Helpers}.Column(-1.0, first)" : writer.Column(program.Category))}.to({Torch}.int64)),");
        code.Line($"    {Helpers}.Keep({writer.Column(program.Rate)}));");
        code.Close().Close();
        return GeneratedFile.Close(code, depth);
    }
}
