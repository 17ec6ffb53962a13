using FsCheck.Fluent;
using Xunit;
using static Mandelstam.Dsl.Tests.Generators;

namespace Mandelstam.Dsl.Tests;

/// <summary>Vectors of space: momenta and their directions.</summary>
public sealed class DirectionTests
{
    private const double Rounding = 1e-15;

    [Fact]
    public void A_direction_has_length_one_and_is_that_of_the_momentum() => Particle.Check(static particle =>
    {
        FourVector<Lab> v = particle.Vector;
        Direction<Lab> direction = v.P3.Direction;
        Near.Relative(1, direction.Magnitude, 2 * Rounding);
        Near.Relative(Math.Tanh(particle.Eta), direction.Z, 1e-13);
        Near.Scaled(v.Px.Value, direction.X * v.P.Value, v.P.Value, 4 * Rounding);
    });

    [Fact]
    public void A_product_is_at_right_angles_and_as_long_as_the_sine() => Pair.Check(static pair =>
    {
        (Direction<Lab> a, Direction<Lab> b) = (pair.A.Vector.P3.Direction, pair.B.Vector.P3.Direction);
        Direction<Lab> normal = a.Cross(b);
        Near.Scaled(0, normal.Dot(a), normal.Magnitude, 4 * Rounding);
        Near.Scaled(0, normal.Dot(b), normal.Magnitude, 4 * Rounding);
        Near.Scaled(Math.Sin(a.OpeningAngle(b).Value), normal.Magnitude, 1, 4 * Rounding);
        Near.Scaled(0, (normal + b.Cross(a)).Magnitude, normal.Magnitude, 4 * Rounding);
    });

    [Fact]
    public void Axes_are_right_handed()
    {
        Direction<Lab> x = At(1, 0, 0).P3.Direction, y = At(0, 2, 0).P3.Direction, z = At(0, 0, 3).P3.Direction;
        Assert.Equal(z, x.Cross(y));
        Assert.Equal(x, y.Cross(z));
        Assert.Equal(1, x.Cross(y).Dot(z));
        Assert.Equal(Math.PI / 2, x.OpeningAngle(y).Value);
        Assert.Equal(Math.PI, x.OpeningAngle(-x).Value);
    }

    [Fact]
    public void Sums_and_multiples_are_those_of_the_components()
    {
        Momentum<Lab> a = At(1, 2, 3).P3, b = At(-2, 0, 5).P3;
        Assert.Equal(At(-1, 2, 8).P3, a + b);
        Assert.Equal(At(3, 2, -2).P3, a - b);
        Assert.Equal(At(-0.5, -1, -1.5).P3, -a / 2);
        Assert.Equal(2 * a, a * 2);
        Direction<Lab> u = At(0, 3, 4).P3.Direction, v = At(1, 0, 0).P3.Direction;
        Assert.Equal((2, 0.3, 0.4), (((u / 2) + (v * 2)).X, ((u / 2) + (v * 2)).Y, ((u / 2) + (v * 2)).Z));
        Assert.Equal("(-1, 0.6, 0.8)", (u - v).ToString());
        UpTo2<FourVector<Lab>> both = UpTo2<FourVector<Lab>>.Of(2, At(1, 2, 3), At(-2, 0, 5));
        Assert.Equal(a + b, both.Sum(j => j.P3));
        Assert.Equal(u, UpTo2<FourVector<Lab>>.Of(1, At(0, 3, 4), null).Sum(j => j.P3.Direction) + Direction<Lab>.Zero);
        Assert.Equal(Momentum<Lab>.Zero, UpTo2<FourVector<Lab>>.Of(0, null, null).Sum(j => j.P3));
    }

    [Fact]
    public void A_vector_at_rest_has_no_direction()
    {
        Assert.Equal(default, At(0, 0, 0).P3.Direction);
        Assert.Equal(0, At(0, 0, 0).P3.OpeningAngle(At(-1, -2, -3).P3).Value);
    }

    private static FourVector<Lab> At(double x, double y, double z) => FourVector.PxPyPzM<Lab>(x.GeV, y.GeV, z.GeV, 1.GeV);
}
