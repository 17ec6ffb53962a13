using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>PHY0104: the plain difference of two azimuths is used as if it were the angle between them.</summary>
/// <remarks>Sine, cosine and whatever wraps may have it; where what becomes of it is out of sight, nothing is said.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AzimuthDifferenceAnalyzer() : ExpressionAnalyzer(Rules.UnwrappedAzimuths, SyntaxKind.SubtractExpression, SyntaxKind.AddExpression)
{
    private protected override void Analyze(Finding finding)
    {
        BinaryExpressionSyntax difference = (BinaryExpressionSyntax)finding.Node;
        Code code = finding.Code;
        if (OperandsOf(difference) is not { } operands || !IsUnwrapped(difference, operands, code))
        {
            return;
        }

        (string advice, Repair? repair) = WayOut(difference, operands, code);
        finding.Report(difference, repair, Code.Text(difference), advice);
    }

    /// <summary>What to write in place of what is made of azimuths and not periodic, in words, and the repair where it is mechanical; null where only its author knows.</summary>
    internal static (string Advice, Repair? Repair)? WayOut(SyntaxNode expression, Code code) => expression switch
    {
        BinaryExpressionSyntax difference when OperandsOf(difference) is { } operands => WayOut(difference, operands, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when IsOfAzimuthsAlone(sum) => ($"'Math.IEEERemainder({Code.Text(sum)}, Math.Tau)', which goes around the circle", null),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } mean when DirectionOfSum(mean, code) is { } azimuth => ($"'{azimuth}', which is the azimuth of the sum of the vectors", null),
        _ => null,
    };

    // A sum that nothing makes a mean of.
    private static bool IsOfAzimuthsAlone(BinaryExpressionSyntax sum) =>
        !sum.DescendantNodes().Any(static n => n.Kind() is SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression)
        && sum.Ancestors().TakeWhile(static n => n is ExpressionSyntax).All(static n => n.Kind() is SyntaxKind.ParenthesizedExpression or SyntaxKind.AddExpression);

    // "a - b", "a + (-b)", "-b + a"; null of a sum, as "a - (-b)" is.
    private static Operands? OperandsOf(BinaryExpressionSyntax expression)
    {
        if (!expression.IsKind(SyntaxKind.SubtractExpression) && !expression.IsKind(SyntaxKind.AddExpression))
        {
            return null;
        }

        (bool isNegative, ExpressionSyntax first) = Signed(expression.Left);
        (bool isOtherNegative, ExpressionSyntax second) = Signed(expression.Right);
        return isNegative == (isOtherNegative ^ expression.IsKind(SyntaxKind.SubtractExpression)) ? null : isNegative ? new(second, first) : new(first, second);
    }

    private static (bool IsNegative, ExpressionSyntax Azimuth) Signed(ExpressionSyntax azimuth)
    {
        bool isNegative = false;
        while (Code.Strip(azimuth) is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation)
        {
            (isNegative, azimuth) = (!isNegative, negation.Operand);
        }

        return (isNegative, azimuth);
    }

    private static (string Advice, Repair? Repair) WayOut(BinaryExpressionSyntax difference, Operands operands, Code code)
    {
        if (OfKnown(difference, operands, code) is { } known)
        {
            return ($"'{known}', which is φ₂ − φ₁ in (−π, π]", null);
        }

        (string before, ExpressionSyntax minuend, string after) = Scaled(operands.Minuend, code);
        (string otherBefore, ExpressionSyntax subtrahend, string otherAfter) = Scaled(operands.Subtrahend, code);
        string angle = $"{code.Kinematics("DeltaPhi", difference)}({Handed(minuend, subtrahend, code)})";
        string advice = code.DimensionOf(difference) == Quantity.Number ? angle + ".Value" : angle;
        Repair? repair = RepairOf(difference, angle, code);
        if (before.Length + after.Length + otherBefore.Length + otherAfter.Length > 0)
        {
            // The angle is wrapped in radians, and only then made degrees of.
            bool isOne = before == otherBefore && after == otherAfter;
            advice = isOne ? $"{before}{angle}.Value{after}" : angle;
            repair = isOne ? new(difference, advice) : null;
        }

        return ($"'{advice}', which is φ₂ − φ₁ in (−π, π]", repair);
    }

    // A mean of azimuths stands for the direction of two vectors together, which is that of their sum.
    private static string? DirectionOfSum(BinaryExpressionSyntax mean, Code code)
    {
        if (mean.DescendantNodesAndSelf().Any(static n => n.IsKind(SyntaxKind.SubtractExpression) || n.IsKind(SyntaxKind.UnaryMinusExpression)))
        {
            return null;
        }

        ExpressionSyntax[] vectors = [.. mean.DescendantNodes().OfType<ExpressionSyntax>().Select(e => VectorOf(e, code)).OfType<ExpressionSyntax>().GroupBy(static v => v.ToString()).Select(static same => same.First())];
        if (vectors.Length < 2 || vectors.Any(v => !SymbolEqualityComparer.Default.Equals(code.Language.FrameOf(code.TypeOf(v)), code.Language.FrameOf(code.TypeOf(vectors[0])))))
        {
            return null;
        }

        bool areAlike = vectors.Select(v => code.Language.IsFourVector(code.TypeOf(v))).Distinct().Count() == 1;
        string Term(ExpressionSyntax vector) => $"{(vector is BinaryExpressionSyntax ? $"({vector})" : vector)}{(areAlike || !code.Language.IsFourVector(code.TypeOf(vector)) ? "" : ".Transverse")}";
        return $"({string.Join(" + ", vectors.Select(Term))}).Phi{(code.DimensionOf(mean) == Quantity.Number ? ".Value" : "")}";
    }

    // Is it the difference of two azimuths, and is what becomes of it not periodic?
    private static bool IsUnwrapped(BinaryExpressionSyntax difference, Operands operands, Code code) =>
        KindReader.Of(operands.Minuend, code) == CoordinateKind.Azimuth && KindReader.Of(operands.Subtrahend, code) == CoordinateKind.Azimuth
        && IsCertain(operands.Minuend, code) && IsCertain(operands.Subtrahend, code) && !AreMixed(operands, code) && (new AngleFlow(code).Of(difference) == AngleUse.Plain || IsMultiplied(difference, code));

    // Degrees and rad are another rule's matter first.
    private static bool AreMixed(Operands operands, Code code) =>
        BareUnits.Of(operands.Minuend, code) is { } first && BareUnits.Of(operands.Subtrahend, code) is { } second && first != second;

    // An angle that is not wrapped has no multiples: C# refuses them, also those of which a cosine is taken.
    private static bool IsMultiplied(ExpressionSyntax difference, Code code) =>
        Around(difference).Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } product
        && code.TypeOf(product) is null or { TypeKind: TypeKind.Error } && code.TypeOf(difference) is { TypeKind: not TypeKind.Error };

    private static ExpressionSyntax Around(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parentheses)
        {
            expression = parentheses;
        }

        return expression;
    }

    // An azimuth that was multiplied by a number, or divided: it, and what stands before and after.
    private static (string Before, ExpressionSyntax Azimuth, string After) Scaled(ExpressionSyntax azimuth, Code code)
    {
        azimuth = Code.Strip(azimuth);
        return azimuth switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product when code.NumberOf(product.Left) is not null => Within($"{product.Left} * ", product.Right, ""),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product when code.NumberOf(product.Right) is not null => Within("", product.Left, $" * {product.Right}"),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient when code.NumberOf(quotient.Right) is not null => Within("", quotient.Left, $" / {quotient.Right}"),
            _ => ("", azimuth, ""),
        };

        (string, ExpressionSyntax, string) Within(string before, ExpressionSyntax factor, string after)
        {
            (string innerBefore, ExpressionSyntax inner, string innerAfter) = Scaled(factor, code);
            return (before + innerBefore, inner, innerAfter + after);
        }
    }

    // A number that is only called phi is an azimuth in the company of pt or eta, not by itself.
    private static bool IsCertain(ExpressionSyntax azimuth, Code code)
    {
        azimuth = Code.Strip(azimuth);
        if (KindReader.Of(azimuth, code, believesNames: false) == CoordinateKind.Azimuth)
        {
            return true;
        }

        if (azimuth is IdentifierNameSyntax && code.DefinitionOf(code.SymbolOf(azimuth), azimuth) is { } definition && IsCertain(definition, code))
        {
            return KindReader.Of(definition, code) == CoordinateKind.Azimuth;
        }

        if (code.SymbolOf(azimuth) is IParameterSymbol parameter && IsGivenAzimuth(parameter, azimuth, code))
        {
            return true;
        }

        ExpressionSyntax named = azimuth is ElementAccessExpressionSyntax element ? element.Expression : azimuth;
        IEnumerable<string> company = code.SymbolOf(named) switch
        {
            IPropertySymbol or IFieldSymbol => code.SymbolOf(named)!.ContainingType.GetMembers().Select(static m => m.Name),
            ILocalSymbol or IParameterSymbol => named.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantTokens()
                .Where(static t => t.IsKind(SyntaxKind.IdentifierToken) && t.Parent is ParameterSyntax or VariableDeclaratorSyntax or SingleVariableDesignationSyntax or MethodDeclarationSyntax or PropertyDeclarationSyntax)
                .Select(static t => t.ValueText) ?? [],
            _ => [],
        };
        return company.Any(static name =>
            CoordinateKinds.OfName(name) is CoordinateKind.Pseudorapidity or CoordinateKind.TransverseMomentum
            || name.EndsWith("DeltaPhi", StringComparison.OrdinalIgnoreCase) || name.EndsWith("DPhi", StringComparison.OrdinalIgnoreCase));
    }

    // What a call hands over tells what a parameter is.
    private static bool IsGivenAzimuth(IParameterSymbol parameter, SyntaxNode at, Code code) =>
        code.HandedOver(parameter, at).Any(given => KindReader.Of(given, code, believesNames: false) == CoordinateKind.Azimuth);

    // The sign of the project: second minus first, so what is subtracted comes first.
    private static string Handed(ExpressionSyntax minuend, ExpressionSyntax subtrahend, Code code)
    {
        ExpressionSyntax? to = VectorOf(minuend, code), from = VectorOf(subtrahend, code);
        return to is not null && from is not null && AreComparable(from, to, code) ? $"{from}, {to}" : $"{AzimuthOf(subtrahend, code)}, {AzimuthOf(minuend, code)}";
    }

    // "p?.Phi - q.Phi": what may be missing is asked for first.
    private static string? OfKnown(BinaryExpressionSyntax difference, Operands operands, Code code)
    {
        List<string> questions = [];
        (ExpressionSyntax? from, string first, string start) = Known(operands.Subtrahend, "first");
        (ExpressionSyntax? to, string second, string end) = Known(operands.Minuend, "second");
        (first, second) = from is not null && to is not null && AreComparable(from, to, code) ? (first, second) : (start, end);
        return questions.Count > 0 ? $"{string.Join(" && ", questions)} ? {code.Kinematics("DeltaPhi", difference)}({first}, {second}){(code.DimensionOf(difference) == Quantity.Number ? ".Value" : "")} : null" : null;

        (ExpressionSyntax? Vector, string Name, string Azimuth) Known(ExpressionSyntax azimuth, string name)
        {
            if (Code.Strip(azimuth) is not ConditionalAccessExpressionSyntax access)
            {
                ExpressionSyntax? vector = VectorOf(azimuth, code);
                return (vector, $"{vector}", AzimuthOf(azimuth, code));
            }

            questions.Add($"{access.Expression} is {{ }} {name}");
            ExpressionSyntax member = Unwrapped(access.WhenNotNull, code);
            ExpressionSyntax? whole = code.MemberOf(member) is (var owner, "Phi") && owner == access.Expression && code.Language.FrameOf(code.TypeOf(owner)) is not null ? owner : null;
            return (whole, name, code.DimensionOf(member) == Quantity.Number ? $"new Azimuth({name}{member})" : $"{name}{(member is MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Value" } ? "" : member)}");
        }
    }

    private static bool AreComparable(ExpressionSyntax from, ExpressionSyntax to, Code code) =>
        SymbolEqualityComparer.Default.Equals(code.Language.FrameOf(code.TypeOf(to)), code.Language.FrameOf(code.TypeOf(from)))
        && (code.Language.IsFourVector(code.TypeOf(from)) || !code.Language.IsFourVector(code.TypeOf(to)));

    private static ExpressionSyntax? VectorOf(ExpressionSyntax azimuth, Code code)
    {
        azimuth = Unwrapped(azimuth, code);
        ExpressionSyntax? vector = azimuth switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Phi" } access => access.Expression,
            InvocationExpressionSyntax { ArgumentList.Arguments: [var y, var x] } => ComponentOf(y.Expression, code) is { Name.Identifier.ValueText: "Py" or "Y", Expression: { } one }
                && ComponentOf(x.Expression, code) is { Name.Identifier.ValueText: "Px" or "X", Expression: { } other } && KindReader.Of(azimuth, code) == CoordinateKind.Azimuth
                && SyntaxFactory.AreEquivalent(one, other) ? one : null,
            _ => null,
        };
        return vector is not null && code.Language.FrameOf(code.TypeOf(vector)) is not null ? vector : null;
    }

    // "p.Py" of "p.Py.InGeV".
    private static MemberAccessExpressionSyntax? ComponentOf(ExpressionSyntax number, Code code) =>
        Code.Strip(number) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "InGeV" or "InMeV" or "InTeV" } unwrapped && code.Language.QuantityOf(code.TypeOf(unwrapped.Expression)) is not null
            ? Code.Strip(unwrapped.Expression) as MemberAccessExpressionSyntax
            : null;

    private static string AzimuthOf(ExpressionSyntax azimuth, Code code)
    {
        azimuth = Unwrapped(azimuth, code);
        return code.DimensionOf(azimuth) == Quantity.Number ? $"new Azimuth({azimuth})" : azimuth.ToString();
    }

    private static ExpressionSyntax Unwrapped(ExpressionSyntax azimuth, Code code) =>
        azimuth is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } access && code.Language.QuantityOf(code.TypeOf(access.Expression)) is not null
            ? Code.Strip(access.Expression)
            : azimuth;

    private static Repair? RepairOf(BinaryExpressionSyntax difference, string angle, Code code)
    {
        ExpressionSyntax place = Around(difference);
        if (code.DimensionOf(difference) == Quantity.Number)
        {
            return new(place, angle + ".Value");
        }

        switch (place.Parent)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" }:
                return new(place, angle);
            case BinaryExpressionSyntax when IsMultiplied(difference, code):
                return new(place, angle);
            case BinaryExpressionSyntax { Left: var left, Right: var right } when code.DimensionOf(left == place ? right : left)?.TypeName == "Angle":
                return new(place, angle);
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation }:
                bool takesAngles = Call.Of(invocation, code) is { } call && Language.Is(call.Method.ContainingType, code.Language.Kinematics);
                return new(place, takesAngles ? angle : angle + ".Value");
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true } } declarator }:
                string name = declarator.Identifier.ValueText;
                bool isUnwrapped = declarator.FirstAncestorOrSelf<BlockSyntax>()?.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                    .Any(m => m.Name.Identifier.ValueText == "Value" && m.Expression is IdentifierNameSyntax local && local.Identifier.ValueText == name) ?? false;
                return new(place, isUnwrapped ? angle : angle + ".Value");
            case EqualsValueClauseSyntax:
                return null; // declared RawAngle: its uses would have to change too
            default:
                return new(place, angle + ".Value");
        }
    }

    // What is subtracted, and what from.
    private readonly record struct Operands(ExpressionSyntax Minuend, ExpressionSyntax Subtrahend);
}
