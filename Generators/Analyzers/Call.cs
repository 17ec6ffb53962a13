using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>A call with its arguments matched to parameters, also where no overload takes them.</summary>
/// <param name="Method">The method, or the overload that comes nearest; in reduced form for an extension.</param>
/// <param name="Arguments">Each argument and the parameter it is for.</param>
/// <param name="IsRefused">No overload takes the arguments.</param>
internal sealed record Call(IMethodSymbol Method, IReadOnlyList<(ArgumentSyntax Argument, IParameterSymbol Parameter)> Arguments, bool IsRefused)
{
    // What an extension is called on.
    private ExpressionSyntax? _extended;

    /// <summary>The method, or the property of an extension, as it is declared.</summary>
    public ISymbol Definition => (Method.AssociatedSymbol ?? Method.ReducedFrom ?? Method).OriginalDefinition;

    /// <summary>Reads an invocation, an object creation or a read of what extends a type; null where nothing like it exists.</summary>
    public static Call? Of(ExpressionSyntax expression, Code code)
    {
        if (expression is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax)
        {
            return code.Model.GetSymbolInfo(expression, code.Cancellation).Symbol is IPropertySymbol { ContainingType.IsExtension: true, GetMethod: { } getter } && code.MemberOf(expression) is var (extended, _)
                ? new(getter, [], false) { _extended = extended }
                : null;
        }

        ArgumentListSyntax? list = expression switch
        {
            InvocationExpressionSyntax invocation => invocation.ArgumentList,
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            _ => null,
        };
        if (list is null)
        {
            return null;
        }

        SymbolInfo info = code.Model.GetSymbolInfo(expression, code.Cancellation);
        if (info.Symbol is IMethodSymbol resolved)
        {
            resolved = resolved.MethodKind == MethodKind.DelegateInvoke && expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax variable } ? code.KeptBy(variable) ?? resolved : resolved;
            return new(resolved, Match(list, resolved), false) { _extended = resolved.ReducedFrom is not null || resolved.ContainingType.IsExtension ? Receiver(expression) : null };
        }

        IEnumerable<ISymbol> candidates = info.CandidateSymbols;
        if (info.CandidateSymbols.IsEmpty && expression is InvocationExpressionSyntax call)
        {
            candidates = code.Model.GetMemberGroup(call.Expression, code.Cancellation);
        }

        Call? best = null;
        int bestScore = -1;
        foreach (IMethodSymbol method in candidates.OfType<IMethodSymbol>().Where(m => m.Parameters.Length >= list.Arguments.Count))
        {
            Call candidate = new(method, Match(list, method), true);

            // A quantity that fits says more than a number that does.
            int score = candidate.Arguments.Where(a => Fits(a.Argument.Expression, a.Parameter.Type, code))
                .Sum(a => code.DimensionOf(a.Argument.Expression) == Quantity.Number ? 1 : 2);
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }

    /// <summary>What the call hands over for a parameter of the definition, or null.</summary>
    public ExpressionSyntax? Given(IParameterSymbol parameter) => Handed.FirstOrDefault(h => SymbolEqualityComparer.Default.Equals(h.Parameter, parameter)).Value;

    /// <summary>What is handed over, and for which parameter of the definition.</summary>
    public IEnumerable<(ExpressionSyntax Value, IParameterSymbol Parameter)> Handed
    {
        get
        {
            IMethodSymbol definition = (Method.ReducedFrom ?? Method).OriginalDefinition;
            if (_extended is not null && (Method.ReducedFrom is null ? definition.ContainingType.ExtensionParameter : definition.Parameters[0]) is { } extended)
            {
                yield return (_extended, extended);
            }

            foreach ((ArgumentSyntax argument, IParameterSymbol parameter) in Arguments)
            {
                yield return (argument.Expression, definition.Parameters.First(p => p.Name == parameter.Name));
            }
        }
    }

    /// <summary>The receiver of a call of a member, or null.</summary>
    public static ExpressionSyntax? Receiver(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: var method } ? method switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            MemberBindingExpressionSyntax binding => OwnerOf(binding),
            _ => null,
        }
        : null;

    /// <summary>The name of the member that is called, without its type arguments; null of a call of anything else.</summary>
    public static string? NameOf(InvocationExpressionSyntax invocation) => (invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    })?.Identifier.ValueText;

    /// <summary>What a member behind <c>?.</c> is a member of.</summary>
    public static ExpressionSyntax? OwnerOf(MemberBindingExpressionSyntax member) =>
        member.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(access => access.WhenNotNull.Span.Contains(member.Span))?.Expression;

    /// <summary>Does an argument suit a parameter? For a type with parameters still open, by its definition.</summary>
    public static bool Fits(ExpressionSyntax argument, ITypeSymbol parameter, Code code)
    {
        if (code.Model.ClassifyConversion(argument, parameter).IsImplicit)
        {
            return true;
        }

        return code.TypeOf(argument) is INamedTypeSymbol { IsGenericType: true } type && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, parameter.OriginalDefinition)
            && parameter is INamedTypeSymbol open && open.TypeArguments.Any(static t => t.TypeKind == TypeKind.TypeParameter);
    }

    private static List<(ArgumentSyntax, IParameterSymbol)> Match(ArgumentListSyntax list, IMethodSymbol method)
    {
        List<(ArgumentSyntax, IParameterSymbol)> pairs = [];
        for (int i = 0; i < list.Arguments.Count; i++)
        {
            ArgumentSyntax argument = list.Arguments[i];
            IParameterSymbol? parameter = argument.NameColon is { } named
                ? method.Parameters.FirstOrDefault(p => p.Name == named.Name.Identifier.ValueText)
                : method.Parameters.ElementAtOrDefault(i);
            if (parameter is { IsParams: false })
            {
                pairs.Add((argument, parameter));
            }
        }

        return pairs;
    }
}
