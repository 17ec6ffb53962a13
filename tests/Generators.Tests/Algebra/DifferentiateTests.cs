using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Xunit;

namespace Mandelstam.Generators.Tests.Algebra;

/// <summary>Each operation's derivative, the conventions at its edges, and that neither direction grows faster than what it differentiates.</summary>
public sealed class DifferentiateTests
{
    private readonly ExprPool _pool = new();

    private Expr X => _pool.Input(Op.Column, 0);

    private Expr Y => _pool.Input(Op.Column, 1);

    [Theory]
    [InlineData(Op.Sqrt, 2.3)]
    [InlineData(Op.Exp, -0.7)]
    [InlineData(Op.Log, 0.4)]
    [InlineData(Op.Sin, 1.1)]
    [InlineData(Op.Cos, 1.1)]
    [InlineData(Op.Tan, 0.9)]
    [InlineData(Op.Sinh, -1.3)]
    [InlineData(Op.Cosh, -1.3)]
    [InlineData(Op.Tanh, 1.7)]
    [InlineData(Op.Asinh, 2.1)]
    [InlineData(Op.Atanh, 0.6)]
    [InlineData(Op.Acos, -0.3)]
    [InlineData(Op.Abs, -0.3)]
    [InlineData(Op.Sign, -0.3)]
    [InlineData(Op.WrapAngle, 7)]
    [InlineData(Op.Negate, 7)]
    public void Functions_of_one_number(Op op, double x) => AssertDifferences(op == Op.Negate ? _pool.Negate(X) : _pool.Unary(op, X), x, 0);

    [Theory]
    [InlineData(Op.Add, 1.2, -0.4)]
    [InlineData(Op.Subtract, 1.2, -0.4)]
    [InlineData(Op.Multiply, 1.2, -0.4)]
    [InlineData(Op.Divide, 1.2, -0.4)]
    [InlineData(Op.Atan2, -1.2, -0.4)]
    [InlineData(Op.Min, 1.2, -0.4)]
    [InlineData(Op.Max, 1.2, -0.4)]
    public void Functions_of_two(Op op, double x, double y) => AssertDifferences(Two(op), x, y);

    [Fact]
    public void A_square_is_a_product_of_one_number_with_itself() => AssertDifferences(_pool.Square(_pool.Add(X, Y)), 1.5, -0.2);

    /// <summary>Where the derivative jumps, or would be infinite because a length vanishes.</summary>
    [Fact]
    public void The_conventions_at_the_edges()
    {
        AssertGradient(_pool.Unary(Op.Sqrt, X), 0, 0, 0, 0);
        AssertGradient(_pool.Unary(Op.Sqrt, _pool.Add(_pool.Square(X), _pool.Square(Y))), 0, 0, 0, 0);
        AssertGradient(_pool.Unary(Op.Abs, X), 0, 0, 0, 0);
        AssertGradient(_pool.Unary(Op.Acos, X), 1, 0, 0, 0);
        AssertGradient(_pool.Unary(Op.Cos, _pool.Divide(_pool.Unary(Op.Acos, _pool.Multiply(X, Y)), _pool.Constant(3))), -1, 1, 0, 0);
        AssertGradient(_pool.Unary(Op.Cos, _pool.Divide(_pool.Unary(Op.Acos, _pool.Multiply(X, Y)), _pool.Constant(3))), 1, 1, 0, 0);
        AssertGradient(_pool.Binary(Op.Atan2, X, Y), 0, 0, 0, 0);
        AssertGradient(_pool.Binary(Op.Max, X, Y), 2, 2, 0.5, 0.5);
        AssertGradient(_pool.Binary(Op.Min, X, Y), 2, 2, 0.5, 0.5);
        AssertGradient(_pool.Unary(Op.WrapAngle, _pool.Subtract(X, Y)), Math.PI, -Math.PI, 1, -1);
        AssertGradient(_pool.Round(_pool.Multiply(_pool.Constant(3), X), 1), 0.123, 0, 3, 0);
        AssertGradient(_pool.Unary(Op.Tanh, X), 400, 0, 0, 0);
        AssertGradient(_pool.Unary(Op.Asinh, _pool.Divide(X, Y)), 1, 1e-100, 1, -1e100);
        AssertGradient(_pool.Divide(Y, _pool.Add(_pool.One, _pool.Unary(Op.Exp, X))), 760, 2, 0, 0);
    }

