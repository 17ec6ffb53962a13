using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers.Kinds;

/// <summary>The kind of coordinate that an expression is: by its type first, then by the member of the language, the column, the name.</summary>
internal static class KindReader
{
    /// <summary>The kind; <see cref="CoordinateKind.Unknown"/> where nothing says it.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="code">The code it stands in.</param>
    /// <param name="believesNames">A bare number is what its name says; else only what its type or a member of the language says.</param>
    public static CoordinateKind Of(ExpressionSyntax expression, Code code, bool believesNames = true)
    {
        expression = Code.Strip(expression);
        ITypeSymbol? type = code.TypeOf(expression);
        Quantity? quantity = code.Language.DimensionOf(type);
        if (quantity is null or { Power: not (0 or 1) })
        {
            return CoordinateKind.Unknown;
        }

        CoordinateKind found = ByExpression(expression, code, believesNames);
        bool isBare = quantity == Quantity.Number;

        // An energy may be any of the momenta and masses, a bare number anything; other types are one kind.
        return isBare || (quantity.Power == 1 && CoordinateKinds.IsEnergy(found)) ? found
            : found != CoordinateKind.Unknown && expression is BaseObjectCreationExpressionSyntax ? found
            : quantity.Power == 1 && !CoordinateKinds.IsEnergy(found) && IsUnit(expression) ? found
            : quantity.Kind;
    }

    /// <summary>The kind that a declaration gives: its type, its column, its name.</summary>
    public static CoordinateKind OfDeclaration(ISymbol symbol, Language language, bool believesNames = true)
    {
        ITypeSymbol? type = symbol switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => null,
        };
        type = Item(type) ?? type;
        Quantity? quantity = language.DimensionOf(type);
        if (quantity is null or { Power: not (0 or 1) })
        {
            return CoordinateKind.Unknown;
        }

        if (quantity.Kind != CoordinateKind.Unknown)
        {
            return quantity.Kind;
        }

