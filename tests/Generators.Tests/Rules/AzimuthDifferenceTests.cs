using System.Globalization;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0104: azimuths subtracted without wrapping.</summary>
public sealed class AzimuthDifferenceTests
{
    [Theory]
    [InlineData("var dr = Sqrt(Square(p.Eta - q.Eta) + Square({|CS1503:{|PHY0104:p.Phi - q.Phi|}|}));")]
    [InlineData("var dr = Sqrt({|CS0103:Sq|}(p.Eta - q.Eta) + {|CS0103:Sq|}({|PHY0104:p.Phi - q.Phi|}));")]
    [InlineData("var d = Abs({|CS1503:{|PHY0104:p.Phi - q.Phi|}|});")]
    [InlineData("var d = Math.Abs({|CS1503:{|PHY0104:p.Phi - q.Phi|}|});")]
    [InlineData("bool back = {|CS0019:{|PHY0104:p.Phi - q.Phi|} > Math.PI|};")]
    [InlineData("bool back = {|CS0019:({|PHY0104:p.Phi - q.Phi|}) > 2.5.Rad|};")]
    [InlineData("bool back = ({|PHY0104:p.Phi - q.Phi|}).Value > 2.5;")]
    [InlineData("double d = {|PHY0104:p.Phi.Value - q.Phi.Value|};", "return d * d;")]
    [InlineData("var raw = {|PHY0104:p.Phi - e.Met.Phi|};", "return raw.Value * raw.Value;")]
    [InlineData("double d = Math.Sqrt(Math.Pow({|PHY0104:p.Phi.Value - q.Phi.Value|}, 2));")]
    [InlineData("double d = {|PHY0104:t.phi - t.phi|};", "return Math.Abs(d) < 0.4 ? 1 : 0;")]
    [InlineData("double d = {|PHY0104:e.TrackPhi - f.TrackPhi|};", "return d * d;")]
    [InlineData("double d = 0; d = {|PHY0104:e.TrackPhi - p.Phi.Value|};", "return Square(d);")]
    [InlineData("Angle d = ({|PHY0104:p.Phi - q.Phi|}).Value.Rad;", "return d > 1.Rad ? 1 : 0;")]
    [InlineData("double unused = {|PHY0104:p.Phi.Value - q.Phi.Value|};")]
    [InlineData("double d = Two({|PHY0104:p.Phi.Value - q.Phi.Value|});")]
    [InlineData("double[] phi = [1, 2], eta = [1, 2];", "return Square({|PHY0104:phi[0] - phi[1]|}) + Square(eta[0] - eta[1]);")]
    [InlineData("double phi1 = t.phi, phi2 = p.Phi.Value;", "return Math.Sqrt(Math.Pow({|PHY0104:phi1 - phi2|}, 2));")]
    [InlineData("double d = Math.Abs({|PHY0104:Math.Atan2(p.Py.InGeV, p.Px.InGeV) - q.Phi.Value|});")]
    [InlineData("double d = Math.Abs({|PHY0104:p.Phi.Value - q.Phi.Value|}) * 180 / Math.PI;", "return d > 90 ? 1 : 0;")]
    [InlineData("double d = 1 - Math.Abs({|PHY0104:p.Phi.Value - q.Phi.Value|}) / Math.PI;")]
    [InlineData("double d = {|PHY0104:p.Phi.Value - q.Phi.Value|};", "return Square(d - Math.Round(d));")]
    [InlineData("bool back = Math.Abs({|PHY0104:p.Phi.Value - q.Phi.Value|}) > Math.PI - 0.4;")]
    [InlineData("bool back = Math.Abs({|PHY0104:p.Phi.Value - q.Phi.Value|}) is > 2.5 and < Math.PI - 0.1;")]
    [InlineData("double x = Math.Abs({|PHY0104:p.Phi.Value - q.Phi.Value|}) / Math.PI;", "return x > 0.8 ? 1 : 0;")]
    public Task A_plain_difference_is_marked(string statements, string last = "return 0;") => Verify(statements, last);

