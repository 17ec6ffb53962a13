using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers.Kinds;

/// <summary>The kinds of coordinates that a call asks for, and the arguments that are of another.</summary>
internal static class Slots
{
    /// <summary>The factory's coordinates, or null for a call of anything else.</summary>
    public static Coordinates? FactoryOf(IMethodSymbol method, Language language) =>
        Language.Is(method.ContainingType, language.FourVectors) || Language.Is(method.ContainingType, language.TransverseVectors)
            ? Enum.TryParse(method.Name, out Coordinates coordinates) && coordinates != Coordinates.None ? coordinates : null
            : null;

    /// <summary>The arguments that are certainly in the wrong place.</summary>
    public static List<Misplaced> Of(Call call, Code code) => Of(call, code, null);

    /// <summary>
    /// The same, and what calls hand over to a helper that puts it where another coordinate belongs. Where the helper has another name for it too, or never gets anything else, the mistake is the helper's.
    /// </summary>
    public static List<Misplaced> Of(Call call, Code code, out List<(Call Giving, Misplaced Given)> handedOver) => Of(call, code, handedOver = []);

    private static List<Misplaced> Of(Call call, Code code, List<(Call Giving, Misplaced Given)>? handedOver)
    {
        List<Misplaced> misplaced = [];
        Coordinates? factory = FactoryOf(call.Method, code.Language);

        // The names of a factory's arguments stand in company; elsewhere a letter, or a name in a plain formula, may mean anything.
        bool isFormula = IsFunction(call.Method, code.Language);
        foreach ((ArgumentSyntax argument, IParameterSymbol parameter) in call.Arguments)
        {
            CoordinateKind slot = factory is { } coordinates && CoordinateKinds.SlotsOf(coordinates) is { } slots && parameter.Ordinal < slots.Count
                ? slots[parameter.Ordinal]
                : SlotOf(call.Method, parameter, code.Language);
            ExpressionSyntax written = factory is null ? argument.Expression : Unscaled(argument.Expression, call, code);
            if (factory is not null && HandedTo(slot, written, code) is { } handed)
            {
                handedOver?.AddRange(HandedOver(call, slot, handed, argument, code));
                continue;
            }

            ExpressionSyntax value = factory is null ? written : Meant(written, code);
            CoordinateKind found = KindReader.Of(value, code, believesNames: !isFormula && value == written);
            if (factory is not null && slot == CoordinateKind.Energy && code.ConstantOf(value) == 0 && HasMomentum(call, factory.Value, code))
            {
                misplaced.Add(new(argument, parameter, slot, CoordinateKind.Mass, argument.Expression) { IsZero = true });
            }
            else if (found == CoordinateKind.Unknown && factory is not null && WrongChoice(value, slot, call, code) is { } choice)
            {
                misplaced.Add(new(argument, parameter, slot, choice.Found, choice.Place));
            }
            else if (found != CoordinateKind.Unknown && !(factory is null && argument.Expression is IdentifierNameSyntax { Identifier.ValueText.Length: 1 })
                && (factory is not null ? IsWrongCoordinate(call, value, slot, found, code) : IsWrong(call, parameter, slot, found, code)))
            {
                misplaced.Add(new(argument, parameter, slot, found, argument.Expression));
            }
        }

        return IsQuarterTurn(misplaced, code) ? [] : misplaced;
    }

    private static IEnumerable<(Call Giving, Misplaced Given)> HandedOver(Call call, CoordinateKind slot, IParameterSymbol handed, ArgumentSyntax argument, Code code)
    {
        foreach (Call giving in code.CallsOf(handed, argument))
        {
            if (giving.Given(handed) is { Parent: ArgumentSyntax given } value && KindReader.Of(value, code, believesNames: false) is var found and not CoordinateKind.Unknown && IsWrongCoordinate(call, value, slot, found, code))
            {
                yield return (giving, new(given, handed, slot, found, value));
            }
        }
    }

    // A parameter that goes rightly by its name and type, or has no such name and is given this by one call and that by another.
    private static IParameterSymbol? HandedTo(CoordinateKind slot, ExpressionSyntax value, Code code) =>
        code.ParameterOf(value) is { } handed
        && (KindReader.OfDeclaration(handed, code.Language) is var named && named == CoordinateKind.Unknown
            ? KindReader.Of(value, code) == CoordinateKind.Unknown
            : !CoordinateKinds.Conflict(slot, named))
            ? handed
            : null;

    // What a helper gives is what is written in it.
    private static ExpressionSyntax Meant(ExpressionSyntax value, Code code) =>
        Code.Strip(value) is InvocationExpressionSyntax helper && Call.Of(helper, code) is { IsRefused: false } call && code.BodyOf(call.Method) is { } body ? Meant(body, code) : value;

