using System.Collections.Immutable;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

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

    // Whoever reads the difference where it stands knows better what to write; what its effect shows is for those that nobody can read. It is looked
    // for in the member and in those of the file that it names.
    private static bool IsSaidOfAnExpression(TypeDeclarationSyntax declaration, TextSpan place, SymbolAnalysisContext context)
    {
        SyntaxNode root = declaration.SyntaxTree.GetRoot(context.CancellationToken);
        if (CodeOf(declaration, context) is not { } code || root.FindNode(place).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member)
        {
            return false;
        }

        ILookup<string, MemberDeclarationSyntax> members = root.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(static m => m is MethodDeclarationSyntax or PropertyDeclarationSyntax)
            .ToLookup(static m => m is MethodDeclarationSyntax method ? method.Identifier.ValueText : ((PropertyDeclarationSyntax)m).Identifier.ValueText);
        HashSet<SyntaxNode> seen = [];
        Queue<MemberDeclarationSyntax> open = new([member]);
        while (open.Count > 0)
        {
            MemberDeclarationSyntax next = open.Dequeue();
            if (!seen.Add(next))
            {
                continue;
            }

            if (next.DescendantNodes().OfType<BinaryExpressionSyntax>()
                .Any(e => e.IsKind(SyntaxKind.SubtractExpression) && AzimuthDifferenceAnalyzer.IsUnwrapped(e, code)))
            {
                return true;
            }

            foreach (MemberDeclarationSyntax named in next.DescendantNodes().OfType<IdentifierNameSyntax>().SelectMany(name => members[name.Identifier.ValueText]))
            {
                open.Enqueue(named);
            }
        }

        return false;
    }

    private static Code? CodeOf(TypeDeclarationSyntax declaration, SymbolAnalysisContext context) =>
        Language.Of(context.Compilation) is { } language ? new(EventReader.ModelOf(context.Compilation, declaration.SyntaxTree), language, context.CancellationToken) : null;

    private static void Analyze(SymbolAnalysisContext context, INamedTypeSymbol attribute)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        AttributeData? declared = type.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));
        TypeDeclarationSyntax? syntax = declared?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (syntax is null)
        {
            return;
        }

        try
        {
            foreach (Problem problem in EventReader.Check(type, syntax, context.Compilation, context.CancellationToken))
            {
                TextSpan place = Reported.PlaceOf(syntax, problem);
                if (problem.RuleId != Rules.UnwrappedAzimuths.Id)
                {
                    context.ReportDiagnostic(Reported.Of(syntax, problem));
                }
                else if (!IsSaidOfAnExpression(syntax, place, context))
                {
                    // What to write instead of a difference of azimuths is read where it stands.
                    (string Advice, Repair? Repair)? way = CodeOf(syntax, context) is { } code
                        ? AzimuthDifferenceAnalyzer.WayOut(syntax.SyntaxTree.GetRoot(context.CancellationToken).FindNode(place, getInnermostNodeForTie: true), code) : null;
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
