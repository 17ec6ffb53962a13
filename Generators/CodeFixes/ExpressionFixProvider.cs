using System.Collections.Immutable;
using System.Composition;
using Mandelstam.Analyzers;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
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
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            for (int choice = 0; choice < diagnostic.AdditionalLocations.Count; choice++)
            {
                Offer(context, diagnostic, Repair.KeyOf(choice), diagnostic.AdditionalLocations[choice].SourceSpan);
            }
        }

        return Task.CompletedTask;
    }

    private static void Offer(CodeFixContext context, Diagnostic diagnostic, string key, TextSpan place)
    {
        if (diagnostic.Properties.TryGetValue(key, out string? text) && text is not null)
        {
            context.RegisterCodeFix(
                CodeAction.Create($"Write '{text.Trim(',', ' ')}'", cancellation => ReplaceAsync(context.Document, place, text, cancellation), diagnostic.Id + key), diagnostic);
        }
    }

    private static async Task<Document> ReplaceAsync(Document document, TextSpan place, string replacement, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.Replace(place, replacement));
    }
}