        // What a nuisance is varied by is named after the nuisance.
        if (symbol is IParameterSymbol { Ordinal: 0, ContainingSymbol: IMethodSymbol method } && method.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, language.Nuisance)))
        {
            return CoordinateKind.Unknown;
        }

        string? name = ColumnOf(symbol, language) ?? (believesNames || quantity != Quantity.Number ? symbol.Name : null);
        CoordinateKind kind = name is null ? CoordinateKind.Unknown : CoordinateKinds.OfName(name);
        return quantity == Quantity.Number ? Language.IsReal(type) ? kind : CoordinateKind.Unknown
            : CoordinateKinds.IsEnergy(kind) ? kind
            : CoordinateKind.Unknown;
    }

    /// <summary>The one column that a property is read from, or null.</summary>
    public static string? ColumnOf(ISymbol symbol, Language language)
    {
        AttributeData? column = symbol.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, language.Column));
        return column?.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: [{ Value: string name }] }] && !name.Contains("{") ? name : null;
    }

    private static CoordinateKind ByExpression(ExpressionSyntax expression, Code code, bool believesNames)
    {
        switch (expression)
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.UnaryPlusExpression } unary:
                return Of(unary.Operand, code, believesNames);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                return code.NumberOf(product.Left) is not null ? Of(product.Right, code, believesNames)
                    : code.NumberOf(product.Right) is not null ? Of(product.Left, code, believesNames)
                    : Projected(product.Left, product.Right, code) is var projected and not CoordinateKind.Unknown ? projected
                    : Projected(product.Right, product.Left, code);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum:
                return OfSum(sum, code, believesNames);
            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sum" } method,
                ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax { Body: ExpressionSyntax body } }],
            } when code.Language.IsObjects(code.TypeOf(method.Expression)):
                return Of(body, code, believesNames) is var summed && IsAdditive(summed) ? summed : CoordinateKind.Unknown;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio when code.NumberOf(ratio.Right) is not null:
                return Of(ratio.Left, code, believesNames);
            case ConditionalExpressionSyntax choice:
                CoordinateKind first = Of(choice.WhenTrue, code, believesNames);
                return first == Of(choice.WhenFalse, code, believesNames) ? first : CoordinateKind.Unknown;
            case ConditionalAccessExpressionSyntax access:
                return Of(access.WhenNotNull, code, believesNames);
            case InvocationExpressionSyntax { ArgumentList.Arguments: [var y, var x] } arctangent when arctangent.Expression.GetLastToken().ValueText == "Atan2":
                return Of(y.Expression, code, believesNames) == CoordinateKind.MomentumY && Of(x.Expression, code, believesNames) == CoordinateKind.MomentumX ? CoordinateKind.Azimuth : CoordinateKind.Unknown;
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var argument] }:
                return Of(argument.Expression, code, believesNames);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Rounded" } method }:
                return Of(method.Expression, code, believesNames);
            case ElementAccessExpressionSyntax element:
                return code.SymbolOf(element.Expression) is { } collection ? OfDeclaration(collection, code.Language, believesNames) : CoordinateKind.Unknown;
            case ExpressionSyntax member when code.MemberOf(member) is (var owner, var name):
                return OfMember(member, owner, name, code, believesNames);
            case IdentifierNameSyntax identifier:
                return OfSymbol(code.SymbolOf(identifier), identifier, code, believesNames);
            default:
                return CoordinateKind.Unknown;
        }
    }

    // A sum of one kind is of that kind; a difference of two masses, or of two magnitudes, is neither.
    private static CoordinateKind OfSum(BinaryExpressionSyntax sum, Code code, bool believesNames)
    {
        CoordinateKind first = Of(sum.Left, code, believesNames);
        bool isLinear = IsAdditive(first) && (sum.IsKind(SyntaxKind.AddExpression) || first is CoordinateKind.MomentumX or CoordinateKind.MomentumY or CoordinateKind.MomentumZ or CoordinateKind.Energy);
        return isLinear && first == Of(sum.Right, code, believesNames) ? first : CoordinateKind.Unknown;
    }

    private static bool IsAdditive(CoordinateKind kind) => CoordinateKinds.IsEnergy(kind) && kind != CoordinateKind.TransverseMass;

    // "p.Pt * Cos(p.Phi)" is px, however it is written; of what else a momentum is multiplied by, only its author knows what comes out.
    private static CoordinateKind Projected(ExpressionSyntax momentum, ExpressionSyntax factor, Code code) =>
        code.Resolve(factor) is InvocationExpressionSyntax { ArgumentList.Arguments: [var angle] } function && Of(momentum, code, believesNames: false) == CoordinateKind.TransverseMomentum
            ? (function.Expression.GetLastToken().ValueText, Of(code.Resolve(angle.Expression), code, believesNames: false)) switch
            {
                ("Cos", CoordinateKind.Azimuth) => CoordinateKind.MomentumX,
                ("Sin", CoordinateKind.Azimuth) => CoordinateKind.MomentumY,
                ("Sinh", CoordinateKind.Pseudorapidity) => CoordinateKind.MomentumZ,
                ("Cosh", CoordinateKind.Pseudorapidity) => CoordinateKind.Momentum,
                _ => CoordinateKind.Unknown,
            }
            : CoordinateKind.Unknown;

    private static CoordinateKind OfMember(ExpressionSyntax member, ExpressionSyntax of, string name, Code code, bool believesNames)
    {
        ITypeSymbol? owner = code.TypeOf(of);
        if (code.Language.IsFourVector(owner))
        {
            return name switch
            {
                "Pt" => CoordinateKind.TransverseMomentum,
                "Eta" => CoordinateKind.Pseudorapidity,
                "Phi" => CoordinateKind.Azimuth,
                "Rapidity" => CoordinateKind.Rapidity,
                "Px" => CoordinateKind.MomentumX,
                "Py" => CoordinateKind.MomentumY,
                "Pz" => CoordinateKind.MomentumZ,
                "P" => CoordinateKind.Momentum,
                "E" => CoordinateKind.Energy,
                "Mass" => CoordinateKind.Mass,
                "Mt" when Masses.Of(of, code) == Massiveness.Massive => CoordinateKind.TransverseMass,
                _ => CoordinateKind.Unknown,
            };
        }

        if (Language.Is(owner, code.Language.TransverseVector))
        {
            return name switch
            {
                "Pt" => CoordinateKind.TransverseMomentum,
                "Phi" => CoordinateKind.Azimuth,
                "X" => CoordinateKind.MomentumX,
                "Y" => CoordinateKind.MomentumY,
                _ => CoordinateKind.Unknown,
            };
        }

        bool isUnwrapped = code.Language.QuantityOf(owner) is not null && name is "Value" or "InGeV" or "InMeV" or "InTeV" or "InDegrees";
        return isUnwrapped || IsUnit(member) ? Of(of, code, believesNames) : OfSymbol(code.SymbolOf(member), member, code, believesNames);
    }

    private static bool IsUnit(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GeV" or "MeV" or "KeV" or "TeV" or "Rad" or "Deg" };

    private static CoordinateKind OfSymbol(ISymbol? symbol, ExpressionSyntax at, Code code, bool believesNames)
    {
        if (symbol is null)
        {
            return CoordinateKind.Unknown;
        }

        // What it is set to tells more than what it is called: "var (m, e) = (p.E, p.Mass);".
        ExpressionSyntax? definition = symbol is ILocalSymbol or IPropertySymbol && ColumnOf(symbol, code.Language) is null ? code.DefinitionOf(symbol, at) : null;
        CoordinateKind certain = definition is not null ? Of(definition, code, believesNames: false)
            : symbol is ILocalSymbol or IFieldSymbol && Choice.Of(at, code) is { } parts && parts.Arms.Select(part => Of(part, code, believesNames: false)).Distinct().ToArray() is [var all] ? all
            : CoordinateKind.Unknown;
        CoordinateKind kind = certain != CoordinateKind.Unknown ? certain : OfDeclaration(symbol, code.Language, believesNames);
        if ((kind == CoordinateKind.Unknown || CoordinateKinds.IsEnergy(kind)) && code.ParameterOf(at) is { } parameter)
        {
            // What the calls hand over, if it is one kind: as with locals, that tells more than a name.
            CoordinateKind[] given = [.. code.HandedOver(parameter, at).Select(argument => Of(argument, code, believesNames: false)).Distinct()];
            return given is [var only and not CoordinateKind.Unknown] ? only : kind;
        }

        return kind == CoordinateKind.Unknown && symbol is ILocalSymbol && definition is not null ? Of(definition, code, believesNames) : kind;
    }

    // Arrays, spans and lists of numbers are columns: an element is what the name of the whole says.
    private static ITypeSymbol? Item(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "List" or "IReadOnlyList" or "IList" or "ImmutableArray" or "Memory", TypeArguments: [var item] } => item,
        _ => null,
    };
}
