using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>Writes nodes as operations on lanes <c>TSingle</c> or <c>TDouble</c>.</summary>
/// <param name="plan">Says which; null where all are of double precision.</param>
/// <param name="names">The temporaries of the loop, by node and precision.</param>
/// <param name="lows">What float32 leaves of factors, by node.</param>
internal sealed class LaneExpressions(KernelPlan? plan, LaneNames names, IReadOnlyDictionary<int, string>? lows = null)
{
    /// <summary>The name of the lanes.</summary>
    public static string Lanes(bool isDouble) => isDouble ? "TDouble" : "TSingle";

    /// <summary>A value of one precision in the other one.</summary>
    /// <param name="node">What it is.</param>
    /// <param name="value">Its text.</param>
    /// <param name="toDouble">The precision that is wanted.</param>
    public static string Convert(Expr node, string value, bool toDouble) =>
        $"TDouble.{(toDouble ? "Widen" : "Narrow")}{(node.IsCondition ? "Condition" : "")}({value})";

    /// <summary>A node where it is used: its name, or its definition in place.</summary>
    public string Use(Expr node, bool isDouble)
    {
        if (names[node, isDouble] is { } name)
        {
            return name;
        }

        bool isOwn = node.IsLeaf || IsDouble(node) == isDouble;
        string definition = Definition(node, node.IsLeaf ? isDouble : IsDouble(node), inPlace: true);
        return isOwn ? definition : Convert(node, definition, isDouble);
    }

    /// <summary>The definition of a temporary.</summary>
    public string Define(Expr node) => Definition(node, IsDouble(node), inPlace: false);

    /// <summary>The definition of the sine and the cosine of an angle.</summary>
    public string DefineSinCos(Expr sin, string cos)
    {
        bool isDouble = IsDouble(sin);
        return plan?.Turned(sin) is not null ? Turn(sin, "out TSingle " + cos) : plan?.IsOfAngleInSteps(sin) == true
            ? $"{Math(false)}SinCosOfSteps({Use(sin.Arguments[0].Arguments[0], false)}, {Reduction(sin.Arguments[0].Index, System.Math.PI / 2)}, out TSingle {cos})"
            : $"{Math(isDouble)}SinCos({Use(sin.Arguments[0], isDouble)}, out {Lanes(isDouble)} {cos})";
    }

    /// <summary>The definition of a number of steps.</summary>
    /// <param name="steps">The node.</param>
    /// <param name="rest">The name of what was rounded off; null where it is not needed.</param>
    public string DefineSteps(Expr steps, string? rest)
    {
        string scale = CSharp.Number(System.Math.Pow(10, steps.Number)), result = rest is null ? "out _" : "out TSingle " + rest;
        if (plan?.ScaledNumber(steps) is { } scaled)
        {
            return $"{Math(false)}StepsOfProduct({Use(scaled.Exact, false)}, {Use(scaled.Factor, false)}, {lows![scaled.Factor.Id]}, {scale}, {result})";
        }

        return plan is null || plan.IsGuarded(steps) || plan.Exactness.IsExact(steps.Arguments[0])
            ? $"{Math(false)}Steps({Use(steps.Arguments[0], false)}, {scale}, {result})"
            : $"TDouble.Narrow({Math(true)}Steps({Use(steps.Arguments[0], true)}, {scale}))";
    }

    // Constants by which an angle in steps is reduced: the interval's first 20 bits, of which float32 holds small multiples, and the rest; the step in two parts.
    private static string Reduction(int decimals, double interval)
    {
        double scale = System.Math.Pow(10, decimals), steps = interval * scale, unit = (double)(float)(1 / scale);
        double bit = System.Math.Pow(2, System.Math.Ceiling(System.Math.Log(steps, 2)) - 20), high = System.Math.Floor(steps / bit) * bit;
        return string.Join(", ", new[] { 1 / steps, high, steps - high, unit, (1 / scale) - unit }.Select(CSharp.Number));
    }

    private bool IsDouble(Expr node) => plan?.IsDouble(node) ?? true;

    private static string Math(bool isDouble) => $"__Simd::{(isDouble ? "DoubleMath<TDouble>" : "SingleMath<TSingle>")}.";

