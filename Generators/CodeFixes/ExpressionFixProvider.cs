using System.Collections.Immutable;
using System.Composition;
using Mandelstam.Analyzers;
using Mandelstam.Compiler;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.CodeFixes;

/// <summary>Writes what a diagnostic says is to be written, where the repair is a matter of replacing one expression.</summary>
/// <remarks>The analyzer, which knows why it complains, has the replacement ready (<see cref="Repair"/>), for whichever rule; all of one rule can be fixed at once.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExpressionFixProvider))]
[Shared]
public sealed class ExpressionFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. Rules.All.Select(static rule => rule.Id)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static (context, document, diagnostics) => FixAllAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach ((string key, TextChange change) in Repair.ChoicesOf(diagnostic).Where(choice => IsSafe(choice.Change, root)))
            {
                string title = $"Write '{CodeNames.Excerpt(change.NewText!.Trim(',', ' '))}'";
                context.RegisterCodeFix(CodeAction.Create(title, cancellation => WriteAsync(context.Document, [change], cancellation), key), diagnostic);
            }
        }
    }

    // Of two repairs that overlap the second is one of the next time.
    private static async Task<Document?> FixAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        List<TextChange> changes = [];
        foreach (TextChange change in diagnostics.SelectMany(Repair.ChoicesOf).Where(choice => choice.Key == key && IsSafe(choice.Change, root)).Select(static choice => choice.Change).OrderBy(static c => c.Span.Start))
        {
            if (changes.Count == 0 || change.Span.Start >= changes[changes.Count - 1].Span.End)
            {
                changes.Add(change);
            }
        }

        return await WriteAsync(document, changes, cancellation).ConfigureAwait(false);
    }

    // Comments are the author's, and a name that a pattern declares cannot be declared twice.
    private static bool IsSafe(TextChange change, SyntaxNode? root)
    {
        static bool IsBlank(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia);
        bool keepsComments = root?.DescendantTrivia(change.Span).Where(t => change.Span.Contains(t.Span) && !IsBlank(t)).All(t => change.NewText!.Contains(t.ToFullString())) != false;
        return keepsComments && SyntaxFactory.ParseExpression(change.NewText!).DescendantNodesAndSelf(static n => n is not AnonymousFunctionExpressionSyntax)
            .OfType<SingleVariableDesignationSyntax>().GroupBy(static d => d.Identifier.ValueText).All(static declared => declared.Count() == 1);
    }

    private static async Task<Document> WriteAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        List<TextSpan> written = [];
        int shift = 0;
        foreach (TextChange change in changes)
        {
            written.Add(new(change.Span.Start + shift, change.NewText!.Length));
            shift += change.NewText.Length - change.Span.Length;
        }

        return await Imports.CompleteAsync(document.WithText(text.WithChanges(changes)), written, cancellation).ConfigureAwait(false);
    }
}
