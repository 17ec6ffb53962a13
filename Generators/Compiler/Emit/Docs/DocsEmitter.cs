using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>The documentation backend: symmetries and cost of each feature as data, and the event as a document.</summary>
public static class DocsEmitter
{
    /// <summary>The bodies of the partial methods that the surface declares.</summary>
    public static string Emit(EventProgram program)
    {
        DocumentModel document = DocumentModel.Of(program, SymmetryAnalysis.Run(program.Trace));
        EventSpec spec = program.Spec;
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, spec);
        code.Line("/// <summary>What was proven of the features, and what they cost.</summary>");
        code.Open("static partial void Describe(ref global::System.Collections.Immutable.ImmutableArray<global::Mandelstam.Events.FeatureInfo> features)");
        code.Line("features =").Line("[");
        for (int i = 0; i < document.Features.Count; i++)
        {
            FeatureDocument feature = document.Features[i];
            string symmetries = string.Join(", ", feature.Symmetries.Select(CSharp.Text));
            code.Line($"    features[{CSharp.Int(i)}] with {{ Symmetries = [{symmetries}], Operations = {CSharp.Int(feature.Operations)} }},");
        }

        code.Line("];").Close().Line();
        code.Line("/// <summary>The event as a document.</summary>");
        code.Line("static partial void Document(ref global::Mandelstam.Events.EventDocumentation documentation) => documentation = new(");
        code.Line($"    {CSharp.Text(MarkdownDocument.Write(document))},");
        code.Line($"    {CSharp.Text(LatexDocument.Write(document))});");
        return GeneratedFile.Close(code, depth);
    }
}
