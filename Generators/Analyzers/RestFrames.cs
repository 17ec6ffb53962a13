using Mandelstam.Analyzers.Kinds;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>Whose rest frame a vector is given in, where the boost that took it there is in sight.</summary>
internal static class RestFrames
{
    /// <summary>The momentum whose rest frame a vector was boosted to, or null; of what may be chosen, the one that all have.</summary>
    public static Traced? ParentOf(Traced vector, Code code)
    {
        IReadOnlyList<Traced> parents = ParentsOf(vector, code);
        return parents.Count == 0 || parents.Skip(1).Any(parent => Differ(parents[0], parent, code)) ? null : parents[0];
    }

    /// <summary>The momenta that a vector may have been boosted to the rest frame of, by the choices on the way; none where one of them is out of sight.</summary>
    public static IReadOnlyList<Traced> AlternativesOf(Traced vector, Code code) => [.. ParentsOf(vector, code).SelectMany(parent => Chosen(parent, code))];

    private static IEnumerable<Traced> Chosen(Traced parent, Code code) => Reaching.Of(parent.Expression, code) is { Count: > 0 } several ? several.SelectMany(value => Chosen(parent.At(value), code)) :
        parent.Resolve(code) is var whole && Choice.Of(whole.Expression) is { } choice ? choice.Arms.SelectMany(arm => Chosen(whole.At(arm), code)) : [parent];

