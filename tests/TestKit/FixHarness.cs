using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Mandelstam.TestKit;

/// <summary>Applies code fixes to source text, and looks at what comes out.</summary>
/// <param name="project">Diagnoses the text before and after.</param>
/// <param name="provider">The provider under test.</param>
public sealed class FixHarness(GeneratorHarness project, CodeFixProvider provider)
{
    /// <summary>Applies a fix, the first one offered if not said otherwise; the result must be the expected text, with the diagnostics that it marks.</summary>
    /// <param name="wrong">The text before.</param>
    /// <param name="right">The text after.</param>
    /// <param name="choice">Which of the fixes that are offered.</param>
    public async Task VerifyAsync(string wrong, string right, int choice = 0)
    {
        (Document document, IReadOnlyList<Diagnostic> diagnostics) = await OpenAsync(wrong);
        List<CodeAction> actions = [];
        foreach (Diagnostic diagnostic in diagnostics)
        {
            await provider.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        Assert.True(actions.Count > choice, $"{actions.Count} fixes are offered.");
        await VerifyAsync(actions[choice], document, right);
    }

    /// <summary>Applies all fixes of a rule at once.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="wrong">The text before.</param>
    /// <param name="right">The text after.</param>
    /// <param name="choice">Which of the fixes that are offered for the first of them.</param>
    public async Task VerifyAllAsync(string id, string wrong, string right, int choice = 0)
    {
        (Document document, IReadOnlyList<Diagnostic> diagnostics) = await OpenAsync(wrong);
        List<string?> keys = [];
        await provider.RegisterCodeFixesAsync(new(document, diagnostics[0], (action, _) => keys.Add(action.EquivalenceKey), CancellationToken.None));
        FixAllContext context = new(document, provider, FixAllScope.Document, keys[choice], [id], new Known(diagnostics), CancellationToken.None);
        CodeAction? action = await provider.GetFixAllProvider()!.GetFixAsync(context);
        Assert.NotNull(action);
        await VerifyAsync(action, document, right);
    }

    /// <summary>No fix is offered for any diagnostic of the text, of which there is one at least.</summary>
    /// <param name="wrong">The text.</param>
    public async Task VerifyNoneAsync(string wrong)
    {
        (Document document, IReadOnlyList<Diagnostic> diagnostics) = await OpenAsync(wrong);
        Assert.NotEmpty(diagnostics);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            await provider.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => Assert.Fail(action.Title), CancellationToken.None));
        }
    }

    private async Task VerifyAsync(CodeAction action, Document document, string right)
    {
        ApplyChangesOperation change = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        SourceText text = await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync();
        Assert.Equal(MarkedSource.Parse(right).Text, text.ToString());
        await project.VerifyAsync(right);
    }

    private async Task<(Document Document, IReadOnlyList<Diagnostic> Diagnostics)> OpenAsync(string text)
    {
        (_, _, IReadOnlyList<Diagnostic> all) = await project.DiagnoseAsync(text);
        CSharpCompilation compilation = project.Compile(text);
        Project opened = new AdhocWorkspace().AddProject("Input", LanguageNames.CSharp).WithMetadataReferences(compilation.References).WithParseOptions(compilation.SyntaxTrees[0].Options);
        Document document = opened.AddDocument("Usings.cs", await compilation.SyntaxTrees[1].GetTextAsync()).Project.AddDocument("Input.cs", text);
        SyntaxTree tree = (await document.GetSyntaxTreeAsync())!;
        Diagnostic Moved(Diagnostic d) => Diagnostic.Create(
            d.Descriptor, Location.Create(tree, d.Location.SourceSpan), d.AdditionalLocations.Select(l => Location.Create(tree, l.SourceSpan)), d.Properties);
        return (document, [.. all.Where(d => provider.FixableDiagnosticIds.Contains(d.Id)).Select(Moved)]);
    }

    private sealed class Known(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellation) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellation) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