    /// <summary>Of a massless vector that is stored with its energy, and of a mass that is stored, nothing is a root that vanishes.</summary>
    [Fact]
    public void Where_the_mass_is_zero_there_is_a_slope()
    {
        FourVectorValue withEnergy = FourVectorValue.From(_pool, Compiler.Model.Coordinates.PtEtaPhiE, [X, _pool.Zero, _pool.Constant(0.3), Y], "photon");
        AssertGradient(withEnergy.M2, 25, 25, -50, 50);
        AssertGradient(withEnergy.E, 25, 25, 0, 1);
        Expr[] numbers = [_pool.Constant(0.2), _pool.Constant(0.5), _pool.Constant(-0.4), Y];
        AssertGradient(FourVectorValue.From(_pool, Compiler.Model.Coordinates.PxPyPzM, numbers, "a").Mass, 0, 0, 0, 1);
        AssertGradient(FourVectorValue.From(_pool, Compiler.Model.Coordinates.PtYPhiM, numbers, "b").Mass, 0, 0, 0, 1);
        AssertGradient(FourVectorValue.From(_pool, Compiler.Model.Coordinates.PtYPhiM, numbers, "b").M2, 0, -3, 0, 6);

        // One of several that is chosen, as where objects are put in order, keeps it.
        FourVectorValue one = FourVectorValue.From(_pool, Compiler.Model.Coordinates.PtYPhiM, numbers, "b"), other = FourVectorValue.From(_pool, Compiler.Model.Coordinates.PxPyPzM, [.. numbers.Take(3), _pool.Constant(5)], "c");
        FourVectorValue chosen = FourVectorValue.Select(_pool, _pool.Compare(Op.Less, X, _pool.Zero), other, one);
        AssertGradient(chosen.Mass, 1, 0, 0, 1);
        AssertGradient(FourVectorValue.Select(_pool, _pool.Compare(Op.Less, Y, _pool.One), chosen, other).Mass, 1, -2, 0, 1);
        AssertGradient(chosen.Mass, -1, 0, 0, 0);
    }

    /// <summary>A product p·q has the slope E_q p/E_p − q in p, also where p is at rest and has no direction.</summary>
    [Fact]
    public void What_is_at_rest_has_a_slope_in_each_direction()
    {
        Expr[] other = [_pool.Constant(3), _pool.Constant(-4), _pool.Constant(5), _pool.Constant(0.938)];
        FourVectorValue q = FourVectorValue.From(_pool, Compiler.Model.Coordinates.PxPyPzM, other, "q");
        FourVectorValue cartesian = FourVectorValue.From(_pool, Compiler.Model.Coordinates.PxPyPzM, [X, Y, _pool.Zero, _pool.Constant(0.5)], "p");
        AssertGradient(cartesian.Dot(q), 0, 0, -3, 4);
        AssertGradient(q.Dot(cartesian), 0, 0, -3, 4);
        FourVectorValue polar = FourVectorValue.From(_pool, Compiler.Model.Coordinates.PtEtaPhiM, [X, _pool.Constant(0.7), _pool.Constant(0.3), _pool.Constant(0.5)], "p");
        AssertGradient(polar.Dot(q), 0, 0, (4 * Math.Sin(0.3)) - (3 * Math.Cos(0.3)) - (5 * Math.Sinh(0.7)), 0);
        FourVectorValue photon = FourVectorValue.From(_pool, Compiler.Model.Coordinates.PxPyPz, [_pool.Constant(0), _pool.Constant(6), _pool.Constant(8)], "photon");
        AssertGradient(cartesian.Dot(photon), 0, 0, 0, -6);
        AssertGradient(photon.Plus(cartesian).M2, 0, 0, 0, -12);
    }

    /// <summary>What is not chosen may be infinite, or no number at all, without a trace in the derivative.</summary>
    [Fact]
    public void What_is_not_chosen_has_no_part()
    {
        Expr isPositive = _pool.Compare(Op.Less, _pool.Zero, X);
        Expr root = _pool.Unary(Op.Sqrt, X), log = _pool.Unary(Op.Log, X), inverse = _pool.Divide(_pool.One, X);
        foreach (Expr risky in new[] { root, log, inverse, _pool.Multiply(Y, inverse), _pool.Divide(Y, _pool.Square(X)), _pool.Unary(Op.Acos, _pool.Add(X, _pool.One)), _pool.Multiply(Y, _pool.Multiply(log, log)) })
        {
            Expr guarded = _pool.Select(isPositive, risky, _pool.Multiply(_pool.Constant(2), Y));
            AssertGradient(guarded, 0, 5, 0, 2);
            AssertGradient(guarded, -1, 5, 0, 2);
        }

        IReadOnlyList<Expr> derivatives = Differentiate.Reverse(_pool, [(log, _pool.Input(Op.Cotangent, 0)), (_pool.Square(X), _pool.One)], [X]);
        Assert.Equal(0, new Interpreter(_pool.Reach(derivatives), _ => 0).Run()[derivatives[0]]);
        AssertGradient(_pool.Binary(Op.Max, _pool.Unary(Op.Log, X), _pool.Constant(-5)), 0, 0, 0, 0);
    }

