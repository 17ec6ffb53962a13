namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>The documentation backend: the event as a document.</summary>
public static class DocsEmitter
{
    /// <summary>The body of the partial method that the surface declares.</summary>
    public static string Emit(DocumentModel document)
    {
        CodeWriter code = new();
        int depth = GeneratedFile.Open(code, document.Spec);
        code.Line("/// <summary>The event as a document.</summary>");
        code.Line("static partial void WriteDocumentation(ref global::Mandelstam.Events.EventDocumentation documentation) => documentation = new(");
        code.Line($"    {CSharp.Text(MarkdownDocument.Write(document))},");
        code.Line($"    {CSharp.Text(LatexDocument.Write(document))});");
        return GeneratedFile.Close(code, depth);
    }
}
