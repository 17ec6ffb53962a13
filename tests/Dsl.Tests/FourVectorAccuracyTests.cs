using FsCheck.Fluent;
using Mandelstam.TestKit;
using Xunit;
using static Mandelstam.Dsl.Tests.Generators;

namespace Mandelstam.Dsl.Tests;

/// <summary>Products and masses against 400-bit arithmetic, for pairs down to 10⁻¹² rad and up to γ of 10⁸.</summary>
public sealed class FourVectorAccuracyTests
{
    /// <summary>About thirty roundings of 1.1e-16 each lie on the longest path; a formula that cancels is off by 1 for the closest pairs.</summary>
    private const double Tolerance = 2e-14;

    [Fact]
    public void Product_of_polar_vectors_keeps_its_digits() => Pair.Check(pair =>
    {
        (Polar a, Polar b) = pair;
        Near.Relative(PreciseDot(a, b).ToDouble(), (a.Vector * b.Vector).Value, Tolerance);
    });

    [Fact]
    public void Mass_squared_of_a_sum_keeps_its_digits() => Pair.Check(pair =>
    {
        (Polar a, Polar b) = pair;
        Precise m2 = ((Precise)a.Mass * a.Mass) + ((Precise)b.Mass * b.Mass) + (2.0 * PreciseDot(a, b));
        Near.Relative(m2.ToDouble(), (a.Vector + b.Vector).M2.Value, Tolerance);
        Near.Relative(m2.ToDouble(), Kinematics.InvariantMass(a.Vector, b.Vector).Squared.Value, Tolerance);
    });

    [Fact]
    public void Product_of_cartesian_vectors_keeps_its_digits()
    {
        var nearlyParallel =
            from a in Particle
            from mass in LogBetween(0.0005, 200)
            from scale in LogBetween(0.01, 100)
            from opening in LogBetween(1e-12, 1)
            from kicks in Between(-1, 1).Three()
            select (a, mass, scale, opening, kicks);

        nearlyParallel.Check(input =>
        {
            FourVector<Lab> v = input.a.Vector;
            double p = v.P.Value;
            double[] pa = [v.Px.Value, v.Py.Value, v.Pz.Value];
            double[] kicks = [input.kicks.Item1, input.kicks.Item2, input.kicks.Item3];
            double[] pb = [.. pa.Select((x, i) => input.scale * (x + (p * input.opening * kicks[i])))];
            double ma = Math.Max(input.a.Mass, 0.1);
            var a = FourVector.PxPyPzM<Lab>(pa[0].GeV, pa[1].GeV, pa[2].GeV, ma.GeV);
            var b = FourVector.PxPyPzM<Lab>(pb[0].GeV, pb[1].GeV, pb[2].GeV, input.mass.GeV);

            Precise ea = PreciseEnergy(pa, ma);
            Precise eb = PreciseEnergy(pb, input.mass);
            Precise expected = (ea * eb) - ((Precise)pa[0] * pb[0]) - ((Precise)pa[1] * pb[1]) - ((Precise)pa[2] * pb[2]);
            Near.Relative(expected.ToDouble(), (a * b).Value, Tolerance);
        });
    }

    [Theory]
    [InlineData(0.511e-3, 7000)]
    [InlineData(0.13957, 6500)]
    [InlineData(125.0, 50000)]
    public void Mass_squared_from_momentum_and_energy_is_exact_to_rounding(double mass, double pz)
    {
        (double px, double py) = (0.3, -1.7);
        double energy = Math.Sqrt((px * px) + (py * py) + (pz * pz) + (mass * mass));
        Precise expected = ((Precise)energy * energy) - ((Precise)px * px) - ((Precise)py * py) - ((Precise)pz * pz);

        var vector = FourVector.PxPyPzE<Lab>(px.GeV, py.GeV, pz.GeV, energy.GeV);

        // Twice the working precision leaves one final rounding and cond·eps² of about 1e-17.
        Near.Relative(expected.ToDouble(), vector.M2.Value, 3e-16);
    }

    [Fact]
    public void Mass_of_a_very_boosted_pair_survives_where_the_naive_formula_loses_it()
    {
        // Two electrons of 5 TeV, 1e-9 rad apart: m² = 4 m² + small; E² - p² in double is dominated by 1e8 · 1e-16.
        var a = FourVector.PtEtaPhiM<Lab>(5.TeV, new(0), new(0), 0.511.MeV);
        var b = FourVector.PtEtaPhiM<Lab>(5.TeV, new(0), new(1e-9), 0.511.MeV);
        FourVector<Lab> sum = a + b;
        double m = 0.511e-3;
        double expected = (4 * m * m) + (5000.0 * 5000.0 * 1e-18);
        Near.Relative(expected, sum.M2.Value, 1e-13);

        double naive = (sum.E.Value * sum.E.Value) - (sum.P.Value * sum.P.Value);
        Assert.True(Math.Abs((naive / expected) - 1) > 1e-4);
    }

    [Fact]
    public void Spacelike_transfer_of_a_massless_particle_is_minus_twice_the_product()
    {
        var incoming = FourVector.PtEtaPhi<Lab>(100.GeV, new(2), new(1));
        var outgoing = FourVector.PtEtaPhi<Lab>(90.GeV, new(2 + 1e-7), new(1));
        double sinh = Math.Sinh((outgoing.Eta - incoming.Eta) / 2);

        FourVector<Lab> transfer = incoming - outgoing;

        Near.Relative(-4 * 100 * 90 * sinh * sinh, transfer.M2.Value, Tolerance);
        Assert.True(transfer.Mass < Energy.Zero);
    }

    private static Precise PreciseDot(Polar a, Polar b)
    {
        Precise pta = a.Pt;
        Precise ptb = b.Pt;
        Precise deltaEta = (Precise)a.Eta - b.Eta;
        Precise deltaPhi = (Precise)a.Phi - b.Phi;
        return (a.Energy * b.Energy) - (a.P * b.P) + (pta * ptb * (Precise.Cosh(deltaEta) - Precise.Cos(deltaPhi)));
    }

    private static Precise PreciseEnergy(double[] p, double mass) => Precise.Sqrt(
        ((Precise)p[0] * p[0]) + ((Precise)p[1] * p[1]) + ((Precise)p[2] * p[2]) + ((Precise)mass * mass));
}
