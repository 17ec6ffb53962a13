using System.Globalization;
using Xunit;

namespace Mandelstam.Dsl.Tests;

/// <summary>Velocities and three-momenta.</summary>
public sealed class VelocityTests
{
    private static readonly FourVector<Lab> _body = FourVector.PxPyPzM<Lab>(3.GeV, (-4).GeV, 12.GeV, 5.GeV);
    private static readonly FourVector<Lab> _particle = FourVector.PtEtaPhiM<Lab>(30.GeV, new(1.2), new(-0.7), 2.GeV);

    /// <summary>One kernel stands behind both names: the bits agree.</summary>
    [Fact]
    public void A_velocity_takes_where_its_type_says()
    {
        FourVector<Rest> there = _particle.Boost(-_body.Velocity);
        Assert.Equal(_particle.InRestFrameOf(_body), there);
        Assert.Equal(there.ToLab(_body), there.Boost(_body.Velocity));
        FourVector<Rest<VelocityTests>> named = _particle.Boost(-_body.VelocityOf<VelocityTests>());
        Assert.Equal(_particle.InRestFrameOf<VelocityTests>(_body), named);
        Assert.Equal(named.ToLab(_body), named.Boost(_body.VelocityOf<VelocityTests>()));
    }

    [Fact]
    public void A_body_boosted_by_its_own_velocity_comes_from_rest()
    {
        FourVector<Rest> atRest = FourVector.PxPyPzM<Rest>(0.GeV, 0.GeV, 0.GeV, 5.GeV);
        FourVector<Lab> moving = atRest.Boost(_body.Velocity);
        foreach ((double expected, double found) in new[]
        {
            (3, moving.Px.Value), (-4, moving.Py.Value), (12, moving.Pz.Value), (_body.E.Value, moving.E.Value),
        })
        {
            Assert.Equal(expected, found, 1e-13); // a few roundings of numbers of order ten
        }
    }

    [Fact]
    public void Its_components_are_momentum_over_energy()
    {
        Velocity<Rest, Lab> v = _body.Velocity;
        double energy = Math.Sqrt(194);
        Assert.Equal((3 / energy, -4 / energy, 12 / energy), (v.X, v.Y, v.Z));
        Assert.Equal(13 / energy, v.Beta, 1e-15);
        Assert.Equal(energy / 5, v.Gamma, 1e-15);
        Assert.Equal((-v.X, -v.Y, -v.Z, v.Gamma), ((-v).X, (-v).Y, (-v).Z, (-v).Gamma));
        Assert.Equal(v, -(-v));
    }

    /// <summary>γ from 1 − β² would have no digit left here.</summary>
    [Fact]
    public void Nothing_is_lost_near_the_speed_of_light()
    {
        FourVector<Lab> electron = FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 7.TeV, 0.511.MeV);
        Assert.Equal(electron.E.Value / 0.511e-3, electron.Velocity.Gamma, 1e-8); // a few roundings of 1.4e7
        Assert.Equal(0.511e-3, electron.Boost(-electron.Velocity).E.Value, 1e-12);
    }

    [Fact]
    public void Momenta_have_a_product_and_a_magnitude()
    {
        Momentum<Lab> p = _body.P3;
        Assert.Equal((3.GeV, (-4).GeV, 12.GeV, 13.GeV), (p.X, p.Y, p.Z, p.Magnitude));
        Assert.Equal(new GeV2(169), p.Dot(p));
        FourVector<Lab> other = FourVector.PxPyPzE<Lab>(1.GeV, 1.GeV, 1.GeV, 4.GeV);
        Assert.Equal(new GeV2(11), p.Dot(other.P3));
    }

    [Fact]
    public void They_print_in_the_invariant_culture()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            Assert.Equal("(0.5, -1.5, 2) GeV", FourVector.PxPyPzM<Lab>(0.5.GeV, (-1.5).GeV, 2.GeV, 0.GeV).P3.ToString());
            Assert.Equal("(0, 0, 0.6) c", FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, 3.GeV, 5.GeV).Velocity.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(Convention.Eta)]
    [InlineData(Convention.Rapidity)]
    public void A_distance_takes_the_coordinate_that_is_said(Convention convention)
    {
        double expected = convention == Convention.Eta ? _particle.DeltaR(_body) : _particle.DeltaRapidityR(_body);
        Assert.Equal(expected, _particle.DeltaR(_body, convention));
        Assert.Equal(expected, Kinematics.DeltaR(_particle, _body, convention));
        Assert.NotEqual(_particle.DeltaR(_body), _particle.DeltaRapidityR(_body));
    }
}
