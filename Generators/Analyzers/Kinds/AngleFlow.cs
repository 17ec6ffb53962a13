using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers.Kinds;

/// <summary>Follows a difference of azimuths to where it is used: through arithmetic, locals and the project's own functions.</summary>
internal sealed class AngleFlow(Code code)
{
    // The calls that were followed into what they call, the innermost last.
    private readonly Stack<(ExpressionSyntax Expression, ISymbol Called)> _calls = new();

    private int _variables = 16;

    /// <summary>What becomes of the value of an expression.</summary>
    public AngleUse Of(ExpressionSyntax expression) => Of(expression, 1);

    // Turns: how many whole turns a turn of the difference is by now, as its half is half a one; of degrees there are 360 to a turn, which are 180/π of
    // what a turn has in rad.
    private AngleUse Of(ExpressionSyntax expression, double turns)
    {
        switch (expression.Parent)
        {
            case ParenthesizedExpressionSyntax or CastExpressionSyntax or PrefixUnaryExpressionSyntax:
                return Of((ExpressionSyntax)expression.Parent, turns);
            case ConditionalExpressionSyntax choice when choice.Condition != expression:
                return IsFolded(expression, choice, turns) ? AngleUse.Periodic : Of(choice, turns);
            case MemberAccessExpressionSyntax access when access.Expression == expression:
                return access.Name.Identifier.ValueText switch
                {
                    "Value" or "Rad" or "GetValueOrDefault" => Of(access, turns),
                    "InDegrees" => Of(access, turns * 180 / Math.PI),
                    "Deg" => Of(access, turns * Math.PI / 180),
                    _ => AngleUse.Undecided,
                };
            case BinaryExpressionSyntax binary:
                return OfBinary(binary, expression, turns);
            case IsPatternExpressionSyntax question:
                return OfPattern(question.Pattern, turns);
            case SwitchExpressionSyntax choice when choice.GoverningExpression == expression:
                AngleUse[] arms = [.. choice.Arms.Select(arm => HasTurn(arm.Expression, turns) ? AngleUse.Periodic : OfPattern(arm.Pattern, turns))];
                return arms.Contains(AngleUse.Periodic) ? AngleUse.Periodic : arms.Contains(AngleUse.Plain) ? AngleUse.Plain : AngleUse.Undecided;
            case ArgumentSyntax { Parent: TupleExpressionSyntax tuple } part:
                return OfPart(tuple, part, turns);
            case ExpressionElementSyntax { Parent: CollectionExpressionSyntax list }:
                return OfElement(list, turns);
            case InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression or (int)SyntaxKind.CollectionInitializerExpression, Parent: ExpressionSyntax list }:
                return OfElement(list, turns);
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax list }, ArgumentList.Arguments.Count: 1 } }
                when code.SymbolOf(list) is ILocalSymbol added && ElementOf(added.Type) is { } element && IsAngle(element):
                return OfHeldIn(added, Held.Element, turns);
            case InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax text }:
                return IsAngle(code.TypeOf(expression)) && !IsLeftAsItIs(text.ToString()) ? AngleUse.Plain : AngleUse.Undecided;
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation } when expression is IdentifierNameSyntax or MemberAccessExpressionSyntax && code.SymbolOf(expression) is IMethodSymbol:
                return OfAll(invocation, turns);
            case ArgumentSyntax argument:
                return OfArgument(argument, turns);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator }:
                return code.Model.GetDeclaredSymbol(declarator, code.Cancellation) is ILocalSymbol local ? OfVariable(local, turns) : OfTarget(expression);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax name } assignment when assignment.Right == expression && code.SymbolOf(name) is ILocalSymbol variable:
                return OfVariable(variable, turns);
            case LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax invocation } } lambda when lambda.Body == expression:
                return OfAll(invocation, turns);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } or EqualsValueClauseSyntax:
                return OfTarget(expression);
            case ArrowExpressionClauseSyntax or ReturnStatementSyntax:
                return OfResult(expression, uses => OfUses(uses, turns));
            default:
                return AngleUse.Undecided;
        }
    }

    // A sum, a maximum, an average of what a lambda or a helper gives for each, or that of the list of them; the order that objects are put in by it.
    private AngleUse OfAll(InvocationExpressionSyntax invocation, double turns) => Call.NameOf(invocation) switch
    {
        "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "MinBy" or "MaxBy" => AngleUse.Plain,
        "Select" when invocation.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } all } => OfAll(all, turns),
        _ => code.DimensionOf(invocation)?.TypeName is "double" or "Angle" ? Of(invocation, turns) : AngleUse.Undecided,
    };

    // "… is > 3": compared, with a whole number of half turns by whoever wraps by hand. "… is var d": another name.
    private AngleUse OfPattern(PatternSyntax pattern, double turns)
    {
        AngleUse[] uses =
        [
            .. pattern.DescendantNodesAndSelf().OfType<RelationalPatternSyntax>().Select(r => IsTurn(r.Expression, turns, isHalf: true) || IsRestOfTurn(r.Expression, turns) ? AngleUse.Periodic : AngleUse.Plain),
            .. pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>()
                .Select(name => code.Model.GetDeclaredSymbol(name, code.Cancellation) is ILocalSymbol local ? OfVariable(local, turns) : AngleUse.Undecided),
        ];
        return uses.Contains(AngleUse.Periodic) ? AngleUse.Periodic : uses.Contains(AngleUse.Plain) ? AngleUse.Plain : AngleUse.Undecided;
    }

    // "var (d, e) = (a.Phi - b.Phi, …);", or wherever else a tuple goes that it is a part of.
    private AngleUse OfPart(TupleExpressionSyntax tuple, ArgumentSyntax part, double turns) =>
        part.NameColon is { Name.Identifier.ValueText: var named } && IsLeftAsItIs(named) ? AngleUse.Undecided : OfHeld(tuple, new(tuple.Arguments.IndexOf(part)), turns);

    // What becomes of a part of a tuple, or of the elements of a list: read there, or handed out with it.
    private AngleUse OfHeld(ExpressionSyntax whole, Held held, double turns)
    {
        switch (whole.Parent)
        {
            case ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax:
                return OfHeld((ExpressionSyntax)whole.Parent, held, turns);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Right == whole:
                SyntaxNode? target = assignment.Left switch
                {
                    DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax all } => all.Variables.ElementAtOrDefault(held.Place),
                    TupleExpressionSyntax names when names.Arguments.ElementAtOrDefault(held.Place)?.Expression is var name => (name as DeclarationExpressionSyntax)?.Designation ?? (SyntaxNode?)name,
                    _ => null,
                };
                return target switch
                {
                    SingleVariableDesignationSyntax designation when code.Model.GetDeclaredSymbol(designation, code.Cancellation) is ILocalSymbol local => OfVariable(local, turns),
                    IdentifierNameSyntax name when code.SymbolOf(name) is ILocalSymbol local => OfVariable(local, turns),
                    _ => AngleUse.Undecided,
                };
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } when code.Model.GetDeclaredSymbol(declarator, code.Cancellation) is ILocalSymbol local:
                return OfHeldIn(local, held, turns);
            case MemberAccessExpressionSyntax access when access.Expression == whole:
                return held.IsElement ? access.Parent is InvocationExpressionSyntax call ? OfElements(call, turns) : AngleUse.Undecided
                    : code.TupleOf(access) is (_, var place) && place == held.Place ? Of(access, turns)
                    : AngleUse.Undecided;
            case ElementAccessExpressionSyntax element when held.IsElement && element.Expression == whole:
                return Of(element, turns);
            case ForEachStatementSyntax loop when held.IsElement && loop.Expression == whole && code.Model.GetDeclaredSymbol(loop, code.Cancellation) is { } item:
                return OfVariable(item, turns);
            case ArrowExpressionClauseSyntax or ReturnStatementSyntax:
                return OfHeldResult(whole, held, turns);
            default:
                return AngleUse.Undecided;
        }
    }

    private AngleUse OfHeldIn(ISymbol variable, Held held, double turns) =>
        _variables-- <= 0 || IsLeftAsItIs(variable.Name) ? AngleUse.Undecided : Worst(code.UsesOf(variable).Select(use => OfHeld(use, held, turns)));

    // What leaves a function that nobody here calls is taken for an angle by whoever gets it; its name may say that it is none.
    private AngleUse OfHeldResult(ExpressionSyntax whole, Held held, double turns)
    {
        if (code.TargetOf(whole) is not var (type, name) || code.FunctionOf(whole) is not { } function || _variables-- <= 0
            || IsLeftAsItIs(name) || (held.PartOf(type) is { } part && (IsLeftAsItIs(part.Name) || !IsAngle(part.Type))))
        {
            return AngleUse.Undecided;
        }

        ExpressionSyntax[] uses = [.. code.UsesOf(function)];
        AngleUse found = Worst(uses.Select(use => OfHeld(use, held, turns)));
        return found == AngleUse.Undecided && uses.Length == 0 ? AngleUse.Plain : found;
    }

    private bool IsAngle(ITypeSymbol? type) => code.Language.DimensionOf(type)?.TypeName is "double" or "Angle";

    private static ITypeSymbol? ElementOf(ITypeSymbol? list) => list switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var element] } => element,
        _ => null,
    };

    // Of all elements: the least, their sum; those that order or count them see no more of them than that.
    private AngleUse OfElements(InvocationExpressionSyntax call, double turns) => Call.NameOf(call) switch
    {
        "Sum" or "Average" or "Max" or "Min" or "First" or "Last" or "Single" or "ElementAt" when call.ArgumentList.Arguments.All(static a => a.Expression is not LambdaExpressionSyntax) => Of(call, turns),
        _ => AngleUse.Undecided,
    };

    // "[a.Phi.Value - b.Phi.Value, …]" and "list.Add(a.Phi.Value - b.Phi.Value)".
    private AngleUse OfElement(ExpressionSyntax list, double turns) => IsAngle(ElementOf(code.TypeOf(list) ?? code.Model.GetTypeInfo(list, code.Cancellation).ConvertedType)) ? OfHeld(list, Held.Element, turns) : AngleUse.Undecided;

    private AngleUse OfBinary(BinaryExpressionSyntax binary, ExpressionSyntax operand, double turns)
    {
        ExpressionSyntax other = binary.Left == operand ? binary.Right : binary.Left;
        switch (binary.Kind())
        {
            case SyntaxKind.ModuloExpression:
                return AngleUse.Periodic;
            case SyntaxKind.AddExpression or SyntaxKind.SubtractExpression:
                // "π − ||φ₁ − φ₂| − π|" and its like wrap by hand.
                return IsTurn(other, turns, isHalf: IsArgument(binary)) || IsRounded(binary, turns) ? AngleUse.Periodic : Of(binary, turns);
            case SyntaxKind.MultiplyExpression when SyntaxFactory.AreEquivalent(Code.Strip(binary.Left), Code.Strip(binary.Right)):
                return AngleUse.Plain;
            case SyntaxKind.MultiplyExpression:
                return Of(binary, turns * (RadiansOf(other) ?? 1));
            case SyntaxKind.DivideExpression:
                return Of(binary, binary.Left == operand ? turns / (RadiansOf(other) ?? 1) : turns);
            case SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression:
                if (IsSame(operand, other))
                {
                    return AngleUse.Undecided;
                }

                bool wrapsByHand = IsNumberOrAngle(operand)
                    && binary.FirstAncestorOrSelf<ConditionalExpressionSyntax>() is { } choice && (HasTurn(choice.WhenTrue, turns) || HasTurn(choice.WhenFalse, turns));
                return wrapsByHand || IsClosed(binary, operand, turns) ? AngleUse.Periodic : AngleUse.Plain;
            default:
                return AngleUse.Undecided;
        }
    }

    // "Math.Abs(a.Phi.Value - b.Phi.Value) < 1e-6": is it the same object?
    private bool IsSame(ExpressionSyntax difference, ExpressionSyntax bound) =>
        difference is InvocationExpressionSyntax magnitude && Call.NameOf(magnitude) == "Abs" && RadiansOf(bound) is > 0 and < 1e-3;

    private AngleUse OfArgument(ArgumentSyntax argument, double turns)
    {
        if (argument.Parent?.Parent is not ExpressionSyntax expression || expression is not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax))
        {
            return AngleUse.Undecided;
        }

        string name = expression is InvocationExpressionSyntax { Expression: var method } ? method.GetLastToken().ValueText : "";
        if (IsWrapping(name) || (name == "Min" && ((BaseArgumentListSyntax)argument.Parent).Arguments.Any(other => other != argument && HasTurn(other.Expression, turns))))
        {
            return AngleUse.Periodic; // the smaller of d and 2π − d is folded by hand
        }

        bool isRaw = code.DimensionOf(argument.Expression)?.TypeName == "RawAngle";
        if (Call.Of(expression, code) is not { } call)
        {
            return isRaw && expression is InvocationExpressionSyntax ? AngleUse.Plain : AngleUse.Undecided;
        }

        IMethodSymbol called = call.Method;
        if (call.IsRefused && !isRaw && called.Name is "Sin" or "Cos")
        {
            return AngleUse.Undecided; // a number where an angle is asked for: that is another rule's matter
        }

        if (called.MethodKind == MethodKind.Constructor)
        {
            return called.ContainingType.Name is "RawAngle" or "Angle" ? Of(expression, turns) : AngleUse.Undecided;
        }

        if (called.ContainingType.SpecialType == SpecialType.System_Double || Language.Is(called.ContainingType, code.Language.Math) || Language.Is(called.ContainingType, code.Language.Kinematics))
        {
            return called.Name switch
            {
                "Tan" => IsWhole(2 * turns) ? AngleUse.Periodic : AngleUse.Plain,
                "Sin" or "Cos" => IsWhole(turns) ? AngleUse.Periodic : IsWhole(2 * turns) ? OfSign(expression) : AngleUse.Plain,
                "SinCos" or "Wrap" or "IEEERemainder" or "Ieee754Remainder" => AngleUse.Periodic,
                "Abs" or "Min" or "Max" or "Round" when !isRaw => Of(expression, turns),
                "Atan2" => AngleUse.Undecided,
                _ => AngleUse.Plain,
            };
        }

        IParameterSymbol? parameter = call.Arguments.FirstOrDefault(a => a.Argument == argument).Parameter;
        return parameter is null ? AngleUse.Undecided
            : isRaw && !Call.Fits(argument.Expression, parameter.Type, code) ? AngleUse.Plain
            : called.DeclaringSyntaxReferences is [var reference] && reference.SyntaxTree == code.Model.SyntaxTree
                && called.OriginalDefinition.Parameters.ElementAtOrDefault(parameter.Ordinal) is { } definition
            ? Within((expression, call.Definition), () => OfVariable(definition, turns))
            : AngleUse.Undecided;
    }

    private AngleUse Within((ExpressionSyntax Expression, ISymbol Called) call, Func<AngleUse> use)
    {
        _calls.Push(call);
        AngleUse found = use();
        _calls.Pop();
        return found;
    }

    private static bool IsWhole(double turns) => Math.Abs(turns - Math.Round(turns)) < 1e-9;

    // The sine of half the difference changes sign with a turn: what is left of that where it is used? Its square and its magnitude do not see it,
    // nor does the product with another such sine; a name is out of sight.
    private AngleUse OfSign(ExpressionSyntax half) => half.Parent switch
    {
        ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax => OfSign((ExpressionSyntax)half.Parent),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } product =>
            code.Resolve(product.Left == half ? product.Right : product.Left).DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any() ? AngleUse.Periodic : OfSign(product),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression } => AngleUse.Plain,
        ArrowExpressionClauseSyntax or ReturnStatementSyntax => OfResult(half, uses => Worst(uses.Select(OfSign))),
        _ => AngleUse.Periodic,
    };

    private AngleUse OfVariable(ISymbol variable, double turns)
    {
        if (_variables-- <= 0)
        {
            return AngleUse.Undecided;
        }

        // A number that nothing takes up is not wrapped by anything; a RawAngle says itself what it is.
        ExpressionSyntax[] uses = [.. code.UsesOf(variable)];
        return uses.Length > 0 || variable is not ILocalSymbol { Type: var type } ? OfUses(uses, turns)
            : IsAngle(type) ? AngleUse.Plain : AngleUse.Undecided;
    }

    // Each member by itself: what one of them wraps by hand another may take for a number.
    private AngleUse OfUses(IEnumerable<ExpressionSyntax> uses, double turns) => Worst(uses.GroupBy(static use => use.FirstAncestorOrSelf<MemberDeclarationSyntax>())
        .Select(member => member.Any(use => IsWrappedByHand(use, turns)) ? AngleUse.Periodic : Worst(member.Select(use => Of(use, turns)))));

    private static AngleUse Worst(IEnumerable<AngleUse> uses)
    {
        AngleUse[] found = [.. uses];
        return found.Contains(AngleUse.Plain) ? AngleUse.Plain : found.Contains(AngleUse.Periodic) ? AngleUse.Periodic : AngleUse.Undecided;
    }

    // What a function or a property gives goes back to the call that led here, else to wherever this file asks for it.
    private AngleUse OfResult(ExpressionSyntax result, Func<IEnumerable<ExpressionSyntax>, AngleUse> ofUses)
    {
        AngleUse alone = OfTarget(result);
        if (alone != AngleUse.Plain || code.FunctionOf(result) is not { } function || function.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, code.Language.Feature)))
        {
            return alone;
        }

        if (_calls.Count > 0 && SymbolEqualityComparer.Default.Equals(_calls.Peek().Called, function))
        {
            (ExpressionSyntax Expression, ISymbol Called) call = _calls.Pop();
            AngleUse use = ofUses([call.Expression]);
            _calls.Push(call);
            return use;
        }

        if (_variables-- <= 0)
        {
            return AngleUse.Undecided;
        }

        // What nobody here asks for, and what others may ask for as well, is judged by itself.
        ExpressionSyntax[] uses = [.. code.UsesOf(function)];
        AngleUse found = ofUses(uses);
        return found == AngleUse.Undecided && (uses.Length == 0 || !IsPrivate(function)) ? alone : found;
    }

    private static bool IsPrivate(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction } || symbol.DeclaredAccessibility == Accessibility.Private
        || (symbol.ContainingType is { } type && IsPrivate(type));

    // "if (d > π) d -= 2π": the variable is held against π, or changed by a whole turn.
    private bool IsWrappedByHand(ExpressionSyntax use, double turns) => IsNumberOrAngle(use) && use.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == use && (HasTurn(assignment.Right, turns) || (assignment.IsKind(SyntaxKind.SubtractAssignmentExpression) && IsRounded(use, assignment.Right, turns))),
        BinaryExpressionSyntax binary => IsTurnBeside(use, binary, turns) || IsRounded(binary, turns),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var method, Parent: BinaryExpressionSyntax binary } call } =>
            method.GetLastToken().ValueText == "Abs" && IsTurnBeside(call, binary, turns),
        _ => false,
    };

    // Also as "-(…)".
    private static bool IsArgument(ExpressionSyntax expression) =>
        expression.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax ? IsArgument((ExpressionSyntax)expression.Parent) : expression.Parent is ArgumentSyntax;

    private bool IsTurnBeside(ExpressionSyntax operand, BinaryExpressionSyntax binary, double turns)
    {
        ExpressionSyntax other = binary.Left == operand ? binary.Right : binary.Left;
        bool isComparison = IsComparison(binary);
        return IsTurn(other, turns, isHalf: isComparison) || (isComparison && IsRestOfTurn(other, turns));
    }

    private static bool IsComparison(BinaryExpressionSyntax binary) =>
        binary.OperatorToken.Kind() is SyntaxKind.LessThanToken or SyntaxKind.LessThanEqualsToken or SyntaxKind.GreaterThanToken or SyntaxKind.GreaterThanEqualsToken;

    // "|a − b| > π ? 2π − |a − b| : |a − b|", written out three times.
    private bool IsFolded(ExpressionSyntax value, ConditionalExpressionSyntax choice, double turns)
    {
        bool IsValue(ExpressionSyntax other) => SyntaxFactory.AreEquivalent(Code.Strip(other), Code.Strip(value));
        return (HasTurn(choice.WhenTrue, turns) || HasTurn(choice.WhenFalse, turns)) && choice.Condition.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Any(comparison =>
            (IsValue(comparison.Left) && IsTurnBeside(comparison.Left, comparison, turns)) || (IsValue(comparison.Right) && IsTurnBeside(comparison.Right, comparison, turns)));
    }

    // "d < 0.4 || d > 2π - 0.4": the comparison is one of two that hold on either side of the circle.
    private bool IsClosed(BinaryExpressionSyntax comparison, ExpressionSyntax operand, double turns)
    {
        SyntaxNode condition = comparison;
        while (condition.Parent is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression or (int)SyntaxKind.LogicalAndExpression })
        {
            condition = condition.Parent;
        }

        bool IsOperand(ExpressionSyntax other) => SyntaxFactory.AreEquivalent(Code.Strip(other), Code.Strip(operand));
        return condition.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Any(other => IsComparison(other)
            && ((IsOperand(other.Left) && IsRestOfTurn(other.Right, turns)) || (IsOperand(other.Right) && IsRestOfTurn(other.Left, turns))));
    }

    // "2π - 0.4".
    private bool IsRestOfTurn(ExpressionSyntax bound, double turns) =>
        code.Resolve(bound) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } rest && HalfTurns(rest.Left, turns) is { } halves && IsWhole(halves / 2);

    // What is taken off a number of turns is the nearest whole one: "t - Round(t)", "t - Floor(t + 0.5)", "d - 2π * Round(d / 2π)".
    private bool IsRounded(BinaryExpressionSyntax binary, double turns) => binary.IsKind(SyntaxKind.SubtractExpression) && IsRounded(binary.Left, binary.Right, turns);

    private bool IsRounded(ExpressionSyntax number, ExpressionSyntax taken, double turns)
    {
        (ExpressionSyntax whole, double step) = Code.Strip(taken) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product
            ? code.NumberOf(product.Left) is { } left ? (Code.Strip(product.Right), left) : (Code.Strip(product.Left), code.NumberOf(product.Right) ?? 0)
            : (Code.Strip(taken), 1);
        return whole is InvocationExpressionSyntax { ArgumentList.Arguments: [var rounded, ..] } rounding && rounding.Expression.GetLastToken().ValueText is "Round" or "Floor" or "Ceiling" or "Truncate"
            && step != 0 && IsWhole(2 * Math.PI * turns / step) && rounded.DescendantNodes().Any(part => SyntaxFactory.AreEquivalent(part, Code.Strip(number)));
    }

    private bool IsNumberOrAngle(ExpressionSyntax expression) => code.DimensionOf(expression) is { } dimension && (dimension == Quantity.Number || dimension == Quantity.Angle);

    private AngleUse OfTarget(ExpressionSyntax expression)
    {
        if (code.TargetOf(expression) is not { } target || IsLeftAsItIs(target.Name))
        {
            return AngleUse.Undecided;
        }

        // A RawAngle says itself what it is; an azimuth need not be wrapped.
        return IsAngle(target.Type) ? AngleUse.Plain : AngleUse.Undecided;
    }

    private static bool IsLeftAsItIs(string name) => IsWrapping(name) || name.IndexOf("raw", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsWrapping(string name) =>
        name.IndexOf("wrap", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("normal", StringComparison.OrdinalIgnoreCase) >= 0
        || name.IndexOf("mpi", StringComparison.OrdinalIgnoreCase) >= 0;

    private bool HasTurn(ExpressionSyntax expression, double turns) => expression.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Any(e => IsTurn(e, turns, isHalf: false));

    // ±π, ±2π, …, also with the few digits that people type, in the unit that the angle has by now. Where that is not rad, half a turn is a number as any
    // other, as 1 is in units of π, unless it stands where one wraps. Who wraps rad by degrees has the unit wrong, which is another rule's matter.
    private bool IsTurn(ExpressionSyntax expression, double turns, bool isHalf) =>
        (HalfTurns(expression, turns) ?? (Math.Abs(turns).Equals(1) && code.NumberOf(expression) is { } degrees && IsWhole(degrees / 180) ? HalfTurns(expression, 180 / Math.PI) : null)) is { } halves && (isHalf || Math.Abs(turns).Equals(1) || IsWhole(halves / 2));

    // How many half turns a number is, up to four whole ones; null where it is not a whole number of them.
    private double? HalfTurns(ExpressionSyntax expression, double turns)
    {
        double halves = Math.Abs(RadiansOf(expression) ?? 0) / Math.PI / Math.Abs(turns);
        return halves is > 0.9 and < 8.1 && Math.Abs(halves - Math.Round(halves)) < 2e-3 ? Math.Round(halves) : null;
    }

    // A number, or an angle made of one: "180.Deg", "new Angle(Math.PI)", "2 * Half".
    private double? RadiansOf(ExpressionSyntax expression) => RadiansOf(expression, 8);

    private double? RadiansOf(ExpressionSyntax expression, int depth)
    {
        if (code.NumberOf(expression) is { } number)
        {
            return number;
        }

        ExpressionSyntax angle = code.Resolve(expression);
        if (depth <= 0 || !IsNumberOrAngle(angle))
        {
            return null;
        }

        return angle switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Rad" or "Value" } member => RadiansOf(member.Expression, depth - 1),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Deg" } member => RadiansOf(member.Expression, depth - 1) * Math.PI / 180,
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var single] } => RadiansOf(single.Expression, depth - 1),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation => -RadiansOf(negation.Operand, depth - 1),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product => RadiansOf(product.Right, depth - 1) is { } right ? RadiansOf(product.Left, depth - 1) * right : null,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient => RadiansOf(quotient.Right, depth - 1) is { } right ? RadiansOf(quotient.Left, depth - 1) / right : null,
            _ when angle != expression => code.NumberOf(angle),
            _ => null,
        };
    }

    /// <summary>Where something holds a difference: a place of a tuple, or any of the elements of a list.</summary>
    private readonly record struct Held(int Place)
    {
        public static Held Element => new(-1);

        public bool IsElement => Place < 0;

        public IFieldSymbol? PartOf(ITypeSymbol type) => (type as INamedTypeSymbol)?.IsTupleType == true && Place >= 0 ? ((INamedTypeSymbol)type).TupleElements.ElementAtOrDefault(Place) : null;
    }
}