    [Theory]
    [InlineData("public static double DPhi(double phi1, double phi2) => {|PHY0104:phi1 - phi2|};")]
    [InlineData("public static double Separation(Toy a, Toy b) { return {|PHY0104:a.TrackPhi - b.TrackPhi|}; }")]
    [InlineData("private static double D(Toy a, Toy b) => {|PHY0104:a.TrackPhi - b.TrackPhi|};\n    public static double R(Toy a, Toy b) => Math.Cos(D(a, b)) + Math.Abs(D(b, a));")]
    [InlineData("private static double D(FourVector<Lab> p, FourVector<Lab> q) => {|PHY0104:p.Phi.Value - q.Phi.Value|};\n    public static double R(FourVector<Lab> p, FourVector<Lab> q) => D(p, q) > Math.PI ? D(p, q) - Math.Tau : D(p, q) <= -Math.PI ? D(p, q) + Math.Tau : D(p, q);\n    public static double S(FourVector<Lab> p, FourVector<Lab> q) => Square(D(p, q));")]
    [InlineData("public static double R(double eta1, double phi1, double eta2, double phi2) => Math.Sqrt(Math.Pow(eta1 - eta2, 2) + Math.Pow({|PHY0104:phi1 - phi2|}, 2));")]
    public Task A_helper_that_returns_one_is_marked(string member) => Project.Plain.VerifyAsync(Analysis.Of("", member));

    [Theory]
    [InlineData("public static double DPhi(double phi1, double phi2) => phi1 - phi2;\n    public static double R(Tree t, FourVector<Lab> p) => Math.Cos(DPhi(t.phi, p.Phi.Value));")]
    [InlineData("private static double D(Toy a, Toy b) => a.TrackPhi - b.TrackPhi;\n    public static double R(Toy a, Toy b) => Math.IEEERemainder(D(a, b), Math.Tau);")]
    [InlineData("private static double Half(double x) => x / 2;\n    public static double R(FourVector<Lab> p, FourVector<Lab> q) => Square(Math.Sin(Half(p.Phi.Value - q.Phi.Value))) + Half(p.Eta);")]
    [InlineData("private static double D(FourVector<Lab> p, FourVector<Lab> q) { double t = (p.Phi.Value - q.Phi.Value) / Math.Tau; return t; }\n    public static double R(FourVector<Lab> p, FourVector<Lab> q) => Square(Near(D(p, q)));\n    private static double Near(double t) => t - Math.Round(t);")]
    public Task A_helper_whose_result_is_only_used_periodically_is_silent(string members) => Project.Plain.VerifyAsync(Analysis.Of("", members));

    [Theory]
    [InlineData("double d = Sin(p.Phi - q.Phi) * Cos(p.Phi - e.Met.Phi);")]
    [InlineData("Angle d = Wrap(p.Phi - q.Phi);")]
    [InlineData("var d = p.Phi - q.Phi; double s = Sin(d), c = Cos(d);")]
    [InlineData("double d = Math.Cos(p.Phi.Value - q.Phi.Value);")]
    [InlineData("double s = Math.Sin((p.Phi.Value - q.Phi.Value) / 2), haversine = s * s;")]
    [InlineData("double d = Math.IEEERemainder(t.phi - p.Phi.Value, Math.Tau);")]
    [InlineData("double d = Math.PI - Math.Abs(Math.Abs(t.phi - p.Phi.Value) - Math.PI);")]
    [InlineData("double d = Math.Abs(t.phi - p.Phi.Value); if (d > Math.PI) { d = 2 * Math.PI - d; } if (d > 2.5) { return 1; }")]
    [InlineData("double d = t.phi - p.Phi.Value; while (d > Math.PI) { d -= 2 * Math.PI; } while (d <= -Math.PI) { d += 2 * Math.PI; } if (d * d > 2) { return d; }")]
    [InlineData("double d = t.phi - p.Phi.Value; d = d > 3.14159 ? d - 6.28318 : d; if (d > 1) { return d; }")]
    [InlineData("double d = (t.phi - p.Phi.Value + 3 * Math.PI) % (2 * Math.PI) - Math.PI;")]
    [InlineData("double d = Math.Atan2(Math.Sin(t.phi - p.Phi.Value), Math.Cos(t.phi - p.Phi.Value));")]
    [InlineData("double d = WrapToPi(t.phi - p.Phi.Value); if (d > 1) { return d * d; }")]
    [InlineData("Azimuth relative = new((p.Phi - q.Phi).Value); var v = FourVector.PtEtaPhi<Lab>(p.Pt, p.Eta, relative);")]
    [InlineData("RawAngle d = p.Phi - q.Phi; Angle wrapped = Wrap(d);")]
    [InlineData("Azimuth turned = p.Phi - 0.5.Rad;")]
    [InlineData("Angle d = DeltaPhi(p, q) - DeltaPhi(q, z); bool far = Abs(d) > 2.5.Rad;")]
    [InlineData("double phi = 1.618, phi0 = 0.5; double golden = phi - phi0; if (golden > 1) { return golden * golden; }")] // no company: no azimuth
    [InlineData("Console.WriteLine($\"{p.Phi - q.Phi}\");")]
    [InlineData("double slope = 2 * (p.Eta - q.Eta);")]
    [InlineData("double d = Math.Abs(t.phi - p.Phi.Value) * 180 / Math.PI; if (d > 180) { d = 360 - d; } if (d > 90) { return d; }")]
    [InlineData("double x = (t.phi - p.Phi.Value) / (2 * Math.PI); if (x > 0.5) { x -= 1; } if (x < -0.5) { x += 1; } if (x * x > 0.1) { return x; }")]
    [InlineData("double x = (t.phi - p.Phi.Value) / Math.Tau; x -= Math.Round(x); if (x * x > 0.1) { return x; }")]
    [InlineData("double x = (t.phi - p.Phi.Value) * 180 / Math.PI / 360; if (Square((x - Math.Floor(x + 0.5)) * 360) > 100) { return 1; }")]
    [InlineData("double s = Square((t.phi - p.Phi.Value) - Math.Tau * Math.Round((t.phi - p.Phi.Value) / Math.Tau));")]
    [InlineData("bool back = Math.Abs(t.phi - p.Phi.Value) is > 2.5 and < 2 * Math.PI - 2.5;")]
    [InlineData("double d = Math.Abs(t.phi - p.Phi.Value); if (d < 0.4 || d > 2 * Math.PI - 0.4) { return d * 0; }")]
    [InlineData("bool near = !(Math.Abs(t.phi - p.Phi.Value) > 0.4 && Math.Tau - 0.4 > Math.Abs(t.phi - p.Phi.Value));")]
    [InlineData("Angle d = Abs((p.Phi - q.Phi).Value.Rad); d = d > 180.Deg ? 360.Deg - d : d; if (d > 1.Rad) { return 1; }")]
    [InlineData("double d = Math.Sin(Math.Atan2(p.Py.InGeV, p.Px.InGeV) - q.Phi.Value);")]
    [InlineData("double d = Math.Abs(Math.Atan2(p.Pt.InGeV, p.Pz.InGeV) - Math.Atan2(q.Pt.InGeV, q.Pz.InGeV));")]
    public Task A_periodic_use_is_silent(string statements) => Verify(statements, "return 0;");

