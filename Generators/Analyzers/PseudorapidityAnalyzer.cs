using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>PHY0105: a distance or a boost with the pseudorapidity of objects that are declared with a mass.</summary>
/// <remarks>Silent for massless objects, and where nothing says whether there is a mass.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PseudorapidityAnalyzer() : ExpressionAnalyzer(Rules.PseudorapidityOfMassive, SyntaxKind.InvocationExpression)
{
    private protected override void Analyze(Finding finding)
    {
        InvocationExpressionSyntax invocation = (InvocationExpressionSyntax)finding.Node;
        string name = invocation.Expression.GetLastToken().ValueText;
        if (name is not ("DeltaR" or "BoostedZ") || finding.Code.Model.GetSymbolInfo(invocation, finding.Code.Cancellation).Symbol is not IMethodSymbol method
            || !(Language.Is(method.ContainingType, finding.Language.FourVector) || Language.Is(method.ContainingType, finding.Language.Kinematics)))
        {
            return;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = invocation.ArgumentList.Arguments;
        if (name == "BoostedZ" && arguments.Count == 1)
        {
            Boost(finding, arguments[0].Expression);
        }
        else if (name == "DeltaR" && !method.Parameters.Any(static p => p.Type.TypeKind == TypeKind.Enum))
        {
            ExpressionSyntax? first = method.IsStatic ? arguments[0].Expression : Call.Receiver(invocation);
            if (first is not null)
            {
                Distance(finding, invocation, first, arguments[arguments.Count - 1].Expression);
            }
        }
    }

    private static void Distance(Finding finding, InvocationExpressionSyntax invocation, ExpressionSyntax first, ExpressionSyntax second)
    {
        List<string> massive = [.. new[] { first, second }.Where(v => Masses.Of(v, finding.Code) == Massiveness.Massive).Select(static v => $"'{Code.Text(v)}'").Distinct()];
        if (massive.Count > 0)
        {
            string rapidity = $"{Code.Receiver(first)}.DeltaRapidityR({second})";
            string text = invocation.ToString();
            string convention = text.Substring(0, text.LastIndexOf(')')) + ", Convention.Eta)";
            finding.Report(invocation, new(invocation, rapidity, convention), "DeltaR", string.Join(" and ", massive), $"'{rapidity}', or '{convention}' where the direction is meant");
        }
    }

    private static void Boost(Finding finding, ExpressionSyntax argument)
    {
        ExpressionSyntax value = finding.Code.Resolve(argument);
        while (value is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation)
        {
            value = finding.Code.Resolve(negation.Operand);
        }

        if (value is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "Eta" } eta } access
            && finding.Language.IsFourVector(finding.Code.TypeOf(access.Expression)) && Masses.Of(access.Expression, finding.Code) == Massiveness.Massive)
        {
            bool isHere = argument.Span.Contains(eta.Span);
            finding.Report(argument, isHere ? new(eta, "Rapidity") : null, "BoostedZ", $"'{Code.Text(access.Expression)}'", $"'{Code.Text(access.Expression)}.Rapidity'");
        }
    }
}
