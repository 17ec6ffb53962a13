using System.Globalization;
using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>PHY0201, where types do not tell it: bare numbers in different units, and literals that only make sense in another unit.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnitAnalyzer() : ExpressionAnalyzer(
    Rules.DimensionMismatch,
    SyntaxKind.AddExpression, SyntaxKind.SubtractExpression, SyntaxKind.DivideExpression, SyntaxKind.AddAssignmentExpression, SyntaxKind.SubtractAssignmentExpression,
    SyntaxKind.LessThanExpression, SyntaxKind.LessThanOrEqualExpression, SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanOrEqualExpression,
    SyntaxKind.InvocationExpression, SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression,
    SyntaxKind.SimpleMemberAccessExpression, SyntaxKind.ConditionalExpression, SyntaxKind.CoalesceExpression, SyntaxKind.SwitchExpression,
    SyntaxKind.ReturnStatement, SyntaxKind.SimpleAssignmentExpression, SyntaxKind.RelationalPattern)
{
    private protected override void Analyze(Finding finding)
    {
        switch (finding.Node)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice:
                Choice(finding, choice, choice.Left, choice.Right);
                break;
            case BinaryExpressionSyntax binary:
                Pair(finding, binary, binary.Left, binary.Right);
                break;
            case AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression } sum:
                Pair(finding, sum, sum.Left, sum.Right);
                break;
            case MemberAccessExpressionSyntax access:
                Attached(finding, access);
                break;
            case ConditionalExpressionSyntax choice:
                Choice(finding, choice, choice.WhenTrue, choice.WhenFalse);
                break;
            case SwitchExpressionSyntax choice:
                foreach (SwitchExpressionArmSyntax arm in choice.Arms.Skip(1))
                {
                    Other(finding, arm.Expression, choice.Arms.Select(static a => a.Expression), "another arm");
                }

                break;
            case ReturnStatementSyntax { Expression: { } value } statement:
                Other(finding, value, Returns(statement), "another 'return'");
                break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Right: var value }:
                Other(finding, value, Assigned(finding.Code, name), $"'{name}'");
                break;
            case RelationalPatternSyntax pattern:
                Matched(finding, pattern);
                break;
            case ExpressionSyntax call:
                Argument(finding, call);
                break;
        }
    }

    private static void Pair(Finding finding, ExpressionSyntax binary, ExpressionSyntax left, ExpressionSyntax right)
    {
        Code code = finding.Code;
        bool isRatio = binary.IsKind(SyntaxKind.DivideExpression) || binary is InvocationExpressionSyntax; // "Math.Atan2(y, x)"
        (string? first, string? second) = Units(left, right, isRatio, code);
        if (binary.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression)
        {
            (first, second) = (first ?? Complement(left, second, code), second ?? Complement(right, first, code));
        }
        else if (binary.IsKind(SyntaxKind.DivideExpression))
        {
            second ??= Complement(right, first, code);
        }

        if (first is not null && second is not null)
        {
            // The ratio of an energy and an angle is something; that of MeV and GeV is a thousand times too large.
            if (IsSaidBefore(binary, left, first, right, second, code))
            {
                return;
            }

            bool isPower = EnergyUnits.PowerOf(first) is { } power && power == EnergyUnits.PowerOf(second);
            if (isRatio ? first != second && (isPower ? !(binary is BinaryExpressionSyntax && BareUnits.IsRescaled(binary, code)) : IsPartOfTurn(binary, code)) : BareUnits.AreMixed(left, first, right, second, code))
            {
                finding.Report(binary, Aligned(right, first), Code.Text(binary), $"mixes {first} and {second}; bring both to one unit");
            }

            return;
        }

        if (binary.IsKind(SyntaxKind.AddExpression) && Squared(left, code) is { } one && Squared(right, code) is { } other
            && ((IsOfRapidities(one, code) && BareUnits.Of(other, code) == BareUnits.Degrees) || (IsOfRapidities(other, code) && BareUnits.Of(one, code) == BareUnits.Degrees)))
        {
            finding.Report(binary, null, Code.Text(binary), "mixes a difference of rapidities, which goes with rad, and °; bring the angle to rad");
            return;
        }

        if (!isRatio && (MadeOf(left, second, code) ?? MadeOf(right, first, code)) is { } made)
        {
            finding.Report(binary, null, Code.Text(binary), $"mixes {made} and {first ?? second}; bring both to one unit");
            return;
        }

        (ExpressionSyntax low, ExpressionSyntax high, bool isOrdered) = binary.Kind() switch
        {
            SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression => (left, right, true),
            SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression => (right, left, true),
            _ => (left, right, false),
        };
        if (isOrdered)
        {
            Threshold(finding, binary, low, high);
            Turn(finding, binary, low, high);
            Turn(finding, binary, high, low);
        }
        else if (!isRatio)
        {
            Mass(finding, left, second);
            Mass(finding, right, first);
        }
    }

    // "a.InGeV + 1000 * b.InMeV": what was multiplied by thousands to bring it to the unit of the other, and is further from it now.
    private static string? MadeOf(ExpressionSyntax number, string? other, Code code) =>
        other is not null && BareUnits.IsEnergy(other) && BareUnits.Converted(number, code) is ({ } from, { } to) && other != from && other != to ? to : null;

    // What "d * d", "Square(d)" and "Math.Pow(d, 2)" are the square of.
    private static ExpressionSyntax? Squared(ExpressionSyntax square, Code code) => code.Resolve(square) switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression, Left: var one, Right: var other } when SyntaxFactory.AreEquivalent(Code.Strip(one), Code.Strip(other)) => one,
        InvocationExpressionSyntax { ArgumentList.Arguments: [var of] } call when code.SymbolOf(call) is { Name: "Square", ContainingType: var type } && Language.Is(type, code.Language.Kinematics) => of.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: [var of, var power] } call
            when code.SymbolOf(call) is { Name: "Pow", ContainingType: var type } && Language.Is(type, code.Language.Math) && code.NumberOf(power.Expression) == 2 => of.Expression,
        _ => null,
    };

    // A difference of rapidities or pseudorapidities, or its magnitude: a distance adds it to an angle in rad.
    private static bool IsOfRapidities(ExpressionSyntax difference, Code code) => code.Resolve(difference) switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression, Left: var one, Right: var other } => IsRapidity(one, code) && IsRapidity(other, code),
        InvocationExpressionSyntax { ArgumentList.Arguments: [var of] } call => code.SymbolOf(call)?.Name == "Abs" && IsOfRapidities(of.Expression, code),
        _ => false,
    };

    private static bool IsRapidity(ExpressionSyntax value, Code code)
    {
        ExpressionSyntax resolved = code.Resolve(value);
        ExpressionSyntax quantity = code.MemberOf(resolved) is (var owner, "Value") ? owner : resolved;
        return code.DimensionOf(quantity) is { TypeName: "Pseudorapidity" or "Rapidity" };
    }

    // "d > 180 ? 360 - d : d": who wraps by hand is told once, at the comparison.
    private static bool IsSaidBefore(ExpressionSyntax sum, ExpressionSyntax left, string first, ExpressionSyntax right, string second, Code code)
    {
        bool IsBetween(ExpressionSyntax one, ExpressionSyntax other) => IsOf(one, left, second, other) || IsOf(one, right, first, other);
        bool IsOf(ExpressionSyntax compared, ExpressionSyntax operand, string unitOfOther, ExpressionSyntax other) => SyntaxFactory.AreEquivalent(Code.Strip(compared), Code.Strip(operand))
            && (BareUnits.Of(other, code) ?? Complement(other, BareUnits.Of(compared, code), code)) == unitOfOther;
        return sum.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.AddAssignmentExpression or SyntaxKind.SubtractAssignmentExpression && first != second
            && sum.Ancestors().TakeWhile(static n => n is not MemberDeclarationSyntax).Select(static n => n switch { ConditionalExpressionSyntax choice => choice.Condition, IfStatementSyntax branch => branch.Condition, _ => null })
                .Any(condition => condition is not null && !condition.Span.Contains(sum.Span) && condition.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Any(comparison =>
                    comparison.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
                    && (IsBetween(comparison.Left, comparison.Right) || IsBetween(comparison.Right, comparison.Left))));
    }

    // "angle.Value / 180", "angle.InDegrees / Math.PI"; what becomes of it where it is converted is said there.
    private static bool IsPartOfTurn(ExpressionSyntax ratio, Code code)
    {
        if (ratio is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression, Left: var angle, Right: var turn } || code.NumberOf(turn) is null || code.NumberOf(angle) is not null || BareUnits.Of(angle, code) is not (BareUnits.Radians or BareUnits.Degrees))
        {
            return false;
        }

        ExpressionSyntax product = ratio;
        while (product.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression })
        {
            product = (ExpressionSyntax)product.Parent;
        }

        return BareUnits.Of(product, code) is null;
    }

    // "180 - angle.Value": beside rad, quarters of a turn are meant.
    private static string? Complement(ExpressionSyntax number, string? other, Code code) => other == BareUnits.Radians && code.NumberOf(number) is { } degrees && degrees != 0 && degrees % 90 == 0 ? BareUnits.Degrees : null;

    // "p.Pt.InGeV is > 20_000", "p is { Pt.InGeV: > 20_000 }".
    private static void Matched(Finding finding, RelationalPatternSyntax pattern)
    {
        if (finding.Code.SubjectOf(pattern) is not { } value)
        {
            return;
        }

        bool isNegated = pattern.Ancestors().TakeWhile(static n => n is PatternSyntax).Count(static n => n.IsKind(SyntaxKind.NotPattern)) % 2 == 1;
        if (pattern.OperatorToken.Kind() is SyntaxKind.GreaterThanToken or SyntaxKind.GreaterThanEqualsToken != isNegated)
        {
            Threshold(finding, pattern, pattern.Expression, value);
        }

        Turn(finding, pattern, pattern.Expression, value);
    }

    // What a mass is subtracted from as a number of GeV, where the difference may be larger than the mass.
    private static SimpleNameSyntax? InMeV(ExpressionSyntax mass, double inGeV, Code code)
    {
        if (mass.Parent is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference
            || Code.Strip(difference.Left == mass ? difference.Right : difference.Left) is not MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "InGeV" } member })
        {
            return null;
        }

        SyntaxNode whole = difference;
        while (whole.Parent is ParenthesizedExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 })
        {
            whole = whole.Parent;
        }

        return whole.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LessThanExpression or (int)SyntaxKind.LessThanOrEqualExpression or (int)SyntaxKind.GreaterThanExpression or (int)SyntaxKind.GreaterThanOrEqualExpression } window
            && code.NumberOf(window.Left == whole ? window.Right : window.Left) > inGeV ? member : null;
    }

    // "m.InGeV - 91187.6".
    private static void Mass(Finding finding, ExpressionSyntax number, string? unit)
    {
        if (unit == "GeV" && finding.Code.NumberOf(number) is { } gev && Literals.ParticleOfMeV(gev) is { } particle)
        {
            // "Abs(m.InGeV - 3096.9) < 50": where the window is one of MeV too, all of it is.
            if (InMeV(number, gev / 1000, finding.Code) is { } member)
            {
                finding.Report(number, new(member, "InMeV"), Code.Text(number), $"is the mass of '{particle}' in MeV, beside a number of GeV; write 'InMeV' there");
                return;
            }

            string text = (gev / 1000).ToString("R", CultureInfo.InvariantCulture);
            finding.Report(number, new(number, text), Code.Text(number), $"is the mass of '{particle}' in MeV, beside a number of GeV; write '{text}'");
        }
    }

    // Of numbers that are handed over, those of the first call that mixes them.
    private static (string? First, string? Second) Units(ExpressionSyntax one, ExpressionSyntax other, bool isRatio, Code code)
    {
        string? first = BareUnits.Of(one, code), second = BareUnits.Of(other, code);
        IParameterSymbol? left = first is null ? code.ParameterOf(one) : null, right = second is null ? code.ParameterOf(other) : null;
        if (((first ?? second) is not null && (left ?? right) is not null) || (left is not null && right is not null))
        {
            foreach (Call call in code.CallsOf((left ?? right)!, one))
            {
                string? a = left is not null && call.Given(left) is { } x ? BareUnits.Of(x, code) : first;
                string? b = right is not null && call.Given(right) is { } y ? BareUnits.Of(y, code) : second;
                if (a is not null && b is not null && a != b && (isRatio || BareUnits.AreMixed(left is null ? one : call.Given(left)!, a, right is null ? other : call.Given(right)!, b, code)))
                {
                    return (a, b);
                }
            }
        }

        return (first, second);
    }

    // "jet.Pt > 20_000.GeV": no jet passes. An upper bound may be as high as one likes.
    private static void Threshold(Finding finding, SyntaxNode comparison, ExpressionSyntax bound, ExpressionSyntax value)
    {
        Code code = finding.Code;

        // A number that is only called pt may be one of MeV, as in many a file.
        bool isOfObject = CoordinateKinds.IsEnergy(KindReader.Of(value, code)) && (code.DimensionOf(value) != Quantity.Number || BareUnits.Of(value, code) == "GeV");
        ExpressionSyntax written = code.Resolve(bound), number = code.DimensionOf(bound)?.Power == 1 ? InGeV(written) ?? bound : bound;
        bool isBareInGeV = code.DimensionOf(value) == Quantity.Number && code.DimensionOf(bound) == Quantity.Number;
        bool isEnergy = code.DimensionOf(value) is { Power: 1 };
        if ((number != bound || isBareInGeV) && code.NumberOf(number) is { } gev && gev % 1000 == 0
            && (number == bound || Literals.ParticleOfMeV(gev) is null) // which is marked where it is written
            && gev < Literals.FromTheSky && ((isOfObject && gev >= Literals.TooManyGeV) || (isEnergy && gev >= Literals.MoreThanAnyCollider)))
        {
            string text = isBareInGeV ? (gev / 1000).ToString("R", CultureInfo.InvariantCulture) : Literals.InGeV(gev);
            finding.Report(comparison, written == Code.Strip(bound) ? new(bound, text) : null, Code.Text(comparison), $"asks for {(gev / 1000).ToString("R", CultureInfo.InvariantCulture)} TeV; write '{text}' if MeV were meant");
        }
    }

    // "DeltaPhi(a, b).Value > 90": no difference is more than π.
    private static void Turn(Finding finding, SyntaxNode comparison, ExpressionSyntax bound, ExpressionSyntax value)
    {
        if (BareUnits.Of(value, finding.Code) == BareUnits.Radians && finding.Code.NumberOf(bound) is { } number && Literals.AreDegrees(number))
        {
            // A pattern takes constants.
            string text = comparison is PatternSyntax ? $"{Code.Receiver(bound)} * Math.PI / 180" : $"{Code.Receiver(bound)}.Deg.Value";
            finding.Report(comparison, new(bound, text), Code.Text(comparison), $"compares rad with what looks like degrees; write '{text}'");
        }
    }

    // "90.Rad", "e.InMeV.GeV", "column.GeV" where the file has MeV, "91187.6.GeV".
    private static void Attached(Finding finding, MemberAccessExpressionSyntax access)
    {
        string unit = access.Name.Identifier.ValueText;
        if (!Language.Is(finding.Code.SymbolOf(access)?.ContainingType?.ContainingType ?? finding.Code.SymbolOf(access)?.ContainingType, finding.Language.Units))
        {
            return;
        }

        string? found = BareUnits.Of(access.Expression, finding.Code);
        string attached = unit switch { "Rad" => BareUnits.Radians, "Deg" => BareUnits.Degrees, _ => unit };
        if (found is not null && found != attached)
        {
            string? right = found switch { BareUnits.Radians => "Rad", BareUnits.Degrees => "Deg", "GeV" or "MeV" or "TeV" or "KeV" => found, _ => null };
            finding.Report(
                access, right is null ? null : new(access, $"{access.Expression}.{right}"),
                Code.Text(access), $"gives the unit {attached} to a number of {found}" + (right is null ? "; leave the unit to the quantity" : $"; write '{access.Expression}.{right}'"));
        }
        else if (found is null && BareUnits.IsEnergy(attached) && BareUnits.Converted(access.Expression, finding.Code) is ({ } from, { } to) && attached != from && attached != to)
        {
            // "(e.InMeV / 1000).TeV"
            finding.Report(access, new(access.Name, to), Code.Text(access), $"gives the unit {attached} to a number of {to}; write '{Code.Text(access.Expression)}.{to}'");
        }
        else if (unit == "Rad" && finding.Code.NumberOf(access.Expression) is { } number && Literals.AreDegrees(number))
        {
            finding.Report(access, new(access, $"{access.Expression}.Deg"), Code.Text(access), $"is more than a turn and looks like degrees; write '{access.Expression}.Deg'");
        }
        else if (unit == "GeV" && finding.Code.NumberOf(access.Expression) is { } gev && Literals.ParticleOfMeV(gev) is { } particle)
        {
            finding.Report(access, new(access, $"{access.Expression}.MeV"), Code.Text(access), $"is the mass of '{particle}' in MeV; write '{access.Expression}.MeV'");
        }
    }

    // "Max(a.InMeV, b.InGeV)", "… ? a.InMeV : b.InGeV".
    private static void Choice(Finding finding, ExpressionSyntax whole, ExpressionSyntax one, ExpressionSyntax other)
    {
        if (BareUnits.Of(one, finding.Code) is { } first && BareUnits.Of(other, finding.Code) is { } second && first != second && !IsAskedFor(one, other, finding.Code))
        {
            finding.Report(whole, null, Code.Text(whole), $"chooses between {first} and {second}; bring both to one unit");
        }
    }

    // The first place that says a unit has said it for all.
    private static void Other(Finding finding, ExpressionSyntax value, IEnumerable<ExpressionSyntax> places, string other)
    {
        if (BareUnits.Of(value, finding.Code) is not { } found)
        {
            return;
        }

        (ExpressionSyntax? place, string? first) = places.TakeWhile(p => p.SpanStart < value.SpanStart).Select(p => (p, BareUnits.Of(p, finding.Code))).FirstOrDefault(static p => p.Item2 is not null);
        if (place is not null && first != found && !IsAskedFor(place, value, finding.Code))
        {
            finding.Report(value, null, Code.Text(value), $"gives {found} where {other} has {first}; bring both to one unit");
        }
    }

    // "inMeV ? e.InMeV : e.InGeV", "unit switch { "MeV" => e.InMeV, … }": one energy in the unit that the caller asks for.
    private static bool IsAskedFor(ExpressionSyntax one, ExpressionSyntax other, Code code)
    {
        bool IsFlag(ISymbol? symbol) => symbol is IParameterSymbol { Type: { SpecialType: SpecialType.System_Boolean or SpecialType.System_String } or { TypeKind: TypeKind.Enum } };
        bool IsQuestionOfCaller(IEnumerable<ExpressionSyntax> questions) => questions.SelectMany(question => code.Resolve(question).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()).Select(code.SymbolOf).ToArray() is var named
            && Array.Exists(named, IsFlag) && Array.TrueForAll(named, symbol => symbol is ITypeSymbol or IFieldSymbol { IsConst: true } || IsFlag(symbol));
        return Code.Strip(one) is MemberAccessExpressionSyntax first && Code.Strip(other) is MemberAccessExpressionSyntax second && SyntaxFactory.AreEquivalent(first.Expression, second.Expression)
            && new[] { first, second }.SelectMany(static arm => arm.Ancestors().TakeWhile(static n => n is not MemberDeclarationSyntax)).Any(node => IsQuestionOfCaller(node switch
            {
                ConditionalExpressionSyntax choice => [choice.Condition],
                SwitchExpressionSyntax choice => [choice.GoverningExpression, .. choice.Arms.Select(static a => a.WhenClause?.Condition).OfType<ExpressionSyntax>()],
                IfStatementSyntax choice => [choice.Condition],
                SwitchStatementSyntax choice => [choice.Expression, .. choice.Sections.SelectMany(static s => s.Labels).OfType<CasePatternSwitchLabelSyntax>().Select(static l => l.WhenClause?.Condition).OfType<ExpressionSyntax>()],
                _ => Array.Empty<ExpressionSyntax>(),
            }));
    }

    private static IEnumerable<ExpressionSyntax> Returns(ReturnStatementSyntax statement)
    {
        static bool IsBody(SyntaxNode node) =>
            node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax;

        SyntaxNode? body = statement.Ancestors().FirstOrDefault(IsBody);
        return body is null ? [] : body.DescendantNodes(node => node == body || !IsBody(node)).OfType<ReturnStatementSyntax>().Select(static r => r.Expression).OfType<ExpressionSyntax>();
    }

    // What a local is declared with, and what it is set to.
    private static IEnumerable<ExpressionSyntax> Assigned(Code code, IdentifierNameSyntax name)
    {
        if (code.SymbolOf(name) is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] } || reference.SyntaxTree != name.SyntaxTree
            || reference.GetSyntax(code.Cancellation) is not VariableDeclaratorSyntax declarator || declarator.FirstAncestorOrSelf<BlockSyntax>() is not { } block)
        {
            return [];
        }

        // Who multiplies it, or makes it of itself, converts it.
        bool Is(ExpressionSyntax target) => target is IdentifierNameSyntax other && other.Identifier.ValueText == name.Identifier.ValueText;
        if (block.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => Is(a.Left)
            && (a.IsKind(SyntaxKind.MultiplyAssignmentExpression) || a.IsKind(SyntaxKind.DivideAssignmentExpression) || a.Right.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(Is))))
        {
            return [];
        }

        IEnumerable<ExpressionSyntax> set = block.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(a => a.IsKind(SyntaxKind.SimpleAssignmentExpression) && Is(a.Left))
            .Select(static a => a.Right);
        return declarator.Initializer is { Value: var value } ? set.Prepend(value) : set;
    }

    // "Math.Sin(90)", "new Azimuth(180)", "new Energy(e.InMeV)".
    private static void Argument(Finding finding, ExpressionSyntax expression)
    {
        Call? call = Call.Of(expression, finding.Code);
        if (call is { IsRefused: false, Arguments: [var (one, _), var (other, _)], Method: { Name: "Max" or "Min" } choice }
            && (Language.Is(choice.ContainingType, finding.Language.Math) || Language.Is(choice.ContainingType, finding.Language.Kinematics)))
        {
            Choice(finding, expression, one.Expression, other.Expression);
        }

        if (call is { IsRefused: false, Arguments: [var (y, _), var (x, _)], Method: { Name: "Atan2" } angle } && Language.Is(angle.ContainingType, finding.Language.Math))
        {
            Pair(finding, expression, y.Expression, x.Expression);
        }

        if (call is not { IsRefused: false, Arguments: [var (argument, _)], Method: var method })
        {
            return;
        }

        bool isConstructor = method.MethodKind == MethodKind.Constructor;
        Quantity? made = isConstructor ? finding.Language.QuantityOf(method.ContainingType) : null;
        bool takesRadians = made is { IsAngle: true }
            || (Language.Is(method.ContainingType, finding.Language.Math) && method.Name is "Sin" or "Cos" or "Tan" or "SinCos");
        string? expected = takesRadians ? BareUnits.Radians : made?.Unit is { Length: > 0 } unit ? unit : null;
        if (expected is null)
        {
            return;
        }

        string name = isConstructor ? "new " + method.ContainingType.Name : method.Name;
        string? found = BareUnits.Of(argument.Expression, finding.Code);
        if (found is not null && found != expected)
        {
            finding.Report(argument.Expression, null, Code.Text(argument.Expression), $"is a number of {found} but '{name}' takes {expected}; bring it to {expected} first");
        }
        else if (takesRadians && finding.Code.NumberOf(argument.Expression) is { } number && Literals.AreDegrees(number))
        {
            string text = $"{Code.Receiver(argument.Expression)}.Deg.Value";
            finding.Report(argument.Expression, new(argument.Expression, text), Code.Text(argument.Expression), $"looks like degrees but '{name}' takes rad; write '{text}'");
        }
    }

    private static ExpressionSyntax? InGeV(ExpressionSyntax energy) => Code.Strip(energy) switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GeV" } access => access.Expression,
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var single] } => single.Expression,
        _ => null,
    };

    // Both unwrapped from quantities: the second in the unit of the first.
    private static Repair? Aligned(ExpressionSyntax second, string first) =>
        first is "GeV" or "MeV" or "TeV" && Code.Strip(second) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "InGeV" or "InMeV" or "InTeV" } access
            ? new(access, $"{access.Expression}.In{first}")
            : null;
}
