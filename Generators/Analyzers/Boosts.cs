using Mandelstam.Analyzers.Kinds;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>What a boost is given.</summary>
internal static class Boosts
{
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

        if (argument is TupleExpressionSyntax)
        {
            return "is no velocity of a frame";
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

    /// <summary>Is a number a velocity: a momentum over an energy, or a component of a velocity?</summary>
    public static bool IsVelocity(ExpressionSyntax number, Code code) => code.Resolve(number) switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation => IsVelocity(negation.Operand, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio =>
            IsSumOf(ratio.Left, code, CoordinateKind.MomentumZ, CoordinateKind.Momentum) && IsSumOf(ratio.Right, code, CoordinateKind.Energy),
        InvocationExpressionSyntax helper when code.BodyOf(code.SymbolOf(helper)) is { } body => IsVelocity(body, code),
        InvocationExpressionSyntax { ArgumentList.Arguments: [var rapidity] } function =>
            function.Expression.GetLastToken().ValueText == "Tanh" && KindReader.Of(code.Resolve(rapidity.Expression), code, believesNames: false) == CoordinateKind.Rapidity,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "X" or "Y" or "Z" or "Beta" } access => Language.Is(code.TypeOf(access.Expression), code.Language.Velocity),
        _ => false,
    };

    private static bool IsSumOf(ExpressionSyntax sum, Code code, params CoordinateKind[] kinds) => code.Resolve(sum) switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } parts => IsSumOf(parts.Left, code, kinds) && IsSumOf(parts.Right, code, kinds),
        var part => kinds.Contains(KindReader.Of(part, code, believesNames: false)),
    };

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
            InvocationExpressionSyntax { ArgumentList.Arguments: [var rapidity] } function when function.Expression.GetLastToken().ValueText == "Tanh" => BodyOf(rapidity.Expression, code),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => BodyOf(access.Expression, code),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio => BodyOf(ratio.Left, code),
            TupleExpressionSyntax { Arguments: [var first, ..] } => BodyOf(first.Expression, code),
            IdentifierNameSyntax => code.Resolve(argument) is var definition && definition != argument ? BodyOf(definition, code) : null,
            _ => null,
        };
    }

    /// <summary>Is one vector the other, or a term of the sum that the other is?</summary>
    public static bool IsPartOf(ExpressionSyntax vector, ExpressionSyntax body, Code code)
    {
        List<string> parts = [], whole = [];
        return RestFrames.Terms(vector, code, parts) && RestFrames.Terms(body, code, whole) && parts.All(whole.Remove);
    }
}