    private static bool HasMomentum(Call call, Coordinates coordinates, Code code) =>
        call.Arguments.Any(a => CoordinateKinds.SlotsOf(coordinates).ElementAtOrDefault(a.Parameter.Ordinal) is >= CoordinateKind.TransverseMomentum and <= CoordinateKind.MomentumZ
            && code.ConstantOf(a.Argument.Expression) != 0);

    // "(-p.Py, p.Px)" is turned by a right angle.
    private static bool IsQuarterTurn(List<Misplaced> misplaced, Code code) =>
        misplaced is [{ Slot: CoordinateKind.MomentumX, Found: CoordinateKind.MomentumY } x, { Slot: CoordinateKind.MomentumY, Found: CoordinateKind.MomentumX } y]
        && Boosts.IsNegative(x.Place, code) != Boosts.IsNegative(y.Place, code);

    // One arm of a choice is of another kind than the place asks for, and the others are not.
    private static (ExpressionSyntax Place, CoordinateKind Found)? WrongChoice(ExpressionSyntax value, CoordinateKind slot, Call call, Code code)
    {
        IEnumerable<ExpressionSyntax> arms = Code.Strip(value) switch
        {
            ConditionalExpressionSyntax choice => [choice.WhenTrue, choice.WhenFalse],
            SwitchExpressionSyntax choice => choice.Arms.Select(static arm => arm.Expression),
            _ => [],
        };
        foreach (ExpressionSyntax arm in arms)
        {
            ExpressionSyntax coordinate = Unscaled(arm, call, code);
            CoordinateKind found = KindReader.Of(coordinate, code);
            (ExpressionSyntax, CoordinateKind)? wrong = found == CoordinateKind.Unknown ? WrongChoice(coordinate, slot, call, code)
                : IsWrongCoordinate(call, coordinate, slot, found, code) ? (arm, found)
                : null;
            if (wrong is not null)
            {
                return wrong;
            }
        }

        return null;
    }

    private static bool IsWrongCoordinate(Call call, ExpressionSyntax value, CoordinateKind slot, CoordinateKind found, Code code) =>
        CoordinateKinds.Conflict(slot, found) && !IsDegenerate(call, slot, found, code) && !IsOfMassless(value, code)
        && !(found == CoordinateKind.Mass && CoordinateKinds.IsEnergy(slot) && IsHalf(value, code));

