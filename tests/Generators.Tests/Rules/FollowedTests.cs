using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>
/// Mistakes that are not written where they show: behind helpers in other classes and extensions, in arms of choices, in sums and multiples; and what is right and looks like them.
/// </summary>
public sealed class FollowedTests
{
    [Theory]
    [InlineData("[Feature] public double D => Angles.Cosine(Lepton.InRestFrameOf(Lepton + Tau), {|PHY0101:Muon.InRestFrameOf(Muon + Tau)|});\n}\npublic static class Angles { public static double Cosine(FourVector<Rest> a, FourVector<Rest> b) => a.P3.Dot(b.P3) / (a.P * b.P);")]
    [InlineData("[Feature] public double D => Angles.Cosine(Lepton.InRestFrameOf(Lepton + Tau), {|PHY0101:Muon.InRestFrameOf(Muon + Tau)|});\nprivate static class Angles { public static double Cosine(FourVector<Rest> a, FourVector<Rest> b) => a.P3.Dot(b.P3) / (a.P * b.P); }")]
    [InlineData("[Feature] public double D => Lepton.InRestFrameOf(Lepton + Tau).Cosine({|PHY0101:Muon.InRestFrameOf(Muon + Tau)|});\n}\npublic static class Angles { public static double Cosine(this FourVector<Rest> a, FourVector<Rest> b) => a.P3.Dot(b.P3) / (a.P * b.P);")]
    [InlineData("[Feature] public double D => Lepton.InRestFrameOf(Lepton + Tau).Cosine({|PHY0101:Muon.InRestFrameOf(Muon + Tau)|});\n}\npublic static class Angles { extension(FourVector<Rest> a) { public double Cosine(FourVector<Rest> b) => a.P3.Dot(b.P3) / (a.P * b.P); }")]
    [InlineData("[Feature] public double D => Angles.Cosine(Lepton.InRestFrameOf(Lepton + Tau).P3, {|PHY0101:Muon.InRestFrameOf(Muon + Tau).P3|});\n}\npublic static class Angles { public static double Cosine<F>(Momentum<F> a, Momentum<F> b) where F : IFrame => a.Dot(b) / (a.Magnitude * b.Magnitude);")]
    [InlineData("[Feature] public Energy C { get { var l = Met.Pt > 30.GeV ? Lepton.InRestFrameOf(Lepton + Tau) : Tau.InRestFrameOf(Lepton + Tau); return ({|PHY0101:l + Muon.InRestFrameOf(Muon + Tau)|}).Mass; } }")]
    [InlineData("private FourVector<Rest>? Star => Jets.Has(0) ? Jets[0].InRestFrameOf(Jets[0] + Lepton) : null;\n[Feature(Absent = -1)] public Energy? C => Star is { } s ? ({|PHY0101:s + Lepton.InRestFrameOf(Lepton + Tau)|}).Mass : null;")]
    [InlineData("[Feature] public Energy C => ({|PHY0101:In(Lepton, Tau) + In(Muon, Tau)|}).Mass;\nprivate static FourVector<Rest> In(FourVector<Lab> p, FourVector<Lab> q) => p.InRestFrameOf(p + q);")]
    [InlineData("[Feature] public Energy C { get { return ({|PHY0101:In(Lepton) + In(Muon)|}).Mass; FourVector<Rest> In(FourVector<Lab> p) => p.InRestFrameOf(p + Tau); } }")]
    [InlineData("[Feature] public Energy D => ({|PHY0101:Lepton.Star + Muon.Star|}).Mass;\n}\npublic static class Geo { private static FourVector<Lab> Beam => FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 6500.GeV, 0.938.GeV); extension(FourVector<Lab> p) { public FourVector<Rest> Star => p.InRestFrameOf(p + Beam); }")]
    [InlineData("[Feature] public Energy C => ({|PHY0101:Lepton.Boost(-(Lepton + Tau).Velocity) + Tau.Boost(-(Muon + Tau).Velocity)|}).Mass;")]
    [InlineData("private FourVector<Rest> Soft { get { if (Lepton.Pt < Tau.Pt) { return Lepton.InRestFrameOf(Lepton + Tau); } return Tau.InRestFrameOf(Lepton + Tau); } }\n[Feature] public Energy D => ({|PHY0101:Soft + Muon.InRestFrameOf(Muon + Tau)|}).Mass;")]
    [InlineData("[Feature] public GeV2 C => Pair(Lepton.InRestFrameOf(Lepton + Tau), {|PHY0101:Tau.InRestFrameOf(Muon + Tau)|});\nprivate static GeV2 Pair<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b) where TFrame : IFrame => a * b;")]
    [InlineData("private FourVector<Rest> Star { get { var z = Lepton + Tau; return Lepton.InRestFrameOf(z); } }\nprivate FourVector<Rest> Star2 { get { var z = Muon + Tau; return Muon.InRestFrameOf(z); } }\n[Feature] public Energy C => ({|PHY0101:Star + Star2|}).Mass;")]
    [InlineData("private static FourVector<CentreOfMass> Beams => FourVector.PxPyPzE<CentreOfMass>(0.GeV, 0.GeV, 0.GeV, 91.2.GeV);\n[Feature] public Energy R => ({|CS0019:{|PHY0101:Beams - Lepton|}|}).Mass;")]
    [InlineData("private FourVector<Rest>? Star => Jets.Has(0) ? Jets[0].InRestFrameOf(Jets[0] + Lepton) : null;\n[Feature(Absent = -1)] public Energy? F => Star.HasValue ? ({|PHY0101:Star.Value + Lepton.InRestFrameOf(Lepton + Tau)|}).Mass : null;")]
    public Task Frames_are_followed_through_helpers_and_choices(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public Energy C { get { var l = Met.Pt > 30.GeV ? Lepton.InRestFrameOf(Lepton + Tau) : Tau.InRestFrameOf(Lepton + Tau); return (l + Muon.InRestFrameOf(Tau + Lepton)).Mass; } }")]
    [InlineData("[Feature] public Energy C => (In(Lepton, Tau) + In(Tau, Lepton)).Mass;\nprivate static FourVector<Rest> In(FourVector<Lab> p, FourVector<Lab> q) => p.InRestFrameOf(p + q);")]
    [InlineData("[Feature] public Energy C => Larger(Lepton.InRestFrameOf(Lepton + Tau), Muon.InRestFrameOf(Muon + Tau));\nprivate static Energy Larger(FourVector<Rest> a, FourVector<Rest> b) => Max(a.E, b.E);")]
    [InlineData("[Feature] public Energy C { get { var z = Met.Pt > 30.GeV ? Lepton + Tau : Muon + Tau; return (Tau.InRestFrameOf(z) + Lepton.InRestFrameOf(z)).Mass; } }")]
    [InlineData("[Feature] public Energy C => (Lepton.Boost(-(Lepton + Tau).Velocity) + Tau.InRestFrameOf(Lepton + Tau)).Mass;")]
    public Task One_frame_by_two_ways_is_silent(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public Energy C => ({|PHY0101:Tau.InRestFrameOf(Lepton + Tau) / 2 + Lepton.InRestFrameOf(Tau)|}).Mass;")]
    [InlineData("[Feature] public double C => Unit(Tau.InRestFrameOf(Lepton + Tau).P3.Direction).Dot({|PHY0101:Lepton.InRestFrameOf(Tau).P3.Direction|});\nprivate static Direction<Rest> Unit(Direction<Rest> d) => d / Math.Sqrt(d.Dot(d));")]
    [InlineData("[Feature] public double C { get { var n = Tau.InRestFrameOf(Lepton + Tau).P3.Direction; n /= Math.Sqrt(n.Dot(n)); return n.Dot({|PHY0101:Lepton.InRestFrameOf(Tau).P3.Direction|}); } }")]
    [InlineData("[Feature] public GeV2 C => (Tau.InRestFrameOf(Lepton + Tau).P3 * 2).Dot({|PHY0101:Lepton.InRestFrameOf(Tau).P3|});")]
    [InlineData("[Feature] public double C => Triple(Lepton.InRestFrameOf(Lepton + Tau).P3.Direction, Tau.InRestFrameOf(Lepton + Tau).P3.Direction, {|PHY0101:Muon.InRestFrameOf(Muon + Tau).P3.Direction|});\nprivate static double Triple(Direction<Rest> a, Direction<Rest> b, Direction<Rest> axis) => axis.Dot(a.Cross(b));")]
    [InlineData("[Feature] public double C => Triple(Lepton.InRestFrameOf(Lepton + Tau).P3.Direction, Tau.InRestFrameOf(Lepton + Tau).P3.Direction, {|PHY0101:Muon.InRestFrameOf(Muon + Tau).P3.Direction|});\nprivate static double Triple(Direction<Rest> a, Direction<Rest> b, Direction<Rest> axis) { var n = a.Cross(b); return Math.Atan2(axis.Dot(n), a.Dot(b)); }")]
    [InlineData("[Feature] public double C => Lepton.InRestFrameOf(Lepton + Tau).P3.Direction.Dot({|PHY0101:Met.Pt > 30.GeV ? Tau.InRestFrameOf(Muon + Tau).P3.Direction : Tau.InRestFrameOf(Lepton + Tau).P3.Direction|});")]
    [InlineData("[Feature] public double C { get { var a = Lepton.InRestFrameOf(Lepton + Tau); var b = Met.Pt > 30.GeV ? Tau.InRestFrameOf(Muon + Tau) : Tau.InRestFrameOf(Lepton + Tau); return DeltaR(a, {|PHY0101:b|}, Convention.Eta); } }")]
    [InlineData("[Feature] public Energy C => ({|PHY0101:Lepton.InRestFrameOf(Lepton + Tau) + (Met.Pt > 30.GeV ? Muon.InRestFrameOf(Muon + Tau) : FourVector<Rest>.Zero)|}).Mass;")]
    public Task Frames_are_followed_through_multiples_and_products(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public double C { get { var z = Lepton.InRestFrameOf(Lepton + Tau).P3.Direction; var p = Tau.InRestFrameOf(Lepton + Tau).P3.Direction; var y = Muon.InRestFrameOf(Muon + Tau).P3.Direction; var q = Muon.InRestFrameOf(Lepton + Tau).P3.Direction; var a = Perp(z, p); var b = Perp(y, {|PHY0101:q|}); return a.Dot(b) + q.Dot(a.Cross(b)); } }\nprivate static Direction<Rest> Perp(Direction<Rest> v, Direction<Rest> axis) => v - axis.Dot(v) * axis;")]
    [InlineData("[Feature] public double C { get { var a = Lepton.InRestFrameOf(Lepton + Tau).P3.Direction; var b = Muon.InRestFrameOf(Muon + Tau).P3.Direction; var n = a.Cross({|PHY0101:b|}); return n.Dot(a - b) + (a + b).Dot(n); } }")]
    [InlineData("[Feature] public Energy C => ({|PHY0101:Lepton.InRestFrameOf(Lepton + Tau) + Muon.InRestFrameOf(Muon + Tau)|} + Tau.InRestFrameOf(Muon + Tau)).Mass;")]
    [InlineData("[Feature] public double C { get { var a = Lepton.InRestFrameOf(Lepton + Tau).P3.Direction; var b = Muon.InRestFrameOf(Muon + Tau).P3.Direction; var c = Muon.InRestFrameOf(Muon + Lepton).P3.Direction; return a.Dot({|PHY0101:b|}) + a.Dot({|PHY0101:c|}); } }")]
    public Task A_vector_in_another_frame_is_marked_where_it_is_met_first(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public double C => Unit(Tau.InRestFrameOf(Lepton + Tau).P3.Direction).Dot(Unit(Lepton.InRestFrameOf(Tau + Lepton).P3.Direction));\nprivate static Direction<Rest> Unit(Direction<Rest> d) => d / Math.Sqrt(d.Dot(d));")]
    [InlineData("[Feature] public double C => Triple(Lepton.InRestFrameOf(Lepton + Tau).P3.Direction, Tau.InRestFrameOf(Lepton + Tau).P3.Direction, Muon.InRestFrameOf(Tau + Lepton).P3.Direction);\nprivate static double Triple(Direction<Rest> a, Direction<Rest> b, Direction<Rest> axis) => axis.Dot(a.Cross(b));")]
    [InlineData("[Feature] public double C => Lepton.InRestFrameOf(Lepton + Tau).P3.Direction.Dot(Met.Pt > 30.GeV ? Muon.InRestFrameOf(Lepton + Tau).P3.Direction : Tau.InRestFrameOf(Lepton + Tau).P3.Direction);")]
    [InlineData("[Feature] public Energy C => (Lepton.InRestFrameOf(Lepton + Tau) + (Met.Pt > 30.GeV ? Muon.InRestFrameOf(Lepton + Tau) : FourVector<Rest>.Zero)).Mass;")]
    public Task One_frame_through_multiples_and_products_is_silent(string members) => Verify(members);

    [Theory]
    [InlineData("private (FourVector<Lab> A, FourVector<Lab> B) P => Met.Pt > 30.GeV ? (Lepton + Tau, Tau) : (Tau, Lepton + Tau);\n[Feature] public double F => {|PHY0105:P.A.DeltaR(P.B)|};")]
    [InlineData("private (FourVector<Lab> A, FourVector<Lab> B) P => Met.Pt > 30.GeV ? (Lepton + Tau, Tau) : (Tau, Lepton + Tau);\n[Feature] public double F => {|PHY0105:P.A.Eta - P.B.Rapidity|};")]
    [InlineData("private (FourVector<Lab> A, FourVector<Lab> B) P => Met.Pt > 30.GeV ? (Lepton + Tau, Tau) : (Tau, Lepton + Tau);\n[Feature] public Energy F => P.A.BoostedZ({|PHY0105:-P.A.Eta|}).E;")]
    [InlineData("private (FourVector<Lab> A, FourVector<Lab> B) P => Met.Pt > 30.GeV ? (Lepton + Tau, Tau) : (Tau, Lepton + Tau);\n[Feature] public double F { get { var (a, b) = P; return {|PHY0105:a.DeltaR(b)|}; } }")]
    [InlineData("[Feature] public double F { get { var (a, b) = Jets.Count switch { > 1 => (Lepton + Tau, Tau), _ => (Tau, Lepton + Tau) }; return {|PHY0105:a.DeltaR(b)|}; } }")]
    [InlineData("[Feature] public double F { get { FourVector<Lab> a, b; if (Met.Pt > 30.GeV) { (a, b) = (Tau, Lepton + Tau); } else { (a, b) = (Lepton + Tau, Tau); } return {|PHY0105:a.DeltaR(b)|}; } }")]
    [InlineData("[Feature] public double F { get { var (a, b) = Ordered(Lepton, Tau); return {|PHY0105:a.DeltaR(b)|}; } }\nprivate static (FourVector<Lab> A, FourVector<Lab> B) Ordered(FourVector<Lab> a, FourVector<Lab> b) => a.Pt > b.Pt ? (a, b) : (b, a);")]
    [InlineData("private (double A, double B) P => Met.Pt > 30.GeV ? (Lepton.Pt.InGeV, Tau.Pt.InMeV) : (0, 0);\n[Feature] public double F => {|PHY0201:P.A + P.B|};")]
    [InlineData("private (Energy A, Energy B) P => Met.Pt > 30.GeV ? (Lepton.E, Tau.E) : (Tau.E, Lepton.E);\n[Feature] public Energy F => FourVector.PtEtaPhiM<Lab>({|PHY0103:P.A|}, Tau.Eta, Tau.Phi, Tau.Mass).E;")]
    [InlineData("private (FourVector<Rest> A, FourVector<Rest> B) P => Met.Pt > 30.GeV ? (Lepton.InRestFrameOf(Lepton + Tau), Tau.InRestFrameOf(Tau)) : (Tau.InRestFrameOf(Lepton + Tau), Lepton.InRestFrameOf(Tau));\n[Feature] public Energy F => ({|PHY0101:P.A + P.B|}).Mass;")]
    public Task Parts_of_a_tuple_that_was_chosen_are_followed(string members) => Verify(members);

    [Theory]
    [InlineData("private (FourVector<Lab> A, FourVector<Lab> B) P => Met.Pt > 30.GeV ? (Lepton, Muon) : (Muon, Lepton);\n[Feature] public double F => P.A.DeltaR(P.B) + (P.A.Eta - P.B.Rapidity);")]
    [InlineData("private (FourVector<Lab> A, FourVector<Lab> B) P => Met.Pt > 30.GeV ? (Lepton + Tau, Tau) : (Tau, Lepton + Tau);\n[Feature] public double F => P.A.DeltaRapidityR(P.B) + (P.A.Rapidity - P.B.Rapidity);\n[Feature] public Energy G => FourVector.PtEtaPhiM<Lab>(P.A.Pt, P.A.Eta, P.A.Phi, P.A.Mass).E;")]
    [InlineData("[Feature] public double F { get { var (a, b) = (Lepton, Muon); if (a.Pt < b.Pt) { (a, b) = (b, a); } return a.DeltaR(b); } }")]
    [InlineData("private (FourVector<Rest> A, FourVector<Rest> B) P => Met.Pt > 30.GeV ? (Lepton.InRestFrameOf(Lepton + Tau), Tau.InRestFrameOf(Tau + Lepton)) : (Tau.InRestFrameOf(Lepton + Tau), Lepton.InRestFrameOf(Lepton + Tau));\n[Feature] public Energy F => (P.A + P.B).Mass;")]
    public Task Parts_of_a_tuple_that_fit_are_silent(string members) => Verify(members);

    [Theory]
    [InlineData("private FourVector<Lab>? L => Jets.Has(0) ? Jets[0] : null;\n[Feature(Absent = -9)] public double? F => {|PHY0201:L?.Pt.InMeV + Tau.Pt.InGeV|};")]
    [InlineData("private Energy? M => Jets.Has(0) ? Jets[0].Pt : null;\n[Feature] public bool F => {|PHY0201:Lepton.Pt.InMeV > 0.35 * M?.InGeV|};")]
    [InlineData("private FourVector<Lab>? L => Jets.Has(0) ? Jets[0] : null;\n[Feature] public bool F => {|PHY0201:L?.Pt.InGeV > 20_000|};")]
    [InlineData("private FourVector<Lab>? L => Jets.Has(0) ? Jets[0] : null;\n[Selection] public bool F => {|PHY0201:L?.OpeningAngle(Tau).Value < 90|};")]
    [InlineData("private FourVector<Lab>? L => Jets.Has(0) ? Jets[0] : null;\n[Feature(Absent = -9)] public double? F => {|PHY0105:L?.DeltaR(Tau)|};")]
    [InlineData("private FourVector<Lab>? L => Jets.Has(0) ? Jets[0] : null;\n[Feature(Absent = -9)] public double? F => {|PHY0105:L?.Eta - Tau.Rapidity|};")]
    [InlineData("private FourVector<Lab>? L => Jets.Has(0) ? Jets[0] : null;\n[Feature(Absent = -9)] public GeV2? F => {|PHY0101:L?.InRestFrameOf(Tau + Lepton) * Tau.InRestFrameOf(Tau)|};")]
    public Task What_stands_behind_a_question_mark_is_followed(string members) => Verify(members);

    [Theory]
    [InlineData("private FourVector<Lab>? L => Jets.Has(0) ? Jets[0] : null;\n[Feature(Absent = -9)] public double? F => L?.Pt.InGeV + Tau.Pt.InGeV;\n[Feature(Absent = -9)] public double? G => L?.DeltaRapidityR(Tau) + L?.DeltaR(Tau, Convention.Eta);")]
    [InlineData("private FourVector<Lab>? L => Jets.Has(0) ? Jets[0] : null;\n[Feature(Absent = -9)] public GeV2? F => L?.InRestFrameOf(Tau + Lepton) * Tau.InRestFrameOf(Lepton + Tau);\n[Feature(Absent = -9)] public double? G => L?.Rapidity - Tau.Rapidity;")]
    public Task What_fits_behind_a_question_mark_is_silent(string members) => Verify(members);

    /// <summary>What is advised compiles, and is silent.</summary>
    [Theory]
    [InlineData("L?.Phi.Value - Tau.Phi.Value", "PHY0104", "L is { } second ? DeltaPhi(Tau, second).Value : null")]
    [InlineData("Tau.Phi.Value - L?.Phi.Value", "PHY0104", "L is { } first ? DeltaPhi(first, Tau).Value : null")]
    [InlineData("L?.DeltaR(Tau)", "PHY0105", "L?.DeltaRapidityR(Tau)")]
    public async Task Of_what_may_be_missing_the_advice_asks(string wrong, string id, string way)
    {
        static string With(string value) => Source($"private FourVector<Lab>? L => Jets.Has(0) ? Jets[0] : null;\n[Feature(Absent = -9)] public double? F => {value};");
        await Project.Plain.VerifyAsync(With($"{{|{id}:{wrong}|}}"));
        (_, _, IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> said) = await Project.Plain.DiagnoseAsync(With(wrong));
        Assert.Contains($"write '{way}'", Assert.Single(said).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await Project.Plain.VerifyAsync(With(way));
    }

    [Theory]
    [InlineData("[Feature] public Energy C => Lepton.BoostedZ({|PHY0102:(Lepton + Tau).Rapidity.Value|}).E;")]
    [InlineData("[Feature] public Energy C { get { var z = Lepton + Tau; return z.BoostedZ({|PHY0105:-z.Eta.Value|}).E; } }")]
    [InlineData("[Feature] public Energy C => Com(Lepton, Lepton + Tau).E;\nprivate static FourVector<Lab> Com(FourVector<Lab> p, FourVector<Lab> sys) => p.BoostedZ({|PHY0102:sys.Rapidity|});")]
    [InlineData("[Feature] public Energy C { get { var sys = Jets.Sum(j => j); return Jets.Map(j => j.BoostedZ({|PHY0102:sys.Rapidity|})).Sum(j => j.E); } }")]
    [InlineData("[Feature(Absent = -1)] public Energy? C => Jets.Has(0) ? Jets[0].BoostedZ({|PHY0102:Jets.Sum(j => j).Rapidity|}).E : null;")]
    [InlineData("[Feature] public Energy C { get { var sys = Lepton + Tau; return Com(Lepton).E; FourVector<Lab> Com(FourVector<Lab> p) => p.BoostedZ({|PHY0102:sys.Rapidity|}); } }")]
    [InlineData("[Feature] public Energy D => Lepton.InRestFrameOf({|PHY0102:-1 * (Lepton + Tau)|}).E;")]
    [InlineData("[Feature] public Energy D => Lepton.InRestFrameOf({|PHY0102:FourVector<Lab>.Zero - (Lepton + Tau)|}).E;")]
    [InlineData("[Feature] public Energy D { get { var z = Lepton + Tau; return Lepton.BoostedZ({|PHY0102:- -z.Rapidity|}).Pz; } }")]
    [InlineData("[Feature] public Energy D { get { var z = Lepton + Tau; return Lepton.BoostedZ({|PHY0102:-z.Velocity.Gamma|}).Pz; } }")]
    [InlineData("[Feature] public Energy D { get { var z = Lepton + Tau; return Lepton.BoostedZ({|PHY0102:Math.Asinh(z.Pz / z.Mt)|}).Pz; } }")]
    [InlineData("[Feature] public Energy D { get { var z = Lepton + Tau; return Lepton.BoostedZ({|PHY0105:-z.Eta|}).Pz; } }")]
    [InlineData("[Feature] public Energy D { get { var z = Lepton + Tau; return z.BoostedZ({|PHY0102:z.Pz / z.E|}).E; } }")]
    [InlineData("[Feature] public Energy D { get { var z = Lepton + Tau; return Lepton.BoostedZ({|PHY0102:z.Velocity.Z|}).E; } }")]
    public Task A_boost_is_read_in_any_spelling(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public Energy D { get { var z = Lepton + Tau; return Lepton.BoostedZ(-Math.Asinh(z.Pz / z.Mt)).BoostedZ(-(Muon.Rapidity.Value)).BoostedZ(z.Rapidity).Pz; } }")]
    [InlineData("[Feature] public Energy D => Com(Muon, Lepton + Tau).E + Com(Lepton, Tau).E;\nprivate static FourVector<Lab> Com(FourVector<Lab> p, FourVector<Lab> sys) => p.BoostedZ(sys.Rapidity);")]
    [InlineData("[Feature] public Energy D => Lepton.InRestFrameOf(-1 * -(Lepton + Tau)).E + Lepton.InRestFrameOf(0.5 * (Lepton + Tau)).E;")]
    public Task A_boost_the_right_way_is_silent(string members) => Verify(members);

    [Theory]
    [InlineData("private static FourVector<Lab> Beam => FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 6500.GeV, 0.938.GeV);\n[Feature] public double D => Tau.DeltaR({|PHY0108:Beam|});")]
    [InlineData("[Feature] public bool D => Geo.Clean(Tau, Lepton + Muon);\n}\npublic static class Geo { public static bool Clean(FourVector<Lab> j, FourVector<Lab> t) => {|PHY0105:j.DeltaR(t)|} > 0.4;")]
    [InlineData("[Feature] public int D => Jets.CountWhere(j => j.Clean(Tau));\n}\npublic static class Geo { extension(FourVector<Lab> j) { public bool Clean(FourVector<Lab> t) => {|PHY0105:j.DeltaR(t)|} > 0.4; }")]
    public Task Distances_are_followed_through_helpers(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public bool D => Geo.Clean(Muon, Lepton);\n}\npublic static class Geo { public static bool Clean(FourVector<Lab> j, FourVector<Lab> t) => j.DeltaR(t) > 0.4;")]
    public Task A_distance_of_the_massless_is_silent(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public Energy F => Tau.E;\n[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Toy S(double s) => this with { Tau = FourVector.PtEtaPhiM<Lab>(s * Tau.Pt, Tau.Eta, Tau.Phi, {|PHY0103:s * Tau.E|}), Met = Met + (1 - s) * Tau.Transverse };")]
    [InlineData("[Feature] public Energy F { get { var k = 1.0 + Met.Pt / 100.GeV; return FourVector.PtEtaPhiM<Lab>(k * Tau.Pt, Tau.Eta, Tau.Phi, {|PHY0103:k * Tau.E|}).E; } }")]
    [InlineData("[Feature] public Energy F => Met.Pt;\n[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Toy S(double s) => this with { Jets = Jets.Map(j => FourVector.PtEtaPhiM<Lab>(s * j.Pt, j.Eta, j.Phi, {|PHY0103:s * j.E|})), Met = Met - Jets.Sum(j => (s - 1) * j.Transverse) };")]
    [InlineData("[Feature] public Energy F => Tau.E;\n[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Toy S(double s) => this with { Tau = FourVector.PtEtaPhiE<Lab>(s * Tau.Pt, Tau.Eta, Tau.Phi, {|PHY0103:s * Tau.Mass|}), Met = Met + (1 - s) * Tau.Transverse };")]
    [InlineData("[Feature] public Energy D => FourVector.PxPyPzM<Lab>(Lepton.Px + Tau.Px, Lepton.Py + Tau.Py, Lepton.Pz + Tau.Pz, {|PHY0103:Lepton.E + Tau.E|}).Mt;")]
    [InlineData("[Feature] public Energy D => FourVector.PxPyPzE<Lab>(Lepton.Px + Tau.Px, Lepton.Py + Tau.Py, Lepton.Pz + Tau.Pz, {|PHY0103:Lepton.Mass + Tau.Mass|}).Mt;")]
    [InlineData("[Feature] public Energy D => FourVector.PxPyPzM<Lab>(Jets.Sum(j => j.Px), Jets.Sum(j => j.Py), Jets.Sum(j => j.Pz), {|PHY0103:Jets.Sum(j => j.E)|}).Mt;")]
    [InlineData("[Feature] public Energy D => FourVector.PxPyPzE<Lab>({|PHY0103:Lepton.Py + Tau.Py|}, Lepton.Px + Tau.Px, Lepton.Pz + Tau.Pz, Lepton.E + Tau.E).Mt;")]
    [InlineData("[Feature] public Energy D => FourVector.PtEtaPhiM<Lab>(Tau.Pt, Tau.Eta, Tau.Phi, Met.Pt > 50.GeV ? Tau.Mass : {|PHY0103:Tau.E|}).E;")]
    [InlineData("[Feature] public Energy D => FourVector.PtEtaPhiM<Lab>(Tau.Pt, Tau.Eta, Tau.Phi, Jets.Count switch { 0 => Tau.Mass, _ => {|PHY0103:Tau.E|} }).E;")]
    [InlineData("[Feature] public Energy E => Tau.Up(1.01).Pz;\n}\npublic static class X { extension(FourVector<Lab> p) { public FourVector<Lab> Up(double k) => FourVector.PtEtaPhiM<Lab>(k * p.Pt, p.Eta, p.Phi, {|PHY0103:p.Mt|}); }")]
    [InlineData("[Feature] public Energy E => X.Up(Tau).Pz;\n}\npublic static class X { public static FourVector<Lab> Up(FourVector<Lab> p) => FourVector.PtEtaPhiM<Lab>(p.Pt, p.Eta, p.Phi, {|PHY0103:p.Mt|});")]
    [InlineData("[Feature] public Energy E => Tau.Up().Pz;\n}\npublic static class X { public static FourVector<Lab> Up(this FourVector<Lab> p) => FourVector.PtEtaPhiM<Lab>(p.Pt, p.Eta, p.Phi, {|PHY0103:p.Mt|});")]
    [InlineData("[Feature] public Energy F { get { var z = Tau + Lepton; return FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, {|PHY0103:z.Mass|}, 2 * z.Mass).Mt; } }")]
    [InlineData("[Feature] public Energy E => (TransverseVector.XY<Lab>({|PHY0103:Met.Pt * Sin(Met.Phi)|}, Met.Pt * Cos(Met.Phi)) + Tau.Transverse).Pt;")]
    public Task A_coordinate_that_is_scaled_summed_or_chosen_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public Energy D => (FourVector.PxPyPzE<Lab>(Met.X, Met.Y, 0.GeV, Met.Pt) + Lepton).Mt;")]
    [InlineData("[Feature] public Energy D => (FourVector.PtEtaPhiE<Lab>(Met.Pt, new Pseudorapidity(0), Met.Phi, Met.Pt) + Lepton).Mt;")]
    [InlineData("[Feature] public Energy D => (FourVector.PxPyPzE<Lab>(Lepton.Px, Lepton.Py, 0.GeV, Lepton.Pt) + Tau).Mt;")]
    [InlineData("[Feature] public Energy E => (TransverseVector.XY<Lab>(-Met.Y, Met.X) + Tau.Transverse).Pt;")]
    [InlineData("[Feature] public Energy E => (TransverseVector.XY<Lab>(Met.Pt * Sin(Met.Phi), -Met.Pt * Cos(Met.Phi)) + Tau.Transverse).Pt;")]
    [InlineData("[Feature] public Energy E => On(Tau.E, 0.7, 0.7).Pt;\nprivate static FourVector<Lab> On(Energy e, double c, double s) => FourVector.PxPyPzE<Lab>(e * s, 0.GeV, e * c, e);")]
    [InlineData("[Feature] public Energy E => On(Tau.E, 0.7).Pt;\nprivate static FourVector<Lab> On(Energy e, double h) => FourVector.PxPyPzE<Lab>(h * e, 0.GeV, h * e, e);")]
    [InlineData("[Feature] public Energy E => FourVector.PxPyPzE<Lab>(Tau.Px - Lepton.Px, Tau.Py - Lepton.Py, Tau.Pz - Lepton.Pz, Tau.E - Lepton.E).Mt + FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 0.GeV, Tau.Mass + Jets.Sum(j => j.Mass)).E;")]
    [InlineData("[Feature] public Energy E => (FourVector.PxPyPzE<Lab>(Met.X + Tau.Px, Met.Y + Tau.Py, 0.GeV, Met.Pt + Tau.Mt)).Mt;")]
    [InlineData("[Feature] public Energy D => FourVector.PtEtaPhiM<Lab>(Tau.Pt, Tau.Eta, Tau.Phi, Met.Pt > 50.GeV ? Tau.Mass : 1.777.GeV).E;")]
    [InlineData("[Feature] public Energy F { get { var z = Tau + Lepton; return (FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, -z.Mass / 2, 0.5 * z.Mass) + Lepton).Mass; } }")]
    [InlineData("[Feature] public Energy F { get { var z = Tau + Lepton; Energy pStar = z.Mass / 2; return (FourVector.PtEtaPhi<Lab>(pStar, Tau.Eta, Tau.Phi) + Lepton).Mass; } }")]
    [InlineData("[Feature] public Energy D { get { var c = Math.Cos(Met.Pt / 10.GeV); var s = Math.Sin(Met.Pt / 10.GeV); return FourVector.PxPyPzM<Lab>(c * Tau.Px, s * Tau.Px, Tau.Pz, Tau.Mass).E; } }")]
    [InlineData("[Feature] public Energy F => FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 0.GeV, Lepton.E + Tau.E).E;")]
    public Task A_coordinate_that_fits_is_silent(string members) => Verify(members);

    [Theory]
    [InlineData("private double D => Tau.Phi.Value - Lepton.Phi.Value;\n[Feature] public double F => Math.Cos(D);")]
    [InlineData("private double D { get { double d = Tau.Phi.Value - Lepton.Phi.Value; return d; } }\n[Feature] public double F => Math.Sin(this.D) * Math.IEEERemainder(D, Math.Tau);")]
    [InlineData("private double Half => (Tau.Phi.Value - Lepton.Phi.Value) / 2;\n[Feature] public double F => Square(Math.Sin(Half));")]
    [InlineData("private double Sine => Math.Sin((Tau.Phi.Value - Lepton.Phi.Value) / 2);\n[Feature] public double F => Sine * Sine;")]
    [InlineData("private double D => Tau.Phi.Value - Lepton.Phi.Value;\nprivate double Wrapped => D > Math.PI ? D - Math.Tau : D <= -Math.PI ? D + Math.Tau : D;\n[Feature] public double F => Square(Wrapped);")]
    [InlineData("private double D => Tau.Phi.Value - Lepton.Phi.Value;\n[Feature] public double F => Square(Fold(D));\nprivate static double Fold(double x) => x > Math.PI ? x - Math.Tau : x <= -Math.PI ? x + Math.Tau : x;")]
    [InlineData("private static double D(FourVector<Lab> a, FourVector<Lab> b) => a.Phi.Value - b.Phi.Value;\n[Feature] public double F => Math.Cos(D(Tau, Lepton)) + Math.Cos(D(Muon, Lepton));")]
    [InlineData("[Feature] public double F { get { return Math.Cos(D(Tau, Lepton)); static double D(FourVector<Lab> a, FourVector<Lab> b) => a.Phi.Value - b.Phi.Value; } }")]
    [InlineData("[Feature] public bool F => Abs(Tau.Phi.Value - Lepton.Phi.Value) is > 2.5 and < 2 * Math.PI - 2.5;")]
    public Task A_difference_of_azimuths_that_becomes_periodic_elsewhere_is_silent(string members) => Verify(members);

    [Theory]
    [InlineData("private double D => {|PHY0104:Tau.Phi.Value - Lepton.Phi.Value|};\n[Feature] public double F => Math.Cos(D);\n[Feature] public double G => D * D;")]
    [InlineData("[Feature] public double D => {|PHY0104:Tau.Phi.Value - Lepton.Phi.Value|};\n[Feature] public double F => Math.Cos(D);")]
    [InlineData("private double Half => ({|PHY0104:Tau.Phi.Value - Lepton.Phi.Value|}) / 2;\n[Feature] public double F => Math.Sin(Half);")]
    [InlineData("[Feature] public double F { get { return Square(D(Tau, Lepton)); static double D(FourVector<Lab> a, FourVector<Lab> b) => {|PHY0104:a.Phi.Value - b.Phi.Value|}; } }")]
    [InlineData("private double D(FourVector<Lab> j) => Math.Abs({|PHY0104:j.Phi.Value - Met.Phi.Value|});\n[Feature] public double F => Jets.Sum(D);")]
    public Task A_difference_of_azimuths_that_a_helper_hands_on_is_marked(string members) => Verify(members);

    // A member may close the declaration: what follows stands beside it.
    private static Task Verify(string members) => Project.Plain.VerifyAsync(Source(members));

    private static string Source(string members) => $$"""
        using static Mandelstam.Kinematics;

        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Massless, Column("mu_{pt,eta,phi}")] public partial FourVector<Lab> Muon { get; init; }
            [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
            [Column("jet{1,2,3}_{pt,eta,phi,m}", Count = "n_jets", Absent = -999)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
            [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }

            {{members}}
        }

        """;
}
