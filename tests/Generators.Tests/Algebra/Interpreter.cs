using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Generators.Tests.Algebra;

/// <summary>Evaluates expressions in double precision, node by node: the test's own reading of what each operation means.</summary>
/// <param name="nodes">What to evaluate, arguments before what uses them.</param>
/// <param name="input">The value of an input.</param>
internal sealed class Interpreter(IReadOnlyList<Expr> nodes, Func<Expr, double> input)
{
    private readonly double[] _values = new double[nodes.Count == 0 ? 0 : nodes[^1].Id + 1];

    /// <summary>The value of a node; 1 for a condition that holds.</summary>
    public double this[Expr node] => _values[node.Id];

    /// <summary>Evaluates all nodes.</summary>
    /// <param name="at">
    /// Another evaluation, whose branch of each function that bends or jumps is kept: the same choices, signs and turns, and the distance that
    /// a rounding moved its number. The result is then a smooth function of the inputs, whose derivative there is that of the conventions.
    /// </param>
    public Interpreter Run(Interpreter? at = null)
    {
        foreach (Expr node in nodes)
        {
            _values[node.Id] = Value(node, at);
        }

        return this;
    }

    private double Value(Expr node, Interpreter? at)
    {
        double A(Interpreter i) => i._values[node.Arguments[0].Id];
        double B(Interpreter i) => i._values[node.Arguments[1].Id];
        double a = node.Arguments.Count > 0 ? A(this) : 0, b = node.Arguments.Count > 1 ? B(this) : 0;
        if (at is not null)
        {
            switch (node.Op)
            {
                case Op.Sign or >= Op.True:
                    return at._values[node.Id];
                case Op.Round or Op.WrapAngle:
                    return a + (at._values[node.Id] - A(at));
                case Op.Abs:
                    return a * Sign(A(at));
                case Op.Min or Op.Max:
                    return A(at).Equals(B(at)) ? (a + b) / 2 : (A(at) < B(at)) == (node.Op == Op.Min) ? a : b;
                case Op.Sqrt when A(at) == 0:
                    return 0;
            }
        }

        return node.Op switch
        {
            Op.Constant or Op.True => node.Number,
            Op.Add => a + b,
            Op.Subtract => a - b,
            Op.Multiply => a * b,
            Op.Divide => a / b,
            Op.Negate => -a,
            Op.Sqrt => Math.Sqrt(a),
            Op.Exp => Math.Exp(a),
            Op.Log => Math.Log(a),
            Op.Sin => Math.Sin(a),
            Op.Cos => Math.Cos(a),
            Op.Tan => Math.Tan(a),
            Op.Sinh => Math.Sinh(a),
            Op.Cosh => Math.Cosh(a),
            Op.Tanh => Math.Tanh(a),
            Op.Asinh => Math.Asinh(a),
            Op.Atanh => Math.Atanh(a),
            Op.Atan2 => Math.Atan2(a, b),
            Op.Acos => Math.Acos(a),
            Op.Abs => Math.Abs(a),
            Op.Sign => Sign(a),
            Op.Min => Math.Min(a, b),
            Op.Max => Math.Max(a, b),
            Op.WrapAngle => Kinematics.Wrap(new RawAngle(a)).Value,
            Op.Round => Math.Round(a * Math.Pow(10, node.Number)) / Math.Pow(10, node.Number),
            Op.Select => a != 0 ? b : _values[node.Arguments[2].Id],
            Op.Less => a < b ? 1 : 0,
            Op.LessOrEqual => a <= b ? 1 : 0,
            Op.Equal => a == b ? 1 : 0,
            Op.And => a * b,
            Op.Or => Math.Max(a, b),
            Op.Not => 1 - a,
            _ => input(node),
        };
    }

    private static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : 0;
}
