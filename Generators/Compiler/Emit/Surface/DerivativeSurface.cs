using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Surface;

/// <summary>The part of the surface that has to do with derivatives: the kernels' declarations, and derivatives under the declaration's own names.</summary>
internal static class DerivativeSurface
{
    private const string Events = "global::Mandelstam.Events.";

    private const string Point = "global::System.ReadOnlySpan<double> nuisances, global::System.ReadOnlySpan<double> noise";

    private static readonly string[] Members = ["Tangents", "Along", "Pullback", "Equals", "GetType", "GetHashCode", "ToString", "ReferenceEquals", "MemberwiseClone"];

    private static readonly string[] TangentMembers =
    [
        "Values", "Rate", "Tangents", "Equals", "GetType", "GetHashCode", "ToString", "ReferenceEquals", "MemberwiseClone", "Deconstruct", "PrintMembers",
    ];

    /// <summary>The kernels, whose bodies are in a file of their own.</summary>
    public static void DeclareKernels(CodeWriter code)
    {
        code.Line($"""
            static partial void PushRows(
                {Events}EventBatch batch, {Point},
                {Events}EventDirection direction, int first, int last, {Events}EventTangents output);
            """).Line();
        code.Line($"""
            static partial void PullRows(
                {Events}EventBatch batch, {Point},
                {Events}EventWeights weights, int first, int last, {Events}EventGradients output);
            """).Line();
        code.Line($"""
            static partial void PushFused(
                {Events}EventBatch batch, {Point},
                {Events}EventDirection direction, int threads, {Events}EventTangents output);
            """).Line();
        code.Line($"""
            static partial void PullFused(
                {Events}EventBatch batch, {Point},
                {Events}EventWeights weights, int threads, {Events}EventGradients output);
            """).Line();
    }

    /// <summary>The model's overrides that call the kernels.</summary>
    public static void CallKernels(CodeWriter code, EventSpec spec)
    {
        code.Line($"""
            protected override void PushRows(
                {Events}EventBatch batch, {Point},
                {Events}EventDirection direction, int first, int last, {Events}EventTangents output) =>
                {SurfaceEmitter.Own(spec)}.PushRows(batch, nuisances, noise, direction, first, last, output);
            """).Line();
        code.Line($"""
            protected override void PullRows(
                {Events}EventBatch batch, {Point},
                {Events}EventWeights weights, int first, int last, {Events}EventGradients output) =>
                {SurfaceEmitter.Own(spec)}.PullRows(batch, nuisances, noise, weights, first, last, output);
            """).Line();
        code.Line($"""
            protected override void PushFused(
                {Events}EventBatch batch, {Point},
                {Events}EventDirection direction, int threads, {Events}EventTangents output) =>
                {SurfaceEmitter.Own(spec)}.PushFused(batch, nuisances, noise, direction, threads, output);
            """).Line();
        code.Line($"""
            protected override void PullFused(
                {Events}EventBatch batch, {Point},
                {Events}EventWeights weights, int threads, {Events}EventGradients output) =>
                {SurfaceEmitter.Own(spec)}.PullFused(batch, nuisances, noise, weights, threads, output);
            """);
    }

    /// <summary>The nested class <c>Derivatives</c>.</summary>
    public static void Emit(CodeWriter code, EventSpec spec)
    {
        const string Rest = "global::System.ReadOnlySpan<double> noise = default, int threads = 1";
        List<string> names = SurfaceEmitter.Identifiers(
            spec.Nuisances.Select(static n => "By" + n.Name).Concat(spec.Columns.Where(IsInput).Select(static c => "By" + c.Name)), Members);
        code.Line();
        code.Line("/// <summary>Exact derivatives, event by event: what each output changes by when a nuisance or a column as stored moves.</summary>");
        code.Line(GeneratedFile.TypeAttributes);
        code.Open("public static class Derivatives");
        int next = 0;
        for (int i = 0; i < spec.Nuisances.Count; i++)
        {
            By(names[next++], $"the nuisance {spec.Nuisances[i].Name}", $"ByNuisance(Model, {CSharp.Int(i)})");
        }

        for (int i = 0; i < spec.Columns.Count; i++)
        {
            if (IsInput(spec.Columns[i]))
            {
                By(names[next++], $"the column {spec.Columns[i].Name}, per unit of the file", $"ByColumn(Model, {CSharp.Int(i)})");
            }
        }

        code.Line("/// <summary>The derivative along any direction.</summary>");
        code.Line($"public static Tangents Along({Events}EventBatch batch, Nuisances point, {Events}EventDirection direction, {Rest}, Tangents? reuse = null) =>");
        code.Line("    new(Model.Pushforward(batch, point.ToArray(), direction, noise, threads, reuse?.Values));").Line();
        code.Line("/// <summary>The gradient of a weighted sum of outputs by every column and nuisance.</summary>");
        code.Line($"public static {Events}EventGradients Pullback({Events}EventBatch batch, Nuisances point, {Events}EventWeights weights, {Rest}, {Events}EventGradients? reuse = null) =>");
        code.Line("    Model.Pullback(batch, point.ToArray(), weights, noise, threads, reuse);").Line();
        EmitTangents(code, spec);
        code.Close();

        void By(string name, string what, string direction)
        {
            code.Line($"/// <summary>∂/∂{CSharp.Xml(name.TrimStart('@').Substring(2))}: the derivatives by {CSharp.Xml(what)}.</summary>");
            code.Line($"public static Tangents {name}({Events}EventBatch batch, Nuisances point, {Rest}, Tangents? reuse = null) =>");
            code.Line($"    Along(batch, point, {Events}EventDirection.{direction}, noise, threads, reuse);").Line();
        }
    }

    private static void EmitTangents(CodeWriter code, EventSpec spec)
    {
        List<string> names = SurfaceEmitter.Identifiers(spec.Features.Select(static f => f.Member), TangentMembers);
        code.Line("/// <summary>Derivatives of the features, each under its own name; one number an event, 0 where the feature is absent.</summary>");
        code.Line($"/// <param name=\"Values\">All of them, with those of columns and rate.</param>");
        code.Line(GeneratedFile.TypeAttributes);
        code.Open($"public readonly record struct Tangents({Events}EventTangents Values)");
        for (int i = 0; i < names.Count; i++)
        {
            code.Line($"/// <summary>Of {CSharp.Xml(spec.Features[i].Column)}.</summary>");
            code.Line($"public double[] {names[i]} => Values.Features[{CSharp.Int(i)}];").Line();
        }

        code.Line("/// <summary>Of the factor that the rate nuisances put on the weight.</summary>");
        code.Line("public double[] Rate => Values.Rate;").Close();
    }

    private static bool IsInput(ColumnSpec column) => column.Role == ColumnRole.Primary && !column.IsText;
}