    [Theory]
    [InlineData("bool back = p.Phi - q.Phi > 2.5.Rad;", "bool back = DeltaPhi(q, p) > 2.5.Rad;")]
    [InlineData("double d = Math.Abs(p.Phi - q.Phi);", "double d = Math.Abs(DeltaPhi(q, p).Value);")]
    [InlineData("double d = Math.Abs(p.Phi.Value / 2 - q.Phi.Value / 2);", "double d = Math.Abs(DeltaPhi(q, p).Value / 2);")]
    [InlineData("double d = Math.Abs(180 / Math.PI * p.Phi.Value - 180 / Math.PI * q.Phi.Value);", "double d = Math.Abs(180 / Math.PI * DeltaPhi(q, p).Value);")]
    [InlineData("double d = Math.Abs(p.Phi.Value * 180 / Math.PI - q.Phi.Value * 180 / Math.PI);", "double d = Math.Abs(DeltaPhi(q, p).Value * 180 / Math.PI);")]
    [InlineData("double d = Math.Abs(180 * (p.Phi.Value / Math.PI) - 180 * (q.Phi.Value / Math.PI));", "double d = Math.Abs(180 * DeltaPhi(q, p).Value / Math.PI);")]
    [InlineData("Angle d = Abs(p.Phi - e.Met.Phi);", "Angle d = Abs(DeltaPhi(e.Met.Phi, p.Phi));")]
    [InlineData("Angle d = Abs(e.Met.Phi - p.Phi);", "Angle d = Abs(DeltaPhi(p, e.Met));")]
    [InlineData("double d = Square(p.Phi - q.Phi);", "double d = Square(DeltaPhi(q, p));")]
    [InlineData("double d = Math.Pow((p.Phi - q.Phi).Value, 2);", "double d = Math.Pow(DeltaPhi(q, p).Value, 2);")]
    [InlineData("double d = Square(p.Phi.Value - q.Phi.Value);", "double d = Square(DeltaPhi(q, p).Value);")]
    [InlineData("double d = Square(p.Phi.Value + (-q.Phi.Value));", "double d = Square(DeltaPhi(q, p).Value);")]
    [InlineData("double d = Square(-p.Phi.Value + q.Phi.Value);", "double d = Square(DeltaPhi(p, q).Value);")]
    [InlineData("double d = Square(e.TrackPhi - p.Phi.Value);", "double d = Square(DeltaPhi(p.Phi, new Azimuth(e.TrackPhi)).Value);")]
    [InlineData("var d = p.Phi - q.Phi; double s = d * d;", "var d = DeltaPhi(q, p).Value; double s = d * d;")]
    [InlineData("var d = p.Phi - q.Phi; double s = d.Value * d.Value;", "var d = DeltaPhi(q, p); double s = d.Value * d.Value;")]
    public Task The_difference_is_rewritten_with_the_sign_of_the_project(string wrong, string right) =>
        Project.Fixes.VerifyAsync(Analysis.Of(wrong), Analysis.Of(right));

