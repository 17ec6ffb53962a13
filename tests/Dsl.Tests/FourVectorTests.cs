using FsCheck.Fluent;
using Xunit;
using static Mandelstam.Dsl.Tests.Generators;

namespace Mandelstam.Dsl.Tests;

/// <summary>What the members of a four-vector mean: closed forms, conventions, symmetries.</summary>
public sealed class FourVectorTests
{
    /// <summary>A few roundings of 1.1e-16 each.</summary>
    private const double Rounding = 1e-14;

    [Fact]
    public void Coordinates_read_back_as_they_were_given()
    {
        var polar = FourVector.PtEtaPhiM<Lab>(new(31.234), new(-1.777), new(2.111), new(4.2));
        Assert.Equal((31.234, -1.777, 2.111), (polar.Pt.Value, polar.Eta.Value, polar.Phi.Value));
        Near.Relative(4.2, polar.Mass.Value, 2e-16);

        var cartesian = FourVector.PxPyPzE<Lab>(new(1.1), new(2.2), new(3.3), new(9.9));
        Assert.Equal((1.1, 2.2, 3.3, 9.9), (cartesian.Px.Value, cartesian.Py.Value, cartesian.Pz.Value, cartesian.E.Value));

        Assert.Equal(77.7, FourVector.PtEtaPhiE<Lab>(new(20), new(1), new(0), new(77.7)).E.Value);
    }

    [Fact]
    public void Closed_forms_of_a_simple_vector()
    {
        // p = (3, 4, 12) has pT 5 and p 13; with E = 85 the mass is 84.
        var v = FourVector.PxPyPzE<Lab>(3.GeV, 4.GeV, 12.GeV, 85.GeV);
        Assert.Equal(5, v.Pt.Value);
        Assert.Equal(13, v.P.Value);
        Assert.Equal(84 * 84, v.M2.Value);
        Assert.Equal(84, v.Mass.Value);
        Assert.Equal((84 * 84) + 25, v.Mt2.Value);
        Near.Relative(Math.Sqrt((84 * 84) + 25), v.Mt.Value, Rounding);
        Near.Relative(85.0 * 5 / 13, v.Et.Value, Rounding);
        Near.Relative(Math.Atanh(12.0 / 13), v.Eta.Value, Rounding);
        Near.Relative(Math.Atanh(12.0 / 85), v.Rapidity.Value, Rounding);
        Near.Relative(Math.Atan2(4, 3), v.Phi.Value, Rounding);
        Assert.Equal((3.0, 4.0), (v.Transverse.X.Value, v.Transverse.Y.Value));
    }

    [Fact]
    public void Factories_of_the_same_vector_agree() => Particle.Check(particle =>
    {
        FourVector<Lab> v = particle.Vector;
        var fromE = FourVector.PtEtaPhiE<Lab>(v.Pt, v.Eta, v.Phi, v.E);
        var fromY = FourVector.PtYPhiM<Lab>(v.Pt, v.Rapidity, v.Phi, v.Mass);
        var fromPM = FourVector.PxPyPzM<Lab>(v.Px, v.Py, v.Pz, v.Mass);
        double e = v.E.Value;
        Near.Relative(e, fromPM.E.Value, Rounding);
        Near.Relative(e, fromY.E.Value, Rounding);
        Near.Scaled(v.Pz.Value, fromY.Pz.Value, e, Rounding);
        Near.Scaled(v.M2.Value, fromE.M2.Value, e * e, Rounding);
        Near.Scaled(v.Eta, fromPM.Eta, 5, Rounding);
        Near.Scaled(v.Phi.Value, fromPM.Phi.Value, Math.PI, Rounding);
        Near.Scaled(v.Rapidity, fromPM.Rapidity, 5, Rounding);
    });

