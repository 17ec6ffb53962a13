using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Cuda;

/// <summary>The CUDA backend: source for NVRTC, one thread an event, every column a plain array. Two kernels, <c>perturb</c> and <c>pull</c>.</summary>
/// <remarks>
/// Parameters are pointers and one count, eight bytes each, in an order that a launcher knows from the model alone: the number of rows; each
/// numeric primary column; nuisances, noise and process codes; then weights; then results. Several columns or features in one array lie
/// behind each other, <c>[k * rows + row]</c>.
/// </remarks>
public static class CudaEmitter
{
    /// <summary>The names of parameters.</summary>
    internal static readonly string[] Reserved =
        ["rows", "row", "nuisances", "noise", "processes", "features", "columns", "selected", "category", "rate", "featureWeights", "columnWeights", "rateWeights",
         "columnGradients", "nuisanceGradients", "perturb", "pull"];

    /// <summary>The source as a constant of a nested class, and what gives it to the model.</summary>
    public static string Emit(EventProgram program)
    {
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, program.Spec);
        code.Line("/// <summary>The declaration as CUDA C, to be compiled for the device it runs on: Mandelstam.Cuda.CudaEvents does it.</summary>");
        code.Line(GeneratedFile.TypeAttributes);
        code.Open("public static class Cuda");
        code.Line("/// <summary>The kernels <c>perturb</c> and <c>pull</c>.</summary>");
        code.Line("public const string Source =");
        code.Line("    \"\"\"\"");
        code.Inside(Source(program).TrimEnd('\n'));
        code.Line("    \"\"\"\";").Close().Line();
        code.Line("static partial void ReadCudaSource(ref string? source) => source = Cuda.Source;");
        return GeneratedFile.Close(code, depth);
    }

    /// <summary>The CUDA source.</summary>
    public static string Source(EventProgram program)
    {
        CodeWriter code = new();
        code.Line("// Written by the Mandelstam compiler from the declaration of " + program.Spec.FullName + ".");
        code.Line(CudaPrelude.Text).Line();
        EmitPerturb(code, program);
        code.Line();
        EmitPull(code, program);
        return code.Finish();
    }

    private static void EmitPerturb(CodeWriter code, EventProgram program)
    {
        List<Expr> results = [program.Selected, .. program.Columns.Select(static c => c.Value), .. program.Features.Select(static f => f.Result), program.Rate];
        if (program.Category is not null)
        {
            results.Add(program.Category);
        }

        code.Line("// All of the declaration in one pass: nuisances, corrections, selection, category, columns, features. No event is dropped.");
        CudaExpressions expressions = Open(code, program, "perturb", results, [], ["real features", "real columns", "unsigned char selected", "long long category", "real rate"]);
        WriteAll(code, "features", [.. program.Features.Select(static f => (f.Spec.Column, f.Result))], expressions);
        WriteAll(code, "columns", [.. program.Columns.Select(c => (program.Spec.Columns[c.Column].Name, c.Value))], expressions);
        code.Line($"selected[row] = {expressions.Use(program.Selected)} ? 1 : 0;");
        code.Line($"category[row] = {(program.Category is null ? "-1" : $"(long long)({expressions.Use(program.Category)})")};");
        code.Line($"rate[row] = {expressions.Use(program.Rate)};").Close();
    }

    private static void EmitPull(CodeWriter code, EventProgram program)
    {
        EventPullback pull = DifferentiateEvent.Pull(program);
        code.Line("// The gradient of a weighted sum of features, columns and rate by every column as stored and every nuisance, event by event.");
        CudaExpressions expressions = Open(
            code, program, "pull", pull.Roots, ["real featureWeights", "real columnWeights", "real rateWeights"], ["real columnGradients", "real nuisanceGradients"]);
        WriteAll(code, "columnGradients", [.. pull.Columns.Select(c => (program.Spec.Columns[c.Column].Name, c.Value))], expressions);
        WriteAll(code, "nuisanceGradients", [.. pull.Nuisances.Select((n, i) => (program.Spec.Nuisances[i].Name, n))], expressions);
        code.Close();
    }

    private static CudaExpressions Open(
        CodeWriter code, EventProgram program, string name, IReadOnlyList<Expr> roots, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        EventSpec spec = program.Spec;
        static string Pointer(string declaration) => declaration.Insert(declaration.LastIndexOf(' '), "* __restrict__");
        List<string> parameters =
        [
            "const long long rows",
            .. program.Columns.Select(c => $"const real* __restrict__ column{CSharp.Int(c.Column)}"),
            "const real* __restrict__ nuisances",
            "const real* __restrict__ noise",
            "const long long* __restrict__ processes",
            .. inputs.Select(static i => "const " + Pointer(i)),
            .. outputs.Select(Pointer),
        ];
        code.Line($"extern \"C\" __global__ void {name}(");
        for (int i = 0; i < parameters.Count; i++)
        {
            int column = i - 1;
            string comment = column >= 0 && column < program.Columns.Count ? " // " + Comment(spec.Columns[program.Columns[column].Column].Name) : "";
            code.Line($"    {parameters[i]}{(i < parameters.Count - 1 ? "," : ")")}{comment}");
        }

        code.Open().Line("const long long row = (long long)blockIdx.x * blockDim.x + threadIdx.x;").Open("if (row >= rows)").Line("return;").Close().Line();
        Schedule schedule = new(program.Pool, Reserved.Concat(program.Columns.Select(static c => "column" + CSharp.Int(c.Column))), roots);
        CudaExpressions expressions = new(schedule, program);
        foreach (Expr node in schedule.Invariant.Concat(schedule.Stages[0]))
        {
            code.Line(expressions.Define(node));
        }

        code.Line();
        return expressions;
    }

    private static void WriteAll(CodeWriter code, string array, IReadOnlyList<(string Name, Expr Value)> values, CudaExpressions expressions)
    {
        for (int i = 0; i < values.Count; i++)
        {
            code.Line($"{array}[{CSharp.Int(i)} * rows + row] = {expressions.Use(values[i].Value)}; // {Comment(values[i].Name)}");
        }
    }

    // A comment ends with its line: no name may end it earlier, or go on on the next.
    private static string Comment(string name) => CSharp.Text(name).Trim('"').Replace("\\", "/");
}
