using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Dsl.Tests.Processes;

/// <summary>Mandelstam variables, the Dalitz plot and the Gram matrix, against momenta.</summary>
public sealed class KinematicLimitTests
{
    [Theory]
    [InlineData(10.0, 0.0, 0.0, 0.0, 0.0)]
    [InlineData(10.0, 0.5, 0.9, 1.5, 3.0)]
    [InlineData(5.0, 2.0, 0.1, 0.0, 4.0)]
    public void T_and_u_end_where_the_momenta_are_along_the_beam(double sqrtS, double m1, double m2, double m3, double m4)
    {
        double s = sqrtS * sqrtS;
        MandelstamVariables variables = new(s, m1, m2, m3, m4);
        double p = PhaseSpaceVolume.TwoBodyMomentum(sqrtS, m1, m2), q = PhaseSpaceVolume.TwoBodyMomentum(sqrtS, m3, m4);
        FourVector<CentreOfMass> Along(double pz, double mass) => FourVector.PxPyPzM<CentreOfMass>(0.GeV, 0.GeV, pz.GeV, mass.GeV);
        foreach (int direction in new[] { 1, -1 })
        {
            double t = (Along(p, m1) - Along(direction * q, m3)).M2.Value, u = (Along(p, m1) - Along(-direction * q, m4)).M2.Value;
            Assert.Equal(variables.Sum, s + t + u, 1e-12 * s);
            Assert.Equal(t, direction > 0 ? variables.T.Most : variables.T.Least, 1e-13 * s);
            Assert.Equal(u, direction > 0 ? variables.U.Least : variables.U.Most, 1e-13 * s);
            Assert.Equal(t, variables.AtCosine(direction), 1e-13 * s);
        }
    }

    [Theory]
    [InlineData(1.0, 0.0, 0.0, 0.0)]
    [InlineData(1.865, 0.494, 0.140, 0.135)]
    [InlineData(5.0, 0.0, 1.5, 3.0)]
    public void The_dalitz_plot_holds_every_decay_and_its_edge_is_reached(double mass, double m1, double m2, double m3)
    {
        DalitzRegion region = new(mass, m1, m2, m3);
        Random random = new(5);
        double closest = double.MaxValue;
        for (int i = 0; i < 4000; i++)
        {
            (double least, double most) = region.FirstPair;
            double pair = least + (random.NextDouble() * (most - least)), cosine = (2 * random.NextDouble()) - 1;
            double second = SecondPair(mass, m1, m2, m3, pair, cosine);
            (double low, double high) = region.SecondPair(pair);
            Assert.InRange(second, low - (1e-12 * mass * mass), high + (1e-12 * mass * mass));
            closest = Math.Min(closest, Math.Min(second - low, high - second) / (high - low));
            Assert.Equal(low, SecondPair(mass, m1, m2, m3, pair, 1), 1e-12 * mass * mass);
            Assert.Equal(high, SecondPair(mass, m1, m2, m3, pair, -1), 1e-12 * mass * mass);
        }

        Assert.True(closest < 1e-3);
        Assert.False(region.Contains(region.FirstPair.Most * 1.001, region.SecondPair(region.FirstPair.Most).Least));
        Assert.False(region.Contains(mass * mass / 2, mass * mass));
    }

    [Fact]
    public void Invariants_are_products_and_a_reflection_turns_the_sign_alone()
    {
        ProcessDefinition decay = ProcessDefinition.Parse("Z -> e- e+ mu- mu+", new() { Massless = [0, 1, 2, 3] });
        LorentzInvariants invariants = new(decay);
        Assert.Equal(["p1·p2", "p1·p3", "p1·p4", "p2·p3", "p2·p4", "p3·p4", "sign ε"], invariants.Names);
        PhaseSpacePoints points = new(4, 2);
        Random random = new(3);
        for (int particle = 0; particle < 4; particle++)
        {
            (double x, double y, double z) = (random.NextDouble() - 0.5, random.NextDouble() - 0.5, random.NextDouble() - 0.5);
            for (int row = 0; row < 2; row++)
            {
                points.Px(particle)[row] = x;
                points.Py(particle)[row] = row == 0 ? y : -y;
                points.Pz(particle)[row] = z;
                points.Energy(particle)[row] = Math.Sqrt((x * x) + (y * y) + (z * z));
            }
        }

        double[][] columns = invariants.Of(points);
        Assert.All(columns[..6], static c => Assert.Equal(c[0], c[1], 1e-15));
        double product = (points.Energy(0)[0] * points.Energy(1)[0]) - (points.Px(0)[0] * points.Px(1)[0]) - (points.Py(0)[0] * points.Py(1)[0]) - (points.Pz(0)[0] * points.Pz(1)[0]);
        Assert.Equal(product, columns[0][0], 1e-15);
        Assert.Equal(-columns[6][0], columns[6][1]);
        Assert.Equal(1, Math.Abs(columns[6][0]));
        Assert.Equal(
            ["p1·p2", "p1·p3", "p2·p3", "pa·p1", "pa·p2", "pa·p3", "sign ε"], new LorentzInvariants(ProcessDefinition.Parse("g g -> g g g", new() { SqrtS = 1 })).Names);
    }

    // m23² of a decay with a given m12² and angle, from momenta.
    private static double SecondPair(double mass, double m1, double m2, double m3, double pair, double cosine)
    {
        double m12 = Math.Sqrt(pair), p = PhaseSpaceVolume.TwoBodyMomentum(m12, m1, m2), q = PhaseSpaceVolume.TwoBodyMomentum(mass, m12, m3);
        double sine = Math.Sqrt(Math.Max(0, 1 - (cosine * cosine)));
        FourVector<Rest> second = FourVector.PxPyPzM<Rest>((-p * sine).GeV, 0.GeV, (-p * cosine).GeV, m2.GeV);
        FourVector<Lab> parent = FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, q.GeV, m12.GeV), third = FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, (-q).GeV, m3.GeV);
        return (second.ToLab(parent) + third).M2.Value;
    }
}