    [Theory]
    [InlineData("double d = Math.Abs(Math.Atan2(p.Py.InGeV, p.Px.InGeV) - q.Phi.Value);", "double d = Math.Abs(DeltaPhi(q, p).Value);")]
    [InlineData("double phi = Math.Atan2(p.Py.InGeV, p.Px.InGeV), d = Math.Abs(phi - q.Phi.Value);", "double phi = Math.Atan2(p.Py.InGeV, p.Px.InGeV), d = Math.Abs(DeltaPhi(q.Phi, new Azimuth(phi)).Value);")]
    public Task An_azimuth_from_components_is_one(string wrong, string right) => Project.Fixes.VerifyAsync(Analysis.Of(wrong), Analysis.Of(right));

    [Theory]
    [InlineData("Math.PI - Math.Abs(Lepton.Phi.Value - Tau.Phi.Value)", "Math.PI - Math.Abs(DeltaPhi(Tau, Lepton).Value)")]
    [InlineData("Math.PI - Math.Abs((Lepton.Phi - Met.Phi).Value)", "Math.PI - Math.Abs(DeltaPhi(Met.Phi, Lepton.Phi).Value)")]
    [InlineData("Math.Abs(Math.Atan2(TrackPhi, TrackPt) - Met.Phi.Value)", "Math.Abs(DeltaPhi(Met.Phi, new Azimuth(Math.Atan2(TrackPhi, TrackPt))).Value)")]
    public Task A_difference_that_shows_itself_on_events_is_rewritten(string wrong, string right) =>
        Project.Fixes.VerifyAsync(Analysis.Of("").Replace("[Column(\"ht\")]", Feature(wrong)), Analysis.Of("").Replace("[Column(\"ht\")]", Feature(right)));

    [Theory]
    [InlineData("(Lepton.Phi.Value + Tau.Phi.Value) / 2", "'(Lepton + Tau).Phi.Value', which is the azimuth of the sum of the vectors")]
    [InlineData("0.5 * (Lepton.Phi.Value + Met.Phi.Value)", "'(Lepton.Transverse + Met).Phi.Value', which is the azimuth of the sum of the vectors")]
    [InlineData("(Lepton.Phi.Value + Tau.Phi.Value + Met.Phi.Value) / 3", "'(Lepton.Transverse + Tau.Transverse + Met).Phi.Value', which is the azimuth of the sum of the vectors")]
    [InlineData("Math.PI - Math.Abs(Lepton.Phi.Value - (Tau + Top).Phi.Value)", "'DeltaPhi((Tau + Top), Lepton).Value', which is φ₂ − φ₁ in (−π, π]")]
    public async Task The_message_says_what_gives_the_same_without_a_jump(string wrong, string wayOut)
    {
        (_, _, IReadOnlyList<Diagnostic> all) = await Project.Plain.DiagnoseAsync(Analysis.Of("").Replace("[Column(\"ht\")]", Feature(wrong)));
        Assert.EndsWith("; write " + wayOut, Assert.Single(all).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task All_are_rewritten_at_once_and_the_class_is_named_where_it_is_not_imported() => Project.Fixes.VerifyAllAsync(
        "PHY0104",
        "public static class A { public static double D(FourVector<Lab> a, FourVector<Lab> b) => Math.Sqrt(Math.Pow(a.Phi - b.Phi, 2)) + Math.Abs((b.Phi - a.Phi).Value); }",
        "public static class A { public static double D(FourVector<Lab> a, FourVector<Lab> b) => "
        + "Math.Sqrt(Math.Pow(Kinematics.DeltaPhi(b, a).Value, 2)) + Math.Abs(Kinematics.DeltaPhi(a, b).Value); }");

    private static string Feature(string body) => $"[Feature] public double Angle => {body};\n    [Column(\"ht\")]";

    private static Task Verify(string statements, string last) => Project.Plain.VerifyAsync(Analysis.Of("", $$"""
        public static double Two(double x) => 2 * x * x;

        public static double WrapToPi(double x) => x;

        public static double Use(Toy e, Toy f, Tree t, FourVector<Lab> p, FourVector<Lab> q, FourVector<Lab> z)
        {
            {{statements}}
            {{last}}
        }
        """));
}
