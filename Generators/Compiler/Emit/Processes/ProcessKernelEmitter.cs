using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Emit.Scalar;
using Mandelstam.Compiler.Emit.Simd;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Processes;

/// <summary>The squared amplitude and the selection over many points: one point a lane of double precision, or one after another.</summary>
public static class ProcessKernelEmitter
{
    // Beyond this many operations the just-in-time compiler inlines lanes no more, and plain numbers are faster.
    private const int MostInLanes = 160;

    private static readonly string[] Reserved = ["columns", "row", "points", "results", "kernel"];

    /// <summary>The kernels as bodies of the partial methods that the surface declares.</summary>
    public static string Emit(ProcessProgram program)
    {
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, program.Event, usings: SimdEmitter.Usings);
        Emit(code, program, program.Amplitude, "SquaredAmplitude", "double", "Evaluate");
        Emit(code, program, program.Selected, "Selection", "bool", "Test");
        return GeneratedFile.Close(code, depth);
    }

    private static void Emit(CodeWriter code, ProcessProgram program, Expr? root, string name, string type, string pass)
    {
        if (root is null)
        {
            return;
        }

        Schedule schedule = new(program.Pool, Reserved, [root]);
        IReadOnlyList<Expr> nodes = [.. schedule.Invariant, .. schedule.Stages[0]];
        bool inLanes = program.Pool.Reach([root]).Count(static n => !n.IsLeaf && !n.IsInput) <= MostInLanes;
        code.Open($"static partial void Evaluate{name}(global::Mandelstam.Processes.PhaseSpacePoints points, global::System.Span<{type}> results, ref bool isComputed)");
        code.Line("isComputed = true;");
        if (inLanes)
        {
            code.Line($"__Simd::PointPass<{name}Kernel>.{pass}(points, results);").Close().Line();
            EmitLanes(code, program, root, schedule, nodes, name);
            return;
        }

        EmitScalars(code, program, root, schedule, nodes);
        code.Close().Line();
    }

    private static void EmitLanes(CodeWriter code, ProcessProgram program, Expr root, Schedule schedule, IReadOnlyList<Expr> nodes, string name)
    {
        LaneNames names = new();
        foreach (Expr node in nodes)
        {
            names[node, true] = schedule.NameOf(node);
        }

        LaneExpressions lanes = new(null, names);
        code.Line(GeneratedFile.TypeAttributes);
        code.Open($"private readonly struct {name}Kernel : __Simd::IPointKernel");
        code.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
        code.Line("public static TDouble Evaluate<TDouble>(__Simd::PointColumns columns, nint row)");
        code.Line("    where TDouble : struct, __Simd::ILanes<TDouble>");
        code.Open();
        foreach (Expr node in nodes)
        {
            string definition = node.Op == Op.Column ? $"columns.Load<TDouble>({CSharp.Int(node.Index)}, row); // {program.Event.Columns[node.Index].Name}" : lanes.Define(node) + ";";
            code.Line($"TDouble {schedule.NameOf(node)} = {definition}");
        }

        code.Line($"return {(root.IsCondition ? $"TDouble.Select({lanes.Use(root, isDouble: true)}, TDouble.All(1.0), TDouble.All(0.0))" : lanes.Use(root, isDouble: true))};");
        code.Close().Close().Line();
    }

    private static void EmitScalars(CodeWriter code, ProcessProgram program, Expr root, Schedule schedule, IReadOnlyList<Expr> nodes)
    {
        ScalarExpressions scalars = new(schedule);
        string Column(Expr node) => $"{schedule.NameOf(node)}Column";
        foreach (Expr input in nodes.Where(static n => n.Op == Op.Column))
        {
            string component = (input.Index % 4) switch { 0 => "Energy", 1 => "Px", 2 => "Py", _ => "Pz" };
            code.Line($"global::System.ReadOnlySpan<double> {Column(input)} = points.{component}({CSharp.Int(input.Index / 4)}); // {program.Event.Columns[input.Index].Name}");
        }

        code.Open("for (int row = 0; row < points.Count; row++)");
        foreach (Expr node in nodes)
        {
            code.Line($"{(node.IsCondition ? "bool" : "double")} {schedule.NameOf(node)} = {(node.Op == Op.Column ? Column(node) + "[row]" : scalars.Definition(node))};");
        }

        code.Line($"results[row] = {scalars.Use(root)};");
        code.Close();
    }
}