    // Of what decays into two each has half the mass as its energy, and if they are massless as its momentum.
    private static bool IsHalf(ExpressionSyntax mass, Code code) => code.Resolve(mass) switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negation => IsHalf(negation.Operand, code),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } ratio => code.NumberOf(ratio.Right) is 2 or -2,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product => (code.NumberOf(product.Left) ?? code.NumberOf(product.Right)) is 0.5 or -0.5,
        _ => false,
    };

    // The strength of a nuisance is a scale, and so is what multiplies a coordinate that is right; any other factor may be the sine of some angle.
    private static ExpressionSyntax Unscaled(ExpressionSyntax value, Call call, Code code)
    {
        if (Code.Strip(value) is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product || code.NumberOf(product.Left) is not null || code.NumberOf(product.Right) is not null)
        {
            return value;
        }

        return IsScale(product.Left) ? product.Right : IsScale(product.Right) ? product.Left : value;

        bool IsScale(ExpressionSyntax factor) => code.DimensionOf(factor) == Quantity.Number && (IsStrength(factor, code) || call.Arguments.Any(other => Scales(factor, other.Argument, other.Parameter)));

        bool Scales(ExpressionSyntax factor, ArgumentSyntax other, IParameterSymbol parameter) =>
            !other.Span.Contains(value.Span) && Code.Strip(other.Expression) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } scaled
            && (SyntaxFactory.AreEquivalent(Code.Strip(scaled.Left), Code.Strip(factor)) ? scaled.Right : SyntaxFactory.AreEquivalent(Code.Strip(scaled.Right), Code.Strip(factor)) ? scaled.Left : null) is { } coordinate
            && FactoryOf(call.Method, code.Language) is { } coordinates && KindReader.Of(coordinate, code) == CoordinateKinds.SlotsOf(coordinates).ElementAtOrDefault(parameter.Ordinal);
    }

    private static bool IsStrength(ExpressionSyntax factor, Code code) => code.ParameterOf(factor) is { ContainingSymbol: IMethodSymbol variation }
        && variation.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, code.Language.Nuisance));

    private static CoordinateKind SlotOf(IMethodSymbol method, IParameterSymbol parameter, Language language)
    {
        if (method.MethodKind == MethodKind.Constructor && language.QuantityOf(method.ContainingType) is { } made)
        {
            return made is { Power: 1 } ? CoordinateKind.Energy : made.Kind;
        }

        // Sin and Cos, and what of them is hyperbolic: the one takes an angle, the other a rapidity. Tanh takes whatever is to be bounded.
        bool isFunction = IsFunction(method, language);
        if (isFunction && method.Name is "Sin" or "Cos" or "Tan")
        {
            return CoordinateKind.Angle;
        }

        if (language.QuantityOf(parameter.Type) is { } quantity)
        {
            return quantity.Kind;
        }

        return isFunction && method.Name is "Sinh" or "Cosh" ? CoordinateKind.Rapidity
            : !isFunction && parameter.Name.Length > 1 && Language.IsReal(parameter.Type) && method.DeclaringSyntaxReferences.Length > 0 ? CoordinateKinds.OfName(parameter.Name)
            : CoordinateKind.Unknown;
    }

    private static bool IsFunction(IMethodSymbol method, Language language) =>
        Language.Is(method.ContainingType, language.Math) || Language.Is(method.ContainingType, language.Kinematics);

    // Outside the factories a slot is wide: any energy is an energy, an angle may be a place on the circle.
    private static bool IsWrong(Call call, IParameterSymbol parameter, CoordinateKind slot, CoordinateKind found, Code code)
    {
        bool isTyped = code.Language.QuantityOf(parameter.Type) is not null && !IsFunction(call.Method, code.Language);
        return slot switch
        {
            CoordinateKind.Unknown => false,
            CoordinateKind.Angle when isTyped => found is CoordinateKind.Azimuth or CoordinateKind.Pseudorapidity or CoordinateKind.Rapidity && call.IsRefused,
            CoordinateKind.Angle => found is CoordinateKind.Pseudorapidity or CoordinateKind.Rapidity || (CoordinateKinds.IsEnergy(found) && !call.IsRefused),
            CoordinateKind.Azimuth when !isTyped => !CoordinateKinds.IsAngle(found),
            _ when isTyped => found != slot,
            CoordinateKind.Pseudorapidity or CoordinateKind.Rapidity when call.Method.MethodKind == MethodKind.Constructor =>
                found != slot && !(call.Arguments is [var (only, _)] && IsOfMassless(only.Expression, code)),
            CoordinateKind.Pseudorapidity when found == CoordinateKind.Rapidity => call.IsRefused,
            CoordinateKind.Pseudorapidity or CoordinateKind.Rapidity => CoordinateKinds.IsAngle(found) || (CoordinateKinds.IsEnergy(found) && !call.IsRefused),
            _ => !CoordinateKinds.IsEnergy(found),
        };
    }

    // The rapidity of what has no mass is its pseudorapidity.
    private static bool IsOfMassless(ExpressionSyntax rapidity, Code code) => code.Resolve(rapidity) switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Eta" or "Rapidity" } access => Masses.Of(access.Expression, code) == Massiveness.Massless,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" } number => IsOfMassless(number.Expression, code),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var only] } => IsOfMassless(only.Expression, code),
        _ => false,
    };

    // Where momenta vanish, kinds fall together: E = m at rest, E = |pz| of a beam, pT = |p| and E = mT, or pT of what is massless, in the transverse plane.
    private static bool IsDegenerate(Call call, CoordinateKind slot, CoordinateKind found, Code code)
    {
        static bool IsTransverse(CoordinateKind kind) => kind is CoordinateKind.TransverseMass or CoordinateKind.TransverseMomentum;
        bool IsZero(int ordinal) => call.Arguments.Any(a => a.Parameter.Ordinal == ordinal && code.ConstantOf(a.Argument.Expression) == 0);
        switch (slot)
        {
            case CoordinateKind.Energy when call.Method.Name == "PxPyPzE":
                return (IsTransverse(found) && IsZero(2)) || (IsZero(0) && IsZero(1) && (found == CoordinateKind.MomentumZ || (found == CoordinateKind.Mass && IsZero(2))));
            case CoordinateKind.Energy:
                return IsTransverse(found) && IsZero(1);
            case CoordinateKind.Mass:
                return found == CoordinateKind.Energy && IsZero(0) && (call.Method.Name != "PxPyPzM" || (IsZero(1) && IsZero(2)));
            case CoordinateKind.MomentumZ:
                return IsZero(0) && IsZero(1) && found is CoordinateKind.Energy or CoordinateKind.Momentum;
            case CoordinateKind.TransverseMomentum:
                return found is CoordinateKind.Energy or CoordinateKind.Momentum && IsZero(1) && call.Method.Name != "PtPhi";
            default:
                return false;
        }
    }
}
