using FsCheck;
using FsCheck.Fluent;
using Mandelstam.TestKit;

namespace Mandelstam.Dsl.Tests;

/// <summary>Physical random inputs for the properties, and the fixed seed that they run with.</summary>
internal static class Generators
{
    /// <summary>Throws on failure; the seed is fixed so that a failure repeats.</summary>
    public static Config Fixed { get; } = Config.QuickThrowOnFailure.WithReplay(20260109, 7).WithMaxTest(400);

    /// <summary>A number spread evenly over an interval.</summary>
    public static Gen<double> Between(double low, double high) =>
        Gen.Choose(0, int.MaxValue - 1).Select(i => low + ((high - low) * (i / (double)int.MaxValue)));

    /// <summary>A number spread evenly in the logarithm.</summary>
    public static Gen<double> LogBetween(double low, double high) => Between(Math.Log(low), Math.Log(high)).Select(Math.Exp);

    /// <summary>A massive or massless particle in polar coordinates: pT 1 to 1000 GeV, |η| below 5.</summary>
    public static Gen<Polar> Particle { get; } =
        from pt in LogBetween(1, 1000)
        from eta in Between(-5, 5)
        from phi in Between(-Math.PI, Math.PI)
        from mass in Gen.OneOf(Gen.Constant(0.0), LogBetween(0.0005, 200))
        select new Polar(pt, eta, phi, mass);

    /// <summary>A pair that may be back to back, apart, or as close as 10⁻¹² in angle.</summary>
    public static Gen<(Polar A, Polar B)> Pair { get; } =
        from a in Particle
        from b in Particle
        from nearby in Gen.Elements(true, false)
        from opening in LogBetween(1e-12, 1)
        from turn in Between(0, 2 * Math.PI)
        select (a, nearby ? b with { Eta = a.Eta + (opening * Math.Cos(turn)), Phi = a.Phi + (opening * Math.Sin(turn)) } : b);

    /// <summary>Runs a property over one generator.</summary>
    public static void Check<T>(this Gen<T> generator, Action<T> body) => Prop.ForAll(generator.ToArbitrary(), body).Check(Fixed);

    /// <summary>The coordinates of a particle.</summary>
    public sealed record Polar(double Pt, double Eta, double Phi, double Mass)
    {
        public FourVector<Lab> Vector => FourVector.PtEtaPhiM<Lab>(Pt.GeV, new(Eta), new(Phi), Mass.GeV);

        public Precise Energy => Precise.Sqrt((P * P) + ((Precise)Mass * Mass));

        public Precise P => (Precise)Pt * Precise.Cosh(Eta);
    }
}
