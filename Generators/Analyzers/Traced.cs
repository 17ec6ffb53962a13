using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>An expression as it is met on the way through calls of this file: what its parameters stand for is known.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Passage">The calls on the way, the innermost first; null where it stands in the code under examination itself.</param>
internal sealed record Traced(ExpressionSyntax Expression, Passage? Passage = null)
{
    /// <summary>Another expression of the same body.</summary>
    public Traced At(ExpressionSyntax other) => new(other, Passage);

    /// <summary>What it stands for; parameters are looked through as locals are.</summary>
    public Traced Resolve(Code code)
    {
        Traced traced = this;
        while (true)
        {
            ExpressionSyntax expression = code.Resolve(traced.Expression);
            if (traced.Passage is null || code.ParameterOf(expression) is not { } parameter || traced.Passage.Given(parameter) is not { } given)
            {
                return traced.At(expression);
            }

            traced = given;
        }
    }

    /// <summary>What a choice, a helper or a property of this file may give; nothing of any other expression. Null is no value.</summary>
    public IEnumerable<Traced> Results(Code code)
    {
        Traced whole = Resolve(code);
        IEnumerable<Traced> results = whole.Parts(code) ?? whole.Expression switch
        {
            ExpressionSyntax expression when Choice.Of(expression) is { } choice => choice.Arms.Select(whole.At),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } value when Language.IsNullable(code.Model.GetTypeInfo(value.Expression, code.Cancellation).Type) => [whole.At(value.Expression)],
            InvocationExpressionSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax when Call.Of(whole.Expression, code) is { IsRefused: false } call =>
                code.ReturnsOf(call.Definition).Select(result => new Traced(result, new(call, whole.Passage))),
            IdentifierNameSyntax name when code.SymbolOf(name) is IPropertySymbol property => code.ReturnsOf(property).Select(whole.At),
            _ => [],
        };
        return results.Where(static r => !Code.IsNothing(r.Expression));
    }

    /// <summary>What a part of a tuple may be, where one of several tuples is chosen or a helper gives them; null of anything else, and where one of them is out of sight.</summary>
    public IReadOnlyList<Traced>? Parts(Code code)
    {
        if (code.TupleOf(Expression) is not var (tuple, place))
        {
            return null;
        }

        List<Traced> parts = [];
        return At(tuple).AddParts(place, parts, code) ? parts : null;
    }

    private bool AddParts(int place, List<Traced> parts, Code code)
    {
        Traced whole = Resolve(code);
        if (whole.Expression is TupleExpressionSyntax tuple && place < tuple.Arguments.Count)
        {
            parts.Add(whole.At(tuple.Arguments[place].Expression));
            return true;
        }

        Traced[] results = [.. whole.Results(code)];
        return results.Length > 0 && Array.TrueForAll(results, result => result.AddParts(place, parts, code));
    }

    /// <summary>How it is written at another place: what has no name there is written out.</summary>
    public ExpressionSyntax WrittenAt(SyntaxNode place, Code code)
    {
        MemberDeclarationSyntax? member = place.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return Expression.ReplaceNodes(Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>(), (name, _) =>
        {
            Traced? meant = code.SymbolOf(name) switch
            {
                IParameterSymbol parameter => Passage?.Given(parameter),
                ILocalSymbol local when name.FirstAncestorOrSelf<MemberDeclarationSyntax>() != member => code.DefinitionOf(local, name) is { } definition ? At(definition) : null,
                _ => null,
            };
            ExpressionSyntax? written = meant?.WrittenAt(place, code).WithoutTrivia();
            return written is null ? name
                : written is BinaryExpressionSyntax or ConditionalExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax && name != Expression && name.Parent is not (ArgumentSyntax or ParenthesizedExpressionSyntax)
                    ? SyntaxFactory.ParenthesizedExpression(written).WithTriviaFrom(name)
                    : written.WithTriviaFrom(name);
        });
    }
}
