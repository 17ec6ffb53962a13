using System.Globalization;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Mandelstam.Generators.Reading;

/// <summary>Loops over the objects of a collection, over what is written out, or by a number: each pass is read by itself.</summary>
/// <remarks>
/// A loop is what its passes leave the locals at. "continue", "break" and "return" set locals too, of which the rest of the pass, the passes that follow and
/// what comes after the loop ask: so nothing is read twice, however many ways lead through it.
/// </remarks>
internal sealed partial class BodyReader
{
    // A kernel has all passes one behind the other.
    private const int MostPasses = 64;

    // Of the function that is being read: one inside a loop returns from itself.
    private Stack<Loop> _loops = new();
    private int _begun;

    // Null of a loop with passes of which nobody knows here how many there are, which is said.
    private Loop? Begin(ILoopOperation operation) => operation switch
    {
        IForEachLoopOperation { IsAsynchronous: false } each => OverObjects(each),
        IForLoopOperation { Before: [IVariableDeclarationGroupOperation head] } counted => ByNumber(counted, [.. head.Declarations.SelectMany(static d => d.Declarators)]),
        IWhileLoopOperation { ConditionIsTop: true, ConditionIsUntil: false, Condition: { } condition, Body: IBlockOperation body } counted when CounterOf(counted, body) is { } counter =>
            ByNumber(counted, condition, [counter], [], [.. body.Operations.Take(body.Operations.Length - 1)]),
        _ => NoLoop(operation),
    };

    private Loop? NoLoop(IOperation operation)
    {
        Unsupported(operation);
        return null;
    }

    private Loop? OverObjects(IForEachLoopOperation each)
    {
        IOperation collection = CollectionOf(each);
        int number = _begun++;
        SourceSpan span = SpanOf(collection.Syntax);
        string whole = Numbered("@loop", number);
        if (Targets(each) is not { } set)
        {
            return NoLoop(each);
        }

        if (ElementsIn(collection) is { } kept)
        {
            return new(each, number) { Passes = kept.Length, Sets = i => set(Local(WrittenIn(((ILocalReferenceOperation)collection).Local.Name, i), collection)) };
        }

        if (ElementsOf(collection) is { } elements)
        {
            string Written(int place) => $"{whole}.{place.ToString(CultureInfo.InvariantCulture)}";
            return new(each, number)
            {
                Passes = elements.Length,
                Before = [.. elements.Select((element, i) => (Written(i), Expression(element)))],
                Sets = i => set(Local(Written(i), collection)),
            };
        }

        if (ObjectsOf(collection) is not (var objects, var slots))
        {
            return NoLoop(each);
        }

        // Members of the event are named where they are used; anything else is made once.
        Term? all = Expression(collection);
        bool isMember = all is { Kind: TermKind.Member };
        Term? used = isMember || all is null ? all : Local(whole, collection);
        Term? Of(string question, int slot) => used is null ? null : Term.Of(TermKind.Call, $"{objects}.{question}", span, used, Term.Literal(slot, span));
        return new(each, number)
        {
            Passes = slots,
            Before = isMember ? [] : [(whole, all)],
            Condition = slot => Of("Has", slot),
            Sets = slot => set(Of("this[]", slot)),
        };
    }

    // What a pass sets: the variable, or the parts of a tuple, "foreach (var (a, b) in pairs)".
    private Func<Term?, List<(string Name, Term? Value)>>? Targets(IForEachLoopOperation each) => each.LoopControlVariable switch
    {
        IVariableDeclaratorOperation { Symbol.Name: var name } => item => [(name, item)],
        var tuple when Assignments.TargetsOf(tuple, each, areNew: true) is { } targets && IsTuple(ElementTypeOf(each)) => item => Split(targets, item),
        _ => null,
    };

    private ITypeSymbol? ElementTypeOf(IForEachLoopOperation each) =>
        each.Syntax is CommonForEachStatementSyntax statement ? ModelOf(statement.SyntaxTree).GetForEachStatementInfo(statement).ElementType : null;

