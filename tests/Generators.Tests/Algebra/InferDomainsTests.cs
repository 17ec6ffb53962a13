using FsCheck;
using FsCheck.Fluent;
using Mandelstam.Compiler.Algebra;
using Xunit;

namespace Mandelstam.Generators.Tests.Algebra;

/// <summary>No value that an expression takes lies outside the interval that is found for it; conditions narrow it, and cost stays bounded.</summary>
public sealed class InferDomainsTests
{
    private static readonly Domain[] _inputs = [Domain.NonNegative, Domain.Between(-Math.PI, Math.PI), Domain.Between(-2, 5), new(0, 4, Zeros.Happens, IsInteger: true)];

    private static readonly Op[] _unary =
        [Op.Negate, Op.Sqrt, Op.Exp, Op.Log, Op.Sin, Op.Cos, Op.Sinh, Op.Cosh, Op.Tanh, Op.Asinh, Op.Abs, Op.Sign, Op.WrapAngle];

    [Fact]
    public void Every_value_is_within_the_domain()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed =>
        {
            Random random = new(seed);
            ExprPool pool = new();
            List<Expr> nodes = [.. Enumerable.Range(0, _inputs.Length).Select(i => pool.Input(Op.Column, i)), pool.Constant(2), pool.Zero];
            for (int i = 0; i < 12; i++)
            {
                nodes.Add(Grow(pool, nodes, random));
            }

            InferDomains domains = new(pool, static input => _inputs[input.Index]);
            for (int k = 0; k < 20; k++)
            {
                double[] columns = [random.NextDouble() * 100, ((random.NextDouble() * 2) - 1) * Math.PI, (random.NextDouble() * 7) - 2, random.Next(5)];
                Dictionary<Expr, double> values = [];
                nodes.ForEach(node => Evaluate(node, columns, values));
                if (values.Values.Any(double.IsInfinity))
                {
                    continue; // overflow is outside of what intervals of real numbers say
                }

                foreach (Expr node in nodes)
                {
                    double value = values[node];
                    Domain domain = domains.Of(node);

                    // Rounding of the last digits.
                    double slack = 1e-9 * Math.Max(1, Math.Abs(value));
                    bool isInside = double.IsNaN(value) ? domain.MayBeNaN : value >= domain.Min - slack && value <= domain.Max + slack;
                    bool isZeroAllowed = value != 0 || domain.Zero != Zeros.Never || Math.Abs(domain.Min) < 1e-300;
                    if (!isInside || !isZeroAllowed)
                    {
                        return false;
                    }
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_condition_narrows_what_it_speaks_of()
    {
        ExprPool pool = new();
        Expr x = pool.Input(Op.Column, 2), n = pool.Input(Op.Column, 3);
        InferDomains domains = new(pool, static input => _inputs[input.Index]);
        Assert.Equal(new(-2, 5, Zeros.Crosses), domains.Of(x));
        Domain positive = domains.Of(x, [pool.Compare(Op.Less, pool.Zero, x)]);
        Assert.True(positive is { Min: > 0, Max: 5, Zero: Zeros.Never });
        Assert.Equal(2, domains.Of(n, [pool.Compare(Op.Less, pool.One, n)]).Min);
        Assert.True(domains.Of(n, [pool.Not(pool.Compare(Op.Equal, n, pool.Zero))]).Min.Equals(1));
        Assert.Equal((1, 1), (domains.Of(pool.Select(pool.Compare(Op.Less, x, pool.One), pool.One, pool.Unary(Op.Sign, x))) is { } d ? (d.Min, d.Max) : default));
        Assert.False(domains.Holds(pool.Compare(Op.Less, x, pool.Zero), [pool.Compare(Op.Less, pool.One, x)]));
        Assert.Null(domains.Holds(pool.Compare(Op.Less, x, pool.Zero), []));
    }

    /// <summary>A chain of a hundred thousand sums, and one of conditionals in conditionals: no stack is exhausted and no step is repeated.</summary>
    [Fact]
    public void A_deep_expression_is_no_harder_than_a_wide_one()
    {
        ExprPool pool = new();
        Expr x = pool.Input(Op.Column, 0), sum = x, choice = x;
        for (int i = 0; i < 100_000; i++)
        {
            sum = pool.Add(pool.Unary(Op.Abs, sum), pool.Constant(i));
        }

        int questions = 0;
        for (int i = 0; i < 2000; i++)
        {
            choice = pool.Select(pool.Compare(Op.Less, pool.Constant(i), x), pool.Add(choice, pool.Constant(i)), choice);
        }

        InferDomains domains = new(pool, _ =>
        {
            questions++;
            return Domain.NonNegative;
        });
        Assert.Equal(0.5 * 99_999 * 100_000, domains.Of(sum).Min);
        Assert.Equal(0, domains.Of(choice).Min);
        Assert.True(domains.Holds(pool.Compare(Op.LessOrEqual, pool.Zero, choice), [pool.Compare(Op.Less, pool.One, x)]));
        Assert.True(questions < 2000 * InferDomains.Effort, $"{questions}");
    }

    private static Expr Grow(ExprPool pool, List<Expr> nodes, Random random)
    {
        Expr a = nodes[random.Next(nodes.Count)], b = nodes[random.Next(nodes.Count)];
        return random.Next(9) switch
        {
            0 => pool.Add(a, b),
            1 => pool.Subtract(a, b),
            2 => pool.Multiply(a, b),
            3 => pool.Divide(a, b),
            4 => pool.Binary(random.Next(2) == 0 ? Op.Min : Op.Max, a, b),
            5 => pool.Select(pool.Compare(Op.Less, a, b), a, nodes[random.Next(nodes.Count)]),
            6 => pool.Select(pool.Not(pool.Compare(Op.Equal, a, pool.Zero)), pool.Divide(b, a), b),
            _ => pool.Unary(_unary[random.Next(_unary.Length)], a),
        };
    }

    private static double Evaluate(Expr node, double[] columns, Dictionary<Expr, double> values)
    {
        if (values.TryGetValue(node, out double known))
        {
            return known;
        }

        double At(int i) => Evaluate(node.Arguments[i], columns, values);
        bool Holds(Expr condition) => condition.Op switch
        {
            Op.True => ExprPool.IsTrue(condition),
            Op.Not => !Holds(condition.Arguments[0]),
            Op.Less => Evaluate(condition.Arguments[0], columns, values) < Evaluate(condition.Arguments[1], columns, values),
            _ => Evaluate(condition.Arguments[0], columns, values).Equals(Evaluate(condition.Arguments[1], columns, values)),
        };
        double value = node.Op switch
        {
            Op.Constant => node.Number,
            Op.Column => columns[node.Index],
            Op.Add => At(0) + At(1),
            Op.Subtract => At(0) - At(1),
            Op.Multiply => At(0) * At(1),
            Op.Divide => At(0) / At(1),
            Op.Negate => -At(0),
            Op.Sqrt => Math.Sqrt(At(0)),
            Op.Exp => Math.Exp(At(0)),
            Op.Log => Math.Log(At(0)),
            Op.Sin => Math.Sin(At(0)),
            Op.Cos => Math.Cos(At(0)),
            Op.Sinh => Math.Sinh(At(0)),
            Op.Cosh => Math.Cosh(At(0)),
            Op.Tanh => Math.Tanh(At(0)),
            Op.Asinh => Math.Asinh(At(0)),
            Op.Abs => Math.Abs(At(0)),
            Op.Sign => double.IsNaN(At(0)) ? double.NaN : Math.Sign(At(0)),
            Op.WrapAngle => Math.IEEERemainder(At(0), Math.Tau),
            Op.Min => Math.Min(At(0), At(1)),
            Op.Max => Math.Max(At(0), At(1)),
            Op.Select => Holds(node.Arguments[0]) ? At(1) : At(2),
            _ => throw new InvalidOperationException(node.Op.ToString()),
        };
        values[node] = value;
        return value;
    }
}
