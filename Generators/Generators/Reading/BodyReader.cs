using Mandelstam.Compiler;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading.Caching;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Mandelstam.Generators.Reading;

/// <summary>Turns the bodies of members into <see cref="Term"/>s; what has no batch meaning becomes a problem at its own place.</summary>
/// <param name="type">The declaration.</param>
/// <param name="declaration">Its syntax.</param>
/// <param name="compilation">The compilation that both belong to.</param>
/// <param name="places">Keep where each construct stands; without, an edit of a comment changes nothing.</param>
/// <param name="known">Bodies that were read before and need not be read again.</param>
/// <param name="cancellation">Stops the reading.</param>
internal sealed class BodyReader(
    INamedTypeSymbol type, SyntaxNode declaration, Compilation compilation, bool places, IReadOnlyDictionary<string, BodyRead> known, CancellationToken cancellation)
{
    private const string Receiver = "@receiver";

    // Constructs inside one another in a body: what the stack of any thread holds, here and in whatever walks the terms. Steps: an if statement
    // that does not return has what follows it twice.
    private const int DeepestTerm = 400, MostSteps = 100_000;

    private readonly Dictionary<string, BodyRead> _bodies = known.ToDictionary(static b => b.Key, static b => b.Value, StringComparer.Ordinal);
    private readonly Queue<ISymbol> _open = new();
    private readonly HashSet<string> _queued = new(StringComparer.Ordinal);
    private readonly Stack<string> _accesses = new();
    private readonly Dictionary<ISymbol, Term> _patternVariables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

    // Of the body that is being read.
    private List<Problem> _problems = [];
    private List<string> _calls = [];
    private int _depth;
    private int _steps;
    private int _switches;

    /// <summary>Every body that was read, by key.</summary>
    public IReadOnlyDictionary<string, BodyRead> Bodies => _bodies;

    public SourceSpan SpanOf(SyntaxNode node) =>
        !places ? default
        : node.SyntaxTree == declaration.SyntaxTree && declaration.FullSpan.Contains(node.SpanStart)
            ? new(node.SpanStart - declaration.SpanStart, node.Span.Length)
            : new(-1, 0);

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

    private void Report(Rule rule, SyntaxNode at, params string[] arguments) => _problems.Add(new(rule.Id, SpanOf(at), new(arguments)));

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
        SyntaxNode? syntax = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        (SyntaxNode? body, IEnumerable<string> parameters) = syntax switch
        {
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => (arrow, []),
            PropertyDeclarationSyntax { AccessorList: { } list } => (GetterBody(list), []),
            MethodDeclarationSyntax method => ((SyntaxNode?)method.ExpressionBody ?? method.Body, ((IMethodSymbol)member).Parameters.Select(static p => p.Name)),
            _ => ((SyntaxNode?)null, Enumerable.Empty<string>()),
        };
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
            term is null ? null : new(key, parameters.ToEquatable(), term),
            EventReader.OnOneLine((body as ArrowExpressionClauseSyntax)?.Expression.ToString() ?? body.ToString()),
            _problems.ToEquatable(),
            _calls.Distinct().ToEquatable(),
            place,
            place?.Text ?? "");
    }

    private Term? Whole(IOperation operation, SyntaxNode body)
    {
        (_depth, _steps, _switches) = (0, 0, 0);
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
            _models[tree] = model = compilation.GetSemanticModel(tree);
        }

        return model;
    }

    /// <summary>The key of a member: its name in the declaration, its full name elsewhere; overloads apart.</summary>
    private string KeyOf(ISymbol member)
    {
        string name = SymbolEqualityComparer.Default.Equals(member.ContainingType, type) ? member.Name : $"{member.ContainingType.ToDisplayString()}.{member.Name}";
        bool isOverloaded = member is IMethodSymbol && member.ContainingType.GetMembers(member.Name).Length > 1;
        return isOverloaded ? $"{name}({string.Join(",", ((IMethodSymbol)member).Parameters.Select(static p => p.Type.ToDisplayString()))})" : name;
    }

    private static SyntaxNode? GetterBody(AccessorListSyntax list)
    {
        AccessorDeclarationSyntax? getter = list.Accessors.FirstOrDefault(static a => a.Keyword.ValueText == "get");
        return (SyntaxNode?)getter?.ExpressionBody ?? getter?.Body;
    }

    private Term? Statements(IReadOnlyList<IOperation> statements, int at, SyntaxNode place) => Inside(() => Statement(statements, at, place));

    private Term? Statement(IReadOnlyList<IOperation> statements, int at, SyntaxNode place)
    {
        if (at == statements.Count)
        {
            Report(Rules.UnsupportedConstruct, place, "a path without return");
            return null;
        }

        IOperation statement = statements[at];
        switch (statement)
        {
            case IReturnOperation { ReturnedValue: { } value }:
                return Expression(value);
            case IBlockOperation block:
                return Statements([.. block.Operations, .. statements.Skip(at + 1)], 0, place);
            case IVariableDeclarationGroupOperation group:
                List<(string Name, IOperation Value)> locals = [];
                foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(static d => d.Declarators))
                {
                    IOperation? initial = declarator.GetVariableInitializer()?.Value;
                    if (initial is null)
                    {
                        Report(Rules.UnsupportedConstruct, declarator.Syntax, declarator.Syntax.ToString());
                        return null;
                    }

                    locals.Add((declarator.Symbol.Name, initial));
                }

                return Lets(locals, () => Statements(statements, at + 1, place));
            case IExpressionStatementOperation { Operation: IDeconstructionAssignmentOperation deconstruction } when Parts(deconstruction) is { } parts:
                return Lets(parts, () => Statements(statements, at + 1, place));
            case IConditionalOperation { Syntax: IfStatementSyntax } branch:
                Term? condition = Expression(branch.Condition);
                Term? whenTrue = Statements([branch.WhenTrue, .. statements.Skip(at + 1)], 0, place);
                Term? whenFalse = Statements(branch.WhenFalse is { } otherwise ? [otherwise, .. statements.Skip(at + 1)] : [.. statements.Skip(at + 1)], 0, place);
                return Combine(TermKind.Conditional, "", branch.Syntax, condition, whenTrue, whenFalse);
            default:
                return Unsupported(statement);
        }
    }

    // In the order of the text: what a pattern in a value names is read further down.
    private Term? Lets(IReadOnlyList<(string Name, IOperation Value)> locals, Func<Term?> readRest)
    {
        List<Term?> values = [.. locals.Select(local => Expression(local.Value))];
        Term? rest = readRest();
        for (int i = locals.Count - 1; i >= 0; i--)
        {
            rest = values[i] is { } value && rest is not null ? Term.Of(TermKind.Let, locals[i].Name, rest.Span, value, rest) : null;
        }

        return rest;
    }

    // "var (x, y) = (a, b);": new locals alone, so that none is read before it is set.
    private static IReadOnlyList<(string Name, IOperation Value)>? Parts(IDeconstructionAssignmentOperation deconstruction)
    {
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation { Expression: var declared } ? declared : deconstruction.Target;
        IOperation value = deconstruction.Value is IConversionOperation { Operand: var operand } ? operand : deconstruction.Value;
        if (target is not ITupleOperation names || value is not ITupleOperation values || names.Elements.Length != values.Elements.Length)
        {
            return null;
        }

        List<(string, IOperation)> parts = [];
        foreach ((IOperation name, IOperation part) in names.Elements.Zip(values.Elements, static (name, part) => (name, part)))
        {
            bool isNew = deconstruction.Target is IDeclarationExpressionOperation || name is IDeclarationExpressionOperation;
            if (!isNew || (name is IDeclarationExpressionOperation { Expression: var inner } ? inner : name) is not ILocalReferenceOperation local)
            {
                return null;
            }

            parts.Add((local.Local.Name, part));
        }

        return parts;
    }

    private Term? Unsupported(IOperation operation)
    {
        if (operation.DescendantsAndSelf().Any(static o => o is IInvalidOperation || o.Type?.TypeKind == TypeKind.Error))
        {
            return null; // C# has said what is wrong
        }

        string text = operation.Syntax.ToString().Replace("\r", "").Replace("\n", " ");
        Report(Rules.UnsupportedConstruct, operation.Syntax, text.Length > 60 ? text.Substring(0, 57) + "…" : text);
        return null;
    }

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
                return Expression(initial);
            case IParameterReferenceOperation parameter:
                return Term.Of(TermKind.Variable, parameter.Parameter.Name, span);
            case ILocalReferenceOperation local:
                return _patternVariables.TryGetValue(local.Local, out Term? matched) ? matched : Term.Of(TermKind.Variable, local.Local.Name, span);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return Term.Of(TermKind.This, "", span);
            case IPropertyReferenceOperation property:
                return Property(property);
            case IInvocationOperation invocation:
                return Invocation(invocation);
            case IBinaryOperation binary:
                return Binary(binary);
            case IUnaryOperation unary:
                string? sign = unary.OperatorKind switch { UnaryOperatorKind.Minus => "-", UnaryOperatorKind.Plus => "+", UnaryOperatorKind.Not => "!", _ => null };
                return sign is null ? Unsupported(operation) : Combine(TermKind.Unary, sign, unary.Syntax, Expression(unary.Operand));
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
            case ITupleOperation { Elements.Length: 2 } tuple:
                return Combine(TermKind.Tuple, "", tuple.Syntax, Expression(tuple.Elements[0]), Expression(tuple.Elements[1]));
            case IObjectCreationOperation creation when IsLanguage(creation.Constructor?.ContainingType) && creation.Initializer is null:
                return Known(creation.Constructor!, creation.Constructor!.ContainingType.Name + ".new", creation.Syntax, Arguments(creation.Arguments).Select(Expression));
            case IDefaultValueOperation when operation.Type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return Term.Of(TermKind.Null, "", span);
            default:
                return Unsupported(operation);
        }
    }

    // A constant of a type that C# has no constants of: "static readonly Energy WMass = 80.4.GeV;". A change of it is one of the surface.
    private IOperation? InitialValue(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? ModelOf(value.SyntaxTree).GetOperation(value, cancellation)
            : null;

    private Term? Conversion(IConversionOperation conversion)
    {
        if (conversion.Operand.ConstantValue is { HasValue: true, Value: null })
        {
            return Term.Of(TermKind.Null, "", SpanOf(conversion.Syntax));
        }

        ITypeSymbol? from = Underlying(conversion.Operand.Type), to = Underlying(conversion.Type);
        bool narrows = IsInteger(to) && !IsInteger(from) && from?.TypeKind != TypeKind.Enum;
        bool changesEnum = from?.TypeKind == TypeKind.Enum != (to?.TypeKind == TypeKind.Enum);
        if (narrows || changesEnum || to?.SpecialType is SpecialType.System_Object or SpecialType.System_String or SpecialType.System_Single or SpecialType.System_Decimal)
        {
            return Unsupported(conversion);
        }

        return Expression(conversion.Operand);
    }

    private static ITypeSymbol? Underlying(ITypeSymbol? symbol) =>
        symbol is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : symbol;

    private static bool IsInteger(ITypeSymbol? symbol) => symbol?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16
        or SpecialType.System_Byte or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UInt16 or SpecialType.System_SByte;

    private static bool IsLanguage(INamedTypeSymbol? symbol) =>
        symbol?.ContainingAssembly?.Name == KnownNames.Assembly || symbol is { Name: "Math", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private bool IsMember(ISymbol member) => SymbolEqualityComparer.Default.Equals(member.ContainingType?.OriginalDefinition, type);

    private Term? Property(IPropertyReferenceOperation property)
    {
        IPropertySymbol symbol = property.Property;
        if (IsMember(symbol))
        {
            if (!symbol.IsPartialDefinition)
            {
                Need(symbol);
            }

            return Combine(TermKind.Member, symbol.Name, property.Syntax, property.Instance is null ? Term.Of(TermKind.This, "", default) : Expression(property.Instance));
        }

        if (symbol.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            Term? operand = Expression(property.Instance!);
            return symbol.Name == "HasValue"
                ? Combine(TermKind.Binary, "!=", property.Syntax, operand, Term.Of(TermKind.Null, "", default))
                : Combine(TermKind.Call, "Nullable.Value", property.Syntax, operand);
        }

        IOperation? instance = property.Instance;
        if (instance is null && !symbol.IsStatic && property.Syntax is MemberAccessExpressionSyntax access)
        {
            instance = property.SemanticModel?.GetOperation(access.Expression, cancellation);
        }

        string name = symbol.IsIndexer ? "this[]" : symbol.Name;
        IEnumerable<IOperation> receiver = instance is null ? [] : [instance];
        return Known(symbol, TypeName(symbol) + "." + name, property.Syntax, receiver.Concat(Arguments(property.Arguments)).Select(Expression));
    }

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
        if (!IsLanguage(symbol.ContainingType) || !Intrinsics.Knows(known))
        {
            Report(Rules.UnknownOperation, at, symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
            return null;
        }

        return Combine(TermKind.Call, known, at, [.. operands]);
    }

    private Term? Invocation(IInvocationOperation invocation) =>
        Call(invocation.TargetMethod, invocation.Instance, invocation.Syntax, Arguments(invocation.Arguments).Select(Expression));

    private Term? Call(IMethodSymbol method, IOperation? instance, SyntaxNode at, IEnumerable<Term?> arguments)
    {
        method = method.OriginalDefinition;
        bool isSource = !IsLanguage(method.ContainingType) && method.DeclaringSyntaxReferences.Length > 0 && method.MethodKind == MethodKind.Ordinary;
        if (isSource && (IsMember(method) || method.IsStatic))
        {
            if (method.IsGenericMethod || method.IsAsync || method.Parameters.Any(static p => p.RefKind != RefKind.None))
            {
                Report(Rules.UnsupportedConstruct, at, method.Name);
                return null;
            }

            Need(method);
            Term? receiver = instance is null ? Term.Of(TermKind.This, "", default) : Expression(instance);
            return Combine(TermKind.Invoke, KeyOf(method), at, [receiver, .. arguments]);
        }

        IEnumerable<IOperation> self = instance is null ? [] : [instance];
        return Known(method, TypeName(method) + "." + method.Name, at, self.Select(Expression).Concat(arguments));
    }

    private Term? Binary(IBinaryOperation binary)
    {
        string? name = binary.OperatorKind switch
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
            _ => null,
        };

        // Integer division drops the remainder, bitwise logic works on bits: neither is what the IR means by the operator.
        bool isInteger = IsInteger(Underlying(binary.Type)) || binary.Type?.TypeKind == TypeKind.Enum;
        bool isText = binary.Type?.SpecialType == SpecialType.System_String || binary.LeftOperand.Type?.SpecialType == SpecialType.System_String;
        if (name is null || isText || (isInteger && (name is "/" or "&" or "|")))
        {
            return Unsupported(binary);
        }

        return Combine(TermKind.Binary, name, binary.Syntax, Expression(binary.LeftOperand), Expression(binary.RightOperand));
    }

    private Term? Coalesce(ICoalesceOperation coalesce)
    {
        Term? value = Expression(coalesce.Value), otherwise = Expression(coalesce.WhenNull);
        if (value is null || otherwise is null)
        {
            return null;
        }

        SourceSpan span = SpanOf(coalesce.Syntax);
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
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment && IsMember(target.Property) && target.Property.IsPartialDefinition)
            {
                parts.Add(Combine(TermKind.Assign, target.Property.Name, assignment.Syntax, Expression(assignment.Value)));
            }
            else
            {
                parts.Add(Unsupported(initializer));
            }
        }

        return Combine(TermKind.With, "", with.Syntax, [.. parts]);
    }

    private Term? Lambda(IAnonymousFunctionOperation lambda)
    {
        if (lambda.Symbol.Parameters.Length != 1)
        {
            return Unsupported(lambda);
        }

        Term? body = Statements([.. lambda.Body.Operations], 0, lambda.Syntax);
        return body is null ? null : Term.Of(TermKind.Lambda, lambda.Symbol.Parameters[0].Name, SpanOf(lambda.Syntax), body);
    }

    private Term? Switch(ISwitchExpressionOperation operation)
    {
        SourceSpan span = SpanOf(operation.Syntax);
        Term? value = Expression(operation.Value);
        Term? result = null;

        // A name of its own at each depth: an arm may read what its pattern named inside another switch.
        string name = "@switch" + _switches.ToString(System.Globalization.CultureInfo.InvariantCulture);
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

    private Term? IsPattern(IIsPatternOperation operation)
    {
        SourceSpan span = SpanOf(operation.Syntax);
        Term? value = Expression(operation.Value);
        if (value is null)
        {
            return null;
        }

        // What a pattern names is read elsewhere, out of sight of a name for the whole.
        bool names = operation.Pattern.DescendantsAndSelf().Any(static p => p is IDeclarationPatternOperation or IRecursivePatternOperation { DeclaredSymbol: not null });
        return names
            ? Pattern(operation.Pattern, value, value)
            : Combine(TermKind.Let, Receiver, operation.Syntax, value, Pattern(operation.Pattern, Term.Of(TermKind.Variable, Receiver, span), value));
    }

    private static bool IsEmpty(IRecursivePatternOperation pattern) => pattern.PropertySubpatterns.IsEmpty && pattern.DeconstructionSubpatterns.IsEmpty;

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

    private Term? Condition(IPatternOperation pattern, Term value, Term named)
    {
        switch (pattern)
        {
            case IRecursivePatternOperation recursive when IsEmpty(recursive):
                return Named(recursive.DeclaredSymbol, pattern, value, named, matchesNull: false);
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
            case IBinaryPatternOperation both:
                return Combine(TermKind.Binary, both.OperatorKind == BinaryOperatorKind.And ? "&&" : "||", pattern.Syntax, Pattern(both.LeftPattern, value, named), Pattern(both.RightPattern, value, named));
            case INegatedPatternOperation negated:
                return Combine(TermKind.Unary, "!", pattern.Syntax, Pattern(negated.Pattern, value, named));
            case IDiscardPatternOperation:
                return new Term(TermKind.Boolean, "", default, 1, SpanOf(pattern.Syntax));
            default:
                return Unsupported(pattern);
        }
    }
}