    // What is written out, "new[] { a, b }" or "[a, b]", where it is no more than as many things in order.
    private static IOperation[]? ElementsOf(IOperation? collection) => collection switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: var converted } => ElementsOf(converted),
        IConversionOperation { Operand: ICollectionExpressionOperation written } => ElementsOf(written),
        IArrayCreationOperation { Initializer.ElementValues: { Length: <= MostPasses } elements, DimensionSizes.Length: 1 } => [.. elements],
        ICollectionExpressionOperation { Elements: { Length: <= MostPasses } elements, Type: var type } when IsSequence(type) && !elements.Any(static e => e is ISpreadOperation) => [.. elements],
        _ => null,
    };

    private static bool IsSequence(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 }
        or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", ContainingNamespace.Name: "System" }
        or INamedTypeSymbol { Name: "List" or "IEnumerable" or "IReadOnlyCollection" or "IReadOnlyList" or "ICollection" or "IList", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };

    // What was written out in a local that nobody changes.
    private IOperation[]? ElementsIn(IOperation? collection) =>
        (collection is IConversionOperation { IsImplicit: true, OperatorMethod: null, Operand: var converted } ? converted : collection) is ILocalReferenceOperation { Local: var local } ? ElementsOf(KeptIn(local)) : null;

    // What a local that nobody changes was declared with.
    private IOperation? KeptIn(ILocalSymbol local) =>
        !_changed.Contains(local) && local.DeclaringSyntaxReferences is [var declared] && declared.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value } ? OperationOf(value) : null;

    private static string WrittenIn(string local, int place) => $"@written.{local}.{place.ToString(CultureInfo.InvariantCulture)}";

    // "legs[1]", "legs[^1]", "legs.Length" of what was written out.
    private Term? OfWritten(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { ArrayReference: var array, Indices: [var index] } => At(array, index),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: var list, Arguments: [{ Value: var index }] } => At(list, index),
        IImplicitIndexerReferenceOperation { Instance: var list, Argument: var index } => At(list, index),
        IPropertyReferenceOperation { Property.Name: "Length" or "Count", Instance: var all } => ElementsIn(all) is { Length: var length } ? Term.Literal(length, SpanOf(operation.Syntax)) : null,
        _ => null,
    };

    private Term? At(IOperation? list, IOperation index) =>
        ElementsIn(list) is { } elements && PlaceIn(index, elements.Length) is >= 0 and var place && place < elements.Length ? Local(WrittenIn(((ILocalReferenceOperation)list!).Local.Name, place), list) : null;

    // From the end, too: "^1" is the last.
    private int? PlaceIn(IOperation index, int length) => index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var fromEnd } ? length - Whole(fromEnd) : Whole(index);

    private static IOperation CollectionOf(IForEachLoopOperation each) => each.Collection is IConversionOperation { Operand: var converted } ? converted : each.Collection;

    // The name of a type of collections, and its number of slots.
    private (string Name, int Slots)? ObjectsOf(IOperation collection) =>
        collection.Type is INamedTypeSymbol { Name: ['U', 'p', 'T', 'o', var digit] name, TypeArguments.Length: 1 } objects && IsLanguage(objects) ? (name, digit - '0') : null;

    private Loop? ByNumber(IForLoopOperation counted, IReadOnlyList<IVariableDeclaratorOperation> declarators)
    {
        HashSet<ISymbol> own = new(declarators.Select(static d => d.Symbol), SymbolEqualityComparer.Default);
        List<(ILocalSymbol Variable, int By)> steps = [.. counted.AtLoopBottom.Select(Step).OfType<(ILocalSymbol Variable, int)>().Where(s => own.Contains(s.Variable))];

        // What else stands there is read at the end of a pass, where what counts has its value still: C# does it after "continue", too, and after the steps before it.
        IOperation[] others = [.. counted.AtLoopBottom.Where(s => Step(s) is not (var variable, _) || !own.Contains(variable))];
        bool mayFollowSteps = others.SelectMany(static o => o.DescendantsAndSelf()).OfType<ILocalReferenceOperation>().Any(read => steps.Exists(s => SymbolEqualityComparer.Default.Equals(s.Variable, read.Local)));
        HashSet<ISymbol> changed = new(others.Prepend(counted.Body).SelectMany(Assignments.ChangedIn), SymbolEqualityComparer.Default);
        List<Counter> counters = [];
        List<(ILocalSymbol Local, IOperation Value)> kept = [];
        foreach (IVariableDeclaratorOperation declarator in declarators)
        {
            ILocalSymbol variable = declarator.Symbol;
            if (declarator.GetVariableInitializer()?.Value is not { } initial)
            {
                return NoLoop(counted);
            }

            if (!steps.Exists(s => SymbolEqualityComparer.Default.Equals(s.Variable, variable)))
            {
                kept.Add((variable, initial));
            }
            else if (Whole(initial) is { } first && !changed.Contains(variable))
            {
                counters.Add(new(variable, first, steps.Find(s => SymbolEqualityComparer.Default.Equals(s.Variable, variable)).By));
            }
        }

        // Each step is that of a counter, and each counter has one.
        if (counters.Count == 0 || counters.Count != steps.Count || counters.Exists(static c => c.By == 0) || counted.Condition is not { } condition
            || mayFollowSteps || (others.Length > 0 && Jumps(counted.Body).Any(j => IsNext(j, counted))))
        {
            return NoLoop(counted);
        }

        return ByNumber(counted, condition, counters, kept, [counted.Body, .. others]);
    }

    // "int i = 0; while (i < 3) { …; i++; }": what counts is declared right there, takes its step at the end of every pass, and is of no use to anybody else.
    private Counter? CounterOf(IWhileLoopOperation loop, IBlockOperation body)
    {
        if (body.Operations.LastOrDefault() is not { } last || Step(last) is not (var variable, var by) || by == 0 || Jumps(body).Any(j => IsNext(j, loop))
            || variable.DeclaringSyntaxReferences is not [var declared]
            || declared.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: var value, Parent.Parent: LocalDeclarationStatementSyntax { Parent: var block } }
            || block != loop.Syntax.Parent || OperationOf(value) is not { } initial || Whole(initial) is not { } first)
        {
            return null;
        }

        IOperation root = loop;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        bool isItsOwn = Assignments.ChangedIn(root).Count(changed => SymbolEqualityComparer.Default.Equals(changed, variable)) == 1
            && root.Descendants().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, variable)).All(use => loop.Syntax.Span.Contains(use.Syntax.Span));
        return isItsOwn ? new(variable, first, by) : null;
    }

    private Loop? ByNumber(
        ILoopOperation counted, IOperation condition, IReadOnlyList<Counter> counters, IReadOnlyList<(ILocalSymbol Local, IOperation Value)> kept, IReadOnlyList<IOperation> body)
    {
        Loop loop = new(counted, _begun++) { Counters = counters, Body = body };
        IOperation[] conjuncts = [.. Conjuncts(condition)];
        bool isKnown = false, isOpen = false, isOver = false;
        while (!isOver && loop.Passes <= MostPasses)
        {
            bool?[] holds = InPass(loop, loop.Passes, () => Array.ConvertAll(conjuncts, Holds));
            isKnown |= Array.Exists(holds, static h => h is not null);
            isOver = holds.Contains(false);
            isOpen |= !isOver && holds.Contains(null);
            loop.Passes += isOver ? 0 : 1;
        }

        if (!isOver)
        {
            // The number of objects in the event may exceed that of the slots.
            Report(Rules.UnknownOperation, condition.Syntax, isKnown || counted is not IForLoopOperation head ? [] : Repairs(head, counters, conjuncts), condition.Syntax.ToString(), isKnown
                ? $"a loop has up to {MostPasses.ToString(CultureInfo.InvariantCulture)} passes, which a kernel computes one behind the other"
                : "the number of passes must be known here: write 'foreach (var j in Jets)' for the objects that are there, or a bound, as 'i < 4 && Jets.Has(i)', 'i < Math.Min(n, 4)'");
            return null;
        }

        loop.Condition = _ => isOpen ? Expression(condition) : null;
        loop.IsOpen = isOpen;
        loop.Before = InPass(loop, 0, () => kept.SelectMany(k => Set(k.Local, k.Value)).ToArray());
        return loop;
    }

    // "i++", "i -= 2": by how much.
    private (ILocalSymbol, int)? Step(IOperation statement) => (statement as IExpressionStatementOperation)?.Operation switch
    {
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Local: var local } } one => (local, one.Kind == OperationKind.Increment ? 1 : -1),
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, OperatorKind: BinaryOperatorKind.Add } more when Whole(more.Value) is { } by => (local, by),
        ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, OperatorKind: BinaryOperatorKind.Subtract } less when Whole(less.Value) is { } by => (local, -by),
        _ => null,
    };

    private static IEnumerable<IOperation> Conjuncts(IOperation condition) => condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both
        ? Conjuncts(both.LeftOperand).Concat(Conjuncts(both.RightOperand))
        : [condition];

    // Whether a comparison of whole numbers holds for certain in a pass, or does not; null where that is not known here.
    private bool? Holds(IOperation condition) => condition is not IBinaryOperation { LeftOperand: var a, RightOperand: var b } comparison ? null : comparison.OperatorKind switch
    {
        BinaryOperatorKind.LessThan => Most(a) < Least(b) ? true : Least(a) >= Most(b) ? false : null,
        BinaryOperatorKind.LessThanOrEqual => Most(a) <= Least(b) ? true : Least(a) > Most(b) ? false : null,
        BinaryOperatorKind.GreaterThan => Least(a) > Most(b) ? true : Most(a) <= Least(b) ? false : null,
        BinaryOperatorKind.GreaterThanOrEqual => Least(a) >= Most(b) ? true : Most(a) < Least(b) ? false : null,
        BinaryOperatorKind.NotEquals => Most(a) < Least(b) || Least(a) > Most(b) ? true : Most(a) is { } one && one == Least(a) && one == Most(b) && one == Least(b) ? false : null,
        _ => null,
    };

    private int? Most(IOperation number) => Whole(number) ?? Farthest(number, isUp: true);

    private int? Least(IOperation number) => Whole(number) ?? Farthest(number, isUp: false);

    // "Math.Min(n, 4)" is 4 at the most.
    private int? Farthest(IOperation bound, bool isUp)
    {
        switch (bound)
        {
            case IInvocationOperation { TargetMethod: { Name: var name, ContainingType.Name: "Math" or "Int32" }, Arguments: [var a, var b] } when name == (isUp ? "Min" : "Max"):
                int? x = Whole(a.Value) ?? Farthest(a.Value, isUp), y = Whole(b.Value) ?? Farthest(b.Value, isUp);
                return x is null || y is null ? x ?? y : isUp ? Math.Min(x.Value, y.Value) : Math.Max(x.Value, y.Value);
            case ILocalReferenceOperation { Local: var local } when KeptIn(local) is { } initial:
                return Whole(initial) ?? Farthest(initial, isUp);
            default:
                return null;
        }
    }

    // A whole number that is known here, of loops around too.
    private int? Whole(IOperation operation)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: int number } }:
                return number;
            case ILocalReferenceOperation { Local: var local } when _patternVariables.TryGetValue(local, out Term? known) && known.Kind == TermKind.Number && known.Number.Equals(Math.Round(known.Number)):
                return (int)known.Number;
            case IPropertyReferenceOperation when OfWritten(operation) is { Kind: TermKind.Number, Number: var length }:
                return (int)length;
            case IBinaryOperation { OperatorMethod: null } both when Whole(both.LeftOperand) is { } a && Whole(both.RightOperand) is { } b:
                return both.OperatorKind switch { BinaryOperatorKind.Add => a + b, BinaryOperatorKind.Subtract => a - b, BinaryOperatorKind.Multiply => a * b, _ => null };
            default:
                return null;
        }
    }

    // What stands in a pass for the numbers that count, while something is read.
    private T InPass<T>(Loop loop, int pass, Func<T> read)
    {
        foreach (Counter counter in loop.Counters)
        {
            _patternVariables[counter.Variable] = Term.Literal(unchecked(counter.First + (pass * counter.By)), SpanOf(loop.Operation.Syntax));
        }

        T result = read();
        foreach (Counter counter in loop.Counters)
        {
            _patternVariables.Remove(counter.Variable);
        }

        return result;
    }

    // A loop as a statement of a body, and what follows it.
    private Term? Around(ILoopOperation operation, Func<Term?> readRest)
    {
        ISymbol[] unset = [.. _unset];
        List<(string Name, Term? Value)> changes = Changes(operation);
        Term? around = changes.Exists(static c => c.Value is null) ? null : Inside(
            () => Wrap(changes, Returned(operation, changes) is var (isReturned, result) ? Combine(TermKind.Conditional, "", operation.Syntax, isReturned, result, readRest()) : readRest()), changes.Count);
        _unset.UnionWith(unset);
        return around;
    }

    // Whether a body has returned from inside a loop, and what; null where no loop does.
    private (Term Is, Term Result)? Returned(ILoopOperation operation, List<(string Name, Term? Value)> changes)
    {
        if (changes.Find(static c => c.Name.StartsWith(Loop.ResultPrefix, StringComparison.Ordinal)).Name is not { } name
            || Jumps(operation.Body).OfType<IReturnOperation>().First().ReturnedValue?.Type is not { } type)
        {
            return null;
        }

        // What cannot be null has been returned where it is not null.
        Term result = Local(name, operation);
        return IsNullable(type)
            ? (Local(Loop.ReturnedOf(name), operation), result)
            : (Term.Of(TermKind.Binary, "!=", result.Span, result, Term.Of(TermKind.Null, "", result.Span)), Term.Of(TermKind.Call, "Nullable.Value", result.Span, result));
    }

    private Term Local(string name, IOperation at) => Term.Of(TermKind.Variable, name, SpanOf(at.Syntax));

    private Term Flag(bool value, IOperation at) => new(TermKind.Boolean, "", default, value ? 1 : 0, SpanOf(at.Syntax));

    private Term? Not(string flag, IOperation at) => Combine(TermKind.Unary, "!", at.Syntax, Local(flag, at));

    // What a loop leaves the locals at.
    private List<(string Name, Term? Value)> Passes(ILoopOperation operation)
    {
        if (Sums(operation) is { } sums)
        {
            return sums;
        }

        if (Begin(operation) is not { } loop)
        {
            return [(Unread, null)];
        }

        IOperation[] jumps = [.. Jumps(operation.Body)];
        bool isLeft = loop.IsOpen || jumps.Any(j => IsOut(j, operation));
        List<(string Name, Term? Value)> changes = [(Term.PassesMark, Flag(true, operation)), .. loop.Before, .. Begun(operation)];
        if (isLeft)
        {
            changes.Add((loop.Left, Flag(false, operation)));
        }

        if (_loops.Count == 0 && jumps.OfType<IReturnOperation>().FirstOrDefault() is { } exit)
        {
            changes.Add((Loop.ReturnedOf(loop.Result), Flag(false, exit)));
            changes.Add((loop.Result, Term.Of(TermKind.Null, "", SpanOf(exit.Syntax))));
        }

        _loops.Push(loop);
        HashSet<string> own = [.. DeclaredIn(operation).Except(loop.Before.Select(static b => b.Name)), loop.Skipped];
        for (int number = 0; number < loop.Passes; number++)
        {
            Term? condition = InPass(loop, number, () => loop.Condition(number));
            List<(string Name, Term? Value)> pass = [.. loop.Sets(number)];
            if (jumps.Length > 0)
            {
                pass.Add((loop.Skipped, Flag(false, operation)));
            }

            pass.AddRange(InPass(loop, number, () => Sequence(loop.Body)));
            Term? isStill = isLeft && number > 0 ? Not(loop.Left, operation) : null;
            Term? isEntered = isStill is null || condition is null ? isStill ?? condition : Combine(TermKind.Binary, "&&", operation.Syntax, isStill, condition);
            changes.AddRange(isEntered is null ? pass : Chosen(operation, isEntered, pass, loop.IsOpen ? [(loop.Left, Flag(true, operation))] : [], own));
        }

        _loops.Pop();
        return changes;
    }

    // A loop over objects that adds up what does not depend on what it has added is a sum over them: "sum += j.Pt", "n++", under conditions, also in loops inside.
    private List<(string Name, Term? Value)>? Sums(ILoopOperation operation)
    {
        HashSet<ISymbol> changed = new(Assignments.ChangedIn(operation), SymbolEqualityComparer.Default);
        bool IsRead(IOperation? value) => value?.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation { Local: var local } && changed.Contains(local)) == true;
        List<(IOperation Addition, ILocalSymbol Sum, IOperation? Addend, Summation Over)> additions = [];
        return changed.All(c => c is ILocalSymbol { Type: var type } && IsHidden(c) && !IsNullable(type)) && Collect([operation], null, operation, isBody: false) ? [.. additions.Select(Added)] : null;

        // What stands behind "continue" in the body of the loop has its condition, and nothing else.
        bool Collect(IReadOnlyList<IOperation> statements, Summation? over, ILoopOperation loop, bool isBody)
        {
            foreach (IOperation statement in statements)
            {
                switch (statement)
                {
                    case IEmptyOperation:
                        continue;
                    case IBlockOperation { Operations: var inner } when Collect(inner, over, loop, isBody && statements.Count == 1):
                        continue;
                    case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation { Symbol.Name: var item } } each
                        when CollectionOf(each) is var collection && ObjectsOf(collection) is var (objects, _) && !IsRead(collection) && Collect([each.Body], new(over, collection) { Objects = objects, Name = item }, each, isBody: true):
                        continue;
                    case IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [var local] }] } when local.GetVariableInitializer()?.Value is { } initial && !changed.Contains(local.Symbol) && !IsRead(initial):
                        over = new(over, initial) { Name = local.Symbol.Name };
                        continue;
                    case IConditionalOperation { WhenFalse: null, WhenTrue: IBranchOperation or IBlockOperation { Operations: [IBranchOperation] } } question
                        when isBody && !IsRead(question.Condition) && IsNext(Jumps(question.WhenTrue).First(), loop):
                        over = new(over, question.Condition) { IsNegated = true };
                        continue;
                    case IConditionalOperation question when !IsRead(question.Condition) && Collect([question.WhenTrue], new(over, question.Condition), loop, isBody: false)
                        && (question.WhenFalse is null || Collect([question.WhenFalse], new(over, question.Condition) { IsNegated = true }, loop, isBody: false)):
                        continue;
                    case IExpressionStatementOperation { Operation: var addition } when over is not null && Addend(addition) is var (sum, addend) && !IsRead(addend):
                        additions.Add((addition, sum, addend, over));
                        continue;
                    default:
                        return false;
                }
            }

            return true;
        }

        (ILocalSymbol Sum, IOperation? Addend)? Addend(IOperation addition) => addition switch
        {
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, Target: ILocalReferenceOperation { Local: var sum }, Value: var addend } more
                when !IsExtension(more.OperatorMethod) && Assignments.TargetOf(addition) is not null => (sum, addend),
            IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Local: var count } } one when !IsExtension(one.OperatorMethod) && Assignments.TargetOf(addition) is not null => (count, null),
            _ => null,
        };
    }

    private (string Name, Term? Value) Added((IOperation Addition, ILocalSymbol Sum, IOperation? Addend, Summation Over) added)
    {
        (IOperation addition, ILocalSymbol sum, IOperation? addend, Summation over) = added;
        SourceSpan span = SpanOf(addition.Syntax);
        List<Summation> parts = [];
        for (Summation? part = over; part is not null; part = part.Outer)
        {
            parts.Insert(0, part);
        }

        bool isMore = addition is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } || addition.Kind == OperationKind.Increment;
        return (sum.Name, Combine(TermKind.Binary, isMore ? "+" : "-", addition.Syntax, Local(sum.Name, addition), Of(0)));

        // The sum over the objects of one loop, of what stands inside.
        Term? Of(int at)
        {
            Summation loop = parts[at];
            int end = parts.FindIndex(at + 1, static p => p.Objects is not null) is var next and >= 0 ? next : parts.Count;
            bool isCount = end == parts.Count && addend is null;
            Term? condition = Asked(at + 1), objects = Expression(loop.Value);
            if (!isCount && condition is not null)
            {
                objects = Call("Where", objects, condition);
            }

            return isCount ? Call("CountWhere", objects, condition ?? Flag(true, addition)) : Call("Sum", objects, Summed(at + 1));

            Term? Call(string name, Term? all, Term? function) => all is null || function is null ? null
                : Term.Of(TermKind.Call, $"{loop.Objects}.{name}", span, all, Term.Of(TermKind.Lambda, loop.Name, function.Span, function));

            // What is added up, behind the locals that it reads.
            Term? Summed(int place) => place == end ? end == parts.Count ? Expression(addend!) : Of(end)
                : parts[place].Name is { Length: > 0 } local ? Wrap([(local, Expression(parts[place].Value))], Summed(place + 1))
                : Summed(place + 1);

            // All conditions with the locals that they read; null where there are none.
            Term? Asked(int place)
            {
                if (!parts.Skip(place).Take(end - place).Any(static p => p.Name.Length == 0))
                {
                    return null;
                }

                Summation part = parts[place];
                Term? value = Expression(part.Value);
                if (part.Name.Length > 0)
                {
                    return Wrap([(part.Name, value)], Asked(place + 1));
                }

                value = part.IsNegated ? Combine(TermKind.Unary, "!", part.Value.Syntax, value) : value;
                return Asked(place + 1) is { } rest ? Combine(TermKind.Binary, "&&", part.Value.Syntax, value, rest) : value;
            }
        }
    }

    // A local that has no value before the loop has one afterwards, or nobody reads it: C# sees to that.
    private List<(string Name, Term? Value)> Begun(ILoopOperation operation)
    {
        ISymbol[] first = [.. Assignments.ChangedIn(operation).Where(_unset.Remove)];
        return [.. first.OfType<ILocalSymbol>().Select(local => (local.Name, Unset(local, operation)))];
    }

    private Term? Unset(ILocalSymbol local, IOperation at) => DefaultOf(local.Type, SpanOf(at.Syntax)) ?? Unsupported(at);

    // Statements one after another; those behind a jump ask whether it was taken.
    private List<(string Name, Term? Value)> Sequence(IReadOnlyList<IOperation> statements)
    {
        List<(string Name, Term? Value)> changes = [];
        for (int i = 0; i < statements.Count; i++)
        {
            changes.AddRange(Changes(statements[i]));
            if (_loops.Count > 0 && i + 1 < statements.Count && Jumps(statements[i]).Any(j => IsOut(j, _loops.Peek().Operation) || IsNext(j, _loops.Peek().Operation)))
            {
                IOperation next = statements[i + 1];
                HashSet<string> own = [.. statements.Skip(i + 1).SelectMany(DeclaredIn)];
                changes.AddRange(Chosen(next, Not(_loops.Peek().Skipped, next), Sequence([.. statements.Skip(i + 1)]), [], own));
                break;
            }
        }

        return changes;
    }

    private List<(string Name, Term? Value)> Jumped(IOperation jump) => jump switch
    {
        _ when _loops.Count == 0 => NotRead(jump),
        IReturnOperation { ReturnedValue: { } value } =>
        [
            (_loops.Last().Result, Expression(value)),
            (Loop.ReturnedOf(_loops.Last().Result), Flag(true, jump)),
            .. _loops.SelectMany(loop => new[] { (loop.Skipped, (Term?)Flag(true, jump)), (loop.Left, Flag(true, jump)) }),
        ],
        _ when IsNext(jump, _loops.Peek().Operation) => [(_loops.Peek().Skipped, Flag(true, jump))],
        _ when IsOut(jump, _loops.Peek().Operation) => [(_loops.Peek().Skipped, Flag(true, jump)), (_loops.Peek().Left, Flag(true, jump))],
        _ => NotRead(jump),
    };

    // A switch statement in a loop: the sections are asked one after another.
    private List<(string Name, Term? Value)> Sections(ISwitchOperation operation)
    {
        string name = Numbered("@switch", _switches++);
        Term? value = Expression(operation.Value);
        List<(Term? Condition, List<(string Name, Term? Value)> Changes)> sections = [];
        List<(string Name, Term? Value)> changes = [];
        foreach (ISwitchCaseOperation section in operation.Cases)
        {
            bool isDefault = IsDefault(section);
            Term? condition = isDefault ? null : Labels(section, Local(name, operation));
            List<(string Name, Term? Value)> body = Sequence(WithoutBreak(section.Body));
            if (isDefault)
            {
                changes = body;
            }
            else
            {
                sections.Add((condition, body));
            }
        }

        HashSet<string> own = [.. DeclaredIn(operation)];
        for (int i = sections.Count - 1; i >= 0; i--)
        {
            changes = Chosen(operation, sections[i].Condition, sections[i].Changes, changes, own);
        }

        _switches--;
        return [(name, value), .. changes];
    }

    private List<(string Name, Term? Value)> NotRead(IOperation operation)
    {
        Unsupported(operation);
        return [(Unread, null)];
    }

    private static bool IsOut(IOperation jump, ILoopOperation loop) =>
        jump is IReturnOperation || (jump is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel));

    private static bool IsNext(IOperation jump, ILoopOperation loop) => jump is IBranchOperation branch && SymbolEqualityComparer.Default.Equals(branch.Target, loop.ContinueLabel);

    // Functions inside return from themselves.
    private static IEnumerable<IOperation> Jumps(IOperation statement) => statement is IBranchOperation or IReturnOperation ? [statement]
        : statement is IAnonymousFunctionOperation or ILocalFunctionOperation ? []
        : statement.ChildOperations.SelectMany(Jumps);

    private static IEnumerable<string> DeclaredIn(IOperation statement) =>
        statement.DescendantsAndSelf().Select(static o => (o as IVariableDeclaratorOperation)?.Symbol.Name ?? (o is IDeclarationExpressionOperation { Expression: ILocalReferenceOperation { Local.Name: var name } } ? name : null)).OfType<string>();

    /// <summary>What an addition inside loops stands under: a collection, whose objects have a name; a local; a condition, without a name.</summary>
    /// <param name="Outer">What stands around it.</param>
    /// <param name="Value">The collection, value or condition.</param>
    private sealed record Summation(Summation? Outer, IOperation Value)
    {
        public string? Objects { get; init; }

        public string Name { get; init; } = "";

        public bool IsNegated { get; init; }
    }

    /// <summary>A number that counts the passes of a loop.</summary>
    /// <param name="Variable">The variable.</param>
    /// <param name="First">What it starts at.</param>
    /// <param name="By">What is added from pass to pass.</param>
    private sealed record Counter(ILocalSymbol Variable, int First, int By);

    /// <summary>A loop that is being read.</summary>
    /// <param name="operation">The loop.</param>
    /// <param name="number">Tells it from other loops of the body.</param>
    private sealed class Loop(ILoopOperation operation, int number)
    {
        public const string ResultPrefix = ".result";

        public ILoopOperation Operation => operation;

        /// <summary>The statements of a pass.</summary>
        public IReadOnlyList<IOperation> Body { get; init; } = [operation.Body];

        /// <summary>How many passes there are at the most.</summary>
        public int Passes { get; set; }

        /// <summary>Numbers that are known in each pass.</summary>
        public IReadOnlyList<Counter> Counters { get; init; } = [];

        /// <summary>Its condition may end it before the last pass.</summary>
        public bool IsOpen { get; set; }

        /// <summary>What is read once, before the first pass.</summary>
        public IReadOnlyList<(string Name, Term? Value)> Before { get; set; } = [];

        /// <summary>What a pass asks first; null of one that is always made.</summary>
        public Func<int, Term?> Condition { get; set; } = static _ => null;

        /// <summary>What a pass sets before anything else.</summary>
        public Func<int, IReadOnlyList<(string Name, Term? Value)>> Sets { get; init; } = static _ => [];

        /// <summary>Is the rest of the pass left out?</summary>
        public string Skipped => Numbered(".skipped", number);

        /// <summary>Are the passes that follow left out?</summary>
        public string Left => Numbered(".left", number);

        /// <summary>What the body has returned from inside, null before.</summary>
        public string Result => Numbered(ResultPrefix, number);

        /// <summary>Has the body returned from inside? What it has may be null.</summary>
        public static string ReturnedOf(string result) => ".returned" + result.Substring(ResultPrefix.Length);
    }
}
