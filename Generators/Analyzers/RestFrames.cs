using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>Whose rest frame a vector is given in, where the boost that took it there is in sight.</summary>
internal static class RestFrames
{
    /// <summary>The momentum whose rest frame a vector was boosted to, or null.</summary>
    public static ExpressionSyntax? ParentOf(ExpressionSyntax vector, Code code)
    {
        switch (code.Resolve(vector))
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access, ArgumentList.Arguments: var arguments } invocation:
                return access.Name.Identifier.ValueText switch
                {
                    "InRestFrameOf" when arguments.Count == 1 => arguments[0].Expression,
                    "ScaledMomentum" or "Rounded" or "Rotated" or "BoostedZ" => ParentOf(access.Expression, code),
                    _ => ParentByHelper(invocation, code),
                };
            case InvocationExpressionSyntax invocation:
                return ParentByHelper(invocation, code);
            case MemberAccessExpressionSyntax part when IsPart(part):
                return ParentOf(part.Expression, code);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } opposite:
                return ParentOf(opposite.Operand, code);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum:
                return ParentOf(sum.Left, code) ?? ParentOf(sum.Right, code);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } sum:
                return ParentOf(sum.Left, code) ?? ParentOf(sum.Right, code);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                return code.Language.IsFourVector(code.TypeOf(product.Left)) ? ParentOf(product.Left, code) : ParentOf(product.Right, code);
            default:
                return null;
        }
    }

    // A function of this file that boosts: into the rest frame of what it is given, or of what it names itself.
    private static ExpressionSyntax? ParentByHelper(InvocationExpressionSyntax invocation, Code code)
    {
        if (Call.Of(invocation, code) is not { IsRefused: false } call || code.BodyOf(call.Method) is not { } body || ParentOf(body, code) is not { } parent)
        {
            return null;
        }

        if (Code.Strip(parent) is IdentifierNameSyntax name && code.SymbolOf(name) is IParameterSymbol parameter)
        {
            return call.Arguments.FirstOrDefault(a => a.Parameter.Name == parameter.Name).Argument?.Expression;
        }

        return parent.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => code.SymbolOf(n) is IParameterSymbol) ? null : parent;
    }

    /// <summary>Are two momenta certainly different ones? Only sums of named vectors are compared.</summary>
    public static bool Differ(ExpressionSyntax first, ExpressionSyntax second, Code code)
    {
        List<string> a = [], b = [];
        if (!Terms(Unscaled(first, code), code, a) || !Terms(Unscaled(second, code), code, b))
        {
            return false;
        }

        a.Sort(StringComparer.Ordinal);
        b.Sort(StringComparer.Ordinal);
        return !a.SequenceEqual(b);
    }

    /// <summary>The parameter that a vector is, or is a part or multiple of; else null.</summary>
    public static IParameterSymbol? ParameterOf(ExpressionSyntax vector, Code code) => code.Resolve(vector) switch
    {
        MemberAccessExpressionSyntax part when IsPart(part) => ParameterOf(part.Expression, code),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } opposite => ParameterOf(opposite.Operand, code),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ScaledMomentum" or "Rounded" or "Rotated" or "BoostedZ" } access } => ParameterOf(access.Expression, code),
        var other => code.ParameterOf(other),
    };

    /// <summary>Is it a part of a vector, in the frame of that?</summary>
    public static bool IsPart(MemberAccessExpressionSyntax access) => access.Name.Identifier.ValueText is "P3" or "Transverse" or "Direction";

    // A multiple of a momentum is at rest in the same frame.
    private static ExpressionSyntax Unscaled(ExpressionSyntax vector, Code code) => code.Resolve(vector) switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } multiple when code.NumberOf(multiple.Left) is > 0 => Unscaled(multiple.Right, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } multiple when code.NumberOf(multiple.Right) is > 0 => Unscaled(multiple.Left, code),
        _ => vector,
    };

    /// <summary>The named vectors that a momentum is the sum of; false where it is something else.</summary>
    /// <param name="vector">The momentum.</param>
    /// <param name="code">The code it stands in.</param>
    /// <param name="terms">Receives a name for each term.</param>
    public static bool Terms(ExpressionSyntax vector, Code code, ICollection<string> terms)
    {
        vector = code.Resolve(vector);
        switch (vector)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Terms(sum.Left, code, terms) && Terms(sum.Right, code, terms);
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [var index] } element when code.NumberOf(index.Expression) is { } slot:
                return Add(code.Model.GetSymbolInfo(element.Expression, code.Cancellation).Symbol, FormattableString.Invariant($"[{slot}]"));
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax, ArgumentList.Arguments: { Count: > 2 } numbers } beam when numbers.All(n => code.ConstantOf(n.Expression) is not null):
                terms.Add(string.Concat(beam.ToString().Where(static c => !char.IsWhiteSpace(c))));
                return true;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }:
                return Add(code.Model.GetSymbolInfo(vector, code.Cancellation).Symbol, "");
            default:
                return false;
        }

        bool Add(ISymbol? symbol, string suffix)
        {
            // What is set more than once may be another vector each time.
            bool isFixed = symbol is IParameterSymbol or IPropertySymbol { SetMethod: null or { IsInitOnly: true } } or IFieldSymbol { IsReadOnly: true };
            if (isFixed)
            {
                terms.Add(symbol!.ToDisplayString() + suffix);
            }

            return isFixed;
        }
    }
}
