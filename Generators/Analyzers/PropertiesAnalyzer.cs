using System.Collections.Immutable;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>Says why a class marked <c>[PhysicsProperties]</c> gets no tests, at the attribute.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PropertiesAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.Of(Rules.WrongSignature), Descriptors.Of(Rules.PropertiesOfNoEvent), Descriptors.Of(Rules.PropertiesOfAnotherVersion)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Mandelstam.Testing.PhysicsPropertiesAttribute") is { } attribute)
            {
                start.RegisterSymbolAction(c => Analyze(c, attribute), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol attribute)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        AttributeData? request = type.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));
        TypeDeclarationSyntax? syntax = request?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (syntax is null)
        {
            return;
        }

        foreach (Problem problem in PropertiesReader.Read(type, syntax, context.Compilation, context.CancellationToken).Problems)
        {
            Location location = Location.Create(syntax.SyntaxTree, new(syntax.SpanStart + problem.Span.Start, problem.Span.Length));
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(problem.RuleId), location, [.. problem.Arguments]));
        }
    }
}
