using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>One of several expressions: what <c>?:</c>, <c>??</c> or <c>switch</c> chooses from.</summary>
internal sealed class Choice
{
    private Choice(ExpressionSyntax whole, params ExpressionSyntax[] arms)
    {
        Whole = whole;
        Arms = arms;
    }

    /// <summary>The whole of it.</summary>
    public ExpressionSyntax Whole { get; }

    /// <summary>What it chooses from.</summary>
    public IReadOnlyList<ExpressionSyntax> Arms { get; }

    /// <summary>The choice that an expression is; null where it is none.</summary>
    public static Choice? Of(SyntaxNode node) => node switch
    {
        ConditionalExpressionSyntax choice => new(choice, choice.WhenTrue, choice.WhenFalse),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice => new(choice, choice.Left, choice.Right),
        SwitchExpressionSyntax choice => new(choice, [.. choice.Arms.Select(static arm => arm.Expression)]),
        _ => null,
    };

    /// <summary>The same, and the part of a tuple where one of several tuples is chosen: what any of them has there.</summary>
    /// <param name="expression">What is chosen, or its part.</param>
    /// <param name="code">The code around it.</param>
    public static Choice? Of(ExpressionSyntax expression, Code code) => Of(expression) ?? (new Traced(expression).Parts(code)?.Select(static part => part.Expression).ToArray() is { Length: > 0 } arms ? new(expression, arms) : null);

    /// <summary>
    /// What each arm is held against where they have nothing in common: what the choice is for says which of them is wrong, with its name; the first of a <c>switch</c> that is for
    /// nothing.
    /// </summary>
    /// <typeparam name="T">What expressions have or lack: a dimension, a frame.</typeparam>
    /// <param name="code">The code around it.</param>
    /// <param name="of">That of a type.</param>
    public (T Expected, string? Name)? HeldAgainst<T>(Code code, Func<ITypeSymbol?, T?> of)
        where T : class
    {
        if (of(code.TypeOf(Whole)) is not null)
        {
            return null;
        }

        return code.TargetOf(Whole) is { } target ? (of(target.Type) is { } expected ? (expected, target.Name) : null)
            : Whole is SwitchExpressionSyntax && Arms.Select(arm => of(code.TypeOf(arm))).FirstOrDefault(static t => t is not null) is { } first ? (first, null)
            : null;
    }
}
