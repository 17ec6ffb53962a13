using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers.Kinds;

/// <summary>The unit that a bare number was taken out of a quantity with, or that its column has in the file.</summary>
internal static class BareUnits
{
    /// <summary>The unit of angles.</summary>
    public const string Radians = "rad";

    /// <summary>The unit that people have in mind who write 90.</summary>
    public const string Degrees = "°";

    // What is brought to a unit that it had already has none at all.
    private const string TwiceRadians = "rad times π/180", TwiceDegrees = "° times 180/π";

    // Sums of sums are looked into this far: every operator of a sum asks, and long sums would cost the square of their length.
    private const int MostDepth = 6;

    /// <summary>The unit; null where nothing says it.</summary>
    public static string? Of(ExpressionSyntax number, Code code) => Of(number, code, MostDepth);

    /// <summary>Is it a product with a coefficient, a number that no formula has, as 0.3 in <c>0.3 * x * x</c>? That may have any unit.</summary>
    public static bool IsFitted(ExpressionSyntax product, Code code) => code.Resolve(product) switch
    {
        PrefixUnaryExpressionSyntax negation => IsFitted(negation.Operand, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } factors => IsCoefficient(factors.Left, code) || IsCoefficient(factors.Right, code)
            || IsFitted(factors.Left, code) || IsFitted(factors.Right, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio => IsCoefficient(ratio.Right, code) || IsFitted(ratio.Left, code),
        InvocationExpressionSyntax { ArgumentList.Arguments: [var of, ..] } => IsFitted(of.Expression, code), // "Square(0.3 * x)"
        IdentifierNameSyntax name when code.ParameterOf(name) is { } parameter => code.HandedOver(parameter, name).ToArray() is { Length: > 0 } given && Array.TrueForAll(given, one => IsFitted(one, code)),
        _ => false,
    };

    private static bool IsCoefficient(ExpressionSyntax factor, Code code) =>
        code.NumberOf(factor) is { } number && (Code.Strip(factor) is IdentifierNameSyntax or MemberAccessExpressionSyntax || IsOfNoFormula(number));

    /// <summary>Is it a number that no formula has: neither a whole one, nor a half or a quarter?</summary>
    public static bool IsOfNoFormula(double number) => !(4 * number).Equals(Math.Floor(4 * number));

    /// <summary>Is the unit one of energy?</summary>
    public static bool IsEnergy(string unit) => EnergyUnits.Names.Contains(unit);

    /// <summary>Have two numbers no sum for their units? The terms of a fit have, whose coefficients bring them to one.</summary>
    /// <remarks>An arctangent bounds whatever one likes, and what multiplies it may have the unit of an energy.</remarks>
    public static bool AreMixed(ExpressionSyntax one, string first, ExpressionSyntax other, string second, Code code) => first != second
        && !(EnergyUnits.PowerOf(first) is null != EnergyUnits.PowerOf(second) is null && (IsOfArctangent(one, code) || IsOfArctangent(other, code)))
        && !(EnergyUnits.PowerOf(first) is { } a && EnergyUnits.PowerOf(second) is { } b && a != b && ((Math.Abs(a) >= Math.Abs(b) && IsFitted(one, code)) || (Math.Abs(b) >= Math.Abs(a) && IsFitted(other, code))));

    private static bool IsOfArctangent(ExpressionSyntax number, Code code) => code.Resolve(number) switch
    {
        PrefixUnaryExpressionSyntax negation => IsOfArctangent(negation.Operand, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } product => IsOfArctangent(product.Left, code) || IsOfArctangent(product.Right, code),
        InvocationExpressionSyntax invocation => Call.NameOf(invocation) == "Atan",
        _ => false,
    };

    /// <summary>The unit of what is multiplied or divided by thousands, and that which it is brought to so; null of any other number.</summary>
    public static (string From, string? To)? Converted(ExpressionSyntax number, Code code)
    {
        if (Unscaled(code.Resolve(number), code, out double factor) is not { } whole || Of(whole, code) is not { } unit || EnergyUnits.SizeOf(unit) is not { } size)
        {
            return null;
        }

        double thousands = Math.Log10(factor) / 3;
        return thousands != 0 && Math.Abs(thousands - Math.Round(thousands)) < 1e-9 ? (unit, EnergyUnits.OfSize(size / factor)) : null;
    }

    private static string? Of(ExpressionSyntax number, Code code, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        // What is chosen beside "null" has the type of what it is for.
        Quantity? declared = code.DimensionOf(number);
        number = code.Resolve(number);
        if ((code.DimensionOf(number) ?? declared) != Quantity.Number)
        {
            return null;
        }

        switch (number)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation:
                return Of(negation.Operand, code, depth - 1);
            case ExpressionSyntax member when code.MemberOf(member) is (var owner, var name) && code.Language.QuantityOf(code.TypeOf(owner)) is { } quantity:
                return name switch
                {
                    "Value" when quantity.Unit.Length > 0 => quantity.Unit,
                    "InGeV" => "GeV",
                    "InMeV" => "MeV",
                    "InTeV" => "TeV",
                    "InDegrees" => Degrees,
                    _ => null,
                };
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } value when Language.IsNullable(code.Model.GetTypeInfo(value.Expression, code.Cancellation).Type):
                return Of(value.Expression, code, depth - 1);
            case ExpressionSyntax angle when code.NumberOf(angle) is not null:
                return MentionsPi(angle, code) ? Radians : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio when code.DimensionOf(ratio.Left) != Quantity.Number:
                return code.DimensionOf(ratio.Left) is { Power: 1 } ? TakenOut(ratio, code) : null;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression or (int)SyntaxKind.MultiplyExpression } product when Unscaled(product, code, out double factor) is { } whole:
                return Rescaled(Of(whole, code, depth - 1), factor);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                return IsOfEvent(product.Left, code) ? Of(product.Right, code, depth - 1)
                    : IsOfEvent(product.Right, code) ? Of(product.Left, code, depth - 1)
                    : EnergyUnits.Product(Of(product.Left, code, depth - 1), Of(product.Right, code, depth - 1));
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio:
                // Of another number over an energy, only its author knows whether that is an energy too.
                return code.NumberOf(ratio.Left) is { } numerator ? numerator == 1 ? EnergyUnits.Power(Of(ratio.Right, code, depth - 1), -1) : null
                    : EnergyUnits.Product(Of(ratio.Left, code, depth - 1), Of(ratio.Right, code, depth - 1), -1);
            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sum" or "Max" or "Min" },
                ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax { Body: ExpressionSyntax body } }],
            }:
                return Of(body, code, depth - 1);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum:
                return Common(sum.Left, sum.Right, code, depth);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } sum:
                return IsTotal(sum.Left, code) ? Of(sum.Right, code, depth - 1) : Common(sum.Left, sum.Right, code, depth);
            case ExpressionSyntax when Choice.Of(number, code) is { } choice:
                return Chosen(choice, code, depth);
            case InvocationExpressionSyntax call:
                return OfCall(call, code, depth);
            default:
                return code.Model.GetSymbolInfo(number, code.Cancellation).Symbol switch
                {
                    IPropertySymbol { ContainingType.IsExtension: true } property => code.DefinitionOf(property, number) is { } body ? Of(body, code, depth - 1) : null,
                    IPropertySymbol property => OfColumn(property, code.Language),
                    IParameterSymbol parameter when code.ParameterOf(number) is not null => OfHandedOver(parameter, number, code, depth),
                    _ => null,
                };
        }
    }

    // "p.Pt / 1.GeV", and "p.M2 / 1.GeV / 1.GeV", of which each quotient takes one power.
    private static string? TakenOut(BinaryExpressionSyntax ratio, Code code)
    {
        string? unit = Code.Strip(ratio.Right) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GeV" or "MeV" or "TeV" or "KeV" } one && code.NumberOf(one.Expression) == 1
            ? one.Name.Identifier.ValueText : null;
        return code.Resolve(ratio.Left) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } before && code.DimensionOf(before) is { Power: 1 } && TakenOut(before, code) is { } first
            ? EnergyUnits.Product(first, unit) : unit;
    }

    // What stands for nothing is a number that is written, or none, whatever the unit.
    private static string? Chosen(Choice choice, Code code, int depth) =>
        choice.Arms.Where(arm => !Code.IsNothing(arm) && (code.NumberOf(arm) is null || MentionsPi(arm, code))).Select(arm => Of(arm, code, depth - 1)).Distinct().ToArray() is [{ } only] ? only : null;

    // What is multiplied by numbers that are written, or divided by them, and by how much; null where no number is written.
    private static ExpressionSyntax? Unscaled(ExpressionSyntax product, Code code, out double factor)
    {
        factor = 1;
        ExpressionSyntax whole = Code.Strip(product);
        while (whole is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression or (int)SyntaxKind.MultiplyExpression } part)
        {
            if (code.NumberOf(part.Right) is { } second)
            {
                (whole, factor) = (Code.Strip(part.Left), part.IsKind(SyntaxKind.MultiplyExpression) ? factor * second : factor / second);
            }
            else if (part.IsKind(SyntaxKind.MultiplyExpression) && code.NumberOf(part.Left) is { } first)
            {
                (whole, factor) = (Code.Strip(part.Right), factor * first);
            }
            else
            {
                break;
            }
        }

        return whole == Code.Strip(product) ? null : whole;
    }

    // Thousands change the unit of an energy, to which nobody knows; 180/π that of an angle.
    private static string? Rescaled(string? unit, double factor)
    {
        const double InDegrees = 180 / Math.PI;
        static bool Is(double x, double y) => Math.Abs(x / y - 1) < 1e-3;
        static bool IsSimple(double x) => Is(Math.Abs(x), 1) || Is(Math.Abs(x), 2) || Is(Math.Abs(x), 0.5);
        return unit switch
        {
            Radians when IsSimple(factor / InDegrees) => Degrees,
            Radians when IsSimple(factor * InDegrees) => TwiceRadians,
            Degrees when IsSimple(factor * InDegrees) => Radians,
            Degrees when IsSimple(factor / InDegrees) => TwiceDegrees,
            Radians or Degrees => Is(Math.Round(factor * 12), factor * 12) && Math.Abs(factor) < 10 ? unit : null,
            _ => Math.Abs(factor) is > 0.01 and < 100 ? unit : null,
        };
    }

    /// <summary>Is what is written around a quotient, or around the local that it is given to, a factor of thousands? That brings its two units to one.</summary>
    public static bool IsRescaled(ExpressionSyntax quotient, Code code) => IsRescaled(quotient, 1, code, MostDepth);

    private static bool IsRescaled(ExpressionSyntax product, double factor, Code code, int depth) => depth > 0 && product.Parent switch
    {
        ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax => IsRescaled((ExpressionSyntax)product.Parent, factor, code, depth),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } outer => IsRescaled(outer, factor * (code.NumberOf(outer.Left == product ? outer.Right : outer.Left) ?? 1), code, depth),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } outer when outer.Left == product => IsRescaled(outer, factor / (code.NumberOf(outer.Right) ?? 1), code, depth),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } when Rescaled("", factor) is not null && code.Model.GetDeclaredSymbol(declarator, code.Cancellation) is ILocalSymbol local =>
            code.UsesOf(local).ToArray() is { Length: > 0 } uses && uses.All(use => IsRescaled(use, factor, code, depth - 1)),
        _ => Rescaled("", factor) is null,
    };

    // A number of the event, a weight or a score, is no conversion of units.
    private static bool IsOfEvent(ExpressionSyntax factor, Code code) =>
        code.Model.GetSymbolInfo(Code.Strip(factor), code.Cancellation).Symbol is IPropertySymbol { IsStatic: false } property
        && property.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, code.Language.Column)) && Of(factor, code) is null;

    // "0.9 * Math.PI" is an angle, whatever multiplies it.
    private static bool MentionsPi(ExpressionSyntax constant, Code code) =>
        constant.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>()
            .Any(access => access.Name.Identifier.ValueText is "PI" or "Pi" or "Tau" && Language.Is(code.SymbolOf(access)?.ContainingType, code.Language.Math));

    // What every call hands over.
    private static string? OfHandedOver(IParameterSymbol parameter, ExpressionSyntax at, Code code, int depth) =>
        code.HandedOver(parameter, at).Select(given => Of(given, code, depth - 1)).Distinct().ToArray() is [{ } only]
            ? only
            : null;

    // Zero is zero in every unit.
    private static string? Common(ExpressionSyntax first, ExpressionSyntax second, Code code, int depth)
    {
        string? unit = Of(second, code, depth - 1);
        return IsZero(first, code) ? unit : Of(first, code, depth - 1) is { } other && (other == unit || IsZero(second, code)) ? other : null;
    }

    private static bool IsZero(ExpressionSyntax number, Code code) => code.NumberOf(code.Resolve(number)) is { } written && written.Equals(0);

    // "double sum = 0; foreach (…) { sum += … }": a local that is only ever added to has the unit of what is added. What comes round again is not known to be the first.
    private static bool IsTotal(ExpressionSyntax total, Code code)
    {
        if (total is not IdentifierNameSyntax name || code.SymbolOf(name) is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local
            || reference.GetSyntax(code.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } initial } || !IsZero(initial, code))
        {
            return false;
        }

        return code.UsesOf(local).All(static use => use.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == use => assignment.IsKind(SyntaxKind.AddAssignmentExpression) || assignment.IsKind(SyntaxKind.SubtractAssignmentExpression),
            ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } => false,
            _ => true,
        });
    }

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
                ("Square", [var (only, _)]) => EnergyUnits.Power(Of(only.Expression, code, depth - 1), 2),
                ("Pow", [var (only, _), var (exponent, _)]) when code.NumberOf(exponent.Expression) is { } power and >= -9 and <= 9 && power.Equals(Math.Round(power)) =>
                    EnergyUnits.Power(Of(only.Expression, code, depth - 1), (int)power),
                ("Sqrt", [var (only, _)]) => EnergyUnits.Root(Of(only.Expression, code, depth - 1)),
                ("Acos" or "Asin" or "Atan" or "Atan2", _) => Radians,
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
        return unit >= 0 && unit < EnergyUnits.Names.Length ? EnergyUnits.Names[unit] : null;
    }
}
