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

/// <summary>Says what is wrong with a declared decay or scattering, inside the text of its attribute.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReactionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.Of(Rules.NotConserved), Descriptors.Of(Rules.BelowThreshold), Descriptors.Of(Rules.UnknownParticle), Descriptors.Of(Rules.MalformedProcess),
    ];

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
        HashSet<SyntaxNode> marked = []; // what all reactions of a declaration share
        foreach ((AttributeData attribute, ReactionSpec spec) in ProcessReader.Read(type))
        {
            if (attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax { ArgumentList.Arguments.Count: > 0 } syntax)
            {
                continue;
            }

            foreach (ReactionProblem problem in CheckReaction.Run(spec))
            {
                SyntaxNode? part = problem.NewParticle < 0 ? null : PartOf(ProcessReader.NewParticlesOf(type).ElementAt(problem.NewParticle), problem.Property, context.CancellationToken);
                if (part is not null && !marked.Add(part))
                {
                    continue;
                }

                ExpressionSyntax text = syntax.ArgumentList.Arguments[0].Expression;
                Repair? repair = problem.IsForLackOfLineShape ? new(syntax, AllowOffShell(syntax))
                    : problem.Repairs.Count > 0 && text.IsKind(SyntaxKind.StringLiteralExpression) ? new(text, Repaired(spec.Process, problem))
                    : null;
                DiagnosticDescriptor descriptor = Descriptors.Of(problem.RuleId);
                context.ReportDiagnostic(Diagnostic.Create(
                    descriptor,
                    part?.GetLocation() ?? Location.Create(syntax.SyntaxTree, SpanOf(text, spec.Process, problem.Span)),
                    problem.IsWarning ? DiagnosticSeverity.Warning : descriptor.DefaultSeverity,
                    repair is null ? null : [repair.Place.GetLocation()],
                    repair?.Properties,
                    [.. problem.Arguments]));
            }
        }
    }

    // Where an attribute gives a property, or else its name.
    private static SyntaxNode? PartOf(AttributeData attribute, string property, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
            ? arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == property) ?? (SyntaxNode)arguments[0].Expression
            : null;

    // Inside the quotes, where the text stands there as it is; else the whole expression: a constant, or one with escapes.
    private static TextSpan SpanOf(ExpressionSyntax text, string process, SourceSpan span)
    {
        int offset = text.IsKind(SyntaxKind.StringLiteralExpression) ? text.ToString().IndexOf(process, StringComparison.Ordinal) : -1;
        return offset < 0 || span.Length == 0 ? text.Span : new(text.SpanStart + offset + span.Start, span.Length);
    }

    private static string Repaired(string process, ReactionProblem problem) => SymbolDisplay.FormatLiteral(
        process.Substring(0, problem.Span.Start) + problem.Repairs[0] + process.Substring(problem.Span.Start + problem.Span.Length), quote: true);

    private static string AllowOffShell(AttributeSyntax attribute)
    {
        string text = attribute.ToString();
        return text.Substring(0, text.LastIndexOf(')')) + ", OffShell = true)";
    }
}
