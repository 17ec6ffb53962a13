using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>PHY0102: a boost by something that is no velocity, or in the wrong direction.</summary>
/// <remarks>The direction of a velocity is in its type, so C# refuses most of it; the rule says which way the boost was to go.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BoostAnalyzer() : ExpressionAnalyzer(Rules.WrongBoost, SyntaxKind.InvocationExpression)
{
    private protected override void Analyze(Finding finding)
    {
        InvocationExpressionSyntax invocation = (InvocationExpressionSyntax)finding.Node;
        if (invocation.ArgumentList.Arguments is [{ Expression: var argument }] && Call.NameOf(invocation) is { } name && Boosts.IsBoost(name)
            && Call.Receiver(invocation) is { } vector && finding.Language.IsFourVector(finding.Code.TypeOf(vector)))
        {
            switch (name)
            {
                case "InRestFrameOf" or "ToLab":
                    Frame(finding, invocation, name, argument);
                    break;
                case "BoostedZ":
                    AlongZ(finding, vector, argument);
                    break;
                default:
                    Boost(finding, invocation, vector, argument);
                    break;
            }
        }
    }

    private static void Boost(Finding finding, InvocationExpressionSyntax invocation, ExpressionSyntax vector, ExpressionSyntax argument)
    {
        Code code = finding.Code;
        if (!code.IsRefused(invocation))
        {
            return;
        }

        string takes;
        if (Boosts.Describe(argument, code) is { } found)
        {
            takes = $"takes a velocity (dimensionless); '{Code.Text(argument)}' {found}";
        }
        else if (Language.Is(code.TypeOf(argument), finding.Language.Velocity) && code.TypeOf(argument) is INamedTypeSymbol { TypeArguments: [var moving, var observer] })
        {
            takes = $"by '{Code.Text(argument)}' goes from {Frames.Describe(moving, finding.Language)} to {Frames.Describe(observer, finding.Language)}, "
                + $"but '{Code.Text(vector)}' is in {Frames.Describe(finding.Language.FrameOf(code.TypeOf(vector))!, finding.Language)}";
        }
        else
        {
            return;
        }

        // "p?.Boost(…)": what may be missing stays in front.
        bool isAsked = invocation.Expression is MemberBindingExpressionSyntax;
        string start = Code.Receiver(vector) + (isAsked ? "?" : "");
        ExpressionSyntax? body = Boosts.BodyOf(argument, code);
        if (body is null)
        {
            finding.Report(argument, null, "Boost", $"{takes}; to go to the rest frame of a momentum 'z' write '{start}.InRestFrameOf(z)'");
            return;
        }

        // Back where the vector is in a rest frame and the body is not; else into the body's rest frame.
        bool isAtRest = !SymbolEqualityComparer.Default.Equals(finding.Language.FrameOf(code.TypeOf(vector)), finding.Language.FrameOf(code.TypeOf(body)));
        string call = $".{(isAtRest ? "ToLab" : "InRestFrameOf")}({body})";
        string aim = isAtRest ? "come back from" : "go to";
        finding.Report(argument, new(invocation, isAsked ? call : start + call), "Boost", $"{takes}; to {aim} the rest frame of '{Code.Text(body)}' write '{start}{call}'");
    }

    private static void Frame(Finding finding, InvocationExpressionSyntax invocation, string name, ExpressionSyntax argument)
    {
        Code code = finding.Code;
        ExpressionSyntax? opposite = Boosts.OppositeOf(argument, code);
        string? wrong = code.IsRefused(invocation) ? Boosts.Describe(argument, code) ?? (Language.Is(code.TypeOf(argument), finding.Language.Velocity) ? "is a velocity" : null)
            : opposite is not null ? "has the opposite direction and a negative energy"
            : null;
        if (wrong is null || finding.Language.IsFourVector(code.TypeOf(argument)) == code.IsRefused(invocation))
        {
            return;
        }

        ExpressionSyntax? body = opposite ?? Boosts.BodyOf(argument, code);
        string advice = body is null ? "write the momentum whose rest frame it is" : $"write '{name}({body})'; the direction is in the name";
        finding.Report(argument, body is null ? null : new(argument, body.ToString()), name, $"takes the four-momentum of the body; '{Code.Text(argument)}' {wrong}; {advice}");
    }

    private static void AlongZ(Finding finding, ExpressionSyntax vector, ExpressionSyntax argument)
    {
        Code code = finding.Code;
        ExpressionSyntax? body = Boosts.BodyOf(argument, code);
        string? wrong = Boosts.DescribeNumber(argument, code) ?? (code.DimensionOf(argument) is { Power: 0, IsAngle: false } ? null : Boosts.Describe(argument, code));
        bool isNegative = Boosts.IsNegative(argument, code);
        bool isBackwards = body is not null && !isNegative && (wrong is not null || Boosts.IsRapidity(argument, code)) && Boosts.MovesWith(vector, body, code);
        if (wrong is not null)
        {
            string? text = body is null ? null : $"{(isNegative || isBackwards ? "-" : "")}{Code.Receiver(body)}.Rapidity";
            finding.Report(
                argument, text is null ? null : new(argument, text), "BoostedZ",
                $"takes a rapidity; '{Code.Text(argument)}' {wrong}; {(text is null ? "write artanh of the velocity" : $"write '{text}'")}");
        }
        else if (isBackwards)
        {
            Backwards(finding, argument, vector, body!);
        }
        else if (body is null && code.ParameterOf(Boosts.Rapidity(argument, code)) is { } parameter)
        {
            // The helper boosts by what it is given: what a call gives is wrong there.
            foreach (Call call in code.CallsOf(parameter, argument))
            {
                if (call.Given(parameter) is { } given && Boosts.IsRapidity(given, code) && Boosts.IsNegative(given, code) == isNegative && Boosts.BodyOf(given, code) is { } moving
                    && new Traced(vector, new(call, null)) is var moved && RestFrames.IsPartOf(moved, new(moving), code))
                {
                    Backwards(finding, given, moved.WrittenAt(given, code), moving);
                }
            }
        }
    }

    private static void Backwards(Finding finding, ExpressionSyntax argument, ExpressionSyntax vector, ExpressionSyntax body)
    {
        string text = Code.Strip(argument) is PrefixUnaryExpressionSyntax negation ? negation.Operand.ToString() : $"-{Code.Receiver(argument)}";
        finding.Report(
            argument, new(argument, text), "BoostedZ",
            $"pushes '{Code.Text(vector)}' further along, for '{Code.Text(body)}' moves with it; to go where '{Code.Text(body)}' is at rest along z write '{text}'");
    }
}
