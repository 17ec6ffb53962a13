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
            if (diagnostic.Properties.TryGetValue(Repair.Key, out string? replacement) && replacement is not null && diagnostic.AdditionalLocations.Count > 0)
            {
                TextSpan place = diagnostic.AdditionalLocations[0].SourceSpan;
                context.RegisterCodeFix(
                    CodeAction.Create($"Write '{replacement}'", cancellation => ReplaceAsync(context.Document, place, replacement, cancellation), diagnostic.Id), diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> ReplaceAsync(Document document, TextSpan place, string replacement, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.Replace(place, replacement));
    }
}
