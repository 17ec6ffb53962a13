using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Scalar;

/// <summary>The derivatives in double-precision C#, one event after another: the reference of those of the other backends.</summary>
public static class DerivativeEmitter
{
    private const string Parameters =
        "global::Mandelstam.Events.EventBatch batch, global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise";

    private static readonly string[] Reserved =
        ["batch", "nuisances", "noise", "direction", "weights", "first", "last", "output", "row", "rows", "processes", "columnWeights", "featureWeights", "rateWeights"];

    /// <summary>The bodies of the two partial methods that the surface declares.</summary>
    public static string Emit(EventProgram program)
    {
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, program.Spec);
        EmitPush(code, program);
        code.Line();
        EmitPull(code, program);
        return GeneratedFile.Close(code, depth);
    }

    private static void EmitPush(CodeWriter code, EventProgram program)
    {
        EventSpec spec = program.Spec;
        EventPushforward push = DifferentiateEvent.Push(program);
        code.Line("/// <summary>The derivative of columns, features and rate along one direction: forward, with the values.</summary>");
        code.Open($"""
            static partial void PushRows(
                {Parameters},
                global::Mandelstam.Events.EventDirection direction, int first, int last, global::Mandelstam.Events.EventTangents output)
            """);
        ScalarExpressions expressions = OpenLoop(code, program, push.Roots);
        foreach ((int column, Expr value) in push.Columns)
        {
            code.Line($"output.Columns[{CSharp.Int(column)}]![row] = {expressions.Use(value)}; // {spec.Columns[column].Name}");
        }

        for (int i = 0; i < push.Features.Count; i++)
        {
            code.Line($"output.Features[{CSharp.Int(i)}][row] = {expressions.Use(push.Features[i])}; // {program.Features[i].Spec.Column}");
        }

        code.Line($"output.Rate[row] = {expressions.Use(push.Rate)};").Close().Close();
    }

    private static void EmitPull(CodeWriter code, EventProgram program)
    {
        EventSpec spec = program.Spec;
        EventPullback pull = DifferentiateEvent.Pull(program);
        code.Line("/// <summary>The gradient of a weighted sum of features, columns and rate: one sweep back from the outputs to the inputs.</summary>");
        code.Open($"""
            static partial void PullRows(
                {Parameters},
                global::Mandelstam.Events.EventWeights weights, int first, int last, global::Mandelstam.Events.EventGradients output)
            """);
        code.Line("double[]?[] featureWeights = weights.Features;").Line("double[]?[] columnWeights = weights.Columns;").Line("double[]? rateWeights = weights.Rate;");
        ScalarExpressions expressions = OpenLoop(code, program, pull.Roots);
        foreach ((int column, Expr value) in pull.Columns)
        {
            code.Line($"output.Columns[{CSharp.Int(column)}]![row] = {expressions.Use(value)}; // {spec.Columns[column].Name}");
        }

        for (int i = 0; i < pull.Nuisances.Count; i++)
        {
            code.Line($"output.Nuisances[{CSharp.Int(i)}][row] = {expressions.Use(pull.Nuisances[i])}; // {spec.Nuisances[i].Name}");
        }

        code.Close().Close();
    }

    private static ScalarExpressions OpenLoop(CodeWriter code, EventProgram program, IReadOnlyList<Expr> roots)
    {
        EventSpec spec = program.Spec;
        IEnumerable<string> streams = Enumerable.Range(0, spec.Columns.Count).Select(static i => "column" + CSharp.Int(i));
        Schedule schedule = new(program.Pool, Reserved.Concat(streams), roots);
        ScalarExpressions expressions = new(schedule);
        code.Line("int rows = batch.Rows;");
        foreach (Expr input in program.Pool.Reach(roots).Where(static e => e.Op == Op.Column))
        {
            code.Line($"float[] column{CSharp.Int(input.Index)} = batch.Column({CSharp.Int(input.Index)}); // {spec.Columns[input.Index].Name}");
        }

        if (spec.LabelColumn >= 0)
        {
            code.Line($"int[]? processes = batch.Has({CSharp.Int(spec.LabelColumn)}) ? batch.ProcessCodes : null;");
        }

        foreach (Expr node in schedule.Invariant)
        {
            Define(node);
        }

        code.Open("for (int row = first; row < last; row++)");
        foreach (Expr node in schedule.Stages[0])
        {
            Define(node);
        }

        code.Line();
        return expressions;

        void Define(Expr node) =>
            code.Line($"{(node.IsCondition ? "bool" : "double")} {schedule.NameOf(node)} = {ScalarInputs.Read(node, program) ?? expressions.Definition(node)};");
    }
}
