using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>All that a local may have been given where it is read, by whichever way led there.</summary>
internal sealed class Reaching
{
    private readonly string _name;
    private readonly SyntaxNode _use;

    private Reaching(string name, SyntaxNode use)
    {
        _name = name;
        _use = use;
    }

    /// <summary>The values, where there are several; none where there is one, or where one of them is out of sight.</summary>
    /// <param name="expression">The local as it is read.</param>
    /// <param name="code">The code around it.</param>
    public static IReadOnlyList<ExpressionSyntax> Of(ExpressionSyntax expression, Code code)
    {
        if (Code.Strip(expression) is not IdentifierNameSyntax name || code.SymbolOf(name) is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] }
            || reference.SyntaxTree != name.SyntaxTree
            || reference.GetSyntax(code.Cancellation) is not VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax block } declaration } declarator
            || name.Ancestors().TakeWhile(n => n != block).Any(static n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        {
            return [];
        }

        IReadOnlyList<ExpressionSyntax> initial = declarator.Initializer is { Value: var first } && !Code.IsNothing(first) ? [first] : [];
        return new Reaching(name.Identifier.ValueText, name).Among(block.Statements.SkipWhile(s => s != declaration).Skip(1), initial) is { Count: > 1 } several ? several : [];
    }

    // At the use, which one of the statements contains.
    private IReadOnlyList<ExpressionSyntax>? Among(IEnumerable<StatementSyntax> statements, IReadOnlyList<ExpressionSyntax> before)
    {
        foreach (StatementSyntax statement in statements)
        {
            if (statement.Span.Contains(_use.Span))
            {
                return Inside(statement, before);
            }

            if (After(statement, before) is not { } after)
            {
                return null;
            }

            before = after;
        }

        return null;
    }

    private IReadOnlyList<ExpressionSyntax>? Inside(StatementSyntax statement, IReadOnlyList<ExpressionSyntax> before)
    {
        switch (statement)
        {
            case BlockSyntax block:
                return Among(block.Statements, before);
            case IfStatementSyntax { Statement: var one, Else: var other }:
                StatementSyntax? branch = new[] { one, other?.Statement }.FirstOrDefault(b => b?.Span.Contains(_use.Span) == true);
                return branch is null ? before : Inside(branch, before);
            case ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax:
                return before;
            default:
                // What comes round again, or from elsewhere, may have been given anything.
                return IsGivenIn(statement) ? null
                    : statement.ChildNodes().OfType<StatementSyntax>().FirstOrDefault(s => s.Span.Contains(_use.Span)) is { } inner ? Inside(inner, before)
                    : before;
        }
    }

    private IReadOnlyList<ExpressionSyntax>? After(StatementSyntax statement, IReadOnlyList<ExpressionSyntax> before)
    {
        switch (statement)
        {
            case BlockSyntax block:
                IReadOnlyList<ExpressionSyntax>? all = before;
                foreach (StatementSyntax inner in block.Statements)
                {
                    all = all is null ? null : After(inner, all);
                }

                return all;
            case IfStatementSyntax { Statement: var one, Else: var other }:
                // Who leaves on a condition may leave just where one of the values was given.
                if (statement.DescendantNodes().Any(static n => n is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or ThrowStatementSyntax or GotoStatementSyntax))
                {
                    return before.Count > 1 || IsGivenIn(statement) ? null : before;
                }

                return After(one, before) is { } whenTrue && (other is null ? before : After(other.Statement, before)) is { } whenFalse ? [.. whenTrue.Union(whenFalse)] : null;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax target, Right: var value } }
                when target.Identifier.ValueText == _name:
                return Code.IsNothing(value) ? [] : [value];
            default:
                return IsGivenIn(statement) ? null : before;
        }
    }

    // Named at all but for being read in an expression: set, changed, or handed over by reference.
    private bool IsGivenIn(SyntaxNode statement) => statement.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == _name && n.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == n,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => true,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax tuple } && tuple.Left == argument.Parent,
        _ => false,
    });
}
