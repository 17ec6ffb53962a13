using FsCheck.Fluent;
using Xunit;
using static Mandelstam.Dsl.Tests.Generators;
using static Mandelstam.Kinematics;

namespace Mandelstam.Dsl.Tests;

/// <summary>The functions of a declaration's bodies.</summary>
public sealed class KinematicsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(Math.PI, Math.PI)]
    [InlineData(-Math.PI, Math.PI)]
    [InlineData(2 * Math.PI, 0)]
    [InlineData(3 * Math.PI, Math.PI)]
    [InlineData(-5, -5 + (2 * Math.PI))]
    [InlineData(5, 5 - (2 * Math.PI))]
    public void Wrapping_ends_above_minus_pi_and_at_pi(double difference, double expected) =>
        Assert.Equal(expected, Wrap(new RawAngle(difference)).Value, 1e-15);

    [Fact]
    public void Wrapping_never_leaves_the_range_next_to_its_ends()
    {
        foreach (double end in (double[])[-Math.PI, Math.PI, 3 * Math.PI, -3 * Math.PI])
        {
            foreach (double x in (double[])[Math.BitDecrement(end), end, Math.BitIncrement(end)])
            {
                double wrapped = Wrap(new RawAngle(x)).Value;
                Assert.True(wrapped > -Math.PI && wrapped <= Math.PI);
            }
        }
    }

    [Fact]
    public void Delta_phi_is_the_second_minus_the_first_on_the_circle() => Between(-10, 10).Two().Check(input =>
    {
        (var a, var b) = (new Azimuth(input.Item1), new Azimuth(input.Item2));
        double delta = DeltaPhi(a, b).Value;
        Assert.InRange(delta, Math.BitIncrement(-Math.PI), Math.PI);
        Near.Scaled(Math.Sin(b.Value - a.Value), Math.Sin(delta), 1, 1e-14);
        Near.Scaled(Math.Cos(b.Value - a.Value), Math.Cos(delta), 1, 1e-14);
        Near.Scaled(-delta, DeltaPhi(b, a).Value, 1, Math.Abs(delta) == Math.PI ? 7 : 1e-14);
    });

    [Fact]
    public void Delta_phi_of_close_azimuths_is_exact() =>
        Assert.Equal(1.0000001 - 1, DeltaPhi(new Azimuth(1), new Azimuth(1.0000001)).Value);

    [Fact]
    public void Magnitudes_of_azimuths_are_taken_on_the_circle()
    {
        Assert.Equal((2 * Math.PI) - 6, Abs(DeltaPhi(new Azimuth(3), new Azimuth(-3))).Value, 1e-15);
        Assert.Equal(0.25, Square((-0.5).Rad));
        Assert.Equal((2 * Math.PI) - 6, Abs(new Azimuth(6)).Value, 1e-15);
        Assert.Equal(0.5, Abs((-0.5).Rad).Value);
    }

    [Fact]
    public void Trigonometry_takes_every_kind_of_angle()
    {
        Assert.Equal(Math.Sin(0.7), Sin(new Azimuth(0.7)));
        Assert.Equal(Math.Sin(0.7), Sin(0.7.Rad));
        Assert.Equal(Math.Cos(6.7), Cos(new RawAngle(6.7)));
        Assert.Equal(Math.Cos(0.7), Cos(0.7.Rad));
    }

    [Fact]
    public void Masses_of_pairs_and_triples_are_those_of_the_sums()
    {
        Pair.SelectMany(_ => Particle, (pair, c) => (pair.A, pair.B, c)).Check(input =>
        {
            (FourVector<Lab> a, FourVector<Lab> b, FourVector<Lab> c) = (input.A.Vector, input.B.Vector, input.c.Vector);
            Assert.Equal((a + b).Mass, InvariantMass(a, b));

            // The sum goes through Cartesian components, whose roundings enter in proportion to the energy.
            double energy = (a + b + c).E.Value;
            Near.Scaled(InvariantMass(a, b, c).Squared.Value, (a + b + c).M2.Value, energy * energy, 1e-14);
        });
    }

    [Fact]
    public void Transverse_mass_has_its_closed_form()
    {
        FourVector<Lab> lepton = new Polar(40, 1.3, 0.4, 0.1).Vector;
        var met = TransverseVector.PtPhi<Lab>(30.GeV, new(2.9));
        double expected = Math.Sqrt(2 * 40 * 30 * (1 - Math.Cos(2.5)));
        Near.Relative(expected, TransverseMass(lepton, met).Value, 1e-14);
        Near.Relative(expected, TransverseMass(lepton, TransverseVector.XY<Lab>(met.X, met.Y)).Value, 1e-14);
        Assert.Equal(0, TransverseMass(lepton, default).Value);
    }

    [Fact]
    public void Transverse_mass_of_nearly_parallel_vectors_keeps_its_digits()
    {
        FourVector<Lab> lepton = new Polar(40, 0, 0.5, 0).Vector;
        double opening = (0.5 + 1e-9) - 0.5;
        var met = TransverseVector.PtPhi<Lab>(30.GeV, new(0.5 + 1e-9));
        Near.Relative(Math.Sqrt(40 * 30) * opening, TransverseMass(lepton, met).Value, 1e-14);

        // (4, 3) and (8, 6 + d): the cross product is 4 d exactly.
        var visible = FourVector.PxPyPzM<Lab>(4.GeV, 3.GeV, 7.GeV, 0.GeV);
        double d = (6 + 1e-9) - 6;
        Near.Relative(4 * d / Math.Sqrt(50), TransverseMass(visible, TransverseVector.XY<Lab>(8.GeV, (6 + d).GeV)).Value, 1e-9);
    }

    [Fact]
    public void Pseudorapidity_differences_are_signed()
    {
        FourVector<Lab> a = new Polar(40, 1.5, 0, 0).Vector;
        FourVector<Lab> b = new Polar(40, -1, 0, 0).Vector;
        Assert.Equal(-2.5, DeltaEta(a, b));
        Assert.Equal(-2.5, DeltaEta(a.Eta, b.Eta));
        Assert.Equal(2.5, DeltaR(a, b));
    }

    [Fact]
    public void Elementary_functions_keep_dimensions()
    {
        Energy root = Sqrt(new GeV2(9));
        GeV2 square = Square(3.GeV);
        GeV4 fourth = Square(new GeV2(3));
        Assert.Equal((3.0, 9.0, 9.0, 3.0), (root.Value, square.Value, fourth.Value, Sqrt(fourth).Value));
        Assert.Equal(2.GeV, Min(2.GeV, 3.GeV));
        Assert.Equal(3.GeV, Max(2.GeV, 3.GeV));
        Assert.Equal(2.GeV, Abs((-2).GeV));
        Assert.Equal((-1.0, 0.0, 1.0), (Sign((-2).GeV), Sign(0), Sign(new GeV2(3))));
        Assert.True(double.IsNaN(Sign(double.NaN)));
        Assert.Equal(Math.Cosh(1.5), Cosh(new Pseudorapidity(1.5)));
    }
}