    /// <summary>⟨w, J v⟩ is the same number in both directions, for any expression.</summary>
    [Fact]
    public void Both_directions_agree() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(),
        seed =>
        {
            Random random = new(seed);
            ExprPool pool = new();
            List<Expr> nodes = [.. Enumerable.Range(0, 3).Select(i => pool.Input(Op.Column, i)), pool.Constant(0.75)];
            for (int i = 0; i < 40; i++)
            {
                Expr a = nodes[random.Next(nodes.Count)], b = nodes[random.Next(nodes.Count)];
                nodes.Add(random.Next(10) switch
                {
                    0 => pool.Add(a, b),
                    1 => pool.Subtract(a, b),
                    2 => pool.Multiply(pool.Unary(Op.Tanh, a), b),
                    3 => pool.Divide(a, pool.Add(pool.One, pool.Square(b))),
                    4 => pool.Unary(Op.Sin, a),
                    5 => pool.Unary(Op.Sqrt, pool.Add(pool.Square(a), pool.Square(b))),
                    6 => pool.Binary(random.Next(2) == 0 ? Op.Min : Op.Max, a, b),
                    7 => pool.Select(pool.Compare(Op.Less, a, b), b, pool.Unary(Op.Abs, a)),
                    8 => pool.Binary(Op.Atan2, a, b),
                    _ => pool.Unary(Op.Asinh, a),
                });
            }

            List<Expr> inputs = nodes[..3], roots = nodes[^4..];
            List<Expr> directions = [.. inputs.Select((_, i) => pool.Input(Op.Tangent, i))], weights = [.. roots.Select((_, i) => pool.Input(Op.Cotangent, i))];
            IReadOnlyList<Expr> forward = Differentiate.Forward(pool, roots, input => directions[input.Index]);
            IReadOnlyList<Expr> reverse = Differentiate.Reverse(pool, [.. roots.Zip(weights)], inputs);
            double[] numbers = [.. Enumerable.Range(0, 10).Select(_ => (4 * random.NextDouble()) - 2)];
            Interpreter values = new Interpreter(pool.Reach([.. forward, .. reverse, .. directions, .. weights]), input => numbers[input.Index + (input.Op switch { Op.Tangent => 3, Op.Cotangent => 6, _ => 0 })]).Run();
            double there = forward.Zip(weights).Sum(p => values[p.First] * values[p.Second]), back = reverse.Zip(directions).Sum(p => values[p.First] * values[p.Second]);

            // Two orders of summing a few hundred products in double precision.
            return Math.Abs(there - back) <= 1e-9 * forward.Zip(weights).Sum(p => 1 + Math.Abs(values[p.First] * values[p.Second]));
        }).QuickCheckThrowOnFailure();

    /// <summary>x ↦ sin(x)·x + x, again and again: a tree of 2ⁿ leaves, but n shared nodes.</summary>
    [Fact]
    public void The_result_grows_as_the_program_does()
    {
        double Growth(int depth)
        {
            ExprPool pool = new();
            Expr x = pool.Input(Op.Column, 0), y = x;
            for (int i = 0; i < depth; i++)
            {
                y = pool.Add(pool.Multiply(pool.Unary(Op.Sin, y), y), y);
            }

            int before = pool.Count;
            Differentiate.Forward(pool, [y], _ => pool.Input(Op.Tangent, 0));
            Differentiate.Reverse(pool, [(y, pool.One)], [x]);
            return (double)(pool.Count - before) / before;
        }

        Assert.InRange(Growth(100), 1, 5);
        Assert.Equal(Growth(100), Growth(3000), 0.1);
    }

    private Expr Two(Op op) => op switch
    {
        Op.Add => _pool.Add(X, Y),
        Op.Subtract => _pool.Subtract(X, Y),
        Op.Multiply => _pool.Multiply(X, Y),
        Op.Divide => _pool.Divide(X, Y),
        _ => _pool.Binary(op, X, Y),
    };

    private double[] Gradient(Expr root, double x, double y, bool isForward)
    {
        IReadOnlyList<Expr> derivatives = isForward
            ? [.. new[] { X, Y }.Select(by => Differentiate.Forward(_pool, [root], input => input == by ? _pool.One : _pool.Zero)[0])]
            : Differentiate.Reverse(_pool, [(root, _pool.One)], [X, Y]);
        Interpreter values = new Interpreter(_pool.Reach(derivatives), input => input.Index == 0 ? x : y).Run();
        return [values[derivatives[0]], values[derivatives[1]]];
    }

    private void AssertGradient(Expr root, double x, double y, double byX, double byY)
    {
        foreach (bool isForward in new[] { true, false })
        {
            double[] actual = Gradient(root, x, y, isForward);
            string message = string.Create(CultureInfo.InvariantCulture, $"{root.Op} at ({x}, {y}), forward: {isForward}: ({actual[0]}, {actual[1]}), not ({byX}, {byY})");
            Assert.True(Math.Abs(actual[0] - byX) <= 1e-14 * Math.Max(1, Math.Abs(byX)) && Math.Abs(actual[1] - byY) <= 1e-14 * Math.Max(1, Math.Abs(byY)), message);
        }
    }

    private void AssertDifferences(Expr root, double x, double y)
    {
        IReadOnlyList<Expr> nodes = _pool.Reach([root]);
        foreach (bool isForward in new[] { true, false })
        {
            double[] gradient = Gradient(root, x, y, isForward);
            for (int i = 0; i < 2; i++)
            {
                double[] At(double step) => [new Interpreter(nodes, input => input.Index == 0 ? x + (i == 0 ? step : 0) : y + (i == 1 ? step : 0)).Run()[root]];

                // A difference of fourth order in double precision is good to ten digits at its best step.
                Assert.InRange(CentralDifference.Deviations(At, [gradient[i]], 1)[0], 0, 1e-9);
            }
        }
    }
}
