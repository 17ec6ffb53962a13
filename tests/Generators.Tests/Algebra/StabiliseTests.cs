using Mandelstam.Compiler.Algebra;
using Mandelstam.Events;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Algebra;

/// <summary>Differences that cancel are computed in the form that does not.</summary>
public sealed class StabiliseTests
{
    private readonly ExprPool _pool = new() { Stabilises = true };

    private Expr X => _pool.Input(Op.Column, 0);

    private Expr Y => _pool.Input(Op.Column, 1);

    [Fact]
    public void One_minus_a_cosine_is_a_square() => Assert.Same(TwiceSquared(Op.Sin, X), _pool.Subtract(_pool.One, _pool.Unary(Op.Cos, X)));

    [Fact]
    public void A_hyperbolic_cosine_minus_one_is_a_square() => Assert.Same(TwiceSquared(Op.Sinh, X), _pool.Subtract(_pool.Unary(Op.Cosh, X), _pool.One));

    [Fact]
    public void A_common_factor_stays_outside()
    {
        Expr f = _pool.Input(Op.Column, 2);
        Assert.Same(_pool.Multiply(f, TwiceSquared(Op.Sin, X)), _pool.Subtract(f, _pool.Multiply(f, _pool.Unary(Op.Cos, X))));
    }

    [Fact]
    public void A_difference_of_squares_is_a_product() => Assert.Same(
        _pool.Multiply(_pool.Subtract(X, Y), _pool.Add(X, Y)), _pool.Subtract(_pool.Square(X), _pool.Square(Y)));

    [Fact]
    public void Without_the_pass_formulas_stay_as_written()
    {
        ExprPool plain = new();
        Assert.Equal(Op.Subtract, plain.Subtract(plain.One, plain.Unary(Op.Cos, plain.Input(Op.Column, 0))).Op);
    }

    /// <summary>Plain C# gives 0 where the angle is below 1e-8, the kernel the right number.</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(1e-5)]
    [InlineData(1e-12)]
    public void Kernels_keep_the_digits_at_small_angles(double angle)
    {
        EventModel model = Model.Value;
        EventBatch batch = model.CreateBatch(1);
        batch.Column(0)[0] = (float)angle;
        batch.Column(1)[0] = 7;
        batch.Column(2)[0] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(7f) - 1);
        double x = (float)angle, sine = Math.Sin(x / 2), sinh = Math.Sinh(x / 2), b = batch.Column(2)[0];
        PerturbedEvents<double> events = model.Perturb<double>(batch, model.NominalNuisances());
        double[] expected = [2 * sine * sine, 2 * sinh * sinh, 2 * ((sine * sine) + (sinh * sinh)), (7 - b) * (7 + b)];

        // A handful of operations of double precision each.
        Assert.All(expected.Zip(events.Features), pair => Assert.Equal(pair.First, pair.Second[0], 1e-15 * Math.Abs(pair.First)));
    }

    private static Lazy<EventModel> Model { get; } = new(static () =>
    {
        (Compilation output, _) = Project.Plain.Generate(Project.Plain.Compile("""
            using static Mandelstam.Kinematics;
            [Event]
            public partial record Small
            {
                [Column("x")] public partial double X { get; init; }
                [Column("a")] public partial Energy A { get; init; }
                [Column("b")] public partial Energy B { get; init; }
                [Feature] public double F => 1 - Math.Cos(X);
                [Feature] public double G => Cosh(X) - 1;
                [Feature] public double H => Cosh(X) - Math.Cos(X);
                [Feature] public GeV2 I => A * A - B * B;
            }
            """));
        return (EventModel)GeneratorHarness.Load(output).GetType("Small")!.GetProperty("Model")!.GetValue(null)!;
    });

    private Expr TwiceSquared(Op function, Expr x) =>
        _pool.Multiply(_pool.Constant(2), _pool.Square(_pool.Unary(function, _pool.Multiply(_pool.Constant(0.5), x))));
}
