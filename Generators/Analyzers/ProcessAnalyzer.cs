using System.Collections.Immutable;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>Says what is wrong with the momenta, squared amplitude and selection of a declared decay or scattering, at the place where it is wrong.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProcessAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.All.Select(Descriptors.Of)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        AttributeData? attribute = ProcessReader.Read(type).Select(static r => r.Attribute).FirstOrDefault();
        TypeDeclarationSyntax? syntax = attribute?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (syntax is null)
        {
            return;
        }

        try
        {
            Cause cause = new(syntax, context.Compilation, context.CancellationToken);
            EquatableArray<Problem> problems = ProcessDeclarationReader.Check(type, syntax, context.Compilation, context.CancellationToken);
            foreach (Problem problem in problems)
            {
                if (!cause.IsSaid(problem, problems))
                {
                    context.ReportDiagnostic(Reported.Of(syntax, problem));
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(Rules.InternalError), syntax.Identifier.GetLocation(), type.Name, $"{e.GetType().Name}: {e.Message}"));
        }
    }
}
