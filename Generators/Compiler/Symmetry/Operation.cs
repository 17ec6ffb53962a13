using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>The operations of the IR on estimates. Conditions are 1 and 0.</summary>
internal static class Operation
{
    private static readonly Estimate Unknown = new(DoubleDouble.NaN, 0);

    /// <summary>The value of a node that is no input; it does not exist for an operation that is not known here.</summary>
    public static Estimate Evaluate(Expr node, Estimate a, Estimate b, Estimate c)
    {
        if (node.Op is Op.Constant or Op.True)
        {
            return Estimate.Written(node.Number);
        }

        if (node.Op == Op.Select)
        {
            return !a.Exists ? Unknown : Holds(a) ? b : c;
        }

        bool isBinary = node.Arguments.Count > 1;
        if (!a.Exists || (isBinary && !b.Exists))
        {
            return Unknown;
        }

        double x = a.Value.High;
        switch (node.Op)
        {
            case Op.Add:
                return a + b;
            case Op.Subtract:
                return a - b;
            case Op.Multiply:
                return a * b;
            case Op.Divide:
                return a / b;
            case Op.Negate:
                return -a;
            case Op.Sqrt:
                return Estimate.Sqrt(a);
            case Op.Exp:
                return Estimate.Of(a, DoubleDouble.Exp(a.Value), Math.Exp(x));
            case Op.Log:
                return Estimate.Of(a, DoubleDouble.Log(a.Value), 1 / x);
            case Op.Sin:
                return Estimate.Of(a, DoubleDouble.SinCos(a.Value).Sin, 1);
            case Op.Cos:
                return Estimate.Of(a, DoubleDouble.SinCos(a.Value).Cos, 1);
            case Op.Tan:
                (DoubleDouble sin, DoubleDouble cos) = DoubleDouble.SinCos(a.Value);
                return Estimate.Of(a, sin / cos, 1 / (cos.High * cos.High));
            case Op.Sinh:
                return Estimate.Of(a, DoubleDouble.Sinh(a.Value), Math.Cosh(x));
            case Op.Cosh:
                return Estimate.Of(a, DoubleDouble.Cosh(a.Value), Math.Abs(Math.Sinh(x)));
            case Op.Tanh:
                return Estimate.Of(a, DoubleDouble.Sinh(a.Value) / DoubleDouble.Cosh(a.Value), 1);
            case Op.Asinh:
                return Estimate.Of(a, DoubleDouble.Asinh(a.Value), 1);
            case Op.Atanh:
                return Math.Abs(x) < 1 ? Estimate.Of(a, DoubleDouble.Atanh(a.Value), 1 / (1 - (x * x))) : Unknown;
            case Op.Acos:
                return Math.Abs(x) < 1
                    ? Estimate.Of(a, DoubleDouble.Atan2(DoubleDouble.Sqrt(1.0 - (a.Value * a.Value)), a.Value), 1 / Math.Sqrt(1 - (x * x)))
                    : Unknown;
            case Op.Atan2:
                double radius = Math.Sqrt((x * x) + (b.Value.High * b.Value.High));
                return radius <= a.Error + b.Error ? Unknown : Estimate.Rounded(DoubleDouble.Atan2(a.Value, b.Value), 1e-30 + ((a.Error + b.Error) / radius));
            case Op.Abs:
                return a with { Value = DoubleDouble.Abs(a.Value) };
            case Op.Sign:
                return Estimate.Exact(a.IsZero ? 0 : Math.Sign(x));
            case Op.Min:
                return a.Value < b.Value ? a : b;
            case Op.Max:
                return a.Value < b.Value ? b : a;
            case Op.WrapAngle:
                return Estimate.Rounded(DoubleDouble.Wrap(a.Value), a.Error + 1e-30);
            case Op.Round:
                return Estimate.Exact(Math.Round(x * Math.Pow(10, node.Number)) / Math.Pow(10, node.Number));
            case Op.Less:
                return Truth(!(b - a).IsZero && a.Value < b.Value);
            case Op.LessOrEqual:
                return Truth((b - a).IsZero || a.Value < b.Value);
            case Op.Equal:
                return Truth((b - a).IsZero);
            case Op.And:
                return Truth(Holds(a) && Holds(b));
            case Op.Or:
                return Truth(Holds(a) || Holds(b));
            case Op.Not:
                return Truth(!Holds(a));
            default:
                return Unknown;
        }
    }

    private static bool Holds(Estimate condition) => condition.Value.High > 0.5;

    private static Estimate Truth(bool holds) => Estimate.Exact(holds ? 1 : 0);
}
