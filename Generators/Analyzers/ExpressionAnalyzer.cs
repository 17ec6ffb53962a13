using System.Collections.Immutable;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>A rule about expressions, wherever the language is used: declarations, helpers, analysis code.</summary>
/// <remarks>It works on what does not compile too: there it says in the words of the subject what the C# compiler says in its own.</remarks>
public abstract class ExpressionAnalyzer : DiagnosticAnalyzer
{
    private readonly Rule _rule;
    private readonly SyntaxKind[] _kinds;

    private protected ExpressionAnalyzer(Rule rule, params SyntaxKind[] kinds)
    {
        _rule = rule;
        _kinds = kinds;
        SupportedDiagnostics = [Descriptors.Of(rule), Descriptors.Of(Rules.InternalError)];
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (Language.Of(start.Compilation) is { } language)
            {
                start.RegisterSyntaxNodeAction(c => Guard(c, language), _kinds);
            }
        });
    }

    /// <summary>Does the rule find anything in a piece of code?</summary>
    /// <param name="root">The piece.</param>
    /// <param name="code">The code around it.</param>
    internal bool Finds(SyntaxNode root, Code code)
    {
        bool isFound = false;
        foreach (SyntaxNode node in root.DescendantNodesAndSelf().Where(n => _kinds.Contains(n.Kind())).TakeWhile(_ => !isFound))
        {
            // Each with its own lookups, as where it is analysed for itself: where they run out less is known, and more is suspected.
            Analyze(new(node, new(code.Model, code.Language, code.Cancellation), Descriptors.Of(_rule), _ => isFound = true));
        }

        return isFound;
    }

    /// <summary>Looks at one expression.</summary>
    /// <param name="finding">Where it stands and where findings go.</param>
    private protected abstract void Analyze(Finding finding);

    private void Guard(SyntaxNodeAnalysisContext context, Language language)
    {
        try
        {
            Analyze(new(context.Node, new(context.SemanticModel, language, context.CancellationToken), Descriptors.Of(_rule), context.ReportDiagnostic));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.Of(Rules.InternalError), context.Node.GetLocation(), Code.Text(context.Node), $"{e.GetType().Name}: {e.Message}"));
        }
    }
}