    private string Definition(Expr node, bool isDouble, bool inPlace)
    {
        string lanes = Lanes(isDouble) + ".";
        string A() => Use(node.Arguments[0], isDouble);
        string B() => Use(node.Arguments[1], isDouble);
        string Infix(string sign) => inPlace ? $"({A()} {sign} {B()})" : $"{A()} {sign} {B()}";
        string And(string left, string right) => inPlace ? $"({left} & {right})" : $"{left} & {right}";
        string Call(string type) => $"{type}{node.Op}({string.Join(", ", node.Arguments.Select(a => Use(a, isDouble)))})";
        return node.Op switch
        {
            Op.Constant => $"{lanes}All({CSharp.Number(node.Number)})",
            Op.True => $"{lanes}{(node.Number != 0 ? "Equal" : "Less")}({lanes}All(0.0), {lanes}All(0.0))",
            Op.Add when Product(node.Arguments[0], isDouble) is { } product && Product(node.Arguments[1], isDouble) is null => $"{lanes}MultiplyAdd({product}, {B()})",
            Op.Add when Product(node.Arguments[1], isDouble) is { } product && Product(node.Arguments[0], isDouble) is null => $"{lanes}MultiplyAdd({product}, {A()})",
            Op.Add => Infix("+"),
            Op.Subtract when Product(node.Arguments[1], isDouble) is { } product && Product(node.Arguments[0], isDouble) is null => product[0] == '-'
                ? $"{lanes}MultiplyAdd({Minus(product)}, {A()})"
                : $"{lanes}MultiplyAddNegated({product}, {A()})",
            Op.Subtract => Infix("-"),
            Op.Multiply => Infix("*"),
            Op.Divide => Infix("/"),
            Op.Negate => Minus(A()),
            Op.Select when IsZero(node.Arguments[2]) => And(A(), B()),
            Op.Select when IsZero(node.Arguments[1]) => And("~" + A(), Use(node.Arguments[2], isDouble)),
            Op.Sqrt or Op.Abs or Op.Min or Op.Max or Op.Select or Op.Less or Op.LessOrEqual or Op.Equal => Call(lanes),
            Op.Sin when plan?.Turned(node) is not null => Turn(node, "out _"),
            Op.Cos when plan?.Turned(node) is { } turned => $"{Math(false)}TurnedCos({Angle(turned)})",
            Op.Sin or Op.Cos when plan?.IsOfAngleInSteps(node) == true =>
                $"{Math(false)}{node.Op}OfSteps({Use(node.Arguments[0].Arguments[0], false)}, {Reduction(node.Arguments[0].Index, node.Op == Op.Sin ? System.Math.PI : System.Math.PI / 2)})",
            Op.Sin or Op.Cos or Op.Tan or Op.Exp or Op.Log or Op.Sinh or Op.Cosh or Op.Tanh or Op.Asinh or Op.Atanh or Op.Acos or Op.Atan2 or Op.Sign =>
                Call(Math(isDouble)),
            Op.Steps => DefineSteps(node, null),
            Op.OfSteps => $"{Math(isDouble)}OfSteps({A()}, {CSharp.Number(System.Math.Pow(10, node.Number))})",
            Op.WrapAngle when plan?.IsOfAngleInSteps(node) == true =>
                $"{Math(false)}WrapSteps({Use(node.Arguments[0].Arguments[0], false)}, {Reduction(node.Arguments[0].Index, 2 * System.Math.PI)})",
            Op.WrapAngle => $"{Math(isDouble)}Wrap({A()})",
            Op.Round => $"{Math(isDouble)}Round({A()}, {CSharp.Number(System.Math.Pow(10, node.Number))})",
            Op.And => And(A(), B()),
            Op.Or when Opposite(node, isDouble) is { } opposite => "~" + opposite,
            Op.Or => Infix("|"),
            Op.Not => "~" + A(),
            _ => throw new ArgumentException($"{node.Op} is an input, not an operation.", nameof(node)),
        };
    }

    // The opposite of a condition that is written in place and made of opposites: a number of them are turned around at once, together.
    private string? Opposite(Expr node, bool isDouble) => node.Op switch
    {
        Op.Not => Use(node.Arguments[0], isDouble),
        Op.Or when OppositeInPlace(node.Arguments[0], isDouble) is { } a && OppositeInPlace(node.Arguments[1], isDouble) is { } b => $"({a} & {b})",
        _ => null,
    };

    private string? OppositeInPlace(Expr node, bool isDouble) =>
        names[node, isDouble] is null && IsDouble(node) == isDouble && plan?.IsHoisted(node) != true ? Opposite(node, isDouble) : null;

    private string Turn(Expr function, string cos) => $"{Math(false)}Turn({Angle(plan!.Turned(function)!.Value)}, {cos})";

    // The sine and cosine of a rounded angle, and what was rounded off, in radians.
    private string Angle((Expr Sin, Expr Cos, Expr Off) turned) =>
        $"{Use(turned.Sin, false)}, {Use(turned.Cos, false)}, {Use(turned.Off, false)} * TSingle.All({CSharp.Number(System.Math.Pow(10, -turned.Off.Arguments[0].Number))})";

    // The zero that has no bit set: a condition leaves it where it does not hold.
    private static bool IsZero(Expr node) => node.Op == Op.Constant && BitConverter.DoubleToInt64Bits(node.Number) == 0;

    // Two signs next to each other would be a decrement: they cancel.
    private static string Minus(string text) => text[0] == '-' ? text.Substring(1) : "-" + text;

    // The factors of a product that is written in place: a sum with it is rounded once. A sum of two products is not fused, so that
    // a·b − c·d is zero where the products are equal.
    private string? Product(Expr node, bool isDouble) =>
        node.Op == Op.Multiply && IsDouble(node) == isDouble && plan?.IsHoisted(node) != true && names[node, isDouble] is null
            ? $"{Use(node.Arguments[0], isDouble)}, {Use(node.Arguments[1], isDouble)}"
            : null;
}
