using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>PHY0201, where types tell it: what is added, compared, passed or assigned differs in dimension.</summary>
/// <remarks>A bare zero is zero in every unit, and may be compared with; elsewhere C# asks for a quantity.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DimensionAnalyzer() : ExpressionAnalyzer(
    Rules.DimensionMismatch,
    SyntaxKind.AddExpression, SyntaxKind.SubtractExpression, SyntaxKind.MultiplyExpression, SyntaxKind.DivideExpression,
    SyntaxKind.LessThanExpression, SyntaxKind.LessThanOrEqualExpression, SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanOrEqualExpression,
    SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression, SyntaxKind.AddAssignmentExpression, SyntaxKind.SubtractAssignmentExpression,
    SyntaxKind.ConditionalExpression, SyntaxKind.SwitchExpression, SyntaxKind.CoalesceExpression, SyntaxKind.IsPatternExpression, SyntaxKind.RelationalPattern, SyntaxKind.InvocationExpression,
    SyntaxKind.EqualsValueClause, SyntaxKind.SimpleAssignmentExpression, SyntaxKind.ArrowExpressionClause, SyntaxKind.ReturnStatement)
{
    private protected override void Analyze(Finding finding)
    {
        if (Choice.Of(finding.Node) is { } choice)
        {
            Chosen(finding, choice);
            return;
        }

        switch (finding.Node)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } product:
                Product(finding, product);
                break;
            case BinaryExpressionSyntax binary:
                Pair(finding, binary, Verb(binary.Kind()), binary.Left, binary.Right);
                break;
            case AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression } sum:
                Pair(finding, sum, Verb(sum.Kind()), sum.Left, sum.Right);
                break;
            case IsPatternExpressionSyntax pattern:
                Pattern(finding, pattern);
                break;
            case RelationalPatternSyntax pattern:
                Bound(finding, pattern);
                break;
            case InvocationExpressionSyntax invocation:
                Arguments(finding, invocation);
                Sum(finding, invocation);
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

    private static string Verb(SyntaxKind kind) => kind switch
    {
        SyntaxKind.AddExpression or SyntaxKind.AddAssignmentExpression => "adds",
        SyntaxKind.SubtractExpression or SyntaxKind.SubtractAssignmentExpression => "subtracts",
        _ => "compares",
    };

    private static void Pair(Finding finding, ExpressionSyntax whole, string verb, ExpressionSyntax left, ExpressionSyntax right)
    {
        if (finding.Code.DimensionOf(left) is not { IsRaw: false } first || finding.Code.DimensionOf(right) is not { IsRaw: false } second || first.Agrees(second))
        {
            return;
        }

        ExpressionSyntax? bare = first == Quantity.Number ? left : second == Quantity.Number ? right : null;
        Quantity expected = bare == left ? second : first;
        if (verb is "compares" && bare is not null && finding.Code.NumberOf(bare) == 0 && expected.Kind != CoordinateKind.Azimuth)
        {
            return;
        }

        (string advice, Repair? repair) = bare is not null && expected.Kind == CoordinateKind.Azimuth ? ("azimuths have no order: compare the angle 'DeltaPhi'", null)
            : bare is not null ? Divided(finding, whole, bare == left ? right : left, verb, expected) ?? Unit(finding.Code, bare, expected) : Other(finding.Code, left, first, right, second);
        string conjunction = verb is "compares" ? "with" : "and";
        finding.Report(whole, repair, Code.Text(whole), $"{verb} {first.Describe()} {conjunction} {second.Describe()}; {advice}");
    }

    // "double y = 1 - p.E / 27.6": where a number is asked for, it is what the energy is divided by that lacks its unit, or the divisor is missing.
    private static (string Advice, Repair? Repair)? Divided(Finding finding, ExpressionSyntax whole, ExpressionSyntax quantity, string verb, Quantity found)
    {
        ExpressionSyntax sum = whole;
        while (sum.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression })
        {
            sum = (ExpressionSyntax)sum.Parent;
        }

        if (verb is "compares" or "chooses between" || found.TypeName != "Energy"
            || finding.Code.TargetOf(sum) is not { } target || finding.Language.DimensionOf(target.Type) != Quantity.Number)
        {
            return null;
        }

        return WithUnit(finding.Code, quantity, found, static _ => true) ?? ($"'{target.Name}' is a bare number: divide '{Code.Text(quantity)}' by an energy", null);
    }

    // The one number that an energy is divided by, as an energy.
    private static (string Advice, Repair? Repair)? WithUnit(Code code, ExpressionSyntax quantity, Quantity energy, Func<double, bool> isEnergy) =>
        Divisors(quantity).Where(d => code.NumberOf(d) is not null).ToArray() is [var only] && isEnergy(code.NumberOf(only)!.Value) && Literals.WithUnit(only, energy, code) is { } text
            ? ($"write '{text}'", new(only, text)) : null;

    private static IEnumerable<ExpressionSyntax> Divisors(ExpressionSyntax product) => Code.Strip(product) switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio => Divisors(ratio.Left).Append(ratio.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } factors => Divisors(factors.Left).Concat(Divisors(factors.Right)),
        PrefixUnaryExpressionSyntax negation => Divisors(negation.Operand),
        _ => [],
    };

    // "1 / p.Pt", "score / p.Pt": of a dimension that no type has.
    private static void Product(Finding finding, BinaryExpressionSyntax product)
    {
        if (finding.Code.DimensionOf(product.Left) is { IsRaw: false } first && finding.Code.DimensionOf(product.Right) is { IsRaw: false } second
            && !(first == Quantity.Number && second == Quantity.Number) && finding.Code.IsRefused(product) && !IsBroken(finding.Code, product.Left) && !IsBroken(finding.Code, product.Right))
        {
            (string verb, string conjunction) = product.IsKind(SyntaxKind.DivideExpression) ? ("divides", "by") : ("multiplies", "by");
            finding.Report(
                product, null, Code.Text(product),
                $"{verb} {first.Describe()} {conjunction} {second.Describe()}, of whose dimension there is no quantity; divide like by like first, or take the number out, for example by 'InGeV'");
        }
    }

    // "… ? p.Pt : 0", "… switch { > 20 => p.Pt, _ => 0.5 }"
    private static void Chosen(Finding finding, Choice choice)
    {
        if (choice.HeldAgainst(finding.Code, finding.Language.DimensionOf) is var (expected, name))
        {
            string subject = name is null ? "what the 'switch' gives" : $"'{name}'";
            foreach (ExpressionSyntax value in expected.IsRaw || IsAmplitude(choice.Whole, finding.Code) ? [] : choice.Arms)
            {
                if (finding.Code.DimensionOf(value) is { IsRaw: false } found && !expected.Agrees(found) && !IsBroken(finding.Code, value))
                {
                    (string advice, Repair? repair) = Convert(finding, value, found, expected, null);
                    finding.Report(value, repair, Code.Text(value), $"is {found.Describe()} but {subject} is {expected.Describe()}; {advice}");
                }
            }
        }
        else if (choice is { Whole: not SwitchExpressionSyntax, Arms: [var one, var other] })
        {
            Pair(finding, choice.Whole, "chooses between", one, other);
        }
    }

    // "jet.Pt is > 20": patterns take constants, and no constant has a unit. Of what a pattern asks of a member, the member says the dimension.
    private static void Pattern(Finding finding, IsPatternExpressionSyntax pattern)
    {
        ExpressionSyntax? constant = pattern.Pattern.DescendantNodesAndSelf(static n => n is not SubpatternSyntax)
            .Select(static n => n switch { RelationalPatternSyntax r => r.Expression, ConstantPatternSyntax c => c.Expression, _ => null })
            .FirstOrDefault(c => c is not null && finding.Code.NumberOf(c) is not (null or 0));
        if (constant is not null && finding.Code.DimensionOf(pattern.Expression) is { IsRaw: false } expected && !expected.Agrees(Quantity.Number)
            && Literals.WithUnit(constant, expected, finding.Code) is { } text)
        {
            finding.Report(pattern, null, Code.Text(pattern), $"compares {expected.Describe()} with a bare number; compare with '{text}', by '<' and '>'");
        }
    }

    // "jet switch { { Pt: > 20 } => … }": what a pattern asks of a member, or an arm of what is chosen by, has a unit too.
    private static void Bound(Finding finding, RelationalPatternSyntax pattern)
    {
        SyntaxNode outermost = pattern.Ancestors().First(static n => n is not PatternSyntax);
        if (outermost is not IsPatternExpressionSyntax && finding.Language.DimensionOf(finding.Code.Model.GetTypeInfo(pattern, finding.Code.Cancellation).Type) is { IsRaw: false } expected
            && !expected.Agrees(Quantity.Number) && finding.Code.NumberOf(pattern.Expression) is not (null or 0) && Literals.WithUnit(pattern.Expression, expected, finding.Code) is { } text)
        {
            finding.Report(pattern, null, Code.Text(pattern), $"compares {expected.Describe()} with a bare number; ask with 'when', by '{pattern.OperatorToken.ValueText} {text}'");
        }
    }

    private static void Arguments(Finding finding, InvocationExpressionSyntax invocation)
    {
        // What boosts take is another rule's matter.
        bool isBoost = Call.Receiver(invocation) is { } receiver && finding.Language.IsFourVector(finding.Code.TypeOf(receiver))
            && Boosts.IsBoost(invocation.Expression.GetLastToken().ValueText);
        if (isBoost || Call.Of(invocation, finding.Code) is not { IsRefused: true } call || Slots.Of(call, finding.Code).Count > 0)
        {
            return;
        }

        foreach ((ArgumentSyntax argument, IParameterSymbol parameter) in call.Arguments)
        {
            ExpressionSyntax value = argument.Expression;
            if (finding.Language.DimensionOf(parameter.Type) is { } expected && finding.Code.DimensionOf(value) is { IsRaw: false } found && !expected.Agrees(found)
                && !Call.Fits(value, parameter.Type, finding.Code))
            {
                (string advice, Repair? repair) = Convert(finding, value, found, expected, call.Method);
                string parameterOf = $"'{parameter.Name}' of '{call.Method.Name}' is {expected.Describe()}";
                finding.Report(value, repair, Code.Text(value), $"is {found.Describe()} but {parameterOf}; {advice}");
            }
        }
    }

    private static void Target(Finding finding, ExpressionSyntax value)
    {
        Rapidity(finding, value);
        if (finding.Code.TargetOf(value) is { } target && finding.Language.DimensionOf(target.Type) is { } expected
            && finding.Code.DimensionOf(value) is { IsRaw: false } found && !expected.Agrees(found) && !IsAmplitude(value, finding.Code) && !IsBroken(finding.Code, value))
        {
            (string advice, Repair? repair) = Convert(finding, value, found, expected, null);

            // Who declares a number may as well want the quantity, or have forgotten what it is divided by.
            if (repair is { Alternative: null } && expected == Quantity.Number && found.TypeName.Length > 0 && TypeOfProperty(value, finding.Code) is { } type)
            {
                string quantity = found.TypeName + (type is NullableTypeSyntax ? "?" : "");
                (advice, repair) = ($"{advice}, or declare '{target.Name}' as '{quantity}', unless something is missing to divide by", repair with { Alternative = quantity, Elsewhere = type });
            }

            finding.Report(value, repair, Code.Text(value), $"is {found.Describe()} but '{target.Name}' is {expected.Describe()}; {advice}");
        }
    }

    // Of a property that gives the value, as a whole.
    private static TypeSyntax? TypeOfProperty(ExpressionSyntax value, Code code) =>
        code.FunctionOf(value) is IPropertySymbol && value.Parent is ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax { Type: PredefinedTypeSyntax or NullableTypeSyntax { ElementType: PredefinedTypeSyntax } } property } ? property.Type : null;

    // What a squared amplitude has to be, its process says and not its type (PHY0306).
    private static bool IsAmplitude(ExpressionSyntax value, Code code) =>
        value.Ancestors().First(static n => n is EqualsValueClauseSyntax or AssignmentExpressionSyntax or MemberDeclarationSyntax) is PropertyDeclarationSyntax
        && code.FunctionOf(value) is IPropertySymbol property && property.GetAttributes().Any(a => Language.Is(a.AttributeClass, code.Language.SquaredAmplitude));

    // A number is no rapidity by itself, nor is a sum of rapidities: those of a pair come from the sum of its momenta.
    private static void Rapidity(Finding finding, ExpressionSyntax value)
    {
        if (finding.Code.TargetOf(value) is { } target && finding.Language.QuantityOf(Language.Underlying(target.Type)) is { TypeName: "Pseudorapidity" or "Rapidity" } expected
            && finding.Code.DimensionOf(value) == Quantity.Number && finding.Code.NumberOf(value) is null && !finding.Code.Model.ClassifyConversion(value, target.Type).IsImplicit)
        {
            finding.Report(
                value, null, Code.Text(value), $"is a bare number but '{target.Name}' is {expected.Describe()}; write 'new {expected.TypeName}({Code.Text(value)})' if that is meant, or take it from a momentum");
        }
    }

    // "Jets.Sum(j => j.Eta)": rapidities and azimuths have differences, and no sums.
    private static void Sum(Finding finding, InvocationExpressionSyntax invocation)
    {
        if (invocation is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sum" }, ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax { Body: ExpressionSyntax body } }] }
            && finding.Code.DimensionOf(body) is { TypeName: "Pseudorapidity" or "Rapidity" or "Azimuth" } summed
            && finding.Language.IsObjects(finding.Code.TypeOf(((MemberAccessExpressionSyntax)invocation.Expression).Expression)))
        {
            string number = $"{Code.Receiver(body)}.Value";
            finding.Report(body, new(body, number), Code.Text(body), $"is {(summed.Kind == CoordinateKind.Azimuth ? "an azimuth" : summed.Describe())}, of which there are no sums; write '{number}' if a number is meant");
        }
    }

    // What is wrong inside is said there.
    private static bool IsBroken(Code code, ExpressionSyntax value) => value.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(part => part switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression or (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression }
            or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } or InvocationExpressionSyntax or MemberAccessExpressionSyntax => code.IsRefused(part),
        _ => false,
    });

    private static (string Advice, Repair? Repair) Convert(Finding finding, ExpressionSyntax value, Quantity found, Quantity expected, IMethodSymbol? method)
    {
        if (found == Quantity.Number)
        {
            // Sine and cosine of a bare number: it is an angle, not a place on the circle.
            bool isAngle = method?.Name is "Sin" or "Cos" && expected.IsAngle;
            if (isAngle && finding.Code.NumberOf(value) is null && value.Parent?.Parent?.Parent is InvocationExpressionSyntax function)
            {
                return ($"write 'Math.{method!.Name}({Code.Text(value)})', which takes numbers", new(function.Expression, "Math." + method.Name));
            }

            return Unit(finding.Code, value, isAngle ? Quantity.Angle : expected);
        }

        if (method is not null && Language.Is(method.ContainingType, finding.Language.Math)
            && finding.Language.Kinematics?.GetMembers(method.Name).OfType<IMethodSymbol>().Any(m => Call.Fits(value, m.Parameters[0].Type, finding.Code)) == true
            && value.Parent?.Parent?.Parent is InvocationExpressionSyntax invocation)
        {
            string name = finding.Code.Kinematics(method.Name, value);
            name = name == method.Name && invocation.Expression is IdentifierNameSyntax ? "Kinematics." + name : name;
            return ($"write '{name}({(method.Parameters.Length == 1 ? Code.Text(value) : "…")})'", new(invocation.Expression, name));
        }

        // "double y = e / 55.2": no formula has such a number, but a beam has such an energy.
        if (expected == Quantity.Number && found.TypeName == "Energy" && WithUnit(finding.Code, value, found, static n => BareUnits.IsOfNoFormula(n) && n > 1) is { } divided)
        {
            return divided;
        }

        string? member = (found.Power, expected.Power) switch
        {
            (2, 1) or (4, 2) => "Sqrt()",
            (1, 2) or (2, 4) => "Squared",
            _ when expected == Quantity.Number && found is { Power: 1 } => "InGeV",
            _ when expected == Quantity.Number => "Value",
            _ => null,
        };
        string dot = Language.IsNullable(finding.Code.Model.GetTypeInfo(value, finding.Code.Cancellation).Type) ? "?." : ".";
        bool isPlainNumber = expected == Quantity.Number && method is null;
        return member is null ? ("nothing turns the one into the other", null)
            : expected == Quantity.Number && method is not null ? ("divide by what gives it its scale", null)
            : ($"write '{Code.Receiver(value)}{dot}{member}'", isPlainNumber || expected.Power != 0 ? new(value, $"{Code.Receiver(value)}{dot}{member}") : null);
    }

    private static (string Advice, Repair? Repair) Other(Code code, ExpressionSyntax left, Quantity first, ExpressionSyntax right, Quantity second)
    {
        (ExpressionSyntax smaller, ExpressionSyntax larger) = first.Power < second.Power ? (left, right) : (right, left);
        return (Math.Min(first.Power, second.Power), Math.Max(first.Power, second.Power)) is (1, 2) or (2, 4)
            ? ($"write '{Code.Receiver(smaller)}.Squared', or the root of '{Code.Text(larger)}'", null)
            : ("nothing turns the one into the other", null);
    }

    /// <summary>A bare number with the unit that is missing.</summary>
    private static (string Advice, Repair? Repair) Unit(Code code, ExpressionSyntax number, Quantity expected)
    {
        // A number that was taken out of such a quantity has a unit, and only lost it.
        if (Code.Strip(number) is MemberAccessExpressionSyntax { Expression: var taken } && code.DimensionOf(taken) == expected)
        {
            return ($"write '{Code.Text(taken)}'", new(number, taken.ToString()));
        }

        if (BareUnits.Of(number, code) is { } known && (expected.TypeName == "Energy" ? BareUnits.IsEnergy(known) : expected == Quantity.Angle && known is BareUnits.Radians or BareUnits.Degrees))
        {
            string quantity = $"{Code.Receiver(number)}.{known switch { BareUnits.Degrees => "Deg", BareUnits.Radians => "Rad", _ => known }}";
            return ($"write '{quantity}'", new(number, quantity));
        }

        // A ratio, a sine, a distance is a pure number: no unit makes it an energy.
        bool isPure = number.DescendantNodesAndSelf().OfType<ExpressionSyntax>()
            .Any(e => code.Language.QuantityOf(code.TypeOf(e)) is not null || code.Language.IsFourVector(code.TypeOf(e)));
        if (isPure)
        {
            return ($"'{Code.Text(number)}' is dimensionless: multiply it by what has the dimension", null);
        }

        string? text = Literals.WithUnit(number, expected, code);
        return text is null ? ($"{expected.Describe()} has no unit to write; make it of quantities", null) : ($"write '{text}'", new(number, text));
    }
}
