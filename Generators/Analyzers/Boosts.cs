using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>What a boost is given.</summary>
internal static class Boosts
{
    private const string Velocity = "is a velocity", LorentzFactor = "is a Lorentz factor";

    /// <summary>Is it the name of a boost? Those that other libraries have are understood too.</summary>
    public static bool IsBoost(string name) => name is "Boost" or "Boosted" or "BoostBy" or "BoostTo" or "BoostedZ" or "InRestFrameOf" or "ToLab";

    /// <summary>What is wrong with what is no velocity; null where it is one, or where nothing is known of it.</summary>
    public static string? Describe(ExpressionSyntax argument, Code code)
    {
        argument = Code.Strip(argument);
        if (argument is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation)
        {
            return Describe(negation.Operand, code);
        }

        bool isRatio = argument is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio && Language.Is(code.TypeOf(ratio.Left), code.Language.Momentum) && code.DimensionOf(ratio.Right) is { Power: 1 };
        if (argument is TupleExpressionSyntax || isRatio)
        {
            return "is no velocity of a frame";
        }

        if (Language.Is(code.TypeOf(argument), code.Language.Direction))
        {
            return "is a direction alone";
        }

        if (code.Language.IsFourVector(code.TypeOf(argument)) || Language.Is(code.TypeOf(argument), code.Language.Momentum)
            || Language.Is(code.TypeOf(argument), code.Language.TransverseVector))
        {
            return "has dimension GeV";
        }

        // A member that there is not, but whose name is that of a momentum elsewhere.
        bool isMomentum = code.TypeOf(argument) is null && argument is MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "Momentum" or "ThreeMomentum" or "Vect" or "Vec3" or "P3" or "p3" or "To3D",
            } access && code.Language.IsFourVector(code.TypeOf(access.Expression));
        return isMomentum ? "has dimension GeV" : code.DimensionOf(argument) switch
        {
            null => null,
            { Power: not 0 } quantity => "has dimension " + quantity.Unit,
            { } quantity => "is " + quantity.Describe(),
        };
    }

    /// <summary>What a number is that measures a velocity and is no rapidity; null for any other.</summary>
    public static string? DescribeNumber(ExpressionSyntax number, Code code) => code.Resolve(number) switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation => DescribeNumber(negation.Operand, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio => (KindOf(ratio.Left, code), KindOf(ratio.Right, code)) switch
        {
            (CoordinateKind.MomentumZ or CoordinateKind.Momentum, CoordinateKind.Energy) => Velocity,
            (CoordinateKind.MomentumZ or CoordinateKind.Momentum, CoordinateKind.Mass) => "is βγ, a momentum over a mass",
            (CoordinateKind.Energy, CoordinateKind.Mass) => LorentzFactor,
            _ => null,
        },
        InvocationExpressionSyntax helper when code.BodyOf(code.SymbolOf(helper)) is { } body => DescribeNumber(body, code),
        InvocationExpressionSyntax { ArgumentList.Arguments: [var rapidity] } function when function.Expression.GetLastToken().ValueText == "Tanh" =>
            KindOf(rapidity.Expression, code) == CoordinateKind.Rapidity ? Velocity : null,
        MemberAccessExpressionSyntax access when Language.Is(code.TypeOf(access.Expression), code.Language.Velocity) => access.Name.Identifier.ValueText switch
        {
            "X" or "Y" or "Z" or "Beta" => Velocity,
            "Gamma" => LorentzFactor,
            _ => null,
        },
        _ => null,
    };

    private static CoordinateKind KindOf(ExpressionSyntax number, Code code) => KindReader.Of(code.Resolve(number), code, believesNames: false);

    /// <summary>Is it the rapidity or pseudorapidity of a vector, or minus that, however it is written?</summary>
    public static bool IsRapidity(ExpressionSyntax number, Code code) => Rapidity(number, code) switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Rapidity" or "Eta" } => true,
        InvocationExpressionSyntax { ArgumentList.Arguments: [var argument] } function when code.Resolve(argument.Expression) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio =>
            KindOf(ratio.Left, code) == CoordinateKind.MomentumZ && function.Expression.GetLastToken().ValueText switch
            {
                "Atanh" => KindOf(ratio.Right, code) == CoordinateKind.Energy,
                "Asinh" => KindOf(ratio.Right, code) == CoordinateKind.TransverseMass,
                _ => false,
            },
        _ => false,
    };

    /// <summary>A rapidity without its sign, and not as the bare number.</summary>
    public static ExpressionSyntax Rapidity(ExpressionSyntax number, Code code) => code.Resolve(number) switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation => Rapidity(negation.Operand, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product when code.NumberOf(product.Left) is 1 or -1 => Rapidity(product.Right, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product when code.NumberOf(product.Right) is 1 or -1 => Rapidity(product.Left, code),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } bare => Rapidity(bare.Expression, code),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var value] } => Rapidity(value.Expression, code),
        var other => other,
    };

    /// <summary>Has a number, or a vector, the opposite sign of what it is made of?</summary>
    public static bool IsNegative(ExpressionSyntax number, Code code) => code.Resolve(number) switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation => !IsNegative(negation.Operand, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression or (int)SyntaxKind.MultiplyExpression } term => IsNegative(term.Left, code) != IsNegative(term.Right, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference => IsZero(difference.Left, code) && !IsNegative(difference.Right, code),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } bare => IsNegative(bare.Expression, code),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var value] } => IsNegative(value.Expression, code),
        InvocationExpressionSyntax { ArgumentList.Arguments: [var argument] } odd when IsOdd(odd) => IsNegative(argument.Expression, code),
        var other => code.NumberOf(other) is < 0,
    };

    private static bool IsZero(ExpressionSyntax value, Code code) => code.ConstantOf(value) == 0 || Code.Strip(value) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero" };

    private static bool IsOdd(InvocationExpressionSyntax function) => function.Expression.GetLastToken().ValueText is "Tanh" or "Atanh" or "Asinh";

    /// <summary>The four-vector whose momentum, velocity or rapidity is written; null where none is in sight.</summary>
    public static ExpressionSyntax? BodyOf(ExpressionSyntax argument, Code code)
    {
        argument = Code.Strip(argument);
        if (code.Language.IsFourVector(code.TypeOf(argument)) && argument is not PrefixUnaryExpressionSyntax)
        {
            return argument;
        }

        return argument switch
        {
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation => BodyOf(negation.Operand, code),
            MemberAccessExpressionSyntax access => BodyOf(access.Expression, code),
            InvocationExpressionSyntax { ArgumentList.Arguments: [var inner] } function when IsOdd(function) => BodyOf(inner.Expression, code),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => BodyOf(access.Expression, code),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product when code.NumberOf(product.Left) is not null => BodyOf(product.Right, code),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression or (int)SyntaxKind.MultiplyExpression } ratio => BodyOf(ratio.Left, code),
            TupleExpressionSyntax { Arguments: [var first, ..] } => BodyOf(first.Expression, code),
            IdentifierNameSyntax => code.Resolve(argument) is var definition && definition != argument ? BodyOf(definition, code) : null,
            _ => null,
        };
    }

    /// <summary>The vector that another is the opposite of, or a negative multiple; null where it is not.</summary>
    public static ExpressionSyntax? OppositeOf(ExpressionSyntax vector, Code code) => !IsNegative(vector, code) ? null : code.Resolve(vector) switch
    {
        PrefixUnaryExpressionSyntax negation => Code.Strip(negation.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference => Code.Strip(difference.Right),
        BinaryExpressionSyntax multiple => Code.Strip(code.Language.IsFourVector(code.TypeOf(multiple.Left)) ? multiple.Left : multiple.Right),
        _ => null,
    };

    /// <summary>Is a vector, which is boosted by what a body has, a part of the body? In a helper, in any of its calls.</summary>
    public static bool MovesWith(ExpressionSyntax vector, ExpressionSyntax body, Code code) =>
        RestFrames.IsPartOf(new(vector), new(body), code)
        || (RestFrames.ParametersOf(vector, code).Concat(RestFrames.ParametersOf(body, code)).FirstOrDefault() is { } parameter
            && code.CallsOf(parameter, vector).Any(call => new Passage(call, null) is var passage && RestFrames.IsPartOf(new(vector, passage), new(body, passage), code)));
}
