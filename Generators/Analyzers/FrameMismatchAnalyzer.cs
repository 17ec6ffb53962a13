using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>PHY0101: vectors of different frames are added, multiplied, compared, passed or assigned.</summary>
/// <remarks>The frame is a type argument, so C# refuses nearly all of it already. Two rest frames of different parents have one type.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FrameMismatchAnalyzer() : ExpressionAnalyzer(
    Rules.FrameMismatch,
    SyntaxKind.AddExpression, SyntaxKind.SubtractExpression, SyntaxKind.MultiplyExpression, SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression,
    SyntaxKind.AddAssignmentExpression, SyntaxKind.SubtractAssignmentExpression, SyntaxKind.ConditionalExpression, SyntaxKind.SwitchExpression, SyntaxKind.InvocationExpression,
    SyntaxKind.EqualsValueClause, SyntaxKind.SimpleAssignmentExpression, SyntaxKind.ArrowExpressionClause, SyntaxKind.ReturnStatement)
{
    private protected override void Analyze(Finding finding)
    {
        switch (finding.Node)
        {
            case BinaryExpressionSyntax binary:
                Pair(finding, binary, binary.Left, binary.Right);
                break;
            case AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression } sum:
                Pair(finding, sum, sum.Left, sum.Right);
                break;
            case ConditionalExpressionSyntax choice:
                Pair(finding, choice, choice.WhenTrue, choice.WhenFalse, mayDiffer: true);
                break;
            case SwitchExpressionSyntax choice:
                Arms(finding, choice);
                break;
            case InvocationExpressionSyntax invocation:
                Arguments(finding, invocation);
                break;
            case EqualsValueClauseSyntax { Value: var value }:
                Target(finding, value);
                break;
            case AssignmentExpressionSyntax { Right: var value }:
                Target(finding, value);
                break;
            case ArrowExpressionClauseSyntax { Expression: var value }:
                Target(finding, value);
                break;
            case ReturnStatementSyntax { Expression: { } value }:
                Target(finding, value);
                break;
        }
    }

    // Either of two vectors may be chosen, each in the rest frame of a parent of its own; the two may not be combined.
    private static void Pair(Finding finding, ExpressionSyntax whole, ExpressionSyntax left, ExpressionSyntax right, bool mayDiffer = false)
    {
        if (FrameOf(finding, left) is not { } first || FrameOf(finding, right) is not { } second)
        {
            return;
        }

        (ExpressionSyntax? firstParent, ExpressionSyntax? secondParent) = ParentsOf(left, right, finding.Code);
        bool isOneType = SymbolEqualityComparer.Default.Equals(first, second);
        if (!isOneType || (!mayDiffer && firstParent is not null && secondParent is not null && RestFrames.Differ(firstParent, secondParent, finding.Code)))
        {
            Report(finding, whole, (left, first, firstParent), (right, second, secondParent));
        }
    }

    // What the arms give is in the frame that it is for, or else in that of the first.
    private static void Arms(Finding finding, SwitchExpressionSyntax choice)
    {
        ExpressionSyntax[] values = [.. choice.Arms.Select(static arm => arm.Expression)];
        (ITypeSymbol Type, string Name)? target = finding.Code.TargetOf(choice);
        ITypeSymbol? expected = target is { Type: var type } ? finding.Language.FrameOf(type) : values.Select(v => FrameOf(finding, v)).FirstOrDefault(static f => f is not null);
        foreach (ExpressionSyntax value in expected is null ? [] : values)
        {
            if (FrameOf(finding, value) is { } found && !SymbolEqualityComparer.Default.Equals(found, expected) && !(Code.Strip(value) is InvocationExpressionSyntax call && finding.Code.IsRefused(call)))
            {
                ReportExpected(finding, value, found, RestFrames.ParentOf(value, finding.Code), target?.Name ?? "switch", expected!);
            }
        }
    }

    // Of two parameters, the parents that the first call hands over which mixes them.
    private static (ExpressionSyntax? First, ExpressionSyntax? Second) ParentsOf(ExpressionSyntax left, ExpressionSyntax right, Code code)
    {
        if (RestFrames.ParameterOf(left, code) is { } first && RestFrames.ParameterOf(right, code) is { } second
            && SymbolEqualityComparer.Default.Equals(first.ContainingSymbol, second.ContainingSymbol))
        {
            foreach (Call call in code.CallsOf((IMethodSymbol)first.ContainingSymbol, left))
            {
                if (Code.Given(call, first) is { } a && Code.Given(call, second) is { } b
                    && RestFrames.ParentOf(a, code) is { } parentOfA && RestFrames.ParentOf(b, code) is { } parentOfB && RestFrames.Differ(parentOfA, parentOfB, code))
                {
                    return (parentOfA, parentOfB);
                }
            }
        }

        return (RestFrames.ParentOf(left, code), RestFrames.ParentOf(right, code));
    }

    // "InvariantMass(a, b)" and "a.DeltaR(b)" of vectors in the rest frames of two parents. What boosts take is the parent.
    private static void Together(Finding finding, InvocationExpressionSyntax invocation)
    {
        if (invocation.Expression.GetLastToken().ValueText is "InRestFrameOf" or "ToLab" or "Boost" || Call.Of(invocation, finding.Code) is not { IsRefused: false } call
            || !SymbolEqualityComparer.Default.Equals(call.Method.ContainingAssembly, finding.Language.FourVector.ContainingAssembly))
        {
            return;
        }

        IEnumerable<ExpressionSyntax> arguments = call.Arguments.Select(static a => a.Argument.Expression);
        ExpressionSyntax[] vectors = [.. (Call.Receiver(invocation) is { } receiver ? arguments.Prepend(receiver) : arguments).Where(v => FrameOf(finding, v) is not null)];
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (ExpressionSyntax? first, ExpressionSyntax? second) = ParentsOf(vectors[j], vectors[i], finding.Code);
                if (first is not null && second is not null && RestFrames.Differ(first, second, finding.Code))
                {
                    Report(finding, vectors[i], (vectors[j], FrameOf(finding, vectors[j])!, first), (vectors[i], FrameOf(finding, vectors[i])!, second));
                    return;
                }
            }
        }
    }

    private static void Arguments(Finding finding, InvocationExpressionSyntax invocation)
    {
        Together(finding, invocation);
        ExpressionSyntax? receiver = Call.Receiver(invocation);
        ITypeSymbol? frame = receiver is null ? null : FrameOf(finding, receiver);
        if (frame is not null && !finding.Code.IsRefused(invocation))
        {
            return;
        }

        if (frame is not null && invocation.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToLab" } && Is(frame, finding.Language.Lab))
        {
            finding.Report(invocation, new(invocation, receiver!.ToString()), Code.Text(receiver), "frame 'Lab'", "ToLab", "a rest frame", $"leave '{Code.Text(receiver)}' as it is");
            return;
        }

        if (Call.Of(invocation, finding.Code) is not { IsRefused: true } call)
        {
            return;
        }

        ExpressionSyntax? known = frame is null ? null : receiver;
        foreach ((ArgumentSyntax argument, IParameterSymbol parameter) in call.Arguments)
        {
            if (FrameOf(finding, argument.Expression) is not { } found || finding.Language.FrameOf(parameter.Type) is not { } expected)
            {
                continue;
            }

            bool isOpen = expected.TypeKind == TypeKind.TypeParameter;
            if (isOpen && frame is null)
            {
                (frame, known) = (found, argument.Expression);
                continue;
            }

            expected = isOpen ? frame! : expected;
            if (SymbolEqualityComparer.Default.Equals(found, expected))
            {
                continue;
            }

            ExpressionSyntax? parent = RestFrames.ParentOf(argument.Expression, finding.Code);
            if (known is not null && (isOpen || SymbolEqualityComparer.Default.Equals(frame, expected)))
            {
                Report(finding, argument.Expression, (known, expected, RestFrames.ParentOf(known, finding.Code)), (argument.Expression, found, parent));
            }
            else
            {
                ReportExpected(finding, argument.Expression, found, parent, $"{call.Method.Name}({parameter.Name})", expected);
            }

            return;
        }
    }

    private static void Target(Finding finding, ExpressionSyntax value)
    {
        // What is wrong inside is said there.
        bool isBroken = Code.Strip(value) is InvocationExpressionSyntax call && finding.Code.IsRefused(call);
        if (!isBroken && FrameOf(finding, value) is { } found && finding.Code.TargetOf(value) is { } target && finding.Language.FrameOf(target.Type) is { } expected
            && !SymbolEqualityComparer.Default.Equals(found, expected) && !finding.Code.Model.ClassifyConversion(value, target.Type).IsImplicit)
        {
            ReportExpected(finding, value, found, RestFrames.ParentOf(value, finding.Code), target.Name, expected);
        }
    }

    private static void Report(
        Finding finding, SyntaxNode place,
        (ExpressionSyntax Vector, ITypeSymbol Frame, ExpressionSyntax? Parent) first, (ExpressionSyntax Vector, ITypeSymbol Frame, ExpressionSyntax? Parent) second)
    {
        // The one that is not in the laboratory is brought there; of two that are not, the second.
        (ExpressionSyntax vector, ITypeSymbol frame, ExpressionSyntax? parent) = Is(second.Frame, finding.Language.Lab) ? first : second;
        bool otherIsInLab = Is(first.Frame, finding.Language.Lab) || Is(second.Frame, finding.Language.Lab);
        finding.Report(
            place, otherIsInLab ? Repair(finding, vector, parent) : null,
            Code.Text(first.Vector), Describe(finding, first.Frame, first.Parent), Code.Text(second.Vector), Describe(finding, second.Frame, second.Parent),
            WayOut(finding, vector, frame, parent));
    }

    private static void ReportExpected(Finding finding, ExpressionSyntax value, ITypeSymbol found, ExpressionSyntax? parent, string target, ITypeSymbol expected) => finding.Report(
        value, Is(expected, finding.Language.Lab) ? Repair(finding, value, parent) : null,
        Code.Text(value), Describe(finding, found, parent), target, Describe(finding, expected, null),
        Is(found, finding.Language.Lab) ? Brought(finding, value, $"InRestFrameOf{TypeArgument(expected)}({NameOf(expected, finding, null)})") : WayOut(finding, value, found, parent));

    // Only what is in reach where the vector stands can be written there.
    private static Repair? Repair(Finding finding, ExpressionSyntax vector, ExpressionSyntax? parent)
    {
        SyntaxNode? member = vector.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return parent is not null && parent.FirstAncestorOrSelf<MemberDeclarationSyntax>() == member && finding.Language.IsFourVector(finding.Code.TypeOf(vector))
            ? new(vector, $"{Code.Receiver(vector)}.ToLab({parent})")
            : null;
    }

    private static string WayOut(Finding finding, ExpressionSyntax vector, ITypeSymbol frame, ExpressionSyntax? parent) => Brought(finding, vector, $"ToLab({NameOf(frame, finding, parent)})");

    // Parts of a four-vector are brought over with it.
    private static string Brought(Finding finding, ExpressionSyntax vector, string boost)
    {
        string parts = "";
        ExpressionSyntax whole = vector;
        while (!finding.Language.IsFourVector(finding.Code.TypeOf(whole)) && Code.Strip(whole) is MemberAccessExpressionSyntax part && RestFrames.IsPart(part))
        {
            (whole, parts) = (part.Expression, $".{part.Name}{parts}");
        }

        return finding.Language.IsFourVector(finding.Code.TypeOf(whole)) ? $"'{Code.Receiver(whole)}.{boost}{parts}'" : $"the four-vector of '{Code.Text(vector)}' by '{boost}'";
    }

    private static string TypeArgument(ITypeSymbol frame) => frame is INamedTypeSymbol { TypeArguments: [var particle] } ? $"<{particle.Name}>" : "";

    private static string NameOf(ITypeSymbol frame, Finding finding, ExpressionSyntax? parent) =>
        parent is not null ? Code.Text(parent) : Frames.ParticleOf(frame, finding.Language)?.Name ?? "parent";

    private static string Describe(Finding finding, ITypeSymbol frame, ExpressionSyntax? parent) =>
        parent is not null && Is(frame, finding.Language.Rest) ? $"the rest frame of '{Code.Text(parent)}'" : Frames.Describe(frame, finding.Language);

    private static ITypeSymbol? FrameOf(Finding finding, ExpressionSyntax expression) => finding.Language.FrameOf(finding.Code.TypeOf(expression));

    private static bool Is(ITypeSymbol type, INamedTypeSymbol? definition) => Language.Is(type, definition);
}
