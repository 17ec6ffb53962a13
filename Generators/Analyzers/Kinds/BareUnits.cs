using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers.Kinds;

/// <summary>The unit that a bare number was taken out of a quantity with, or that its column has in the file.</summary>
internal static class BareUnits
{
    // Sums of sums are looked into this far: every operator of a sum asks, and long sums would cost the square of their length.
    private const int MostDepth = 6;

    private static readonly string[] _energyUnits = ["GeV", "MeV", "TeV", "KeV"];

    /// <summary>The unit; null where nothing says it.</summary>
    public static string? Of(ExpressionSyntax number, Code code) => Of(number, code, MostDepth);

    /// <summary>Is the unit one of energy?</summary>
    public static bool IsEnergy(string unit) => _energyUnits.Contains(unit);

    private static string? Of(ExpressionSyntax number, Code code, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        number = code.Resolve(number);
        if (code.DimensionOf(number) != Quantity.Number)
        {
            return null;
        }

        switch (number)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation:
                return Of(negation.Operand, code, depth - 1);
            case MemberAccessExpressionSyntax access when code.Language.QuantityOf(code.TypeOf(access.Expression)) is { } quantity:
                return access.Name.Identifier.ValueText switch
                {
                    "Value" when quantity.Unit.Length > 0 => quantity.Unit,
                    "InGeV" => "GeV",
                    "InMeV" => "MeV",
                    "InTeV" => "TeV",
                    "InDegrees" => "°",
                    _ => null,
                };
            case ExpressionSyntax angle when code.NumberOf(angle) is not null:
                return MentionsPi(angle, code) ? "rad" : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio when code.DimensionOf(ratio.Left) != Quantity.Number:
                // "p.Pt / 1.GeV"
                return Code.Strip(ratio.Right) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GeV" or "MeV" or "TeV" or "KeV" } unit
                    && code.NumberOf(unit.Expression) == 1 && code.DimensionOf(ratio.Left) is { Power: 1 } ? unit.Name.Identifier.ValueText : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio:
                return IsFactor(ratio.Right, code) ? Of(ratio.Left, code, depth - 1) : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                return IsFactor(product.Left, code) ? Of(product.Right, code, depth - 1)
                    : IsFactor(product.Right, code) ? Of(product.Left, code, depth - 1)
                    : Squared(Common(product.Left, product.Right, code, depth));
            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sum" or "Max" or "Min" },
                ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax { Body: ExpressionSyntax body } }],
            }:
                return Of(body, code, depth - 1);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum:
                return Common(sum.Left, sum.Right, code, depth);
            case ConditionalExpressionSyntax choice:
                return Common(choice.WhenTrue, choice.WhenFalse, code, depth);
            case SwitchExpressionSyntax choice:
                return choice.Arms.Select(arm => Of(arm.Expression, code, depth - 1)).Distinct().ToArray() is [{ } only] ? only : null;
            case InvocationExpressionSyntax call:
                return OfCall(call, code, depth);
            default:
                return code.Model.GetSymbolInfo(number, code.Cancellation).Symbol is IPropertySymbol property ? OfColumn(property, code.Language) : null;
        }
    }

    // Powers of an energy alone: the square of an angle is a part of some distance.
    private static string? Squared(string? unit) => unit is not null && _energyUnits.Contains(unit) ? unit + "²" : null;

    // A number that changes no unit: thousands do, and what has π in it.
    private static bool IsFactor(ExpressionSyntax factor, Code code) =>
        code.NumberOf(factor) is { } number && Math.Abs(number) is > 0.01 and < 100 && !MentionsPi(factor, code);

    // "0.9 * Math.PI" is an angle, whatever multiplies it.
    private static bool MentionsPi(ExpressionSyntax constant, Code code) =>
        constant.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>()
            .Any(access => access.Name.Identifier.ValueText is "PI" or "Pi" or "Tau" && Language.Is(code.SymbolOf(access)?.ContainingType, code.Language.Math));

    private static string? Common(ExpressionSyntax first, ExpressionSyntax second, Code code, int depth) =>
        Of(second, code, depth - 1) is { } unit && unit == Of(first, code, depth - 1) ? unit : null;

    // What is larger has the unit of both; what a function of this file gives has the unit of what is written there.
    private static string? OfCall(InvocationExpressionSyntax invocation, Code code, int depth)
    {
        if (Call.Of(invocation, code) is not { IsRefused: false } call)
        {
            return null;
        }

        bool isFunction = Language.Is(call.Method.ContainingType, code.Language.Math) || Language.Is(call.Method.ContainingType, code.Language.Kinematics);
        return !isFunction ? code.BodyOf(call.Method) is { } body ? Of(body, code, depth - 1) : null
            : (call.Method.Name, call.Arguments) switch
            {
                ("Abs", [var (only, _)]) => Of(only.Expression, code, depth - 1),
                ("Max" or "Min", [var (first, _), var (second, _)]) => Common(first.Expression, second.Expression, code, depth),
                ("Square", [var (only, _)]) => Squared(Of(only.Expression, code, depth - 1)),
                ("Pow", [var (only, _), var (exponent, _)]) when code.NumberOf(exponent.Expression) == 2 => Squared(Of(only.Expression, code, depth - 1)),
                ("Sqrt", [var (only, _)]) => Of(only.Expression, code, depth - 1) is { } square && square.EndsWith("²", StringComparison.Ordinal) ? square.TrimEnd('²') : null,
                _ => null,
            };
    }

    // A column that is read as a bare number keeps the unit of the file: only quantities are converted.
    private static string? OfColumn(IPropertySymbol property, Language language)
    {
        AttributeData? Find(ISymbol symbol, INamedTypeSymbol? type) =>
            symbol.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, type));

        static int? Unit(AttributeData? attribute) => attribute?.NamedArguments.FirstOrDefault(static a => a.Key == "Unit").Value.Value as int?;

        AttributeData? column = Find(property, language.Column);
        if (column is null || (Unit(column) is null && !CoordinateKinds.IsEnergy(KindReader.OfDeclaration(property, language))))
        {
            return null;
        }

        // A column that says its unit has one, whatever it is called.
        int unit = Unit(column) ?? Unit(Find(property.ContainingType, language.Event)) ?? 0;
        return _energyUnits[Math.Min(unit, _energyUnits.Length - 1)];
    }
}
