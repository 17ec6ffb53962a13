using Mandelstam.Compiler.Emit.Docs;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Surface;

/// <summary>What the runtime knows of the features: what their bodies say, hence not a part of the surface.</summary>
public static class FeatureEmitter
{
    /// <summary>The description as the body of the partial method that the surface declares.</summary>
    /// <param name="program">The declaration.</param>
    /// <param name="document">What was found out about its features.</param>
    public static string Emit(EventProgram program, DocumentModel document)
    {
        EventSpec spec = program.Spec;
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec);
        code.Line("/// <summary>The features with their formulas, the columns that each reads, their symmetries, and what they cost.</summary>");
        code.Line("static partial void DescribeFeatures(ref global::System.Collections.Immutable.ImmutableArray<global::Mandelstam.Events.FeatureInfo> features) => features =");
        code.Line("[");
        foreach ((LoweredFeature feature, FeatureDocument found) in program.Features.Zip(document.Features, static (x, y) => (x, y)))
        {
            string columns = string.Join(", ", feature.Columns.Select(c => CSharp.Text(spec.Columns[c].Name)));
            string absent = feature.Spec.Optional ? CSharp.Number(feature.Spec.Absent) : "null";
            code.Line($"    new({CSharp.Text(feature.Spec.Column)}, {CSharp.Text(feature.Spec.Member)}, {CSharp.Text(feature.Spec.Unit)}, {CSharp.Text(feature.Spec.Formula)}, {CSharp.Text(found.Latex)}, [{columns}], {absent}, {CSharp.Text(feature.Spec.Description)})");
            string sampled = found.Sampled.Count == 0 ? "" : $"Sampled = [{string.Join(", ", found.Sampled.Select(CSharp.Text))}], ";
            code.Line($"    {{ Symmetries = [{string.Join(", ", found.Symmetries.Select(CSharp.Text))}], {sampled}Operations = {CSharp.Int(found.Operations)} }},");
        }

        code.Line("];");
        return GeneratedFile.Close(code, depth);
    }
}