    private static IReadOnlyList<Traced> ParentsOf(Traced vector, Code code)
    {
        // "if (…) { star = …; } else { star = …; }" is a choice as well.
        if (Reaching.Of(vector.Expression, code) is { Count: > 0 } several)
        {
            return OfAll(several.Select(vector.At));
        }

        Traced whole = vector.Resolve(code);
        IReadOnlyList<Traced> Of(ExpressionSyntax part) => ParentsOf(whole.At(part), code);
        if (Language.Is(code.Language.FrameOf(code.TypeOf(whole.Expression)), code.Language.Lab))
        {
            return [];
        }

        switch (whole.Expression)
        {
            case InvocationExpressionSyntax { ArgumentList.Arguments: [var parent] } boost when Call.NameOf(boost) == "InRestFrameOf":
                return [whole.At(parent.Expression)];
            case InvocationExpressionSyntax { ArgumentList.Arguments: [var velocity] } boost when Call.NameOf(boost) == "Boost":
                return OppositeOf(whole.At(velocity.Expression), code) is { } body ? [body] : [];
            case InvocationExpressionSyntax { ArgumentList.Arguments: [var other] } product when Call.NameOf(product) == "Cross" && Call.Receiver(product) is { } vectorial:
                return OfBoth(vectorial, other.Expression);
            case ExpressionSyntax kept when OriginOf(kept, code) is { } origin:
                return Of(origin);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } opposite:
                return Of(opposite.Operand);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum:
                return OfBoth(sum.Left, sum.Right);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } sum:
                return OfBoth(sum.Left, sum.Right);
            case ExpressionSyntax when MultipleOf(whole.Expression, code) is { } multiple:
                return Of(multiple);
            default:
                return OfAll(whole.Results(code));
        }

        // Zero is zero in all frames.
        IReadOnlyList<Traced> OfAll(IEnumerable<Traced> vectors)
        {
            IReadOnlyList<Traced>[] parents = [.. vectors.Where(v => !IsZero(v, code)).Select(v => ParentsOf(v, code))];
            return Array.TrueForAll(parents, static p => p.Count > 0) ? [.. parents.SelectMany(static p => p)] : [];
        }

        // What is put together of two frames is in neither, which is said where that is done.
        IReadOnlyList<Traced> OfBoth(ExpressionSyntax first, ExpressionSyntax second)
        {
            IReadOnlyList<Traced> one = Of(first), other = Of(second);
            return one.Count == 0 ? other : one.Any(a => other.Any(b => Differ(a, b, code))) ? [] : one;
        }
    }

    private static bool IsZero(Traced vector, Code code) => vector.Resolve(code).Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero" };

    // The vector that another is a multiple of; null where it is none.
    private static ExpressionSyntax? MultipleOf(ExpressionSyntax vector, Code code)
    {
        bool IsVector(ExpressionSyntax factor) => code.Language.FrameOf(code.TypeOf(factor)) is not null;
        return vector switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product => IsVector(product.Left) ? product.Left : product.Right,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient => quotient.Left,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyAssignmentExpression or (int)SyntaxKind.DivideAssignmentExpression } scaled => scaled.Left,
            _ => null,
        };
    }

    // The vector of which another is a part, or a version in the same frame; null where it is none.
    private static ExpressionSyntax? OriginOf(ExpressionSyntax vector, Code code) => vector is InvocationExpressionSyntax invocation
        ? Call.NameOf(invocation) is "ScaledMomentum" or "Rounded" or "Rotated" or "BoostedZ" ? Call.Receiver(invocation) : null
        : code.MemberOf(vector) is (var whole, var part) && IsPart(part) ? whole : null;

    // "-z.Velocity" leads to the rest frame of z.
    private static Traced? OppositeOf(Traced velocity, Code code)
    {
        if (velocity.Resolve(code) is not { Expression: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } opposite } whole)
        {
            return null;
        }

        Traced forward = whole.At(opposite.Operand).Resolve(code);
        return forward.Expression switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Velocity" } access => forward.At(access.Expression),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "VelocityOf" } access } => forward.At(access.Expression),
            _ => null,
        };
    }

    /// <summary>Are the rest frames of two momenta certainly different ones? Only sums of named vectors are compared; that one has none is another rule's matter.</summary>
    public static bool Differ(Traced first, Traced second, Code code)
    {
        if (first == second || Masses.Of(first.Expression, code) == Massiveness.Massless || Masses.Of(second.Expression, code) == Massiveness.Massless)
        {
            return false;
        }

        List<string> a = [], b = [];
        if (!Terms(Unscaled(first, code), code, a, mayDiffer: true) || !Terms(Unscaled(second, code), code, b, mayDiffer: true))
        {
            return false;
        }

        a.RemoveAll(b.Remove);

        // All objects of a collection may be just those that are named.
        bool MayBe(List<string> all, List<string> named) => all.Any(term => IsEvery(term) && named.Exists(n => n.StartsWith(term.Substring(0, term.Length - Every.Length + 1), StringComparison.Ordinal)));
        return a.Count + b.Count > 0 && !MayBe(a, b) && !MayBe(b, a);
    }

    /// <summary>Is one vector the other, or a term of the sum that the other is?</summary>
    public static bool IsPartOf(Traced vector, Traced body, Code code)
    {
        List<string> parts = [], whole = [];
        return Terms(vector, code, parts) && Terms(body, code, whole) && parts.All(part => whole.Remove(part) || whole.Contains(part.Split('[')[0] + Every));
    }

    /// <summary>The parameters that a vector is made of, each as a whole, a part or a multiple of it.</summary>
    public static IEnumerable<IParameterSymbol> ParametersOf(ExpressionSyntax vector, Code code) => code.Resolve(vector) switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } opposite => ParametersOf(opposite.Operand, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } sum => ParametersOf(sum.Left, code).Concat(ParametersOf(sum.Right, code)),
        InvocationExpressionSyntax { ArgumentList.Arguments: [var other] } product when Call.NameOf(product) == "Cross" && Call.Receiver(product) is { } vectorial =>
            ParametersOf(vectorial, code).Concat(ParametersOf(other.Expression, code)),
        var kept when (OriginOf(kept, code) ?? MultipleOf(kept, code)) is { } origin => ParametersOf(origin, code),
        var other => code.ParameterOf(other) is { } parameter ? [parameter] : [],
    };

    /// <summary>The vector that another is a part or a multiple of, or the opposite, as far as that is written in one place.</summary>
    public static ExpressionSyntax WholeOf(ExpressionSyntax vector, Code code)
    {
        vector = Code.Strip(vector);
        return (OriginOf(vector, code) ?? MultipleOf(vector, code) ?? (vector as PrefixUnaryExpressionSyntax)?.Operand) is { } whole ? WholeOf(whole, code) : vector;
    }

    /// <summary>Is it the name of a part of a vector, which is in the frame of that?</summary>
    public static bool IsPart(string name) => name is "P3" or "Transverse" or "Direction";

    // A multiple of a momentum is at rest in the same frame.
    private static Traced Unscaled(Traced vector, Code code)
    {
        Traced whole = vector.Resolve(code);
        return whole.Expression switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } multiple when code.NumberOf(multiple.Left) is > 0 => Unscaled(whole.At(multiple.Right), code),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } multiple when code.NumberOf(multiple.Right) is > 0 => Unscaled(whole.At(multiple.Left), code),
            _ => whole,
        };
    }

    // The sum of all objects of a collection, whichever there are.
    private const string Every = "[*]";

    private static bool IsEvery(string term) => term.EndsWith(Every, StringComparison.Ordinal);

    // The named vectors that a momentum is the sum of, or the difference; false where it is something else.
    private static bool Terms(Traced vector, Code code, List<string> terms, bool mayDiffer = false)
    {
        Traced whole = vector.Resolve(code);
        switch (whole.Expression)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Terms(whole.At(sum.Left), code, terms, mayDiffer) && Terms(whole.At(sum.Right), code, terms, mayDiffer);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference when mayDiffer:
                List<string> less = [];
                bool isKnown = Terms(whole.At(difference.Left), code, terms, mayDiffer) && Terms(whole.At(difference.Right), code, less, mayDiffer);
                terms.AddRange(less.Where(term => !terms.Remove(term)).Select(static term => term[0] == '-' ? term.Substring(1) : "-" + term));
                return isKnown;
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [var index] } element when code.NumberOf(index.Expression) is { } slot:
                return Add(element.Expression, FormattableString.Invariant($"[{slot}]"));
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax, ArgumentList.Arguments: { Count: > 2 } numbers } beam when numbers.All(n => code.ConstantOf(n.Expression) is not null):
                terms.Add(string.Concat(beam.ToString().Where(static c => !char.IsWhiteSpace(c))));
                return true;
            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sum" } all,
                ArgumentList.Arguments: [{ Expression: SimpleLambdaExpressionSyntax { Body: IdentifierNameSyntax item } lambda }],
            } when item.Identifier.ValueText == lambda.Parameter.Identifier.ValueText:
                return Add(all.Expression, Every);
            case IdentifierNameSyntax name when code.ItemsOf(name) is { } items:
                return Add(items, $"[{name.Identifier.ValueText}]");
            case IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }:
                return Add(whole.Expression, "");
            case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } stored when code.SymbolOf(owner) is IParameterSymbol && code.SymbolOf(stored) is IPropertySymbol { SetMethod.IsInitOnly: true }:
                // Of an event that is handed over; which one it is, calls tell.
                return Add(stored, "");
            default:
                return whole.Results(code).ToList() is [var only] && Terms(only, code, terms, mayDiffer);
        }

        bool Add(ExpressionSyntax named, string suffix)
        {
            // What is set more than once may be another vector each time.
            ISymbol? symbol = code.Model.GetSymbolInfo(named, code.Cancellation).Symbol;
            bool isFixed = symbol is IParameterSymbol or IPropertySymbol { SetMethod: null or { IsInitOnly: true } } or IFieldSymbol { IsReadOnly: true };
            if (isFixed)
            {
                terms.Add(symbol!.ToDisplayString() + suffix);
            }

            return isFixed;
        }
    }
}
