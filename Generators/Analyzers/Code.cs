using Mandelstam.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>Questions about expressions that have answers in broken code too: they go by the types of the parts, not by the whole.</summary>
/// <param name="model">The meaning of the file.</param>
/// <param name="language">The types of the language.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class Code(SemanticModel model, Language language, CancellationToken cancellation)
{
    // How many definitions are looked up for one expression. Broken code may define things by themselves.
    private int _lookups = 64;

    public SemanticModel Model => model;

    public Language Language => language;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The type of an expression by itself; what a nullable one holds.</summary>
    public ITypeSymbol? TypeOf(ExpressionSyntax expression)
    {
        TypeInfo info = model.GetTypeInfo(expression, cancellation);
        ITypeSymbol? type = Language.Underlying(info.Type ?? (expression is ImplicitObjectCreationExpressionSyntax ? info.ConvertedType : null));
        type ??= expression is IdentifierNameSyntax name && OwnerOf(name) is not null ? Language.Underlying((SymbolOf(name) as IPropertySymbol)?.Type) : null;
        return type?.TypeKind == TypeKind.Error ? null : type;
    }

    /// <summary>The quantity that an expression is, a bare number included.</summary>
    public Quantity? DimensionOf(ExpressionSyntax expression) => language.DimensionOf(TypeOf(expression));

    /// <summary>What an expression names; the best guess where it does not compile.</summary>
    public ISymbol? SymbolOf(SyntaxNode node)
    {
        SymbolInfo info = model.GetSymbolInfo(node, cancellation);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    /// <summary>Does the C# compiler refuse the expression itself, its parts being right?</summary>
    public bool IsRefused(ExpressionSyntax expression) => model.GetSymbolInfo(expression, cancellation).Symbol is null;

    /// <summary>The constant value as a number, or null; what static members without arguments are defined as is one too, wherever they stand.</summary>
    public double? NumberOf(ExpressionSyntax expression) => NumberOf(expression, 8);

    private double? NumberOf(ExpressionSyntax expression, int depth)
    {
        bool isHere = expression.SyntaxTree == model.SyntaxTree;
        if (isHere && model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: var constant })
        {
            return Number(constant);
        }

        // To C# "static readonly double Cut = 25;" is no constant. Elsewhere only what is written out has a meaning without the types of that file.
        return depth <= 0 ? null : expression switch
        {
            LiteralExpressionSyntax literal => Number(literal.Token.Value),
            ParenthesizedExpressionSyntax inner => NumberOf(inner.Expression, depth - 1),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation => -NumberOf(negation.Operand, depth - 1),
            // The right side first: of a long sum it is one term.
            BinaryExpressionSyntax binary when isHere && NumberOf(binary.Right, depth - 1) is { } right && TypeOf(binary)?.SpecialType == SpecialType.System_Double
                && NumberOf(binary.Left, depth - 1) is { } left => binary.Kind() switch
                {
                    SyntaxKind.AddExpression => left + right,
                    SyntaxKind.SubtractExpression => left - right,
                    SyntaxKind.MultiplyExpression => left * right,
                    SyntaxKind.DivideExpression => left / right,
                    _ => null,
                },
            IdentifierNameSyntax or MemberAccessExpressionSyntax when isHere && StaticValueOf(SymbolOf(expression)) is { } value => NumberOf(value, depth - 1),
            _ => null,
        };
    }

    private static double? Number(object? value) =>
        value is IConvertible number and not (string or bool or char) ? number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) : null;

    // What a static number is defined as; nothing of what a static constructor may set.
    private ExpressionSyntax? StaticValueOf(ISymbol? symbol) =>
        symbol is IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null }
        && symbol.DeclaringSyntaxReferences is [var reference] && symbol.ContainingType.StaticConstructors.All(static c => c.IsImplicitlyDeclared)
        && language.DimensionOf(symbol is IFieldSymbol field ? field.Type : ((IPropertySymbol)symbol).Type) == Quantity.Number
            ? reference.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var value } => value,
                PropertyDeclarationSyntax { Initializer.Value: var value } => value,
                PropertyDeclarationSyntax property when GetterOf(property) is (var value, var block) => SingleExpression(value, block),
                _ => null,
            }
            : null;

    // What a property that is only read gives, or the block that gives it.
    private static (ExpressionSyntax? Value, BlockSyntax? Block)? GetterOf(PropertyDeclarationSyntax property) => property switch
    {
        { ExpressionBody.Expression: var value } => (value, null),
        { AccessorList.Accessors: [var getter] } => (getter.ExpressionBody?.Expression, getter.Body),
        _ => null,
    };

    /// <summary>The value of an energy written in place: <c>0.GeV</c>, <c>Energy.Zero</c>, <c>new Energy(0)</c>; null where it is not constant.</summary>
    public double? ConstantOf(ExpressionSyntax expression)
    {
        expression = Resolve(expression);
        return expression switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Zero" } when DimensionOf(expression) is not null => 0,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GeV" or "MeV" or "TeV" or "KeV" or "Rad" or "Deg" or "Value" } access =>
                ConstantOf(access.Expression),
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var single] } when DimensionOf(expression) is not null => ConstantOf(single.Expression),
            LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression } or DefaultExpressionSyntax => 0,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation => -ConstantOf(negation.Operand),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product => ConstantOf(product.Right) is { } factor ? ConstantOf(product.Left) * factor : null,
            _ => NumberOf(expression),
        };
    }

    /// <summary>The expression without parentheses, <c>!</c> and casts between numbers.</summary>
    public static ExpressionSyntax Strip(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Strip(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Strip(inner.Operand),
        CastExpressionSyntax { Type: PredefinedTypeSyntax } inner => Strip(inner.Expression),
        _ => expression,
    };

    /// <summary>Is it no value: <c>null</c>, <c>default</c>, or an exception?</summary>
    public static bool IsNothing(ExpressionSyntax expression) => Strip(expression) is ThrowExpressionSyntax or DefaultExpressionSyntax
        or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression };

    /// <summary>
    /// What an expression stands for: locals, names in patterns, parts of tuples, properties and methods without parameters of this
    /// file are looked through; of what may be missing it is what stands behind <c>?</c>.
    /// </summary>
    public ExpressionSyntax Resolve(ExpressionSyntax expression)
    {
        while (true)
        {
            expression = Strip(expression);
            ExpressionSyntax? next = expression switch
            {
                CastExpressionSyntax cast when TypeOf(cast) is { } type && SymbolEqualityComparer.Default.Equals(type, TypeOf(cast.Expression)) => cast.Expression, // to the type that it has
                IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => DefinitionOf(model.GetSymbolInfo(expression, cancellation).Symbol, expression),
                MemberAccessExpressionSyntax access => ElementOf(access),
                ConditionalAccessExpressionSyntax access => access.WhenNotNull,
                InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: IdentifierNameSyntax } call => BodyOf(model.GetSymbolInfo(call, cancellation).Symbol),
                _ => null,
            };
            if (next is null)
            {
                return expression;
            }

            expression = next;
        }
    }

    /// <summary>What a local was given last, or what a property of this file with a single expression is defined as.</summary>
    /// <param name="symbol">The local, property or field that is only set here.</param>
    /// <param name="use">Where it is read.</param>
    public ExpressionSyntax? DefinitionOf(ISymbol? symbol, SyntaxNode use) => GivenTo(symbol, use) is var (value, place) ? place is { } part ? Part(value, part) : value : null;

    // The same; of what is given as a part of a tuple, the tuple and the place in it.
    private (ExpressionSyntax Value, int? Place)? GivenTo(ISymbol? symbol, SyntaxNode use)
    {
        if (symbol is not (ILocalSymbol or IPropertySymbol or IFieldSymbol { IsReadOnly: true }) || symbol.DeclaringSyntaxReferences is not [var reference]
            || reference.SyntaxTree != model.SyntaxTree || _lookups <= 0)
        {
            return null;
        }

        (ExpressionSyntax Value, int? Place)? given = reference.GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax declarator => symbol is IFieldSymbol ? Whole(declarator.Initializer?.Value) : LastGiven(declarator, symbol.Name, use, Whole(declarator.Initializer?.Value)),
            SingleVariableDesignationSyntax designation => LastGiven(designation, symbol.Name, use, PartOf(designation) ?? MatchedBy(designation)),
            PropertyDeclarationSyntax property when GetterOf(property) is (var value, var block) => Whole(SingleExpression(value, block)),
            _ => null,
        };

        // Only what is found can lead on to more.
        _lookups -= given is null ? 0 : 1;
        return given;
    }

    private static (ExpressionSyntax Value, int? Place)? Whole(ExpressionSyntax? value) => value is null ? null : (value, null);

    /// <summary>The one expression that a method of this file gives, extension and function inside a body included; null of any other.</summary>
    public ExpressionSyntax? BodyOf(ISymbol? symbol) => DeclarationOf(symbol as IMethodSymbol) is { } declaration ? SingleExpression(declaration.Value, declaration.Block) : null;

    /// <summary>All that a function or a property of this file may give.</summary>
    public IEnumerable<ExpressionSyntax> ReturnsOf(ISymbol? symbol) => DeclarationOf(symbol) switch
    {
        null => [],
        ({ } value, _) => [value],
        (_, var block) => block!.DescendantNodes(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>()
            .Select(static r => r.Expression).OfType<ExpressionSyntax>(),
    };

    /// <summary>What a function or a property of this file gives, or the block that gives it; null of any other.</summary>
    public (ExpressionSyntax? Value, BlockSyntax? Block)? DeclarationOf(ISymbol? symbol)
    {
        symbol = Declared(symbol);
        if (symbol?.DeclaringSyntaxReferences is not [var reference] || reference.SyntaxTree != model.SyntaxTree || _lookups <= 0)
        {
            return null;
        }

        (ExpressionSyntax? Value, BlockSyntax? Block) declaration = reference.GetSyntax(cancellation) switch
        {
            MethodDeclarationSyntax declared => (declared.ExpressionBody?.Expression, declared.Body),
            LocalFunctionStatementSyntax declared => (declared.ExpressionBody?.Expression, declared.Body),
            LambdaExpressionSyntax declared => (declared.ExpressionBody, declared.Block),
            PropertyDeclarationSyntax declared => GetterOf(declared) ?? default,
            _ => default,
        };
        if (declaration == default)
        {
            return null;
        }

        _lookups--;
        return declaration;
    }

    // Locals before the only "return" are looked through where they are read.
    private static ExpressionSyntax? SingleExpression(ExpressionSyntax? value, BlockSyntax? block) =>
        value ?? (block?.Statements.LastOrDefault() is ReturnStatementSyntax { Expression: { } returned }
            && block.Statements.All(s => s is LocalDeclarationStatementSyntax or ExpressionStatementSyntax or LocalFunctionStatementSyntax || s == block.Statements.Last()) ? returned : null);

    /// <summary>
    /// What an expression is assigned to, returned from or initializes; null where it does none of these. What may be chosen is for what the choice is for, where that has no type
    /// of its own.
    /// </summary>
    public (ITypeSymbol Type, string Name)? TargetOf(ExpressionSyntax expression)
    {
        switch (expression.Parent)
        {
            case ParenthesizedExpressionSyntax parentheses:
                return TargetOf(parentheses);
            case ConditionalExpressionSyntax choice when choice.Condition != expression && TypeOf(choice) is null:
                return TargetOf(choice);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice when TypeOf(choice) is null:
                return TargetOf(choice);
            case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } when TypeOf(choice) is null:
                return TargetOf(choice);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax or ParameterSyntax } clause:
                return model.GetDeclaredSymbol(clause.Parent!, cancellation) switch
                {
                    ILocalSymbol local => (local.Type, local.Name),
                    IFieldSymbol field => (field.Type, field.Name),
                    IPropertySymbol property => (property.Type, property.Name),
                    IParameterSymbol parameter => (parameter.Type, parameter.Name),
                    _ => null,
                };
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Right == expression:
                return TypeOf(assignment.Left) is { } type ? (type, Text(assignment.Left)) : null;
            case ArrowExpressionClauseSyntax or ReturnStatementSyntax:
                return FunctionOf(expression) switch
                {
                    IMethodSymbol { ReturnsVoid: false, IsAsync: false } method => (method.ReturnType, method.Name),
                    IPropertySymbol property => (property.Type, property.Name),
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>The function or the property whose body an expression stands in; null in a lambda, whose type is inferred from what it gives.</summary>
    public ISymbol? FunctionOf(ExpressionSyntax expression)
    {
        SyntaxNode? function = expression.Ancestors().FirstOrDefault(static n =>
            n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax);
        return function is null or AnonymousFunctionExpressionSyntax ? null : model.GetDeclaredSymbol(function, cancellation);
    }

    /// <summary>Where this file names a variable or a property, calls a function or hands it over.</summary>
    public IEnumerable<ExpressionSyntax> UsesOf(ISymbol symbol)
    {
        // A variable has no uses outside its member, and whatever else goes by its name need not be looked at.
        SyntaxNode? scope = symbol is ILocalSymbol or IParameterSymbol && symbol.DeclaringSyntaxReferences is [var reference] ? reference.GetSyntax(cancellation).FirstAncestorOrSelf<MemberDeclarationSyntax>() : null;
        return language.Uses.Of(symbol.Name, model.SyntaxTree, cancellation)
            .Where(use => (scope is null || scope.Span.Contains(use.Span)) && SymbolEqualityComparer.Default.Equals(Declared(SymbolOf(use)), symbol));
    }

    private static ISymbol? Declared(ISymbol? symbol) => ((symbol as IMethodSymbol)?.ReducedFrom ?? symbol)?.OriginalDefinition;

    /// <summary>An expression as the receiver of a member: in parentheses where it needs them.</summary>
    public static string Receiver(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax
            or ParenthesizedExpressionSyntax or ThisExpressionSyntax or ObjectCreationExpressionSyntax
            ? expression.ToString()
            : $"({expression})";

    /// <summary>An expression of few words, for a message.</summary>
    public static string Text(SyntaxNode node) => CodeNames.Excerpt(node.ToString());

    /// <summary>The name of a type as it would be written here.</summary>
    public string Text(ITypeSymbol type, SyntaxNode at) => type.ToMinimalDisplayString(model, at.SpanStart);

    /// <summary>A static member of <c>Kinematics</c> as it would be written here.</summary>
    public string Kinematics(string member, SyntaxNode at)
    {
        bool isImported = model.LookupSymbols(at.SpanStart, name: member).Any(s => SymbolEqualityComparer.Default.Equals(s.ContainingType, language.Kinematics));
        return isImported || language.Kinematics is null ? member : $"{Text(language.Kinematics, at)}.{member}";
    }

    /// <summary>The calls in this file of the function that a parameter belongs to.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="use">Where it is read: what an extension extends is a parameter of all that extends it.</param>
    public IEnumerable<Call> CallsOf(IParameterSymbol parameter, SyntaxNode use)
    {
        ISymbol? owner = parameter.ContainingSymbol;
        if (owner is INamedTypeSymbol)
        {
            SyntaxNode? member = use.Ancestors().FirstOrDefault(static n => n is MethodDeclarationSyntax or PropertyDeclarationSyntax);
            owner = member is null ? null : model.GetDeclaredSymbol(member, cancellation);
        }

        // What a lambda is called by is the name of the variable that it is kept in.
        string? name = owner is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda ? KeptIn(lambda) : owner?.Name;
        return name is null || _lookups-- <= 0
            ? []
            : language.Uses.Of(name, model.SyntaxTree, cancellation).Select(call => Call.Of(call, this)).OfType<Call>()
                .Where(call => SymbolEqualityComparer.Default.Equals(call.Definition, owner));
    }

    /// <summary>What the calls in this file hand over for a parameter.</summary>
    public IEnumerable<ExpressionSyntax> HandedOver(IParameterSymbol parameter, SyntaxNode use) => CallsOf(parameter, use).Select(call => call.Given(parameter)).OfType<ExpressionSyntax>();

    /// <summary>The parameter that an expression is, of a function of this project, of a lambda that is kept in a variable or of what extends a type; else null.</summary>
    public IParameterSymbol? ParameterOf(ExpressionSyntax expression) =>
        Strip(expression) is IdentifierNameSyntax name && model.GetSymbolInfo(name, cancellation).Symbol is IParameterSymbol parameter && parameter.ContainingSymbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda => KeptIn(lambda) is not null,
            IMethodSymbol method => method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction,
            INamedTypeSymbol type => type.IsExtension,
            _ => false,
        }
            ? parameter
            : null;

    /// <summary>The function that is called by way of a variable: the lambda or the method that it was set to; null where that is out of sight.</summary>
    public IMethodSymbol? KeptBy(ExpressionSyntax variable) =>
        Resolve(variable) is var kept and (AnonymousFunctionExpressionSyntax or NameSyntax or MemberAccessExpressionSyntax) ? model.GetSymbolInfo(kept, cancellation).Symbol as IMethodSymbol : null;

    private string? KeptIn(IMethodSymbol lambda) => lambda.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(cancellation).Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
        ? variable.Identifier.ValueText
        : null;

    /// <summary>A member and what it is read of: written before its dot or its <c>?.</c>, or what the pattern that names it looks at. Null of all else.</summary>
    public (ExpressionSyntax Owner, string Name)? MemberOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => (access.Expression, access.Name.Identifier.ValueText),
        MemberBindingExpressionSyntax binding when Call.OwnerOf(binding) is { } owner => (owner, binding.Name.Identifier.ValueText),
        IdentifierNameSyntax name when OwnerOf(name) is { } owner => (owner, name.Identifier.ValueText),
        _ => null,
    };

    // "p" of "Pt" in "p is { Pt: … }" and in "p is { Pt.InGeV: … }".
    private ExpressionSyntax? OwnerOf(IdentifierNameSyntax name)
    {
        SyntaxNode place = name;
        while (place.Parent is MemberAccessExpressionSyntax access && access.Expression == place)
        {
            place = access;
        }

        return place.Parent is BaseExpressionColonSyntax { Parent: SubpatternSyntax { Parent: PropertyPatternClauseSyntax { Parent: RecursivePatternSyntax whole } } } ? SubjectOf(whole) : null;
    }

    /// <summary>The objects of which the parameter of a lambda, or the variable of a loop, is one; or null.</summary>
    public ExpressionSyntax? ItemsOf(ExpressionSyntax item)
    {
        ISymbol? variable = Strip(item) is IdentifierNameSyntax name ? model.GetSymbolInfo(name, cancellation).Symbol : null;
        SyntaxNode? declared = variable is { DeclaringSyntaxReferences: [var reference] } ? reference.GetSyntax(cancellation) : null;
        ExpressionSyntax? objects = (variable, declared) switch
        {
            (IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }, not null) =>
                declared.FirstAncestorOrSelf<LambdaExpressionSyntax>()?.Parent?.Parent?.Parent is InvocationExpressionSyntax invocation ? Call.Receiver(invocation) : null,
            (ILocalSymbol, ForEachStatementSyntax loop) => loop.Expression,
            _ => null,
        };
        return objects is not null && language.IsObjects(TypeOf(objects)) ? objects : null;
    }

    // "x.Item2", "x.Phi": the part of a tuple that is written out somewhere.
    private ExpressionSyntax? ElementOf(MemberAccessExpressionSyntax access) => TupleOf(access) is var (tuple, place) ? Part(tuple, place) : null;

    /// <summary>The tuple that an expression is a part of, and its place there: <c>x.Item2</c>, or a variable that is given such a part. Null of all else.</summary>
    public (ExpressionSyntax Tuple, int Place)? TupleOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access when model.GetSymbolInfo(access, cancellation).Symbol is IFieldSymbol { ContainingType: { IsTupleType: true } tuple } element => (access.Expression, tuple.TupleElements.IndexOf(element)),
        IdentifierNameSyntax name when model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol local && GivenTo(local, name) is (var tuple, { } place) => (tuple, place),
        _ => null,
    };

    private ExpressionSyntax? Part(ExpressionSyntax? tuple, int place) =>
        place >= 0 && tuple is not null && Resolve(tuple) is TupleExpressionSyntax parts && place < parts.Arguments.Count ? parts.Arguments[place].Expression : null;

    // "x is { } y", "x switch { var y => … }": y is x.
    private (ExpressionSyntax Value, int? Place)? MatchedBy(SingleVariableDesignationSyntax designation) => designation.Parent switch
    {
        VarPatternSyntax pattern => Whole(SubjectOf(pattern)),
        RecursivePatternSyntax { PositionalPatternClause: null, PropertyPatternClause: null or { Subpatterns.Count: 0 } } pattern => Whole(SubjectOf(pattern)),
        DeclarationPatternSyntax pattern => Whole(SubjectOf(pattern)),
        ParenthesizedVariableDesignationSyntax { Parent: VarPatternSyntax pattern } all when SubjectOf(pattern) is { } tuple => (tuple, all.Variables.IndexOf(designation)),
        _ => null,
    };

    /// <summary>What a pattern looks at: an expression, or a member by its name in the pattern around it.</summary>
    public ExpressionSyntax? SubjectOf(PatternSyntax pattern) => pattern.Parent switch
    {
        IsPatternExpressionSyntax question => question.Expression,
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => choice.GoverningExpression,
        CasePatternSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } => choice.Expression,
        PatternSyntax outer => SubjectOf(outer),
        SubpatternSyntax { ExpressionColon.Expression: { } member, Parent: PropertyPatternClauseSyntax } => member,
        SubpatternSyntax { Parent: PositionalPatternClauseSyntax { Parent: RecursivePatternSyntax whole } clause } part => Part(SubjectOf(whole), clause.Subpatterns.IndexOf(part)),
        _ => null,
    };

    // "var (pt, phi) = (p.Pt, p.Phi);", also with a type before each name.
    private static (ExpressionSyntax Value, int? Place)? PartOf(SingleVariableDesignationSyntax designation)
    {
        (int place, SyntaxNode? assignment) = designation.Parent switch
        {
            ParenthesizedVariableDesignationSyntax { Parent: DeclarationExpressionSyntax declaration } all => (all.Variables.IndexOf(designation), declaration.Parent),
            DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax names } name } => (names.Arguments.IndexOf(name), names.Parent),
            _ => (0, null),
        };
        return assignment is AssignmentExpressionSyntax { Right: var tuple } ? (tuple, place) : null;
    }

    /// <summary>
    /// What a local has been given last where it is used, as far as the text tells: the value it was declared with, or that of the last assignment that
    /// may have been passed. An assignment in a branch counts: what is wrong after it is wrong on that path.
    /// </summary>
    private static (ExpressionSyntax Value, int? Place)? LastGiven(SyntaxNode declaration, string name, SyntaxNode use, (ExpressionSyntax Value, int? Place)? initial)
    {
        if (declaration.FirstAncestorOrSelf<BlockSyntax>() is not { } block)
        {
            return initial;
        }

        bool Is(ExpressionSyntax? target) => target is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name;
        (ExpressionSyntax Value, int? Place)? last = initial;
        foreach (SyntaxNode node in block.DescendantNodes())
        {
            (bool isGiven, (ExpressionSyntax Value, int? Place)? value) = node switch
            {
                AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: TupleExpressionSyntax { Arguments: var names } } assignment when names.IndexOf(a => Is(a.Expression)) is >= 0 and var place =>
                    (true, (assignment.Right, place)),
                AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment => (Is(assignment.Left), Whole(assignment.Right)),
                AssignmentExpressionSyntax assignment => (Is(assignment.Left), Whole(assignment)),
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } unary => (Is(unary.Operand), null),
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } unary => (Is(unary.Operand), null),
                ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None } argument => (Is(argument.Expression), null),
                _ => (false, ((ExpressionSyntax, int?)?)null),
            };
            if (!isGiven)
            {
                continue;
            }

            // What comes round again has been passed too.
            SyntaxNode? loop = node.Ancestors().TakeWhile(n => n != block).FirstOrDefault(static n => n is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax);
            if (loop?.Span.Contains(use.Span) ?? false)
            {
                return null;
            }

            if (node.Span.End <= use.SpanStart && !AreExclusive(node, use))
            {
                last = value;
            }
        }

        return last;
    }

    // In the two branches of an "if", or in two sections of a "switch".
    private static bool AreExclusive(SyntaxNode first, SyntaxNode second)
    {
        SyntaxNode? common = first.Ancestors().FirstOrDefault(a => a.Span.Contains(second.Span));
        return common switch
        {
            IfStatementSyntax branch => branch.Statement.Span.Contains(first.Span) && (branch.Else?.Span.Contains(second.Span) ?? false),
            SwitchStatementSyntax => true,
            _ => false,
        };
    }
}
