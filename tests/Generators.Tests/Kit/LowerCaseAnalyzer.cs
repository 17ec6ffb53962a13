using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Generators.Tests.Kit;

/// <summary>A toy rule, to test the harness with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LowerCaseAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor _rule =
        new("TOY001", "Lower case", "'{0}' starts with a lower-case letter", "Toy", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [_rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            static c =>
            {
                if (char.IsLower(c.Symbol.Name[0]))
                {
                    c.ReportDiagnostic(Diagnostic.Create(_rule, c.Symbol.Locations[0], c.Symbol.Name));
                }
            },
            SymbolKind.NamedType);
    }
}