    [Fact]
    public void Pseudorapidity_on_the_beam_axis_is_infinite_and_of_the_null_vector_zero()
    {
        Assert.Equal(double.PositiveInfinity, FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 2.GeV, 0.GeV).Eta.Value);
        Assert.Equal(double.NegativeInfinity, FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, (-2).GeV, 1.GeV).Eta.Value);
        Assert.Equal(0, FourVector<Lab>.Zero.Eta.Value);
        Assert.Equal(0, FourVector<Lab>.Zero.Rapidity.Value);
        Assert.Equal(0, FourVector<Lab>.Zero.Et.Value);
    }

    [Fact]
    public void A_spacelike_vector_has_negative_mass()
    {
        var spacelike = FourVector.PxPyPzE<Lab>(5.GeV, 0.GeV, 0.GeV, 3.GeV);
        Assert.Equal(-16, spacelike.M2.Value);
        Assert.Equal(-4, spacelike.Mass.Value);
        Near.Relative(3, FourVector.PxPyPzM<Lab>(5.GeV, 0.GeV, 0.GeV, (-4).GeV).E.Value, Rounding);
    }

    [Fact]
    public void Dot_uses_the_metric_with_positive_time()
    {
        var a = FourVector.PxPyPzE<Lab>(1.GeV, 2.GeV, 3.GeV, 10.GeV);
        var b = FourVector.PxPyPzE<Lab>((-2).GeV, 1.GeV, 5.GeV, 20.GeV);
        Near.Relative(200 - (-2 + 2 + 15), (a * b).Value, Rounding);
        Near.Relative(a.M2.Value, (a * a).Value, Rounding);
        Near.Relative(-185, (a * -b).Value, Rounding);
    }

    [Fact]
    public void Sum_and_difference_are_componentwise_and_carry_the_mass() => Pair.Check(pair =>
    {
        (FourVector<Lab> a, FourVector<Lab> b) = (pair.A.Vector, pair.B.Vector);
        FourVector<Lab> sum = a + b;
        FourVector<Lab> difference = sum - b;
        double scale = sum.E.Value;
        Assert.Equal(a.Px + b.Px, sum.Px);
        Assert.Equal(a.E + b.E, sum.E);
        Near.Scaled(a.Pz.Value, difference.Pz.Value, scale, Rounding);
        Near.Scaled(a.M2.Value, difference.M2.Value, scale * scale, Rounding);
    });

    [Fact]
    public void Sum_over_nothing_is_the_null_vector_and_leaves_others_alone()
    {
        FourVector<Lab> v = new Polar(20, 1, 0.5, 3).Vector;
        FourVector<Lab> sum = FourVector<Lab>.AdditiveIdentity + v;
        Assert.Equal((v.Px, v.Py, v.Pz, v.E, v.M2), (sum.Px, sum.Py, sum.Pz, sum.E, sum.M2));
    }

    [Fact]
    public void Scaled_momentum_keeps_direction_bits_and_mass()
    {
        Particle.SelectMany(_ => Between(0.5, 2), (particle, factor) => (particle, factor)).Check(input =>
        {
            FourVector<Lab> v = input.particle.Vector;
            FourVector<Lab> scaled = v.ScaledMomentum(input.factor);
            Assert.Equal(input.factor * v.Pt.Value, scaled.Pt.Value);
            Assert.Equal((v.Eta, v.Phi, v.M2), (scaled.Eta, scaled.Phi, scaled.M2));
            double p = scaled.P.Value;
            Near.Relative(Math.Sqrt((p * p) + v.M2.Value), scaled.E.Value, Rounding);
        });

        var cartesian = FourVector.PxPyPzE<Lab>(3.GeV, 4.GeV, 12.GeV, 85.GeV).ScaledMomentum(2);
        Assert.Equal((6.0, 8.0, 24.0, 84.0), (cartesian.Px.Value, cartesian.Py.Value, cartesian.Pz.Value, cartesian.Mass.Value));
    }

    /// <summary>Polar or not, the opposite momentum is the same vector, with a p<sub>T</sub> that is not negative and an azimuth in (−π, π].</summary>
    [Theory]
    [InlineData(2.5)]
    [InlineData(-0.4)]
    [InlineData(0)]
    public void A_negative_factor_turns_the_momentum_around(double phi)
    {
        FourVector<Lab> polar = FourVector.PtEtaPhiM<Lab>(30.GeV, new Pseudorapidity(1.2), new Azimuth(phi), 1.7.GeV), turned = polar.ScaledMomentum(-0.5);
        FourVector<Lab> cartesian = FourVector.PxPyPzM<Lab>(polar.Px, polar.Py, polar.Pz, polar.Mass).ScaledMomentum(-0.5);
        Assert.Equal(15, turned.Pt.InGeV, 12);
        Assert.Equal(-1.2, turned.Eta.Value, 12);
        Assert.InRange(turned.Phi.Value, -Math.PI, Math.PI);
        Assert.Equal(Math.PI, Math.Abs(polar.DeltaPhi(turned).Value), 12);
        foreach ((Energy expected, Energy actual) in new[] { (-0.5 * polar.Px, turned.Px), (-0.5 * polar.Py, turned.Py), (-0.5 * polar.Pz, turned.Pz), (cartesian.E, turned.E), (polar.Mass, turned.Mass) })
        {
            Assert.Equal(expected.InGeV, actual.InGeV, 12);
        }
    }

    [Fact]
    public void Scaling_by_one_changes_nothing() => Particle.Check(particle => Assert.Equal(particle.Vector, particle.Vector.ScaledMomentum(1)));

    [Fact]
    public void Product_is_invariant_under_boosts_along_the_beam()
    {
        Pair.SelectMany(_ => Between(-3, 3), (pair, rapidity) => (pair, rapidity)).Check(input =>
        {
            (FourVector<Lab> a, FourVector<Lab> b) = (input.pair.A.Vector, input.pair.B.Vector);
            FourVector<Lab> boostedA = a.BoostedZ(input.rapidity);
            FourVector<Lab> boostedB = b.BoostedZ(input.rapidity);

            // A rounding of the components enters in proportion to the energies, in either frame.
            double scale = (a.E.Value * b.E.Value) + (boostedA.E.Value * boostedB.E.Value);
            Near.Scaled((a * b).Value, (boostedA * boostedB).Value, scale, Rounding);
            Near.Scaled(a.Rapidity + input.rapidity, boostedA.Rapidity, 10, Rounding);
            Near.Relative(a.Pt.Value, boostedA.Pt.Value, Rounding);
            Assert.Equal(a.M2, boostedA.M2);
        });
    }

    [Fact]
    public void Product_is_invariant_under_the_boost_to_a_rest_frame()
    {
        Pair.SelectMany(_ => Particle.Where(p => p.Mass > 10), (pair, parent) => (pair, parent)).Check(input =>
        {
            (FourVector<Lab> a, FourVector<Lab> b, FourVector<Lab> parent) = (input.pair.A.Vector, input.pair.B.Vector, input.parent.Vector);
            FourVector<Rest> restA = a.InRestFrameOf(parent);
            FourVector<Rest> restB = b.InRestFrameOf(parent);
            double gamma = (parent.E / parent.Mass) + 1;
            double scale = gamma * gamma * ((a.E.Value * b.E.Value) + (restA.E.Value * restB.E.Value));
            Near.Scaled((a * b).Value, (restA * restB).Value, scale, Rounding);

            double p = restA.P.Value;
            Near.Scaled(restA.E.Value, Math.Sqrt((p * p) + restA.M2.Value), gamma * a.E.Value, Rounding);
        });
    }

    [Fact]
    public void In_its_own_rest_frame_a_particle_is_at_rest() => Particle.Where(p => p.Mass > 1).Check(particle =>
    {
        FourVector<Lab> v = particle.Vector;
        FourVector<Rest> rest = v.InRestFrameOf(v);
        Near.Scaled(0, rest.P.Value, v.E.Value, Rounding);
        Near.Relative(particle.Mass, rest.E.Value, 1e-13);
    });

    [Fact]
    public void The_boost_back_to_the_laboratory_undoes_the_boost()
    {
        Particle.SelectMany(_ => Particle.Where(p => p.Mass > 10), (v, parent) => (v, parent)).Check(input =>
        {
            (FourVector<Lab> v, FourVector<Lab> parent) = (input.v.Vector, input.parent.Vector);
            FourVector<Lab> back = v.InRestFrameOf(parent).ToLab(parent);
            double gamma = (parent.E / parent.Mass) + 1;
            double scale = gamma * gamma * v.E.Value;
            Near.Scaled(v.E.Value, back.E.Value, scale, Rounding);
            Near.Scaled(v.Px.Value, back.Px.Value, scale, Rounding);
            Near.Scaled(v.Py.Value, back.Py.Value, scale, Rounding);
            Near.Scaled(v.Pz.Value, back.Pz.Value, scale, Rounding);
        });
    }

    [Fact]
    public void A_named_rest_frame_is_the_same_boost_with_another_type()
    {
        FourVector<Lab> parent = new Polar(50, 1, 2, 91.2).Vector;
        FourVector<Lab> v = new Polar(20, -0.5, 1, 0.1).Vector;
        FourVector<Rest> rest = v.InRestFrameOf(parent);
        FourVector<Rest<Z>> named = v.InRestFrameOf<Z>(parent);
        Assert.Equal((rest.Px, rest.Py, rest.Pz, rest.E), (named.Px, named.Py, named.Pz, named.E));
        Assert.Equal(rest.ToLab(parent), named.ToLab(parent));
        Assert.EndsWith("in Rest<Z>", named.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_no_rest_frame_of_a_spacelike_vector()
    {
        FourVector<Rest> rest = new Polar(10, 0, 0, 1).Vector.InRestFrameOf(FourVector.PxPyPzE<Lab>(5.GeV, 0.GeV, 0.GeV, 3.GeV));
        Assert.True(double.IsNaN(rest.Px.Value));
        Assert.True(double.IsNaN(rest.E.Value));
    }

    /// <summary>Nor does that of what is lightlike, whose boost would be infinite; and what is no number has no direction.</summary>
    [Fact]
    public void A_lightlike_parent_gives_no_number()
    {
        FourVector<Rest> rest = FourVector.PtEtaPhiM<Lab>(new(30), new(1), new(1), new(5)).InRestFrameOf(FourVector.PxPyPzE<Lab>(new(3), default, new(4), new(5)));
        Assert.True(double.IsNaN(rest.E.Value));
        Assert.True(double.IsNaN(rest.P.Value));
        Assert.True(double.IsNaN(rest.P3.Direction.Z));
        Assert.Equal(default, FourVector<Lab>.Zero.P3.Direction);
    }

    [Fact]
    public void Rotation_about_the_beam_keeps_polar_coordinates_and_turns_cartesian_ones()
    {
        FourVector<Lab> polar = new Polar(20, 1, 0.5, 3).Vector.Rotated(0.25.Rad);
        Assert.Equal((20.0, 1.0, 0.75), (polar.Pt.Value, polar.Eta.Value, polar.Phi.Value));

        FourVector<Lab> cartesian = FourVector.PxPyPzE<Lab>(1.GeV, 0.GeV, 2.GeV, 5.GeV).Rotated(90.Deg);
        Near.Scaled(0, cartesian.Px.Value, 1, Rounding);
        Near.Relative(1, cartesian.Py.Value, Rounding);
    }

    [Fact]
    public void Rounding_acts_on_each_polar_coordinate()
    {
        FourVector<Lab> v = FourVector.PtEtaPhiM<Lab>(new(25.12345), new(-1.23456), new(3.14159), new(1.7773)).Rounded(3);
        Assert.Equal((25.123, -1.235, 3.142), (v.Pt.Value, v.Eta.Value, v.Phi.Value));
        Near.Relative(1.777, v.Mass.Value, Rounding);
        Assert.Equal(v, v.Rounded(3));
    }

    [Fact]
    public void Distances_use_the_wrapped_azimuth()
    {
        FourVector<Lab> a = new Polar(20, 0.5, 3.1, 0).Vector;
        FourVector<Lab> b = new Polar(30, 0.8, -3.1, 0).Vector;
        double deltaPhi = (2 * Math.PI) - 6.2;
        Near.Relative(deltaPhi, a.DeltaPhi(b).Value, 1e-13);
        Near.Relative(-deltaPhi, b.DeltaPhi(a).Value, 1e-13);
        Near.Relative(Math.Sqrt(0.09 + (deltaPhi * deltaPhi)), a.DeltaR(b), 1e-13);
        Near.Relative(a.DeltaR(b), a.DeltaRapidityR(b), 1e-13);
    }

    [Fact]
    public void Rapidity_distance_is_boost_invariant_where_the_other_is_not()
    {
        FourVector<Lab> a = new Polar(20, 0.5, 1, 15).Vector;
        FourVector<Lab> b = new Polar(30, 1.8, 2, 5).Vector;
        (FourVector<Lab> boostedA, FourVector<Lab> boostedB) = (a.BoostedZ(1), b.BoostedZ(1));
        Near.Relative(a.DeltaRapidityR(b), boostedA.DeltaRapidityR(boostedB), 1e-13);
        Assert.True(Math.Abs(a.DeltaR(b) - boostedA.DeltaR(boostedB)) > 0.01);
    }

    [Theory]
    [InlineData(-4, 0)]
    [InlineData(4, 0)]
    [InlineData(-4, 1)]
    [InlineData(4, -1)]
    [InlineData(-4, -7)]
    [InlineData(0, -3)]
    public void A_momentum_transfer_is_boosted_like_any_vector(double pz, double energy)
    {
        FourVector<Lab> boosted = FourVector.PxPyPzE<Lab>(1.GeV, 2.GeV, pz.GeV, energy.GeV).BoostedZ(0.6);
        Near.Scaled((Math.Cosh(0.6) * pz) + (Math.Sinh(0.6) * energy), boosted.Pz.Value, 10, Rounding);
        Near.Scaled((Math.Sinh(0.6) * pz) + (Math.Cosh(0.6) * energy), boosted.E.Value, 10, Rounding);
    }

    [Fact]
    public void Text_names_the_stored_coordinates_and_the_frame()
    {
        Assert.Equal("(pt 25.5 GeV, eta 1, phi 0.5 rad, m 0 GeV) in Lab", new Polar(25.5, 1, 0.5, 0).Vector.ToString());
        Assert.Equal("(px 3 GeV, py 4 GeV, pz 12 GeV, E 85 GeV, m 84 GeV) in Lab", FourVector.PxPyPzE<Lab>(3.GeV, 4.GeV, 12.GeV, 85.GeV).ToString());
    }

    /// <summary>Names the particle of a rest frame.</summary>
    private sealed class Z;
}
