using FsCheck.Fluent;
using Xunit;
using static Mandelstam.Dsl.Tests.Generators;

namespace Mandelstam.Dsl.Tests;

/// <summary>Transverse vectors and the noise that smears them.</summary>
public sealed class TransverseVectorTests
{
    [Fact]
    public void Coordinates_read_back_as_they_were_given()
    {
        var polar = TransverseVector.PtPhi<Lab>(new(31.7), new(-2.9));
        Assert.Equal((31.7, -2.9), (polar.Pt.Value, polar.Phi.Value));
        var cartesian = TransverseVector.XY<Lab>(new(3.3), new(4.4));
        Assert.Equal((3.3, 4.4), (cartesian.X.Value, cartesian.Y.Value));
        Near.Relative(5.5, cartesian.Pt.Value, 1e-15);
        Near.Relative(Math.Atan2(4, 3), cartesian.Phi.Value, 1e-15);
        Assert.Equal(0, TransverseVector<Lab>.Zero.Phi.Value);
    }

    [Fact]
    public void Arithmetic_is_that_of_the_components()
    {
        var vectors = from pt in LogBetween(0.1, 500) from phi in Between(-Math.PI, Math.PI) select TransverseVector.PtPhi<Lab>(pt.GeV, new(phi));
        vectors.Two().SelectMany(_ => Between(-2, 2), (pair, k) => (pair.Item1, pair.Item2, k)).Check(input =>
        {
            (TransverseVector<Lab> a, TransverseVector<Lab> b, double k) = input;
            Assert.Equal((a.X + b.X, a.Y + b.Y), ((a + b).X, (a + b).Y));
            Assert.Equal((a.X - b.X, a.Y - b.Y), ((a - b).X, (a - b).Y));
            Assert.Equal((k * a.X, k * a.Y), ((k * a).X, (a * k).Y));
            Assert.Equal(-a.X, (-a).X);
            double scale = a.Pt.Value * b.Pt.Value;
            Near.Scaled(scale * Math.Cos(a.DeltaPhi(b).Value), a.Dot(b).Value, scale, 1e-14);
        });
    }

    [Fact]
    public void A_negative_multiple_points_the_other_way_with_positive_magnitude()
    {
        TransverseVector<Lab> opposite = -0.5 * TransverseVector.PtPhi<Lab>(20.GeV, new(1));
        Near.Relative(10, opposite.Pt.Value, 1e-15);
        Near.Relative(1 - Math.PI, opposite.Phi.Value, 1e-15);
    }

    [Fact]
    public void Noise_smears_each_component_by_the_width()
    {
        TransverseVector<Lab> met = TransverseVector.XY<Lab>(10.GeV, 20.GeV);
        Energy width = 2.GeV;
        var g = new Noise2(0.5, -1.5);
        met = met + width * g;
        Assert.Equal((11.0, 17.0), (met.X.Value, met.Y.Value));
        Assert.Equal(5, (width * new Noise1(2.5)).Value);
    }

    [Fact]
    public void Rounding_acts_on_magnitude_and_azimuth()
    {
        TransverseVector<Lab> rounded = TransverseVector.XY<Lab>(3.GeV, 4.GeV).Rounded(3);
        Assert.Equal((5.0, 0.927), (rounded.Pt.Value, rounded.Phi.Value));
    }

    [Fact]
    public void Rotation_keeps_the_magnitude()
    {
        TransverseVector<Lab> turned = TransverseVector.XY<Lab>(3.GeV, 4.GeV).Rotated(90.Deg);
        Near.Relative(-4, turned.X.Value, 1e-15);
        Near.Relative(3, turned.Y.Value, 1e-15);
        Assert.Equal(1.5, TransverseVector.PtPhi<Lab>(3.GeV, new(1)).Rotated(0.5.Rad).Phi.Value);
    }
}
