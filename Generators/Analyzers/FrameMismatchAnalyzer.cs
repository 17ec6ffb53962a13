using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Mandelstam.Generators.Reading;
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
    SyntaxKind.AddAssignmentExpression, SyntaxKind.SubtractAssignmentExpression, SyntaxKind.ConditionalExpression, SyntaxKind.SwitchExpression, SyntaxKind.CoalesceExpression,
    SyntaxKind.InvocationExpression,
    SyntaxKind.EqualsValueClause, SyntaxKind.SimpleAssignmentExpression, SyntaxKind.ArrowExpressionClause, SyntaxKind.ReturnStatement)
{
    // Helpers that hand on to helpers are followed this far.
    private const int Depth = 3;

    private protected override void Analyze(Finding finding)
    {
        if (Choice.Of(finding.Node) is { } choice)
        {
            Chosen(finding, choice);
            return;
        }

        switch (finding.Node)
        {
            case BinaryExpressionSyntax binary:
                Pair(finding, binary, binary.Left, binary.Right);
                break;
            case AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression } sum:
                Pair(finding, sum, sum.Left, sum.Right);
                Repeated(finding, sum);
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

        if (!SymbolEqualityComparer.Default.Equals(first, second))
        {
            Report(finding, whole, (left, first, ParentOf(finding, left)), (right, second, ParentOf(finding, right)));
        }
        else if (!mayDiffer)
        {
            Mixed(finding, whole, whole);
        }
    }

    // Vectors in the rest frames of two parents. One of them in the wrong frame is one mistake, however often it is used: the first place says it.
    private static void Mixed(Finding finding, SyntaxNode whole, SyntaxNode? place = null)
    {
        Code code = finding.Code;
        if (MixtureIn(whole, code) is not { } mixture)
        {
            return;
        }

        IEnumerable<SyntaxNode> before = whole.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().TakeWhile(node => node.SpanStart <= whole.SpanStart).Where(node => node.SpanStart < whole.SpanStart) ?? [];
        if (!before.Any(node => MixtureIn(node, new(code.Model, code.Language, code.Cancellation)) is { } other && mixture.IsAlso(other, code)))
        {
            Report(finding, place ?? mixture.Right, (mixture.Left, FrameOf(finding, mixture.Left)!, mixture.First), (mixture.Right, FrameOf(finding, mixture.Right)!, mixture.Second));
        }
    }

    // One of two vectors was chosen among some in different rest frames, and the other is in the frame of but one of them. Beyond a condition, which may be that of the choice, nothing is said.
    private static (Traced One, Traced Other)? InOneCase(SyntaxNode whole, ExpressionSyntax left, ExpressionSyntax right, Code code)
    {
        IReadOnlyList<Traced> first = RestFrames.AlternativesOf(new(left), code), second = RestFrames.AlternativesOf(new(right), code);
        if (first.Count + second.Count < 3 || (first.Count > 1 && second.Count > 1)
            || whole.Ancestors().TakeWhile(static n => n is not MemberDeclarationSyntax).Any(static n => n is ConditionalExpressionSyntax or SwitchExpressionSyntax or IfStatementSyntax or SwitchStatementSyntax))
        {
            return null;
        }

        return first.SelectMany(one => second.Select(other => ((Traced, Traced)?)(one, other))).FirstOrDefault(pair => pair is var (one, other) && RestFrames.Differ(one, other, code));
    }

    // What is chosen is in the frame that it is for.
    private static void Chosen(Finding finding, Choice choice)
    {
        if (choice.HeldAgainst(finding.Code, finding.Language.FrameOf) is var (expected, name))
        {
            foreach (ExpressionSyntax value in choice.Arms)
            {
                if (FrameOf(finding, value) is { } found && !SymbolEqualityComparer.Default.Equals(found, expected) && !IsBroken(finding, value))
                {
                    ReportExpected(finding, value, found, ParentOf(finding, value), name ?? "switch", expected);
                }
            }
        }
        else if (choice is { Whole: not SwitchExpressionSyntax, Arms: [var one, var other] })
        {
            Pair(finding, choice.Whole, one, other, mayDiffer: true);
        }
    }

    // What is wrong inside is said there.
    private static bool IsBroken(Finding finding, ExpressionSyntax value) => Code.Strip(value) is InvocationExpressionSyntax call && finding.Code.IsRefused(call);

    private static Mixture? MixtureIn(SyntaxNode whole, Code code) => whole switch
    {
        BinaryExpressionSyntax binary when IsCombination(binary) => Differing(binary, binary.Left, binary.Right, code),
        AssignmentExpressionSyntax sum when IsCombination(sum) => Differing(sum, sum.Left, sum.Right, code),
        InvocationExpressionSyntax invocation when !IsBoost(invocation) && Call.Of(invocation, code) is { IsRefused: false } call => Together(invocation, call, code),
        _ => null,
    };

    private static bool IsCombination(ExpressionSyntax expression) => expression.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression
        or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression;

    private static Mixture? Differing(SyntaxNode whole, ExpressionSyntax left, ExpressionSyntax right, Code code)
    {
        if (FrameOf(left, code) is null || FrameOf(right, code) is null)
        {
            return null;
        }

        Traced? first = RestFrames.ParentOf(new(left), code), second = RestFrames.ParentOf(new(right), code);
        return first is not null && second is not null && RestFrames.Differ(first, second, code) ? new(left, first, right, second)
            : InOneCase(whole, left, right, code) is var (one, other) ? new(left, one, right, other)
            : null;
    }

    // "InvariantMass(a, b)" and "a.DeltaR(b)" of vectors in the rest frames of two parents, and a helper that puts together what it is given. What boosts take is the parent.
    private static Mixture? Together(InvocationExpressionSyntax invocation, Call call, Code code)
    {
        (ExpressionSyntax Value, IParameterSymbol? Parameter)[] vectors = [.. Vectors(invocation, call, code)];
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Differing(invocation, vectors[j].Value, vectors[i].Value, code) is { } mixture
                    && (IsOfLanguage(call, code) || (vectors[j].Parameter is { } one && vectors[i].Parameter is { } other && Combines(call, one, other, code, Depth))))
                {
                    return mixture;
                }
            }
        }

        return null;
    }

    // "Jets.Sum(j => j.InRestFrameOf(j + Tau))", "jets.Aggregate(zero, (sum, j) => sum + j.InRestFrameOf(j + Tau))": each in a rest frame of its own.
    private static void Summed(Finding finding, InvocationExpressionSyntax invocation)
    {
        Code code = finding.Code;
        if (invocation is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sum", Expression: var objects }, ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax { ExpressionBody: { } each } lambda }] }
            && finding.Language.IsObjects(code.TypeOf(objects)))
        {
            string? item = lambda switch
            {
                SimpleLambdaExpressionSyntax { Parameter: var only } => only.Identifier.ValueText,
                ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var only] } => only.Identifier.ValueText,
                _ => null,
            };
            Term(finding, each, item);
        }
        else if (Call.NameOf(invocation) == "Aggregate" && invocation.ArgumentList.Arguments.Select(static a => a.Expression).OfType<ParenthesizedLambdaExpressionSyntax>().FirstOrDefault() is
            { ParameterList.Parameters: [var sum, var next], ExpressionBody: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } both }
            && new[] { both.Left, both.Right }.Select(Code.Strip).OfType<IdentifierNameSyntax>().FirstOrDefault(n => n.Identifier.ValueText == sum.Identifier.ValueText) is { } before)
        {
            Term(finding, Code.Strip(both.Left) == before ? both.Right : both.Left, next.Identifier.ValueText);
        }
    }

    // "foreach (var j in jets) { sum += j.InRestFrameOf(j + z); }", also by the number of each: the same, where the sum is older than the loop and the next momentum is another one.
    // Who leaves the loop adds one, and so does who asks which one it is.
    private static void Repeated(Finding finding, AssignmentExpressionSyntax sum)
    {
        Code code = finding.Code;
        bool isOnce = sum.FirstAncestorOrSelf<BlockSyntax>()?.Statements.Any(static s => s is BreakStatementSyntax or ReturnStatementSyntax) ?? false;
        SyntaxNode? loop = sum.Ancestors().FirstOrDefault(static n => n is ForEachStatementSyntax or ForStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);
        string? item = loop switch
        {
            ForEachStatementSyntax each when code.Model.GetDeclaredSymbol(each, code.Cancellation) is { } next && finding.Language.FrameOf(next.Type) is not null => next.Name,
            ForStatementSyntax { Declaration.Variables: [{ Identifier.ValueText: var number }], Incrementors.Count: 1 } => number,
            _ => null,
        };
        bool isOne = item is not null && sum.Ancestors().TakeWhile(n => n != loop).OfType<IfStatementSyntax>().Any(question => question.Condition.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>()
            .Any(same => same.IsKind(SyntaxKind.EqualsExpression) && new[] { same.Left, same.Right }.Any(side => Code.Strip(side) is IdentifierNameSyntax name && name.Identifier.ValueText == item)));
        if (!isOnce && !isOne && item is not null && code.SymbolOf(sum.Left) is ILocalSymbol { DeclaringSyntaxReferences: [var declared] } && !loop!.Span.Contains(declared.Span))
        {
            Term(finding, sum.Right, item);
        }
    }

    private static void Term(Finding finding, ExpressionSyntax each, string? item)
    {
        Code code = finding.Code;
        if (FrameOf(finding, each) is { } frame && ParentOf(finding, each) is { } parent && Masses.Of(parent.Resolve(code).Expression, code) != Massiveness.Massless
            && parent.WrittenAt(each, code).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == item))
        {
            finding.Report(each, null, Code.Text(each), Describe(finding, frame, parent, each), Code.Text(each), $"that of the next '{item}'", "add the momenta in one frame, and boost their sum");
        }
    }

    private static bool IsBoost(InvocationExpressionSyntax invocation) => Call.NameOf(invocation) is "InRestFrameOf" or "ToLab" or "Boost";

    private static bool IsOfLanguage(Call call, Code code) => SymbolEqualityComparer.Default.Equals(call.Method.ContainingAssembly, code.Language.FourVector.ContainingAssembly);

    // The vectors that a call is about, and the parameters of a helper that they are for.
    private static IEnumerable<(ExpressionSyntax Value, IParameterSymbol? Parameter)> Vectors(InvocationExpressionSyntax invocation, Call call, Code code)
    {
        IEnumerable<(ExpressionSyntax Value, IParameterSymbol? Parameter)> given = call.Handed.Select(static h => (h.Value, (IParameterSymbol?)h.Parameter));
        if (IsOfLanguage(call, code) && Call.Receiver(invocation) is { } receiver && given.All(g => g.Value != receiver))
        {
            given = given.Prepend((receiver, null));
        }

        return given.Where(g => FrameOf(g.Value, code) is not null);
    }

    // Does a function of this file add, multiply or compare two of the vectors it is given, or hand them on to what does?
    private static bool Combines(Call call, IParameterSymbol first, IParameterSymbol second, Code code, int depth)
    {
        if (depth == 0 || code.DeclarationOf(call.Definition) is not var (value, block))
        {
            return false;
        }

        bool Is(ExpressionSyntax value, IParameterSymbol parameter) => RestFrames.ParametersOf(value, code).Contains(parameter, SymbolEqualityComparer.Default);
        bool AreTheTwo(ExpressionSyntax a, ExpressionSyntax b) => (Is(a, first) && Is(b, second)) || (Is(a, second) && Is(b, first));
        return ((SyntaxNode?)value ?? block)!.DescendantNodesAndSelf().Any(node => node switch
        {
            BinaryExpressionSyntax binary when IsCombination(binary) => AreTheTwo(binary.Left, binary.Right),
            AssignmentExpressionSyntax sum when IsCombination(sum) => AreTheTwo(sum.Left, sum.Right),
            InvocationExpressionSyntax inner when !IsBoost(inner) && Call.Of(inner, code) is { IsRefused: false } next => HandsOn(inner, next),
            _ => false,
        });

        bool HandsOn(InvocationExpressionSyntax inner, Call next)
        {
            (ExpressionSyntax Value, IParameterSymbol? Parameter)[] vectors = [.. Vectors(inner, next, code)];
            return vectors.Where(v => Is(v.Value, first)).Any(one => vectors.Where(v => Is(v.Value, second)).Any(other => one.Value != other.Value
                && (IsOfLanguage(next, code) || Combines(next, one.Parameter!, other.Parameter!, code, depth - 1))));
        }
    }

    private static void Arguments(Finding finding, InvocationExpressionSyntax invocation)
    {
        Mixed(finding, invocation);
        Summed(finding, invocation);
        ExpressionSyntax? receiver = Call.Receiver(invocation);
        ITypeSymbol? frame = receiver is null ? null : FrameOf(finding, receiver);
        if (frame is not null && !finding.Code.IsRefused(invocation))
        {
            return;
        }

        if (frame is not null && Call.NameOf(invocation) == "ToLab" && Is(frame, finding.Language.Lab))
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

            Traced? parent = ParentOf(finding, argument.Expression);
            if (known is not null && (isOpen || SymbolEqualityComparer.Default.Equals(frame, expected)))
            {
                Report(finding, argument.Expression, (known, expected, ParentOf(finding, known)), (argument.Expression, found, parent));
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
        if (!IsBroken(finding, value) && FrameOf(finding, value) is { } found && finding.Code.TargetOf(value) is { } target && finding.Language.FrameOf(target.Type) is { } expected
            && !SymbolEqualityComparer.Default.Equals(found, expected) && !finding.Code.Model.ClassifyConversion(value, target.Type).IsImplicit)
        {
            ReportExpected(finding, value, found, ParentOf(finding, value), target.Name, expected);
        }
    }

    private static void Report(
        Finding finding, SyntaxNode place,
        (ExpressionSyntax Vector, ITypeSymbol Frame, Traced? Parent) first, (ExpressionSyntax Vector, ITypeSymbol Frame, Traced? Parent) second)
    {
        if (IsDeclaredWrong(finding, first.Vector) || IsDeclaredWrong(finding, second.Vector))
        {
            return;
        }

        // The one that is not in the laboratory is brought there, unless it takes up the sum; of two that are not, the second.
        bool isInLab = Is(second.Frame, finding.Language.Lab), takesUp = isInLab && place is AssignmentExpressionSyntax;
        (ExpressionSyntax vector, ITypeSymbol frame, Traced? parent) = isInLab ? first : second;
        string boost = $"InRestFrameOf{TypeArgument(first.Frame)}", toFirst = $"{boost}({NameOf(first.Frame, finding, first.Parent, place)})";
        bool otherIsInLab = isInLab || Is(first.Frame, finding.Language.Lab);
        finding.Report(
            place, takesUp ? Boosted(finding, second.Vector, boost, parent) : otherIsInLab ? Boosted(finding, vector, "ToLab", parent) : null,
            Code.Text(first.Vector), InWords(first.Frame, first.Parent), Code.Text(second.Vector), InWords(second.Frame, second.Parent),
            !Frames.AreReachable(first.Frame, second.Frame, finding.Language) ? Frames.Unreachable
                : takesUp ? Brought(finding, second.Vector, toFirst)
                : otherIsInLab ? Brought(finding, vector, BackFrom(finding, frame, parent, place))
                : FromRestToRest(finding, second.Vector, BackFrom(finding, frame, parent, place), toFirst));

        // Two of one type are told apart by their parents.
        string InWords(ITypeSymbol frame, Traced? parent) =>
            parent is not null && SymbolEqualityComparer.Default.Equals(first.Frame, second.Frame) ? $"the rest frame of '{NameOf(frame, finding, parent, place)}'" : Describe(finding, frame, parent, place);
    }

    private static void ReportExpected(Finding finding, ExpressionSyntax value, ITypeSymbol found, Traced? parent, string target, ITypeSymbol expected)
    {
        if (IsDeclaredWrong(finding, value))
        {
            return;
        }

        string boost = Is(found, finding.Language.Lab) ? $"InRestFrameOf{TypeArgument(expected)}({NameOf(expected, finding, null, value)})" : BackFrom(finding, found, parent, value);
        finding.Report(
            value, Is(expected, finding.Language.Lab) ? Boosted(finding, value, "ToLab", parent) : null,
            Code.Text(value), Describe(finding, found, parent, value), target, Describe(finding, expected, null, value),
            Frames.AreReachable(found, expected, finding.Language) ? Brought(finding, value, boost) : Frames.Unreachable);
    }

    // Of a momentum of a process that is declared in another frame than the process, that is said.
    private static bool IsDeclaredWrong(Finding finding, ExpressionSyntax vector) => finding.Code.Resolve(vector).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
        .Any(name => finding.Code.SymbolOf(name) is IPropertySymbol momentum && finding.Language.FrameOf(momentum.Type) is { } frame && ProcessReader.IsInWrongFrame(momentum, frame));

    // Only what is in reach where the vector stands can be written there.
    private static Repair? Boosted(Finding finding, ExpressionSyntax vector, string boost, Traced? parent)
    {
        SyntaxNode? member = vector.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return parent is { Passage: null } && parent.Expression.FirstAncestorOrSelf<MemberDeclarationSyntax>() == member && finding.Language.IsFourVector(finding.Code.TypeOf(vector))
            ? new(vector, $"{Code.Receiver(vector)}.{boost}({parent.Expression})")
            : null;
    }

    private static string BackFrom(Finding finding, ITypeSymbol frame, Traced? parent, SyntaxNode place) => $"ToLab({NameOf(frame, finding, parent, place)})";

    // By way of the laboratory; what has just been boosted from there is boosted to the other frame at once.
    private static string FromRestToRest(Finding finding, ExpressionSyntax vector, string back, string boost)
    {
        (ExpressionSyntax whole, string parts) = Whole(finding, vector);
        return Code.Strip(whole) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "InRestFrameOf" } boosted }
            && FrameOf(finding, boosted.Expression) is { } origin && Is(origin, finding.Language.Lab)
            ? $"bring one over first, for example '{Code.Receiver(boosted.Expression)}.{boost}{parts}'"
            : Brought(finding, vector, $"{back}.{boost}");
    }

    // The four-vector that a part is of, and the part as it is written behind it.
    private static (ExpressionSyntax Whole, string Parts) Whole(Finding finding, ExpressionSyntax vector)
    {
        string parts = "";
        ExpressionSyntax whole = vector;
        while (!finding.Language.IsFourVector(finding.Code.TypeOf(whole)) && Code.Strip(whole) is MemberAccessExpressionSyntax part && RestFrames.IsPart(part.Name.Identifier.ValueText))
        {
            (whole, parts) = (part.Expression, $".{part.Name}{parts}");
        }

        return (whole, parts);
    }

    // Parts of a four-vector are brought over with it.
    private static string Brought(Finding finding, ExpressionSyntax vector, string boost)
    {
        (ExpressionSyntax whole, string parts) = Whole(finding, vector);
        return "bring one over first, for example " + (finding.Language.IsFourVector(finding.Code.TypeOf(whole)) ? $"'{Code.Receiver(whole)}.{boost}{parts}'" : $"the four-vector of '{Code.Text(vector)}' by '{boost}'");
    }

    private static string TypeArgument(ITypeSymbol frame) => frame is INamedTypeSymbol { TypeArguments: [var particle] } ? $"<{particle.Name}>" : "";

    // A particle that names a frame may have a momentum of the same name.
    private static string NameOf(ITypeSymbol frame, Finding finding, Traced? parent, SyntaxNode place)
    {
        bool IsVector(ISymbol symbol) => finding.Language.IsFourVector(symbol switch { IPropertySymbol p => p.Type, IFieldSymbol f => f.Type, ILocalSymbol l => l.Type, IParameterSymbol p => p.Type, _ => null });
        return parent is not null ? Code.Text(Code.Strip(parent.WrittenAt(place, finding.Code)))
            : Frames.ParticleOf(frame, finding.Language) is { Name: var name } && finding.Code.Model.LookupSymbols(place.SpanStart, name: name).Any(IsVector) ? name
            : "parent";
    }

    private static string Describe(Finding finding, ITypeSymbol frame, Traced? parent, SyntaxNode place) =>
        parent is not null && Is(frame, finding.Language.Rest) ? $"the rest frame of '{NameOf(frame, finding, parent, place)}'" : Frames.Describe(frame, finding.Language);

    private static Traced? ParentOf(Finding finding, ExpressionSyntax vector) => RestFrames.ParentOf(new(vector), finding.Code);

    private static ITypeSymbol? FrameOf(Finding finding, ExpressionSyntax expression) => FrameOf(expression, finding.Code);

    private static ITypeSymbol? FrameOf(ExpressionSyntax expression, Code code) => code.Language.FrameOf(code.TypeOf(expression));

    private static bool Is(ITypeSymbol type, INamedTypeSymbol? definition) => Language.Is(type, definition);
}
