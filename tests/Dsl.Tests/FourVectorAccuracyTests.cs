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

    private static FsCheck.Gen<(Polar A, double Mass, double Scale, double Opening, (double, double, double) Kicks)> NearlyParallel { get; } =
        from a in Particle
        from mass in LogBetween(0.0005, 200)
        from scale in LogBetween(0.01, 100)
        from opening in LogBetween(1e-12, 1)
        from kicks in Between(-1, 1).Three()
        select (a, mass, scale, opening, kicks);

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
        NearlyParallel.Check(input =>
        {
            (double[] pa, double[] pb) = Components(input.A, input.Scale, input.Opening, input.Kicks);
            double ma = Math.Max(input.A.Mass, 0.1);
            var a = FourVector.PxPyPzM<Lab>(pa[0].GeV, pa[1].GeV, pa[2].GeV, ma.GeV);
            var b = FourVector.PxPyPzM<Lab>(pb[0].GeV, pb[1].GeV, pb[2].GeV, input.Mass.GeV);

            Precise ea = PreciseEnergy(pa, ma);
            Precise eb = PreciseEnergy(pb, input.Mass);
            Precise expected = (ea * eb) - ((Precise)pa[0] * pb[0]) - ((Precise)pa[1] * pb[1]) - ((Precise)pa[2] * pb[2]);
            Near.Relative(expected.ToDouble(), (a * b).Value, Tolerance);
        });
    }

    [Fact]
    public void Opening_angle_of_polar_vectors_keeps_its_digits() => Pair.Check(pair =>
    {
        double expected = PreciseAngle(Direction(pair.A), Direction(pair.B));
        Near.Relative(expected, pair.A.Vector.OpeningAngle(pair.B.Vector).Value, Tolerance);
        Near.Relative(expected, Kinematics.OpeningAngle(pair.B.Vector, pair.A.Vector).Value, Tolerance);
    });

    [Fact]
    public void Opening_angle_of_components_keeps_its_digits_also_where_they_are_opposite() => NearlyParallel.Check(input =>
    {
        foreach (double sign in new[] { 1, -1 })
        {
            (double[] pa, double[] pb) = Components(input.A, sign * input.Scale, input.Opening, input.Kicks);
            var a = FourVector.PxPyPzM<Lab>(pa[0].GeV, pa[1].GeV, pa[2].GeV, 0.GeV);
            var b = FourVector.PxPyPzM<Lab>(pb[0].GeV, pb[1].GeV, pb[2].GeV, 1.GeV);
            double expected = PreciseAngle([.. pa.Select(static x => (Precise)x)], [.. pb.Select(static x => (Precise)x)]);
            Near.Relative(expected, a.OpeningAngle(b).Value, Tolerance);
            Near.Relative(expected, a.P3.OpeningAngle(b.P3).Value, Tolerance);
        }
    });

    [Fact]
    public void Opening_angle_is_nothing_in_particular_without_a_direction_and_finite()
    {
        var beam = FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 6500.GeV, 0.938.GeV);
        var opposite = FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, (-6500).GeV, 0.938.GeV);
        var atRest = FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 0.GeV, 1.GeV);
        Assert.Equal(Math.PI, beam.OpeningAngle(opposite).Value);
        Assert.Equal(0, beam.OpeningAngle(beam).Value);
        Assert.All([beam, opposite, -beam], v => Assert.Equal(0, v.OpeningAngle(atRest).Value));
        Near.Relative(2 * Math.Atan(Math.Exp(-1.5)), beam.OpeningAngle(FourVector.PtEtaPhi<Lab>(3.GeV, new(1.5), new(2))).Value, 1e-15);
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

    // By |a × b| and a·b: 400 bits do not mind what cancels.
    private static double PreciseAngle(Precise[] a, Precise[] b)
    {
        Precise cross2 = Squared((a[1] * b[2]) - (a[2] * b[1])) + Squared((a[2] * b[0]) - (a[0] * b[2])) + Squared((a[0] * b[1]) - (a[1] * b[0]));
        return Precise.Atan2(Precise.Sqrt(cross2), (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2])).ToDouble();
    }

    private static Precise Squared(Precise x) => x * x;

    private static Precise[] Direction(Polar v) => [Precise.Cos(v.Phi), Precise.Sin(v.Phi), Precise.Sinh(v.Eta)];

    // A momentum, and one that is nearly a multiple of it.
    private static (double[] A, double[] B) Components(Polar a, double scale, double opening, (double, double, double) kicks)
    {
        double p = a.Vector.P.Value;
        double[] pa = [a.Vector.Px.Value, a.Vector.Py.Value, a.Vector.Pz.Value];
        double[] off = [kicks.Item1, kicks.Item2, kicks.Item3];
        return (pa, [.. pa.Select((x, i) => scale * (x + (p * opening * off[i])))]);
    }

    private static Precise PreciseEnergy(double[] p, double mass) => Precise.Sqrt(
        ((Precise)p[0] * p[0]) + ((Precise)p[1] * p[1]) + ((Precise)p[2] * p[2]) + ((Precise)mass * mass));
}
