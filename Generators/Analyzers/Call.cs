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
    /// <summary>Reads an invocation or an object creation; null where nothing like it exists.</summary>
    public static Call? Of(ExpressionSyntax expression, Code code)
    {
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
            return new(resolved, Match(list, resolved), false);
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

    /// <summary>The receiver of a call of a member, or null.</summary>
    public static ExpressionSyntax? Receiver(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Expression : null;

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
