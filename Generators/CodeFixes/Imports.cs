using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.CodeFixes;

/// <summary>Names that a repair writes, and the directives that bring them into scope where the file has written them in full so far.</summary>
internal static class Imports
{
    private const string System = "System";

    private static readonly string[] _namespaces = [nameof(Mandelstam), System];

    // A name, a type, a member of an instance.
    private static readonly string[] _unknownNames = ["CS0103", "CS0246", "CS1061"];

    /// <summary>Adds the directives that something of what was written is unknown without.</summary>
    /// <param name="document">The document after the repair.</param>
    /// <param name="written">What was written, in the order of the text.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Document> CompleteAsync(Document document, IReadOnlyList<TextSpan> written, CancellationToken cancellation)
    {
        int unknown = await UnknownAsync(document, written, cancellation).ConfigureAwait(false);
        foreach (string name in _namespaces)
        {
            if (unknown == 0)
            {
                break;
            }

            SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            TextChange directive = Directive(name, (CompilationUnitSyntax)(await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!, text);
            Document completed = document.WithText(text.WithChanges(directive));
            TextSpan[] moved = [.. written.Select(span => new TextSpan(span.Start + directive.NewText!.Length, span.Length))];
            int left = await UnknownAsync(completed, moved, cancellation).ConfigureAwait(false);
            if (left < unknown)
            {
                (document, written, unknown) = (completed, moved, left);
            }
        }

        return document;
    }

    private static async Task<int> UnknownAsync(Document document, IReadOnlyList<TextSpan> written, CancellationToken cancellation)
    {
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model is null || written.Count == 0 ? 0 : model.GetDiagnostics(TextSpan.FromBounds(written[0].Start, written[written.Count - 1].End), cancellation)
            .Count(d => _unknownNames.Contains(d.Id) && written.Any(span => span.Contains(d.Location.SourceSpan)));
    }

    // "System" comes first. Where there is none yet, a comment on the file as a whole stays above it.
    private static TextChange Directive(string name, CompilationUnitSyntax root, SourceText text)
    {
        string line = LineEnd(text), directive = $"using {name};";
        if (root.Usings.Count > 0)
        {
            return name == System ? new(new(root.Usings[0].SpanStart, 0), directive + line) : new(new(root.Usings[root.Usings.Count - 1].Span.End, 0), line + directive);
        }

        int start = 0;
        bool isBlank = true;
        foreach (SyntaxTrivia trivia in root.GetFirstToken(includeZeroWidth: true).LeadingTrivia)
        {
            start = isBlank && trivia.IsKind(SyntaxKind.EndOfLineTrivia) ? trivia.Span.End : start;
            isBlank = trivia.IsKind(SyntaxKind.EndOfLineTrivia) || (isBlank && trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        }

        return new(new(start, 0), directive + line + line);
    }

    private static string LineEnd(SourceText text)
    {
        TextLine first = text.Lines[0];
        string end = text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak));
        return end.Length > 0 ? end : "\n";
    }
}
