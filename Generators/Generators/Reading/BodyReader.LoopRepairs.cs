using System.Globalization;
using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Mandelstam.Generators.Reading;

/// <summary>What is written instead of a loop that counts to the number of objects in the event, of which more may be there than are stored.</summary>
internal sealed partial class BodyReader
{
    // "foreach (var j in Jets)" where the number only says which object; a bound, "i < 4 && Jets.Has(i)", wherever it counts up.
    private IEnumerable<Fix> Repairs(IForLoopOperation counted, IReadOnlyList<Counter> counters, IReadOnlyList<IOperation> conjuncts)
    {
        if (!places || counted.Syntax.SyntaxTree != declaration.SyntaxTree)
        {
            yield break;
        }

        foreach (IOperation conjunct in conjuncts)
        {
            if (counters.FirstOrDefault(c => c is { First: >= 0, By: 1 } && CountedTo(conjunct, c) is not null) is not { } counter || CountedTo(conjunct, counter) is not { } objects)
            {
                continue;
            }

            if (conjuncts.Count == 1 && counters.Count == 1 && counter.First == 0 && counted.Syntax is ForStatementSyntax { Declaration.Variables.Count: 1 } statement
                && EachObject(statement, counted, counter, objects) is { } each)
            {
                yield return new(SpanOf(statement), each) { Kind = "foreach" };
            }

            string i = counter.Variable.Name, slots = ObjectsOf(objects)!.Value.Slots.ToString(CultureInfo.InvariantCulture);
            yield return new(SpanOf(conjunct.Syntax), $"{i} < {slots} && {objects.Syntax}.Has({i})") { Kind = "bound" };
        }
    }

    // The objects of "i < Jets.Count".
    private IOperation? CountedTo(IOperation conjunct, Counter counter)
    {
        IOperation? count = conjunct is not IBinaryOperation comparison ? null
            : comparison.OperatorKind == BinaryOperatorKind.LessThan && IsOf(comparison.LeftOperand, counter) ? comparison.RightOperand
            : comparison.OperatorKind == BinaryOperatorKind.GreaterThan && IsOf(comparison.RightOperand, counter) ? comparison.LeftOperand
            : null;
        return count is IPropertyReferenceOperation { Property.Name: "Count", Instance: { } objects } && ObjectsOf(objects) is not null ? objects : null;
    }

    private static bool IsOf(IOperation operation, Counter counter) => operation is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, counter.Variable);

    private static string? EachObject(ForStatementSyntax statement, IForLoopOperation counted, Counter counter, IOperation objects)
    {
        IOperation[] uses = [.. counted.Body.DescendantsAndSelf().Where(o => IsOf(o, counter))];
        SyntaxNode[] items = [.. uses.Select(static use => use.Parent is IArgumentOperation { Parent: IPropertyReferenceOperation { Property.IsIndexer: true } item } ? item.Syntax : null).OfType<ElementAccessExpressionSyntax>()
            .Where(item => item.Expression.IsEquivalentTo(objects.Syntax))];
        bool isStable = !objects.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation { Local: var local } && Assignments.ChangedIn(counted.Body).Contains(local, SymbolEqualityComparer.Default));
        if (!isStable || items.Length == 0 || items.Length != uses.Length)
        {
            return null;
        }

        // "Jets[i]" has a name already where the first statement gives it one.
        SyntaxNode? named = statement.Statement is BlockSyntax { Statements: [LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var first } declared] } local, { } second, ..] } && items.Contains(first)
            && !Assignments.ChangedIn(counted.Body).Any(c => c.Name == declared.Identifier.ValueText) ? local : null;
        string name = named is LocalDeclarationStatementSyntax { Declaration.Variables: [{ Identifier.ValueText: var own }] } ? own : Unused(statement, objects.Syntax);
        SyntaxNode body = statement.Statement;
        int start = statement.CloseParenToken.Span.End;
        string text = body.SyntaxTree.GetText().ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, body.Span.End));
        IEnumerable<(int Start, int End, string Text)> changes = items.Where(item => named?.Contains(item) != true).Select(item => (item.SpanStart, item.Span.End, name));
        if (named is not null)
        {
            changes = changes.Append((named.SpanStart, named.GetLastToken().GetNextToken().SpanStart, ""));
        }

        foreach ((int from, int to, string replacement) in changes.OrderByDescending(static c => c.Start))
        {
            text = text.Substring(0, from - start) + replacement + text.Substring(to - start);
        }

        return $"foreach (var {name} in {objects.Syntax}){text}";
    }

    // "j" of "Jets", unless something else in the member is called so.
    private static string Unused(SyntaxNode at, SyntaxNode objects)
    {
        HashSet<string> taken = [.. (at.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? at).DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText)];
        string letter = objects is IdentifierNameSyntax { Identifier.ValueText: var name } ? name.Substring(0, 1).ToLowerInvariant() : "item";
        return new[] { letter, "item" }.Concat(Enumerable.Range(2, taken.Count).Select(static n => "item" + n.ToString(CultureInfo.InvariantCulture))).First(n => SyntaxFacts.IsValidIdentifier(n) && !taken.Contains(n));
    }
}
