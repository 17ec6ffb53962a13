using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Scalar;

/// <summary>The scalar backend: readable double-precision C#, one event after another. The debug view, and the reference of the others.</summary>
public static class ScalarEmitter
{
    private static readonly string[] Reserved = ["batch", "nuisances", "noise", "selection", "first", "last", "output", "row", "count", "rows", "weights", "processes"];

    /// <summary>The kernel as the body of the partial method that the surface declares.</summary>
    public static string Emit(EventProgram program)
    {
        EventSpec spec = program.Spec;
        List<Expr> results = [.. program.Columns.Select(static c => c.Value), .. program.Features.Select(static f => f.Result), program.Rate];
        if (program.Category is not null)
        {
            results.Add(program.Category);
        }

        IEnumerable<string> streams = Enumerable.Range(0, spec.Columns.Count).Select(static i => "column" + CSharp.Int(i))
            .Concat(Enumerable.Range(0, spec.Features.Count).Select(static i => "feature" + CSharp.Int(i)));
        Schedule schedule = new(program.Pool, Reserved.Concat(streams).Concat(["weight", "process", "category"]), [program.Selected], results);
        ScalarExpressions expressions = new(schedule);

        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec);
        code.Line("/// <summary>All of the declaration in one pass: nuisances, corrections, selection, columns, features.</summary>");
        code.Open("""
            static partial void PerturbRows(
                global::Mandelstam.Events.EventBatch batch, global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise,
                bool selection, int first, int last, global::Mandelstam.Events.PerturbedEvents<double> output, ref int count)
            """);
        code.Line("int rows = batch.Rows;");
        foreach (int column in program.Pool.Reach([program.Selected, .. results]).Where(static e => e.Op == Op.Column).Select(static e => e.Index).Distinct())
        {
            code.Line($"float[] column{CSharp.Int(column)} = batch.Column({CSharp.Int(column)}); // {spec.Columns[column].Name}");
        }

        foreach (Expr node in schedule.Invariant)
        {
            code.Line($"{Type(node)} {schedule.NameOf(node)} = {ScalarInputs.Read(node, program) ?? expressions.Definition(node)};");
        }

        if (spec.WeightColumn >= 0)
        {
            code.Line($"float[]? weights = batch.Has({CSharp.Int(spec.WeightColumn)}) ? batch.Column({CSharp.Int(spec.WeightColumn)}) : null;");
        }

        if (spec.LabelColumn >= 0)
        {
            code.Line($"int[]? processes = batch.Has({CSharp.Int(spec.LabelColumn)}) ? batch.ProcessCodes : null;");
        }

        code.Open("for (int row = first; row < last; row++)");
        WriteStage(schedule.Stages[0]);
        if (!ExprPool.IsTrue(program.Selected))
        {
            code.Open($"if (selection && !({expressions.Use(program.Selected)}))").Line("continue;").Close().Line();
        }

        WriteStage(schedule.Stages[1]);
        code.Line("output.Source[count] = row;");
        foreach ((int column, Expr value) in program.Columns)
        {
            code.Line($"output.Columns[{CSharp.Int(column)}]![count] = {expressions.Use(value)}; // {spec.Columns[column].Name}");
        }

        for (int i = 0; i < program.Features.Count; i++)
        {
            code.Line($"output.Features[{CSharp.Int(i)}][count] = {expressions.Use(program.Features[i].Result)}; // {program.Features[i].Spec.Column}");
        }

        code.Line($"output.Category[count] = {(program.Category is null ? "-1" : $"(int)({expressions.Use(program.Category)})")};");
        string weight = spec.WeightColumn < 0 ? "1.0" : "(weights is null ? 1.0 : weights[row])";
        code.Line($"output.Weight[count] = {(program.Rate.Is(1) ? weight : $"{weight} * ({expressions.Use(program.Rate)})")};");
        code.Line($"output.Process[count] = {ScalarInputs.Process(spec)};");
        code.Line("count++;");
        code.Close();
        code.Close();
        return GeneratedFile.Close(code, depth);

        void WriteStage(IReadOnlyList<Expr> stage)
        {
            foreach (Expr node in stage)
            {
                code.Line($"{Type(node)} {schedule.NameOf(node)} = {ScalarInputs.Read(node, program) ?? expressions.Definition(node)};");
            }

            if (stage.Count > 0)
            {
                code.Line();
            }
        }
    }

    private static string Type(Expr node) => node.IsCondition ? "bool" : "double";
}
