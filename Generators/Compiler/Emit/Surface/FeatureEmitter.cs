using Mandelstam.Compiler.Emit.Docs;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Surface;

/// <summary>What the runtime knows of the features: what their bodies say, hence not a part of the surface.</summary>
public static class FeatureEmitter
{
    /// <summary>The description as the body of the partial method that the surface declares.</summary>
    public static string Emit(EventProgram program)
    {
        EventSpec spec = program.Spec;
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec);
        code.Line("/// <summary>The features with their formulas, and the columns that each reads.</summary>");
        code.Line("static partial void DescribeFeatures(ref global::System.Collections.Immutable.ImmutableArray<global::Mandelstam.Events.FeatureInfo> features) => features =");
        code.Line("[");
        LatexPrinter latex = new(spec);
        foreach (LoweredFeature feature in program.Features)
        {
            Term body = spec.Helpers.First(h => h.Key == feature.Spec.Member).Body;
            string columns = string.Join(", ", feature.Columns.Select(c => CSharp.Text(spec.Columns[c].Name)));
            string absent = feature.Spec.Optional ? CSharp.Number(feature.Spec.Absent) : "null";
            code.Line($"    new({CSharp.Text(feature.Spec.Column)}, {CSharp.Text(feature.Spec.Member)}, {CSharp.Text(feature.Spec.Unit)}, {CSharp.Text(feature.Spec.Formula)}, {CSharp.Text(latex.Print(body))}, [{columns}], {absent}, {CSharp.Text(feature.Spec.Description)}),");
        }

        code.Line("];");
        return GeneratedFile.Close(code, depth);
    }
}
