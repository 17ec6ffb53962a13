using Mandelstam.Compiler;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading.Caching;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Generators.Reading;

/// <summary>Turns the bodies of members into <see cref="Term"/>s; what has no batch meaning becomes a problem at its own place.</summary>
/// <param name="type">The declaration.</param>
/// <param name="declaration">Its syntax.</param>
/// <param name="compilation">The compilation that both belong to.</param>
/// <param name="places">Keep where each construct stands; without, an edit of a comment changes nothing.</param>
/// <param name="known">Bodies that were read before and need not be read again.</param>
/// <param name="cancellation">Stops the reading.</param>
internal sealed partial class BodyReader(
    INamedTypeSymbol type, SyntaxNode declaration, Compilation compilation, bool places, IReadOnlyDictionary<string, BodyRead> known, CancellationToken cancellation)
{
    private const string Receiver = "@receiver", Unread = "@unread";

    // Constructs inside one another in a body: what the stack of any thread holds, here and in whatever walks the terms. Steps: an if statement
    // that does not return has what follows it twice.
    private const int DeepestTerm = 400, MostSteps = 100_000;

    private readonly Dictionary<string, BodyRead> _bodies = known.ToDictionary(static b => b.Key, static b => b.Value, StringComparer.Ordinal);
    private readonly Queue<ISymbol> _open = new();
    private readonly HashSet<string> _queued = new(StringComparer.Ordinal);
    private readonly Stack<string> _accesses = new();
    private readonly Dictionary<ISymbol, Term> _patternVariables = new(SymbolEqualityComparer.Default);
    private readonly Stack<IMethodSymbol> _entered = new();
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Dictionary<(SyntaxTree? File, TextSpan Place), int> _numbers = [];
    private readonly List<SyntaxNodeOrToken> _elsewhere = [];

    // Of the body that is being read.
    private List<Problem> _problems = [];
    private List<string> _calls = [];
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private readonly HashSet<ISymbol> _unset = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _changed = new(SymbolEqualityComparer.Default);
    private List<(ISymbol Variable, string Name, Term Value)> _kept = [];
    private Naming? _naming;
    private int _depth;
    private int _steps;
    private int _switches;
    private int _tuples;
    private int _keeps;

    /// <summary>Every body that was read, by key.</summary>
    public IReadOnlyDictionary<string, BodyRead> Bodies => _bodies;

    public SourceSpan SpanOf(SyntaxNodeOrToken node) =>
        !places ? default
        : node.SyntaxTree == declaration.SyntaxTree
            ? new(node.SpanStart - declaration.SpanStart, node.Span.Length)
            : new(-2 - NumberOf(node), 0);

    /// <summary>What is written at a place; nothing where there is none.</summary>
    public string TextOf(SourceSpan span) =>
        span.IsInSight ? declaration.SyntaxTree.GetText(cancellation).ToString(new(declaration.SpanStart + span.Start, span.Length))
        : -2 - span.Start is >= 0 and var number && number < _elsewhere.Count ? _elsewhere[number].ToString()
        : "";

    // Pieces of other files are counted, so that each is known from the others.
    private int NumberOf(SyntaxNodeOrToken node)
    {
        if (!_numbers.TryGetValue((node.SyntaxTree, node.Span), out int number))
        {
            _numbers.Add((node.SyntaxTree, node.Span), number = _elsewhere.Count);
            _elsewhere.Add(node);
        }

        return number;
    }

    /// <summary>Asks for a property or method, to be read with <see cref="ReadAll"/>.</summary>
    /// <returns>Its key.</returns>
    public string Ask(ISymbol member)
    {
        string key = KeyOf(member);
        Enqueue(member, key);
        return key;
    }

    /// <summary>Asks for members of the declaration by their keys.</summary>
    public void Ask(IEnumerable<string> keys)
    {
        HashSet<string> wanted = new(keys, StringComparer.Ordinal);
        foreach (ISymbol member in type.GetMembers().Where(static m => m is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }))
        {
            string key = KeyOf(member);
            if (wanted.Contains(key))
            {
                Enqueue(member, key);
            }
        }
    }

    /// <summary>Reads what was asked for, and all that it calls, as helpers.</summary>
    public void ReadAll()
    {
        // One after another, not one inside the other: a long chain of helpers must not exhaust the stack of the compiler.
        while (_open.Count > 0)
        {
            BodyRead body = ReadOne(_open.Dequeue());
            _bodies[body.Key] = body;
        }
    }

    // What is made of a local whose value could not be read is not wrong once more.
    private void Report(Rule rule, SyntaxNode at, params string[] arguments) => Report(rule, at, [], arguments);

    private void Report(Rule rule, SyntaxNode at, IEnumerable<Fix> fixes, params string[] arguments)
    {
        if (_broken.Count == 0 || !at.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => _broken.Contains(n.Identifier.ValueText)))
        {
            _problems.Add(new(rule.Id, SpanOf(at), new(arguments)) { Fixes = fixes.ToEquatable() });
        }
    }

    private void Enqueue(ISymbol member, string key)
    {
        if (!_bodies.ContainsKey(key) && _queued.Add(key))
        {
            _open.Enqueue(member);
        }
    }

    private void Need(ISymbol member)
    {
        string key = KeyOf(member);
        _calls.Add(key);
        Enqueue(member, key);
    }

    private BodyRead ReadOne(ISymbol member)
    {
        (_problems, _calls) = ([], []);
        string key = KeyOf(member);
        member = OwnMembers.WithBody(member);
        SyntaxNode? syntax = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        SyntaxNode? body = BodyOf(syntax);
        IEnumerable<IParameterSymbol> parameters = (member as IMethodSymbol)?.Parameters ?? [];
        if (ReceiverOf(member) is { } extended)
        {
            parameters = parameters.Prepend(extended);
        }

        if (syntax is null || body is null)
        {
            Report(Rules.UnsupportedConstruct, syntax ?? declaration, member.Name);
            return new(key, null, "", _problems.ToEquatable(), default, null, "");
        }

        BodyPlace? place = SourceFile.Of(syntax.SyntaxTree, cancellation).PlaceOf(body.SpanStart);
        IOperation? operation = ModelOf(syntax.SyntaxTree).GetOperation(body, cancellation);
        Term? term = operation is null ? null : Whole(operation, body);
        return new(
            key,
            term is null ? null : new(key, parameters.Select(static p => p.Name).ToEquatable(), term),
            CodeNames.OnOneLine((body as ArrowExpressionClauseSyntax)?.Expression.ToString() ?? body.ToString()),
            _problems.ToEquatable(),
            _calls.Distinct().ToEquatable(),
            place,
            place?.Text ?? "");
    }

    private Term? Whole(IOperation operation, SyntaxNode body)
    {
        (_depth, _steps, _switches, _tuples, _keeps, _begun) = (0, 0, 0, 0, 0, 0);
        _loops.Clear();
        (_kept, _naming) = ([], null);
        _changed.Clear();
        _changed.UnionWith(Assignments.ChangedIn(operation));
        _broken.Clear();
        _unset.Clear();
        _entered.Clear();
        try
        {
            return operation is IBlockOperation block ? Statements([.. block.Operations], 0, block.Syntax) : Expression(operation);
        }
        catch (TooLargeException e)
        {
            SyntaxNode place = body is ArrowExpressionClauseSyntax arrow ? arrow.Expression : body;
            Report(Rules.BudgetExceeded, place, type.Name, e.Growth, e.Budget);
            return null;
        }
    }

    // Each level of a body passes here.
    private T Inside<T>(Func<T> read, int levels = 1)
    {
        cancellation.ThrowIfCancellationRequested();
        if (++_steps > MostSteps)
        {
            throw new TooLargeException($"over {MostSteps} constructs", $"{MostSteps}");
        }

        _depth += levels;
        if (_depth > DeepestTerm)
        {
            throw new TooLargeException($"expressions over {DeepestTerm} deep", $"{DeepestTerm} levels");
        }

        T result = read();
        _depth -= levels;
        return result;
    }

    private SemanticModel ModelOf(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel model))
        {
            // Whether a reference may be null plays no part in what a body means, and finding out takes as long as binding it.
#pragma warning disable RSEXPERIMENTAL001 // what the option is called may change
            _models[tree] = model = compilation.GetSemanticModel(tree, SemanticModelOptions.DisableNullableAnalysis);
#pragma warning restore RSEXPERIMENTAL001
        }

        return model;
    }

    /// <summary>The key of a member: its name in the declaration, its full name elsewhere; overloads apart, but for the one that the declaration is about.</summary>
    private string KeyOf(ISymbol member)
    {
        bool isOwn = SymbolEqualityComparer.Default.Equals(member.ContainingType, type);
        string name = isOwn ? member.Name : $"{member.ContainingType.ToDisplayString()}.{member.Name}";
        bool isOverloaded = member.ContainingType.IsExtension ? member is IMethodSymbol
            : member.ContainingType.GetMembers(member.Name).Length > 1 && !(isOwn && SymbolEqualityComparer.Default.Equals(member, EventReader.DeclaredAs(type, member.Name)));
        return isOverloaded ? $"{name}({string.Join(",", ((member as IMethodSymbol)?.Parameters ?? []).Select(static p => p.Type.ToDisplayString()))})" : name;
    }

    // The parameter of an extension block, which its members have before their own; null of any other member.
    private static IParameterSymbol? ReceiverOf(ISymbol member) =>
        !member.IsStatic && member.ContainingType is { IsExtension: true, ExtensionParameter: { } parameter } ? parameter : null;

    private static SyntaxNode? BodyOf(SyntaxNode? member) => member switch
    {
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
        PropertyDeclarationSyntax { AccessorList: { } list } => GetterBody(list),
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.ExpressionBody ?? method.Body,
        _ => null,
    };

    private static SyntaxNode? GetterBody(AccessorListSyntax list)
    {
        AccessorDeclarationSyntax? getter = list.Accessors.FirstOrDefault(static a => a.Keyword.ValueText == "get");
        return (SyntaxNode?)getter?.ExpressionBody ?? getter?.Body;
    }

    private Term? Statements(IReadOnlyList<IOperation> statements, int at, SyntaxNode place) => Inside(() => Keeping(
        () => Statement(statements, at, place),
        static (kept, rest) => Wrap(After(kept, []), rest)));

    // What a pattern names is read further down, where a variable that it was asked of may have another value: the one it has now is kept.
    private T Keeping<T>(Func<T> read, Func<IReadOnlyList<(ISymbol Variable, string Name, Term Value)>, T, T> wrap)
    {
        List<(ISymbol Variable, string Name, Term Value)> outer = _kept;
        _kept = [];
        T result = read();
        List<(ISymbol Variable, string Name, Term Value)> own = _kept;
        _kept = outer;
        if (own.Count == 0)
        {
            return result;
        }

        bool IsFarther((ISymbol Variable, string Name, Term Value) kept) => _naming?.IsAround(kept.Variable, _entered) == true;
        _kept.AddRange(own.Where(IsFarther));
        return wrap([.. own.Where(k => !IsFarther(k))], result);
    }

    private Term Variable(ISymbol variable, SourceSpan span)
    {
        string name = NameOf(variable);
        Term now = Term.Of(TermKind.Variable, name, span);
        if (_naming is null || !_changed.Contains(variable) || !_naming.IsAround(variable, _entered))
        {
            return now;
        }

        string? kept = _kept.Find(k => SymbolEqualityComparer.Default.Equals(k.Variable, variable)).Name;
        if (kept is null)
        {
            kept = $"{Numbered("@kept", _keeps++)}.{name}";
            _kept.Add((variable, kept, now));
        }

        return now with { Name = kept };
    }

    private Term? Statement(IReadOnlyList<IOperation> statements, int at, SyntaxNode place)
    {
        if (at == statements.Count)
        {
            // C# says it too, but where a switch over all there is leaves none for it.
            if (place is BlockSyntax block && ModelOf(block.SyntaxTree).AnalyzeControlFlow(block) is { Succeeded: true, EndPointIsReachable: true })
            {
                return null;
            }

            Report(Rules.UnsupportedConstruct, place, "a path without return");
            return null;
        }

        IOperation statement = statements[at];
        switch (statement)
        {
            case IReturnOperation { ReturnedValue: { } value }:
                return Expression(value);
            case IBlockOperation inner:
                return Statements([.. inner.Operations, .. statements.Skip(at + 1)], 0, place);
            case IVariableDeclarationGroupOperation group:
                List<(string Name, Term? Value)> locals = [];
                foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(static d => d.Declarators))
                {
                    if (declarator.GetVariableInitializer()?.Value is { } initial)
                    {
                        locals.AddRange(Set(declarator.Symbol, initial));
                    }
                    else
                    {
                        _unset.Add(declarator.Symbol);
                    }
                }

                return Wrap(locals, Statements(statements, at + 1, place));
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } first } when _unset.Remove(target.Local):
                // Set once on each path: the paths that part before it come here one by one.
                Term? assigned = Lets([(target.Local.Name, first.Value)], () => Statements(statements, at + 1, place));
                _unset.Add(target.Local);
                return assigned;
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IDiscardOperation } ignored }:
                return Lets([(Unread, ignored.Value)], () => Statements(statements, at + 1, place));
            case IExpressionStatementOperation { Operation: var assignment } when IsHidden(Assignments.TargetOf(assignment)):
                return Wrap([Assigned(assignment)], Statements(statements, at + 1, place));
            case IConditionalOperation { Syntax: IfStatementSyntax } branch when Assignments.AreAll(branch.WhenTrue, IsChosen) && Assignments.AreAll(branch.WhenFalse, IsChosen):
                List<(string Name, Term? Value)> changes = Changes(branch);
                return Inside(() => Wrap(changes, Statements(statements, at + 1, place)), changes.Count);
            case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation deconstruction } when Parts(deconstruction) is { } parts:
                return Lets(parts, () => Statements(statements, at + 1, place));
            case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation exchange } when TargetsToSplit(exchange) is { } targets:
                List<(string Name, Term? Value)> exchanged = Split(targets, Expression(exchange.Value));
                ILocalSymbol[] fresh = [.. targets.Select(static t => t.Local).Where(_unset.Remove)];
                Term? after = Wrap(exchanged, Statements(statements, at + 1, place));
                _unset.UnionWith(fresh);
                return after;
            case ILoopOperation loop:
                return Around(loop, () => Statements(statements, at + 1, place));
            case ILocalFunctionOperation or IEmptyOperation:
                return Statements(statements, at + 1, place);
            case ISwitchOperation choice:
                return Inside(() => SwitchStatement(choice, [.. statements.Skip(at + 1)], place), choice.Cases.Length);
            case IConditionalOperation { Syntax: IfStatementSyntax } branch:
                Term? condition = Expression(branch.Condition);
                Term? whenTrue = Statements([branch.WhenTrue, .. statements.Skip(at + 1)], 0, place);
                Term? whenFalse = Statements(branch.WhenFalse is { } otherwise ? [otherwise, .. statements.Skip(at + 1)] : [.. statements.Skip(at + 1)], 0, place);
                return Combine(TermKind.Conditional, "", branch.Syntax, condition, whenTrue, whenFalse);
            default:
                return Unsupported(statement);
        }
    }

    // What has no value yet is set once on each path, which the paths that part before it do one by one.
    private bool IsHidden(ISymbol? variable) => variable is not null && !_unset.Contains(variable) && !_patternVariables.ContainsKey(variable);

    private bool IsChosen(ISymbol variable) =>
        IsHidden(variable) && Underlying((variable as ILocalSymbol)?.Type ?? ((IParameterSymbol)variable).Type) is { } value
        && (value.SpecialType != SpecialType.None || value.TypeKind == TypeKind.Enum || (value is INamedTypeSymbol { TypeArguments.IsEmpty: true } quantity && IsLanguage(quantity)));

    private (string Name, Term? Value) Assigned(IOperation assignment)
    {
        string name = NameOf(Assignments.TargetOf(assignment)!);
        IOperation target = (assignment as IAssignmentOperation)?.Target ?? ((IIncrementOrDecrementOperation)assignment).Target;
        Term? variable = Expression(target);
        SourceSpan span = SpanOf(assignment.Syntax);
        Term? value = variable is null ? null : assignment switch
        {
            ISimpleAssignmentOperation simple => Expression(simple.Value),
            ICompoundAssignmentOperation compound => Binary(compound, variable),
            ICoalesceAssignmentOperation coalesce => Otherwise(coalesce.Syntax, variable, Expression(coalesce.Value)),
            IIncrementOrDecrementOperation step when Exists(step.OperatorMethod, step) => Term.Of(TermKind.Binary, step.Kind == OperationKind.Increment ? "+" : "-", span, variable, Term.Literal(1, span)),
            _ => null,
        };
        for (; value is not null && target is IFieldReferenceOperation { Instance: { } tuple, Field: var element }; target = tuple)
        {
            value = Replaced(Expression(tuple), ((INamedTypeSymbol)tuple.Type!).TupleElements.Length, PlaceOf(element)!.Value, value);
        }

        if (value is null)
        {
            _broken.Add(name);
        }

        return (name, value);
    }

    // A tuple with another value in one of its places.
    private static Term? Replaced(Term? tuple, int count, int place, Term value) =>
        tuple is null ? null : Term.Of(TermKind.Tuple, "", value.Span, [.. Enumerable.Range(0, count).Select(i => i == place ? value : Part(tuple, i, value.Span))]);

    // What a branch that only sets locals leaves them at: each chosen by the condition, which is read once.
    private List<(string Name, Term? Value)> Changes(IOperation? statement) => Keeping(() => ChangesOf(statement), After);

    private List<(string Name, Term? Value)> ChangesOf(IOperation? statement)
    {
        switch (statement)
        {
            case null or IEmptyOperation or ILocalFunctionOperation:
                return [];
            case IBlockOperation block:
                return Sequence(block.Operations);
            case IVariableDeclarationGroupOperation group:
                return [.. group.Declarations.SelectMany(static d => d.Declarators).SelectMany(d => d.GetVariableInitializer() is { Value: var initial } ? Set(d.Symbol, initial) : [(d.Symbol.Name, Unset(d.Symbol, d))])];
            case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation { Value: var value } deconstruction }:
                return Parts(deconstruction) is { } parts ? [.. parts.SelectMany(p => Set(p.Name, p.Value))]
                    : TargetsToSplit(deconstruction) is { } targets ? Split(targets, Expression(value))
                    : NotRead(statement);
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IDiscardOperation } ignored }:
                return Set(Unread, ignored.Value);
            case IExpressionStatementOperation { Operation: var assignment } when IsHidden(Assignments.TargetOf(assignment)):
                return [Assigned(assignment)];
            case IConditionalOperation branch:
                Term? condition = Expression(branch.Condition);
                List<(string Name, Term? Value)> whenTrue = Changes(branch.WhenTrue), whenFalse = Changes(branch.WhenFalse);
                return Chosen(branch, condition, whenTrue, whenFalse, [.. DeclaredIn(branch)]);
            case ISwitchOperation choice:
                return Sections(choice);
            case ILoopOperation loop:
                return Passes(loop);
            case IBranchOperation or IReturnOperation:
                return Jumped(statement);
            default:
                return NotRead(statement);
        }
    }

    // What either of two branches leaves the locals at, but for those of their own.
    private List<(string Name, Term? Value)> Chosen(
        IOperation at, Term? condition, List<(string Name, Term? Value)> whenTrue, List<(string Name, Term? Value)> whenFalse, HashSet<string> own)
    {
        string[] names = [.. whenTrue.Concat(whenFalse).Select(static c => c.Name).Where(n => IsSeen(n) && !own.Contains(n)).Distinct()];
        if (_loops.Count > 0)
        {
            // Together: apart, a pass would be read for each, and a pass inside it for each of them again.
            string all = Numbered("@tuple", _tuples++);
            Term? After(List<(string Name, Term? Value)> branch) => Inside(() => Wrap(branch, Term.Of(TermKind.Tuple, "", SpanOf(at.Syntax), [.. names.Select(n => Local(n, at))])), branch.Count);
            Term? chosen = Combine(TermKind.Conditional, "", at.Syntax, condition, After(whenTrue), After(whenFalse));
            return [(all, chosen), .. names.Select((name, i) => (name, (Term?)Part(Local(all, at), i, SpanOf(at.Syntax))))];
        }

        Term? Alone(string name) => Combine(
            TermKind.Conditional, "", at.Syntax, condition, Inside(() => Wrap(whenTrue, Local(name, at)), whenTrue.Count), Inside(() => Wrap(whenFalse, Local(name, at)), whenFalse.Count));
        return
        [
            .. names.Select(name => (names.Length == 1 ? name : $"@{name}", Alone(name))),
            .. names.Length == 1 ? [] : names.Select(name => (name, (Term?)Local($"@{name}", at))),
        ];
    }

    // Not what is made on the way, nor whether a loop inside was left.
    private bool IsSeen(string name) => name[0] switch
    {
        '@' => false,
        '.' => _loops.Any(l => name == l.Skipped || name == l.Left) || (_loops.Count > 0 && (name == _loops.Last().Result || name == Loop.ReturnedOf(_loops.Last().Result))),
        _ => true,
    };

    private static Term? Wrap(IReadOnlyList<(string Name, Term? Value)> locals, Term? rest)
    {
        for (int i = locals.Count - 1; i >= 0; i--)
        {
            rest = locals[i].Value is { } value && rest is not null ? Term.Of(TermKind.Let, locals[i].Name, rest.Span, value, rest) : null;
        }

        return rest;
    }

    // In the order of the text: what a pattern in a value names is read further down.
    private Term? Lets(IReadOnlyList<(string Name, IOperation Value)> locals, Func<Term?> readRest)
    {
        List<(string Name, Term? Value)> values = [.. locals.SelectMany(local => Set(local.Name, local.Value))];
        _broken.UnionWith(values.Where(static v => v.Value is null).Select(static v => v.Name));
        return Wrap(values, readRest());
    }

    // What is kept for one of several declarators may have been set by those before it.
    private List<(string Name, Term? Value)> Set(string name, IOperation value) => Keeping<List<(string Name, Term? Value)>>(() => [(name, Expression(value))], After);

    // What is written out in a local has a name for each of its elements.
    private List<(string Name, Term? Value)> Set(ILocalSymbol local, IOperation value)
    {
        List<(string Name, Term? Value)> values = !_changed.Contains(local) && ElementsOf(value) is { } elements
            ? [.. elements.SelectMany((element, i) => Set(WrittenIn(local.Name, i), element))]
            : Set(local.Name, value);
        if (values.Exists(static v => v.Value is null))
        {
            _broken.Add(local.Name);
        }

        return values;
    }

    private static List<(string Name, Term? Value)> After(IReadOnlyList<(ISymbol Variable, string Name, Term Value)> kept, List<(string Name, Term? Value)> changes) =>
        [.. kept.Select(static k => (k.Name, (Term?)k.Value)), .. changes];

    // "var (x, y) = (a, b);": each local has its own value.
    private static IReadOnlyList<(string Name, IOperation Value)>? Parts(IDeconstructionAssignmentOperation deconstruction)
    {
        if (Assignments.TargetsOf(deconstruction, areNew: true) is not { } targets || Assignments.TupleOf(deconstruction.Target) is not { } names)
        {
            return null;
        }

        List<(string Name, IOperation Value)> parts = [];
        return AddParts(names, deconstruction.Value) ? parts : null;

        bool AddParts(ITupleOperation left, IOperation right)
        {
            if ((right is IConversionOperation { Operand: var operand } ? operand : right) is not ITupleOperation values || values.Elements.Length != left.Elements.Length)
            {
                return false;
            }

            return left.Elements.Zip(values.Elements, (name, value) =>
            {
                if (Assignments.TupleOf(name) is { } inner)
                {
                    return AddParts(inner, value);
                }

                parts.Add((Assignments.LocalOf(name)?.Name ?? Unread, value));
                return true;
            }).All(static isRead => isRead);
        }
    }

    private IReadOnlyList<(ILocalSymbol Local, EquatableArray<int> Place)>? TargetsToSplit(IDeconstructionAssignmentOperation exchange) =>
        Assignments.TargetsOf(exchange) is { } targets && targets.All(t => !_patternVariables.ContainsKey(t.Local)) && (IsTuple(exchange.Value.Type) || exchange.Value is ITupleOperation) ? targets : null;

    // "var (x, (y, z)) = f();": the locals are parts of one value, or of its parts.
    private List<(string Name, Term? Value)> Split(IReadOnlyList<(ILocalSymbol Local, EquatableArray<int> Place)> targets, Term? value)
    {
        string whole = Numbered("@tuple", _tuples++);
        if (value is null)
        {
            _broken.UnionWith(targets.Select(static t => t.Local.Name));
            return [(whole, null)];
        }

        Term variable = Term.Of(TermKind.Variable, whole, value.Span);
        return [(whole, value), .. targets.Select(t => (t.Local.Name, (Term?)t.Place.Aggregate(variable, (tuple, index) => Part(tuple, index, value.Span))))];
    }

    // A name that no user can write.
    private static string Numbered(string name, int number) => name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsTuple(ITypeSymbol? symbol) => symbol is INamedTypeSymbol { IsTupleType: true };

    private static bool HoldsText(ITypeSymbol? tuple) => Underlying(tuple) switch
    {
        INamedTypeSymbol { IsTupleType: true, TupleElements: var elements } => elements.Any(static e => HoldsText(e.Type)),
        var element => element?.SpecialType == SpecialType.System_String,
    };

    // A part of a tuple that is written out is what is written there.
    private static Term Part(Term tuple, int index, SourceSpan span) =>
        tuple.Kind == TermKind.Tuple && index < tuple.Arguments.Count ? tuple.Arguments[index] : new Term(TermKind.Part, "", new([tuple]), index, span);

    // "x.Item2", "x.Phi": the place of a tuple's element.
    private static int? PlaceOf(IFieldSymbol field)
    {
        if (!IsTuple(field.ContainingType))
        {
            return null;
        }

        string name = (field.CorrespondingTupleField ?? field).Name;
        return name.StartsWith("Item", StringComparison.Ordinal)
            && int.TryParse(name.Substring(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number - 1 : null;
    }

    private Term? Unsupported(IOperation operation)
    {
        if (UnfinishedCode.IsIn(operation.Syntax) || LacksResult(operation) || operation.DescendantsAndSelf().Any(IsWrong))
        {
            return null; // C# has said what is wrong
        }

        Report(Rules.UnsupportedConstruct, operation.Syntax, CodeNames.Excerpt(operation.Syntax.ToString()));
        return null;
    }

    private bool LacksResult(IOperation operation) =>
        operation is IReturnOperation { ReturnedValue: null } && ModelOf(operation.Syntax.SyntaxTree).GetEnclosingSymbol(operation.Syntax.SpanStart, cancellation) is IMethodSymbol { ReturnsVoid: false };

    // Of operands of the wrong type Roslyn makes an operation like any other.
    private bool IsWrong(IOperation operation) => operation switch
    {
        IInvalidOperation or { Type.TypeKind: TypeKind.Error } => true,
        IConversionOperation conversion => !conversion.Conversion.Exists || (conversion.IsImplicit && !conversion.Conversion.IsImplicit),
        ITupleBinaryOperation pair => !AreComparable(pair.LeftOperand.Type, pair.RightOperand.Type),
        IUnaryOperation unary => !Exists(unary.OperatorMethod, unary),
        IBinaryOperation binary => !Exists(binary.OperatorMethod, binary),
        ICompoundAssignmentOperation assignment => !Exists(assignment.OperatorMethod, assignment),
        IIncrementOrDecrementOperation step => !Exists(step.OperatorMethod, step),
        _ => false,
    };

    private bool AreComparable(ITypeSymbol? a, ITypeSymbol? b) => (a, b) is (INamedTypeSymbol { IsTupleType: true, TupleElements: var first }, INamedTypeSymbol { IsTupleType: true, TupleElements: var last })
        ? first.Length == last.Length && first.Zip(last, (x, y) => AreComparable(x.Type, y.Type)).All(static same => same)
        : a is null || b is null || IsImplicit(a, b) || IsImplicit(b, a);

    private bool IsImplicit(ITypeSymbol from, ITypeSymbol to) => compilation.ClassifyCommonConversion(from, to) is { Exists: true, IsImplicit: true };

    // What the language defines itself has no method, but a symbol; "a && b" has neither.
    private bool Exists(IMethodSymbol? method, IOperation at) => method is not null || (at is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both
        ? both is { LeftOperand.Type.SpecialType: SpecialType.System_Boolean, RightOperand.Type.SpecialType: SpecialType.System_Boolean }
        : ModelOf(at.Syntax.SyntaxTree).GetSymbolInfo(at.Syntax, cancellation).Symbol is not null);

    private Term? Combine(TermKind kind, string name, SyntaxNode at, params Term?[] arguments) =>
        arguments.Any(static a => a is null) ? null : Term.Of(kind, name, SpanOf(at), arguments!);

    private Term? Expression(IOperation operation) => Inside(() => Construct(operation));

    private Term? Construct(IOperation operation)
    {
        SourceSpan span = SpanOf(operation.Syntax);
        if (operation is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum } field })
        {
            return new Term(TermKind.EnumMember, field.Name, default, EventReader.OrdinalOf(field), span);
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            IOperation? written = operation is IFieldReferenceOperation { Field: var named } && IsQuotient(named) ? InitialValue(named) : operation;
            if (written?.DescendantsAndSelf().OfType<IBinaryOperation>().FirstOrDefault(DropsRemainder) is { } quotient)
            {
                return Unsupported(quotient);
            }

            switch (constant.Value)
            {
                case null:
                    return Term.Of(TermKind.Null, "", span);
                case bool flag:
                    return new Term(TermKind.Boolean, "", default, flag ? 1 : 0, span);
                case double or float or int or long or short or byte or uint:
                    return Term.Literal(Convert.ToDouble(constant.Value, System.Globalization.CultureInfo.InvariantCulture), span);
                default:
                    return Unsupported(operation);
            }
        }

        switch (operation)
        {
            case IConversionOperation conversion:
                return Conversion(conversion);
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } constantField } when InitialValue(constantField) is { } initial:
                return Expression(initial) is { } value ? value with { Span = span } : null;
            case IFieldReferenceOperation { Instance: { } tuple, Field: var element } when PlaceOf(element) is { } place:
                return Expression(tuple) is { } whole ? Part(whole, place, span) : null;
            case IParameterReferenceOperation parameter:
                return Variable(parameter.Parameter, span);
            case ILocalReferenceOperation { Local: var unset } when _unset.Contains(unset):
                return null; // C# has said that it has no value yet
            case ILocalReferenceOperation written when ElementsIn(written) is not null:
                return Unsupported(written); // only what stands in it has a value
            case IArrayElementReferenceOperation or IPropertyReferenceOperation or IImplicitIndexerReferenceOperation when OfWritten(operation) is { } element:
                return element;
            case ILocalReferenceOperation local:
                return _patternVariables.TryGetValue(local.Local, out Term? matched) ? matched : Variable(local.Local, span);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return Term.Of(TermKind.This, "", span);
            case IPropertyReferenceOperation { ConstrainedToType: not null } or IInvocationOperation { ConstrainedToType: not null }:
                // Which type a type parameter stands for is not known here.
                return Unsupported(operation);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IInvocationOperation invocation:
                return Invocation(invocation);
            case IBinaryOperation binary:
                return Binary(binary);
            case ITupleBinaryOperation pair when !HoldsText(pair.LeftOperand.Type) && !IsWrong(pair):
                return Combine(TermKind.Binary, pair.OperatorKind == BinaryOperatorKind.Equals ? "==" : "!=", pair.Syntax, Expression(pair.LeftOperand), Expression(pair.RightOperand));
            case IUnaryOperation unary:
                string? sign = unary.OperatorKind switch { UnaryOperatorKind.Minus => "-", UnaryOperatorKind.Plus => "+", UnaryOperatorKind.Not => "!", _ => null };
                return IsExtension(unary.OperatorMethod) ? Extension(unary.OperatorMethod!, unary, unary.IsLifted, Expression(unary.Operand))
                    : sign is null || !Exists(unary.OperatorMethod, unary) ? Unsupported(operation)
                    : Combine(TermKind.Unary, sign, unary.Syntax, Expression(unary.Operand));
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Combine(TermKind.Conditional, "", conditional.Syntax, Expression(conditional.Condition), Expression(conditional.WhenTrue), Expression(whenFalse));
            case ICoalesceOperation coalesce:
                return Coalesce(coalesce);
            case IConditionalAccessOperation access:
                return Access(access);
            case IConditionalAccessInstanceOperation:
                return _accesses.Count == 0 ? Unsupported(operation) : Term.Of(TermKind.Call, "Nullable.Value", span, Term.Of(TermKind.Variable, _accesses.Peek(), span));
            case IWithOperation with:
                return With(with);
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                return Lambda(lambda);
            case IDelegateCreationOperation { Target: IMethodReferenceOperation group } creation when group.Method.Parameters.Length == 1:
                Term? call = Call(group.Method, group.Instance, creation.Syntax, [Term.Of(TermKind.Variable, "@item", span)]);
                return call is null ? null : Term.Of(TermKind.Lambda, "@item", span, call);
            case ISwitchExpressionOperation switchExpression:
                return Inside(() => Switch(switchExpression), switchExpression.Arms.Length);
            case IIsPatternOperation pattern:
                return IsPattern(pattern);
            case IIsTypeOperation { IsNegated: false, ValueOperand: var asked, TypeOperand: var wanted } question when SymbolEqualityComparer.Default.Equals(Underlying(asked.Type), wanted):
                return Combine(TermKind.Binary, "!=", question.Syntax, Expression(asked), Term.Of(TermKind.Null, "", span));
            case ITupleOperation tuple:
                return Combine(TermKind.Tuple, "", tuple.Syntax, [.. tuple.Elements.Select(Expression)]);
            case IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null, Constructor: { ContainingType.IsValueType: true, IsImplicitlyDeclared: true } } when DefaultOf(operation.Type, span) is { } zero:
                return zero;
            case IObjectCreationOperation { Constructor: { } constructor } creation when creation.Initializer is null && (IsLanguage(constructor.ContainingType) || IsOwn(constructor.ContainingType)):
                return Known(constructor, constructor.ContainingType.Name + ".new", creation.Syntax, Arguments(creation.Arguments).Select(Expression));
            case IDefaultValueOperation when DefaultOf(operation.Type, span) is { } zero:
                return zero;
            default:
                return Unsupported(operation);
        }
    }

    // Those of a function inside a body have its name before them: its arguments are read where names of the body are seen.
    private static string NameOf(ISymbol variable) => variable is IParameterSymbol parameter ? NameOf(parameter) : variable.Name;

    private static string NameOf(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction } function ? $"{function.Name}.{parameter.Name}" : parameter.Name;

    // A constant of a type that C# has no constants of: "static readonly Energy WMass = 80.4.GeV;". A change of it is one of the surface.
    private IOperation? InitialValue(ISymbol constant)
    {
        SyntaxNode? declaration = constant.DeclaringSyntaxReferences is [var reference] ? reference.GetSyntax(cancellation) : null;
        ExpressionSyntax? value = declaration switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var initial } => initial,
            PropertyDeclarationSyntax { Initializer.Value: var initial, AccessorList.Accessors: var accessors } when accessors.All(static a => a is { Body: null, ExpressionBody: null }) => initial,
            _ => null,
        };
        return value is null || (constant is not IFieldSymbol { IsConst: true } && (IsSetLater(constant) || LooksAhead(value, constant, declaration!)))
            ? null
            : OperationOf(value);
    }

    // Parentheses are none to Roslyn.
    private IOperation? OperationOf(ExpressionSyntax value)
    {
        while (value is ParenthesizedExpressionSyntax inner)
        {
            value = inner.Expression;
        }

        return ModelOf(value.SyntaxTree).GetOperation(value, cancellation);
    }

    // In a static constructor.
    private bool IsSetLater(ISymbol constant) => constant.ContainingType.StaticConstructors.SelectMany(static c => c.DeclaringSyntaxReferences)
        .SelectMany(r => r.GetSyntax(cancellation).DescendantNodes()).OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == constant.Name);

    // What stands further down has no value yet when static members are set, from top to bottom.
    private bool LooksAhead(ExpressionSyntax value, ISymbol constant, SyntaxNode declaration) => value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
        .SelectMany(name => constant.ContainingType.GetMembers(name.Identifier.ValueText))
        .Where(static m => m is IFieldSymbol { IsStatic: true, IsConst: false } or IPropertySymbol { IsStatic: true })
        .SelectMany(static m => m.DeclaringSyntaxReferences)
        .Any(r => r.SyntaxTree == declaration.SyntaxTree && r.Span.Start > declaration.SpanStart
            && r.GetSyntax(cancellation) is VariableDeclaratorSyntax or PropertyDeclarationSyntax { Initializer: not null });

    private Term? Conversion(IConversionOperation conversion)
    {
        if (IsWrong(conversion))
        {
            return null; // C# has said what is wrong
        }

        if (conversion.Operand.ConstantValue is { HasValue: true, Value: null })
        {
            return Term.Of(TermKind.Null, "", SpanOf(conversion.Syntax));
        }

        ITypeSymbol? from = Underlying(conversion.Operand.Type), to = Underlying(conversion.Type);
        bool narrows = IsInteger(to) && !IsInteger(from) && from?.TypeKind != TypeKind.Enum;
        bool changesEnum = from?.TypeKind == TypeKind.Enum ? to?.TypeKind != TypeKind.Enum && !IsNumbered(from) : to?.TypeKind == TypeKind.Enum;
        if (narrows || changesEnum || to?.SpecialType is SpecialType.System_Object or SpecialType.System_String or SpecialType.System_Single or SpecialType.System_Decimal)
        {
            return Unsupported(conversion);
        }

        // "(double)x" of what may be absent takes its value, as ".Value" does.
        return IsNullable(conversion.Operand.Type) && conversion.Type is { IsValueType: true } && !IsNullable(conversion.Type)
            ? Combine(TermKind.Call, "Nullable.Value", conversion.Syntax, Expression(conversion.Operand))
            : Expression(conversion.Operand);
    }

    // Members that count from zero are their own codes.
    private static bool IsNumbered(ITypeSymbol enumeration) => EventReader.Members((INamedTypeSymbol)enumeration)
        .Select(static (f, i) => Convert.ToDouble(f.ConstantValue, System.Globalization.CultureInfo.InvariantCulture).Equals(i)).All(static isPlace => isPlace);

    private static ITypeSymbol? Underlying(ITypeSymbol? symbol) =>
        symbol is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : symbol;

    private static bool IsInteger(ITypeSymbol? symbol) => symbol?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16
        or SpecialType.System_Byte or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UInt16 or SpecialType.System_SByte;

    private static bool IsLanguage(INamedTypeSymbol? symbol) =>
        symbol?.ContainingAssembly?.Name == KnownNames.Assembly || symbol is { Name: "Math", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private bool IsMember(ISymbol member) => SymbolEqualityComparer.Default.Equals(member.ContainingType?.OriginalDefinition, type);

    private Term? Property(IPropertyReferenceOperation property)
    {
        IPropertySymbol symbol = Chosen(property.Property, property.Instance);
        IOperation? instance = property.Instance ?? Extended(symbol, property);
        return Property(symbol, property.Syntax, instance is null ? null : () => Expression(instance), Arguments(property.Arguments).Select(Expression));
    }

    // The receiver is read where the property is known.
    private Term? Property(IPropertySymbol symbol, SyntaxNode at, Func<Term?>? receiver, IEnumerable<Term?> arguments)
    {
        if (symbol is { IsStatic: true, SetMethod: null } && !IsLanguage(symbol.ContainingType) && InitialValue(symbol) is { } initial)
        {
            return Expression(initial) is { } value ? value with { Span = SpanOf(at) } : null;
        }

        if (IsMember(symbol) && !IsExplicit(symbol))
        {
            if (!OwnMembers.IsStored(symbol, cancellation))
            {
                Need(symbol);
            }
            else if (EventReader.Find(symbol, KnownNames.Passenger) is not null && symbol.Type.SpecialType != SpecialType.System_String)
            {
                Report(Rules.WrongSignature, at, symbol.Name, "the property without [Passenger]: a passenger is carried along and enters no computation");
                return null;
            }

            return Combine(TermKind.Member, symbol.Name, at, receiver is null ? Term.Of(TermKind.This, "", default) : receiver());
        }

        if (IsHelperOfEvent(symbol) && !symbol.IsIndexer)
        {
            symbol = symbol.OriginalDefinition;
            Need(symbol);
            return Combine(TermKind.Invoke, KeyOf(symbol), at, receiver!());
        }

        if (symbol.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return symbol.Name == "HasValue"
                ? Combine(TermKind.Binary, "!=", at, receiver!(), Term.Of(TermKind.Null, "", default))
                : Combine(TermKind.Call, "Nullable.Value", at, receiver!());
        }

        if (IsSource(symbol) && !symbol.IsIndexer && (symbol.IsStatic || ReceiverOf(symbol) is not null))
        {
            symbol = symbol.OriginalDefinition;
            Need(symbol);
            return Combine(TermKind.Invoke, KeyOf(symbol), at, [Term.Of(TermKind.This, "", default), .. receiver is null ? Array.Empty<Term?>() : [receiver()]]);
        }

        string name = symbol.IsIndexer ? "this[]" : symbol.Name;
        IEnumerable<Func<Term?>> operands = receiver is null ? [] : [receiver];
        return Known(symbol, TypeName(symbol) + "." + name, at, operands.Select(static read => read()).Concat(arguments));
    }

    // What an event has for a member of an interface that it implements, or of a record that it extends.
    private TMember Chosen<TMember>(TMember member, IOperation? instance)
        where TMember : class, ISymbol
    {
        if (member.IsStatic || IsMember(member) || !IsSource(member) || instance?.Syntax is BaseExpressionSyntax)
        {
            return member;
        }

        if (member.ContainingType.TypeKind == TypeKind.Interface)
        {
            return type.FindImplementationForInterfaceMember(member) as TMember ?? member;
        }

        for (INamedTypeSymbol? at = member.IsVirtual || member.IsAbstract || member.IsOverride ? type : null; at is not null; at = at.BaseType)
        {
            if (at.GetMembers(member.Name).FirstOrDefault(m => Overrides(m, member)) is TMember nearest)
            {
                return nearest;
            }
        }

        return member;
    }

    private static bool Overrides(ISymbol? member, ISymbol other)
    {
        while (member is not null && !SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, other.OriginalDefinition))
        {
            member = (ISymbol?)(member as IPropertySymbol)?.OverriddenProperty ?? (member as IMethodSymbol)?.OverriddenMethod;
        }

        return member is not null;
    }

    // A member with a body that an event has from a record or an interface, or that it implements for an interface alone.
    private bool IsHelperOfEvent(ISymbol member) =>
        !member.IsStatic && IsSource(member) && (IsMember(member) ? IsExplicit(member) : Extends(member.ContainingType) && HasBody(member));

    private static bool IsExplicit(ISymbol member) =>
        member is IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } or IMethodSymbol { ExplicitInterfaceImplementations.IsEmpty: false };

    private bool Extends(INamedTypeSymbol other)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at.OriginalDefinition, other.OriginalDefinition))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, other.OriginalDefinition));
    }

    private bool HasBody(ISymbol member) => BodyOf(OwnMembers.WithBody(member.OriginalDefinition).DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation)) is not null;

    private static bool IsDouble(ISymbol symbol) => symbol.ContainingType.SpecialType == SpecialType.System_Double;

    private bool IsOwn(INamedTypeSymbol symbol) =>
        symbol is { IsExtension: false, DeclaringSyntaxReferences.IsEmpty: false } && !IsLanguage(symbol) && !SymbolEqualityComparer.Default.Equals(symbol, type);

    private static bool IsSource(ISymbol symbol) => !IsLanguage(symbol.ContainingType) && symbol.OriginalDefinition.DeclaringSyntaxReferences.Length > 0;

    // Roslyn leaves out what a member of an extension block is asked of.
    private IOperation? Extended(ISymbol symbol, IOperation at) => symbol.IsStatic || !symbol.ContainingType.IsExtension ? null : at.Syntax switch
    {
        MemberAccessExpressionSyntax access => at.SemanticModel?.GetOperation(access.Expression, cancellation),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => at.SemanticModel?.GetOperation(access.Expression, cancellation),
        _ => null,
    };

    private static string TypeName(ISymbol symbol) =>
        symbol.ContainingType is { Name: "" or null } or { IsExtension: true } ? symbol.ContainingType.ContainingType.Name : symbol.ContainingType.Name;

    private static IEnumerable<IOperation> Arguments(IEnumerable<IArgumentOperation> arguments) =>
        arguments.OrderBy(static a => a.Parameter?.Ordinal ?? 0).Select(static a => a.Value);

    // The operands are read only where the operation is known: one mistake, one diagnostic, at the outermost construct.
    private Term? Known(ISymbol symbol, string id, SyntaxNode at, IEnumerable<Term?> operands)
    {
        // Where overloads differ in meaning, the table names the type of the first parameter too.
        IEnumerable<IParameterSymbol> parameters = symbol switch { IMethodSymbol m => m.Parameters, IPropertySymbol p => p.Parameters, _ => [] };
        string overload = $"{id}({Underlying(parameters.FirstOrDefault()?.Type)?.Name})";
        string known = Intrinsics.Knows(overload) ? overload : id;
        if (!(IsLanguage(symbol.ContainingType) || IsDouble(symbol)) || !Intrinsics.Knows(known))
        {
            string way = symbol.IsStatic || !IsOwn(symbol.ContainingType) ? Rules.InTheLanguage
                : Extends(symbol.ContainingType) ? "declare what is stored in the event itself, as a partial property that has its [Column]"
                : $"types of your own have no members there: keep the values of a '{symbol.ContainingType.Name}' in locals or a tuple, and write what it computes as a static method";
            Report(Rules.UnknownOperation, at, symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), way);
            return null;
        }

        return Combine(TermKind.Call, known, at, [.. operands]);
    }

    private Term? Invocation(IInvocationOperation invocation) => Call(
        invocation.TargetMethod, invocation.Instance ?? Extended(invocation.TargetMethod, invocation), invocation.Syntax, Arguments(invocation.Arguments).Select(Expression));

    private Term? Call(IMethodSymbol method, IOperation? instance, SyntaxNode at, IEnumerable<Term?> arguments)
    {
        method = Chosen(method.ConstructedFrom, instance).OriginalDefinition;
        bool isLocal = method.MethodKind == MethodKind.LocalFunction;
        bool isHelper = IsHelperOfEvent(method) || (IsSource(method) && method.MethodKind == MethodKind.Ordinary && (IsMember(method) || method.IsStatic || ReceiverOf(method) is not null));
        IParameterSymbol? shared = method.Parameters.FirstOrDefault(static p => p.RefKind is RefKind.Ref or RefKind.Out);
        if ((isLocal || isHelper) && (method.IsAsync || shared is not null))
        {
            Report(Rules.UnsupportedConstruct, at, shared is null ? method.Name : $"{method.Name}(… {(shared.RefKind == RefKind.Out ? "out" : "ref")} {shared.Name} …)");
            return null;
        }

        if (isLocal)
        {
            return LocalCall(method, at, [.. arguments]);
        }

        if (isHelper)
        {
            Need(method);
            Term? receiver = instance is null ? Term.Of(TermKind.This, "", default) : Expression(instance);
            IEnumerable<Term?> operands = ReceiverOf(method) is null ? [receiver] : [Term.Of(TermKind.This, "", default), receiver];
            return Combine(TermKind.Invoke, KeyOf(method), at, [.. operands, .. arguments]);
        }

        // A function kept in a local, or handed over.
        if (method is { MethodKind: MethodKind.DelegateInvoke, ContainingType.Name: "Func", Parameters.Length: 1 } && instance is ILocalReferenceOperation or IParameterReferenceOperation)
        {
            return Combine(TermKind.Call, "Func.Invoke", at, [Expression(instance), .. arguments]);
        }

        // The momenta of what collides, as the generated t and u take them.
        if (method is { Name: "IncomingMomentum", ContainingType.Name: "ProcessDefinition" } && instance is IPropertyReferenceOperation { Property: { IsStatic: true } process } && IsMember(process)
            && EventReader.Find(type, KnownNames.Scattering) is not null && arguments.First() is { Kind: TermKind.Number, Number: 0 or 1 } place)
        {
            return Term.Of(TermKind.Member, ProcessShape.IncomingName((int)place.Number), SpanOf(at), Term.Of(TermKind.This, "", default));
        }

        if (method is { Name: "GetValueOrDefault", ContainingType.SpecialType: SpecialType.System_Nullable_T } && instance is not null)
        {
            Term? zero = DefaultOf(Underlying(instance.Type), SpanOf(at));
            if (method.Parameters.Length == 0 && zero is null)
            {
                Report(Rules.UnsupportedConstruct, at, method.Name);
                return null;
            }

            return Otherwise(at, Expression(instance), method.Parameters.Length == 1 ? arguments.First() : zero);
        }

        // "double.Sqrt" is "Math.Sqrt".
        string owner = IsDouble(method) && Intrinsics.Knows("Math." + method.Name) ? "Math" : TypeName(method);
        IEnumerable<IOperation> self = instance is null ? [] : [instance];
        return Known(method, owner + "." + method.Name, at, self.Select(Expression).Concat(arguments));
    }

    private Term? FunctionBody(IBlockOperation body, SyntaxNode place)
    {
        Stack<Loop> around = _loops;
        _loops = new();
        Term? term = Statements([.. body.Operations], 0, place);
        _loops = around;
        return term;
    }

    // A function inside a body sees the locals around it: it is read where it is called, with its parameters as locals.
    private Term? LocalCall(IMethodSymbol function, SyntaxNode at, IReadOnlyList<Term?> arguments)
    {
        if (_entered.Contains(function, SymbolEqualityComparer.Default))
        {
            Report(Rules.RecursiveBody, at, function.Name);
            return null;
        }

        SyntaxNode? syntax = function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        if (syntax is null || ModelOf(syntax.SyntaxTree).GetOperation(syntax, cancellation) is not ILocalFunctionOperation { Body: { } body })
        {
            return null; // C# has said what is wrong
        }

        _entered.Push(function);
        Term? rest = FunctionBody(body, syntax);
        _entered.Pop();
        for (int i = function.Parameters.Length - 1; i >= 0; i--)
        {
            rest = rest is not null && i < arguments.Count && arguments[i] is { } argument ? Term.Of(TermKind.Let, NameOf(function.Parameters[i]), rest.Span, argument, rest) : null;
        }

        return rest;
    }

    // All bits zero: no event, no momentum, a number that is 0. Null of what the language has no such value of.
    private static Term? DefaultOf(ITypeSymbol? symbol, SourceSpan span)
    {
        switch (symbol)
        {
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }:
                return Term.Of(TermKind.Null, "", span);
            case INamedTypeSymbol { IsTupleType: true, TupleElements: var elements }:
                Term?[] parts = [.. elements.Select(e => DefaultOf(e.Type, span))];
                return parts.Contains(null) ? null : Term.Of(TermKind.Tuple, "", span, parts!);
            case { TypeKind: TypeKind.Enum }:
                return new Term(TermKind.EnumMember, "", default, 0, span);
            case { SpecialType: SpecialType.System_Boolean }:
                return new Term(TermKind.Boolean, "", default, 0, span);
            case INamedTypeSymbol quantity when IsLanguage(quantity) && Intrinsics.Knows(quantity.Name + ".Value"):
                return Term.Of(TermKind.Call, quantity.Name + ".new", span, Term.Literal(0, span));
            case INamedTypeSymbol vector when IsLanguage(vector) && Intrinsics.Knows(vector.Name + ".Zero"):
                return Term.Of(TermKind.Call, vector.Name + ".Zero", span);
            default:
                return symbol?.SpecialType == SpecialType.System_Double || IsInteger(symbol) ? Term.Literal(0, span) : null;
        }
    }

    private Term? Binary(IBinaryOperation binary) =>
        IsExtension(binary.OperatorMethod) ? Extension(binary.OperatorMethod!, binary, binary.IsLifted, Expression(binary.LeftOperand), Expression(binary.RightOperand))
        : Exists(binary.OperatorMethod, binary) && OperatorOf(binary, binary.OperatorKind, binary.LeftOperand.Type) is { } name
            ? Combine(TermKind.Binary, name, binary.Syntax, Expression(binary.LeftOperand), Expression(binary.RightOperand))
            : Unsupported(binary);

    private Term? Binary(ICompoundAssignmentOperation assignment, Term left) =>
        IsExtension(assignment.OperatorMethod) ? Extension(assignment.OperatorMethod!, assignment, assignment.IsLifted, left, Expression(assignment.Value))
        : Exists(assignment.OperatorMethod, assignment) && OperatorOf(assignment, assignment.OperatorKind, assignment.Value.Type) is { } name ? Combine(TermKind.Binary, name, assignment.Syntax, left, Expression(assignment.Value))
        : Unsupported(assignment);

    private static bool IsExtension(IMethodSymbol? operation) => operation?.ContainingType is { IsExtension: true } block && !IsLanguage(block);

    // An operator of an extension block is a helper that is called by its sign.
    private Term? Extension(IMethodSymbol method, IOperation at, bool isLifted, params Term?[] operands)
    {
        if (isLifted || method.ReturnsVoid || !IsSource(method))
        {
            return Unsupported(at);
        }

        method = method.OriginalDefinition;
        Need(method);
        return Combine(TermKind.Invoke, KeyOf(method), at.Syntax, [Term.Of(TermKind.This, "", default), .. operands]);
    }

    private static string? OperatorOf(IOperation binary, BinaryOperatorKind kind, ITypeSymbol? operand)
    {
        string? name = kind switch
        {
            BinaryOperatorKind.Add => "+",
            BinaryOperatorKind.Subtract => "-",
            BinaryOperatorKind.Multiply => "*",
            BinaryOperatorKind.Divide => "/",
            BinaryOperatorKind.LessThan => "<",
            BinaryOperatorKind.LessThanOrEqual => "<=",
            BinaryOperatorKind.GreaterThan => ">",
            BinaryOperatorKind.GreaterThanOrEqual => ">=",
            BinaryOperatorKind.Equals => "==",
            BinaryOperatorKind.NotEquals => "!=",
            BinaryOperatorKind.ConditionalAnd => "&&",
            BinaryOperatorKind.ConditionalOr => "||",
            BinaryOperatorKind.And => "&",
            BinaryOperatorKind.Or => "|",
            BinaryOperatorKind.ExclusiveOr when Underlying(binary.Type)?.SpecialType == SpecialType.System_Boolean => "^",
            _ => null,
        };

        // Integer division drops the remainder, bitwise logic works on bits: neither is what the IR means by the operator.
        bool isInteger = IsInteger(Underlying(binary.Type)) || binary.Type?.TypeKind == TypeKind.Enum;
        bool isText = binary.Type?.SpecialType == SpecialType.System_String || operand?.SpecialType == SpecialType.System_String;
        return isText || (isInteger && (name is "/" or "&" or "|")) ? null : name;
    }

    private bool IsQuotient(IFieldSymbol constant) => constant.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value } && value.DescendantNodesAndSelf().Any(static n => n.IsKind(SyntaxKind.DivideExpression));

    // "1 / 2" is 0.
    private static bool DropsRemainder(IBinaryOperation quotient) =>
        quotient.OperatorKind == BinaryOperatorKind.Divide && IsInteger(quotient.Type) && quotient.LeftOperand.ConstantValue.Value is int left && quotient.RightOperand.ConstantValue.Value is int right && right != 0 && left % right != 0;

    private Term? Coalesce(ICoalesceOperation coalesce) => Otherwise(coalesce.Syntax, Expression(coalesce.Value), Expression(coalesce.WhenNull));

    private Term? Otherwise(SyntaxNode at, Term? value, Term? otherwise)
    {
        if (value is null || otherwise is null)
        {
            return null;
        }

        SourceSpan span = SpanOf(at);
        Term variable = Term.Of(TermKind.Variable, Receiver, span);
        Term isPresent = Term.Of(TermKind.Binary, "!=", span, variable, Term.Of(TermKind.Null, "", span));
        return Term.Of(TermKind.Let, Receiver, span, value, Term.Of(TermKind.Conditional, "", span, isPresent, Term.Of(TermKind.Call, "Nullable.Value", span, variable), otherwise));
    }

    private Term? Access(IConditionalAccessOperation access)
    {
        Term? value = Expression(access.Operation);
        string name = Receiver + _accesses.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _accesses.Push(name);
        Term? inner = Expression(access.WhenNotNull);
        _accesses.Pop();
        if (value is null || inner is null)
        {
            return null;
        }

        SourceSpan span = SpanOf(access.Syntax);
        Term isPresent = Term.Of(TermKind.Binary, "!=", span, Term.Of(TermKind.Variable, name, span), Term.Of(TermKind.Null, "", span));
        return Term.Of(TermKind.Let, name, span, value, Term.Of(TermKind.Conditional, "", span, isPresent, inner, Term.Of(TermKind.Null, "", span)));
    }

    private Term? With(IWithOperation with)
    {
        List<Term?> parts = [Expression(with.Operand)];
        foreach (IOperation initializer in with.Initializer.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment && IsMember(target.Property) && OwnMembers.IsStored(target.Property, cancellation))
            {
                parts.Add(InsteadOfNew(target.Property) is { } instead ? Refused(assignment, instead) : Combine(TermKind.Assign, target.Property.Name, assignment.Syntax, Expression(assignment.Value)));
            }
            else
            {
                parts.Add(Unsupported(initializer));
            }
        }

        return Combine(TermKind.With, "", with.Syntax, [.. parts]);
    }

    // An event keeps the weight of its row, which rates multiply, its label and its passengers: new ones would be lost.
    private static string? InsteadOfNew(IPropertySymbol member) =>
        EventReader.Find(member, KnownNames.Weight) is not null ? "a [RateNuisance], a method that gives the factor, as 'public double Scale(double s) => s': nothing else changes the weight"
        : EventReader.Find(member, KnownNames.Label) is not null ? $"nothing to '{member.Name}': a label stays that of the file; how many events a process has is varied by a [RateNuisance]"
        : EventReader.Find(member, KnownNames.Passenger) is not null ? $"nothing to '{member.Name}', or declare it without [Passenger]: a passenger stays as the file has it"
        : null;

    private Term? Refused(ISimpleAssignmentOperation assignment, string instead)
    {
        Report(Rules.WrongSignature, assignment.Syntax, assignment.Syntax.ToString(), instead);
        return null;
    }

    private Term? Lambda(IAnonymousFunctionOperation lambda)
    {
        if (lambda.Symbol.Parameters.Length != 1)
        {
            return Unsupported(lambda);
        }

        Term? body = FunctionBody(lambda.Body, lambda.Syntax);
        return body is null ? null : Term.Of(TermKind.Lambda, lambda.Symbol.Parameters[0].Name, SpanOf(lambda.Syntax), body);
    }

    private Term? Switch(ISwitchExpressionOperation operation)
    {
        SourceSpan span = SpanOf(operation.Syntax);
        Term? value = Expression(operation.Value);
        Term? result = null;

        // A name of its own at each depth: an arm may read what its pattern named inside another switch.
        string name = Numbered("@switch", _switches);
        Term variable = Term.Of(TermKind.Variable, name, span);
        _switches++;
        for (int i = operation.Arms.Length - 1; i >= 0; i--)
        {
            ISwitchExpressionArmOperation arm = operation.Arms[i];
            Term? condition = Pattern(arm.Pattern, variable, variable);
            if (condition is not null && arm.Guard is not null)
            {
                condition = Combine(TermKind.Binary, "&&", arm.Syntax, condition, Expression(arm.Guard));
            }

            Term? armValue = Expression(arm.Value);
            if (armValue is null)
            {
                return null;
            }

            // Without a discard the last arm catches what is left: C# would throw there, and has warned.
            bool catchesAll = i == operation.Arms.Length - 1 || (arm.Pattern is IDiscardPatternOperation && arm.Guard is null);
            result = catchesAll ? armValue : Combine(TermKind.Conditional, "", arm.Syntax, condition, armValue, result);
        }

        _switches--;
        return Combine(TermKind.Let, name, operation.Syntax, value, result);
    }

    private Term? SwitchStatement(ISwitchOperation operation, IReadOnlyList<IOperation> after, SyntaxNode place)
    {
        SourceSpan span = SpanOf(operation.Syntax);
        Term? value = Expression(operation.Value);
        string name = Numbered("@switch", _switches);
        Term variable = Term.Of(TermKind.Variable, name, span);
        _switches++;

        // In the order of the text; what no label catches goes to the default, or on to what follows.
        List<(Term? Condition, Term? Body)> sections = [];
        Term? otherwise = null;
        bool hasDefault = false;
        foreach (ISwitchCaseOperation section in operation.Cases)
        {
            bool isDefault = IsDefault(section);
            Term? condition = isDefault ? null : Labels(section, variable);
            Term? body = Statements([.. WithoutBreak(section.Body), .. after], 0, place);
            if (isDefault)
            {
                (otherwise, hasDefault) = (body, true);
            }
            else
            {
                sections.Add((condition, body));
            }
        }

        // Where the labels leave nothing over, the last section has what is left.
        bool isExhaustive = !hasDefault && sections.Count > 0 && IsExhaustive((SwitchStatementSyntax)operation.Syntax);
        Term? result = hasDefault ? otherwise : isExhaustive ? sections[sections.Count - 1] is { Condition: not null, Body: var last } ? last : null : Statements(after, 0, place);
        for (int i = sections.Count - (isExhaustive ? 2 : 1); i >= 0; i--)
        {
            result = Combine(TermKind.Conditional, "", operation.Syntax, sections[i].Condition, sections[i].Body, result);
        }

        _switches--;
        return Combine(TermKind.Let, name, operation.Syntax, value, result);
    }

    private static bool IsDefault(ISwitchCaseOperation section) => section.Clauses.Any(static c => c is IDefaultCaseClauseOperation);

    private Term? Labels(ISwitchCaseOperation section, Term value)
    {
        Term?[] labels = [.. section.Clauses.Select(c => Label(c, value))];
        return labels.Skip(1).Aggregate(labels.FirstOrDefault(), (all, next) => Combine(TermKind.Binary, "||", section.Syntax, all, next));
    }

    // C# knows: what follows is never reached, or relies on a local that only the sections set.
    private bool IsExhaustive(SwitchStatementSyntax statement)
    {
        SemanticModel model = ModelOf(statement.SyntaxTree);
        return model.AnalyzeControlFlow(statement) is { Succeeded: true, EndPointIsReachable: false }
            || (_unset.Count > 0 && model.AnalyzeDataFlow(statement) is { Succeeded: true } flow && flow.AlwaysAssigned.Any(_unset.Contains));
    }

    private Term? Label(ICaseClauseOperation clause, Term value)
    {
        switch (clause)
        {
            case ISingleValueCaseClauseOperation single:
                return Combine(TermKind.Binary, "==", clause.Syntax, value, Expression(single.Value));
            case IPatternCaseClauseOperation pattern:
                Term? condition = Pattern(pattern.Pattern, value, value);
                return pattern.Guard is null ? condition : Combine(TermKind.Binary, "&&", clause.Syntax, condition, Expression(pattern.Guard));
            default:
                return Unsupported(clause);
        }
    }

    private static IReadOnlyList<IOperation> WithoutBreak(IReadOnlyList<IOperation> statements) => statements.LastOrDefault() switch
    {
        IBranchOperation { BranchKind: BranchKind.Break } => [.. statements.Take(statements.Count - 1)],
        IBlockOperation block => [.. statements.Take(statements.Count - 1), .. WithoutBreak(block.Operations)],
        _ => statements,
    };

    private Term? IsPattern(IIsPatternOperation operation)
    {
        SourceSpan span = SpanOf(operation.Syntax);
        bool givesNames = Assignments.GivesNames(operation.Pattern);
        Naming? outer = _naming;
        _naming = givesNames ? new(operation.Value.Syntax, _entered.Count, outer) : outer;
        Term? value = Expression(operation.Value);
        _naming = outer;
        if (value is null)
        {
            return null;
        }

        // What a pattern names is read elsewhere, out of sight of a name for the whole.
        return givesNames
            ? Pattern(operation.Pattern, value, value)
            : Combine(TermKind.Let, Receiver, operation.Syntax, value, Pattern(operation.Pattern, Term.Of(TermKind.Variable, Receiver, span), value));
    }

    private Term? Pattern(IPatternOperation pattern, Term value, Term named) => Inside(() => Condition(pattern, value, named));

    // "x is { } y": wherever y is read, x is there, and y is its value. "x is var y" gives x another name.
    private Term Named(ISymbol? variable, IPatternOperation pattern, Term value, Term named, bool matchesNull)
    {
        SourceSpan span = SpanOf(pattern.Syntax);
        if (variable is not null)
        {
            _patternVariables[variable] = matchesNull ? named : Term.Of(TermKind.Call, "Nullable.Value", span, named);
        }

        return matchesNull ? new Term(TermKind.Boolean, "", default, 1, span) : Term.Of(TermKind.Binary, "!=", span, value, Term.Of(TermKind.Null, "", span));
    }

    private static bool IsNullable(ITypeSymbol? type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };

    // "{ Pt: > 20 } p", "(> 1, true)", "var (a, b)": there, and each part as its pattern says.
    private Term? Recursive(IRecursivePatternOperation pattern, Term value, Term named)
    {
        SourceSpan span = SpanOf(pattern.Syntax);
        bool mayBeNull = IsNullable(pattern.InputType);
        Term Inner(Term outer) => mayBeNull ? Term.Of(TermKind.Call, "Nullable.Value", span, outer) : outer;
        Term? result = Named(pattern.DeclaredSymbol, pattern, value, named, matchesNull: pattern.InputType.IsValueType && !mayBeNull);
        void And(Term? condition) => result = Combine(TermKind.Binary, "&&", pattern.Syntax, result, condition);

        for (int i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            And(Pattern(pattern.DeconstructionSubpatterns[i], Part(Inner(value), i, span), Part(Inner(named), i, span)));
        }

        foreach (IPropertySubpatternOperation part in pattern.PropertySubpatterns)
        {
            Term? Of(Term outer) => part.Member switch
            {
                IPropertyReferenceOperation member => Property(Chosen(member.Property, null), member.Syntax, () => Inner(outer), []),
                IFieldReferenceOperation { Field: var element } when PlaceOf(element) is { } place => Part(Inner(outer), place, span),
                _ => Unsupported(part),
            };

            // "{ Mjj.InGeV: > 400 }" looks through what may be null by itself.
            bool looksThrough = IsNullable(part.Member.Type) && part.Pattern is IRecursivePatternOperation { InputType: var input } && !IsNullable(input);
            Term Through(Term member) => looksThrough ? Term.Of(TermKind.Call, "Nullable.Value", span, member) : member;
            Term? its = Of(value);
            if (its is not null && looksThrough)
            {
                And(Term.Of(TermKind.Binary, "!=", span, its, Term.Of(TermKind.Null, "", span)));
            }

            And(its is null ? null : Pattern(part.Pattern, Through(its), Through(ReferenceEquals(value, named) ? its : Of(named)!)));
        }

        return result;
    }

    private Term? Condition(IPatternOperation pattern, Term value, Term named)
    {
        switch (pattern)
        {
            case IRecursivePatternOperation { DeconstructSymbol: null } recursive:
                return Recursive(recursive, value, named);
            case IDeclarationPatternOperation declaration:
                return Named(declaration.DeclaredSymbol, pattern, value, named, declaration.MatchesNull);
            case IConstantPatternOperation constant:
                return Combine(TermKind.Binary, "==", pattern.Syntax, value, Expression(constant.Value));
            case IRelationalPatternOperation relational:
                string? name = relational.OperatorKind switch
                {
                    BinaryOperatorKind.LessThan => "<",
                    BinaryOperatorKind.LessThanOrEqual => "<=",
                    BinaryOperatorKind.GreaterThan => ">",
                    BinaryOperatorKind.GreaterThanOrEqual => ">=",
                    _ => null,
                };
                return name is null ? Unsupported(pattern) : Combine(TermKind.Binary, name, pattern.Syntax, value, Expression(relational.Value));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                // "> 1 and var x": the left side has told that there is a value, which is what the right side looks at.
                bool isThere = IsNullable(both.LeftPattern.InputType) && !IsNullable(both.RightPattern.InputType);
                Term There(Term asked) => isThere ? Term.Of(TermKind.Call, "Nullable.Value", SpanOf(pattern.Syntax), asked) : asked;
                return Combine(TermKind.Binary, "&&", pattern.Syntax, Pattern(both.LeftPattern, value, named), Pattern(both.RightPattern, There(value), There(named)));
            case IBinaryPatternOperation either:
                return Combine(TermKind.Binary, "||", pattern.Syntax, Pattern(either.LeftPattern, value, named), Pattern(either.RightPattern, value, named));
            case ITypePatternOperation { MatchedType: var matched } when SymbolEqualityComparer.Default.Equals(Underlying(pattern.InputType), matched):
                return Named(null, pattern, value, named, matchesNull: false);
            case INegatedPatternOperation negated:
                return Combine(TermKind.Unary, "!", pattern.Syntax, Pattern(negated.Pattern, value, named));
            case IDiscardPatternOperation:
                return new Term(TermKind.Boolean, "", default, 1, SpanOf(pattern.Syntax));
            default:
                return Unsupported(pattern);
        }
    }

    /// <summary>An operand that a pattern gives names to, while it is read.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="entered">How many functions of the body the reader was in before it.</param>
    /// <param name="outer">The operand that it is part of.</param>
    private sealed class Naming(SyntaxNode operand, int entered, Naming? outer)
    {
        /// <summary>Is a variable declared outside, where its value can be kept?</summary>
        public bool IsAround(ISymbol variable, Stack<IMethodSymbol> functions)
        {
            if (outer?.IsAround(variable, functions) == true)
            {
                return true;
            }

            if (variable.DeclaringSyntaxReferences is [{ } declared, ..] && declared.SyntaxTree == operand.SyntaxTree && operand.Span.Contains(declared.Span))
            {
                return false;
            }

            for (ISymbol? around = variable.ContainingSymbol; around is IMethodSymbol; around = around.ContainingSymbol)
            {
                if (functions.Take(functions.Count - entered).Contains(around, SymbolEqualityComparer.Default))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
