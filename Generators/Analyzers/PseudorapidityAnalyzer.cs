using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>PHY0105: a distance, a difference or a boost with the pseudorapidity of objects that are declared with a mass; a pseudorapidity given as a rapidity.</summary>
/// <remarks>Silent for massless objects, and where nothing says whether there is a mass; what C# refuses is said of any object.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PseudorapidityAnalyzer() : ExpressionAnalyzer(
    Rules.PseudorapidityOfMassive, SyntaxKind.InvocationExpression, SyntaxKind.SimpleMemberAccessExpression, SyntaxKind.SubtractExpression)
{
    private protected override void Analyze(Finding finding)
    {
        switch (finding.Node)
        {
            case BinaryExpressionSyntax difference:
                Mixed(finding, difference, difference.Left, difference.Right);
                Mixed(finding, difference, difference.Right, difference.Left);
                break;
            case MemberAccessExpressionSyntax access:
                AsRapidity(finding, access);
                break;
            case InvocationExpressionSyntax invocation:
                Of(finding, invocation);
                break;
        }
    }

    private static void Of(Finding finding, InvocationExpressionSyntax invocation)
    {
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
        // What has no direction is far from everything: that is another rule's matter.
        if (Masses.IsAlongBeam(first, finding.Code) || Masses.IsAlongBeam(second, finding.Code))
        {
            return;
        }

        List<string> massive = [.. new[] { first, second }.Where(v => Masses.Of(v, finding.Code) == Massiveness.Massive).Select(static v => $"'{Code.Text(v)}'").Distinct()];
        if (massive.Count > 0)
        {
            // "p?.DeltaR(q)"
            ExpressionSyntax whole = invocation.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == invocation ? access : invocation;
            string start = whole == invocation ? "" : $"{((ConditionalAccessExpressionSyntax)whole).Expression}?", method = invocation.Expression.ToString();
            string rapidity = Call.NameOf(invocation) is { } name && Call.Receiver(invocation) == first ? $"{start}{method.Substring(0, method.Length - name.Length)}DeltaRapidityR({second})" : $"{Code.Receiver(first)}.DeltaRapidityR({second})";
            string convention = $"{start}{method}({invocation.ArgumentList.Arguments}, Convention.Eta)";
            finding.Report(whole, new(whole, rapidity, convention), "DeltaR", string.Join(" and ", massive), $"'{rapidity}', or '{convention}' where the direction is meant");
        }
    }

    // "p.Eta - q.Rapidity", "p.Eta - (q.Rapidity + r.Rapidity) / 2": of one and the same momentum the two may be held against each other.
    private static void Mixed(Finding finding, BinaryExpressionSyntax difference, ExpressionSyntax one, ExpressionSyntax other)
    {
        Code code = finding.Code;
        List<Traced> directions = [], others = [];
        if (Weight(new(one), "Eta", code, directions) is not { } weight || weight == 0 || Weight(new(other), "Rapidity", code, others) is not { } weightOfOthers || Math.Abs(weight - weightOfOthers) > 1e-9
            || directions.TrueForAll(v => Masses.Of(v.Resolve(code).Expression, code) != Massiveness.Massive))
        {
            return;
        }

        string[] vectors = [.. directions.Select(v => Code.Text(v.WrittenAt(difference, code))).Distinct()];
        string dot = directions.Exists(v => Language.IsNullable(code.Model.GetTypeInfo(v.Expression, code.Cancellation).Type)) ? "?." : ".";
        if (!(others is [var only] && vectors is [var vector] && vector == Code.Text(only.WrittenAt(difference, code))))
        {
            Repair? repair = directions is [{ Expression: { Parent: MemberAccessExpressionSyntax eta } place }] && difference.Span.Contains(eta.Span) ? new(eta, $"{place}.Rapidity") : null;
            finding.Report(difference, repair, Code.Text(difference), string.Join(" and ", vectors.Select(static v => $"'{v}'")), string.Join(" and ", vectors.Select(v => $"'{v}{dot}Rapidity'")));
        }
    }

    // How many times a number is the coordinate of vectors, as a mean of them is it once; null where it is made of something else.
    private static double? Weight(Traced number, string coordinate, Code code, List<Traced> vectors)
    {
        Traced whole = number.Resolve(code);
        double? Of(ExpressionSyntax part) => Weight(whole.At(part), coordinate, code, vectors);
        switch (whole.Expression)
        {
            case ExpressionSyntax bare when code.MemberOf(bare) is (var quantity, "Value") && code.Language.QuantityOf(code.TypeOf(quantity)) is not null:
                return Of(quantity);
            case ExpressionSyntax place when code.MemberOf(place) is (var vector, var name) && name == coordinate && code.Language.IsFourVector(code.TypeOf(vector)):
                vectors.Add(whole.At(vector));
                return 1;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation:
                return -Of(negation.Operand);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Of(sum.Left) + Of(sum.Right);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference:
                return Of(difference.Left) - Of(difference.Right);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                return code.NumberOf(product.Left) is { } factor ? factor * Of(product.Right) : code.NumberOf(product.Right) * Of(product.Left);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient:
                return Of(quotient.Left) / code.NumberOf(quotient.Right);
            default:
                return whole.Results(code).ToArray() is [var result] ? Weight(result, coordinate, code, vectors) : null;
        }
    }

    // "Rapidity y = p.Eta": what C# refuses, in the words of the subject.
    private static void AsRapidity(Finding finding, MemberAccessExpressionSyntax access)
    {
        Code code = finding.Code;
        if (access.Name.Identifier.ValueText != "Eta" || !finding.Language.IsFourVector(code.TypeOf(access.Expression)))
        {
            return;
        }

        ITypeSymbol? target = code.TargetOf(access)?.Type ?? (access.Parent is ArgumentSyntax { Parent.Parent: ExpressionSyntax expression } argument
            ? Call.Of(expression, code) is { IsRefused: true } call ? call.Arguments.FirstOrDefault(a => a.Argument == argument).Parameter?.Type : null
            : null);
        if (finding.Language.QuantityOf(target)?.TypeName == "Rapidity" && !IsSlot(access, code))
        {
            string rapidity = $"{access.Expression}.Rapidity";
            finding.Report(access, new(access, rapidity), Code.Text(access), $"'{Code.Text(access.Expression)}'", $"'{rapidity}'");
        }
    }

    // What the factories of vectors take is another rule's matter.
    private static bool IsSlot(MemberAccessExpressionSyntax access, Code code) =>
        access.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && Call.Of(call, code) is { } found && Slots.Of(found, code).Count > 0;

    private static void Boost(Finding finding, ExpressionSyntax argument)
    {
        if (Boosts.Rapidity(argument, finding.Code) is MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "Eta" } eta } access
            && finding.Language.IsFourVector(finding.Code.TypeOf(access.Expression)) && Masses.Of(access.Expression, finding.Code) == Massiveness.Massive)
        {
            bool isHere = argument.Span.Contains(eta.Span);
            string sign = Boosts.IsNegative(argument, finding.Code) ? "-" : "";
            finding.Report(argument, isHere ? new(eta, "Rapidity") : null, "BoostedZ", $"'{Code.Text(access.Expression)}'", $"'{sign}{Code.Text(access.Expression)}.Rapidity'");
        }
    }
}
