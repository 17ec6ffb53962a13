using Microsoft.CodeAnalysis;

namespace Mandelstam.TestKit;

/// <summary>The severities of an <c>.editorconfig</c>, as the compiler takes them from it.</summary>
internal sealed class EditorConfig : SyntaxTreeOptionsProvider
{
    private readonly AnalyzerConfigSet _set;

    public EditorConfig(string text)
    {
        _set = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(text, "/.editorconfig") });
    }

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _set.GetOptionsForSourcePath("/" + tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        _set.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
}
