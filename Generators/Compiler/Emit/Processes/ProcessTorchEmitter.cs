using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Emit.Torch;
using Mandelstam.Compiler.Lowering;

namespace Mandelstam.Compiler.Emit.Processes;

/// <summary>The squared amplitude as TorchSharp code over a batch of momenta: differentiable in them, on any device.</summary>
public static class ProcessTorchEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private const string Torch = "global::TorchSharp.torch";

    private static readonly string[] Reserved = ["columns", "momenta", "scope", "first"];

    /// <summary>The tensor code as a nested class.</summary>
    public static string Emit(ProcessProgram program)
    {
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, program.Event);
        int particles = program.Shape.Daughters.Count;
        code.Line("/// <summary>The declaration as tensor code.</summary>");
        code.Line(GeneratedFile.TypeAttributes);
        code.Open("public static partial class Tensors");
        if (program.Amplitude is { } amplitude)
        {
            string legs = CSharp.Xml(string.Join(", ", program.Shape.Daughters.Select(static d => d.Spec.Name)));
            code.Line($"/// <summary>|M|² of each event, in GeV to the power {CSharp.Int(program.Shape.AmplitudeDimension)}.</summary>");
            code.Line($"/// <param name=\"momenta\">[n, {CSharp.Int(particles)}, 4]: E, px, py, pz in GeV of {legs}, in the frame of the process.</param>");
            code.Line("/// <returns>[n]; belongs to the caller's dispose scope.</returns>");
            Function(code, program, amplitude, "SquaredAmplitude", static (writer, root) => writer.Column(root));
        }

        if (program.Selected is { } selected)
        {
            code.Line("/// <summary>Which events are kept.</summary>");
            code.Line($"/// <param name=\"momenta\">[n, {CSharp.Int(particles)}, 4]: E, px, py, pz in GeV, in the frame of the process.</param>");
            code.Line("/// <returns>A mask [n]; belongs to the caller's dispose scope.</returns>");
            Function(code, program, selected, "Selection", static (writer, root) => $"{TorchExpressions.Helpers}.Mask({writer.Use(root)}, first)");
        }

        code.Close();
        return GeneratedFile.Close(code, depth);
    }

    private static void Function(CodeWriter code, ProcessProgram program, Expr root, string name, Func<TorchExpressions, Expr, string> result)
    {
        Schedule schedule = new(program.Pool, Reserved, [root]);
        TorchExpressions writer = new(schedule);
        code.Open($"public static {Tensor} {name}({Tensor} momenta)");
        code.Line($"using global::TorchSharp.DisposeScope scope = {Torch}.NewDisposeScope();");
        code.Line($"{Tensor}[] columns = momenta.reshape(-1, {CSharp.Int(4 * program.Shape.Daughters.Count)}).unbind(1);");
        code.Line($"{Tensor} first = columns[0];");
        foreach (Expr node in schedule.Invariant.Concat(schedule.Stages[0]))
        {
            code.Line($"{Tensor} {schedule.NameOf(node)} = {writer.Define(node, program.Event)};");
        }

        code.Line($"return {TorchExpressions.Helpers}.Keep({result(writer, root)});");
        code.Close().Line();
    }
}
