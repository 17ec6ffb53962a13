using System.Collections.Immutable;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>Says what is wrong with an event declaration, at the place where it is wrong.</summary>
/// <remarks>It reads the declaration again, so that its locations are live: <c>#pragma</c> and .editorconfig work as for any rule.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.All.Select(Descriptors.Of)];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            INamedTypeSymbol? attribute = start.Compilation.GetTypeByMetadataName("Mandelstam.EventAttribute");
            if (attribute is not null)
            {
                start.RegisterSymbolAction(c => Analyze(c, attribute), SymbolKind.NamedType);
            }
        });
    }

    // The first mark of an event in a type that is none: a base record, an interface, a record whose [Event] was forgotten.
    private static (ISymbol Member, SyntaxNode Mark)? StrayMark(INamedTypeSymbol type)
    {
        if (ProcessReader.Read(type).Any())
        {
            return null;
        }

        foreach (ISymbol member in type.GetMembers().Where(static m => m is IPropertySymbol or IMethodSymbol))
        {
            if (EventReader.MarkOf(member)?.ApplicationSyntaxReference?.GetSyntax() is { } place)
            {
                return (member, place);
            }
        }

        return null;
    }

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol attribute)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        AttributeData? declared = type.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));
        TypeDeclarationSyntax? syntax = declared?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (syntax is null)
        {
            if (declared is null && StrayMark(type) is { } stray)
            {
                string place = type.Name.Length > 0 ? $"in '{type.Name}'" : "here";
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.Of(Rules.WrongSignature), stray.Mark.GetLocation(), stray.Member.Name, $"it in a record marked [Event], for {place} nobody reads it"));
            }

            return;
        }

        try
        {
            Cause cause = new(syntax, context.Compilation, context.CancellationToken);
            EquatableArray<Problem> problems = EventReader.Check(type, syntax, context.Compilation, context.CancellationToken);
            foreach (Problem problem in problems)
            {
                if (!cause.IsSaid(problem, problems))
                {
                    // What to write instead of a difference of azimuths is read where it stands.
                    (string Advice, Repair? Repair)? way = problem.RuleId == Rules.UnwrappedAzimuths.Id && cause.Code is { } code
                        ? AzimuthDifferenceAnalyzer.WayOut(syntax.SyntaxTree.GetRoot(context.CancellationToken).FindNode(Reported.PlaceOf(syntax, problem), getInnermostNodeForTie: true), code) : null;
                    context.ReportDiagnostic(Reported.Of(syntax, problem, way));
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Of(Rules.InternalError), syntax.Identifier.GetLocation(), type.Name, $"{e.GetType().Name}: {e.Message}"));
        }
    }
}
