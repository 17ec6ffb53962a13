using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0101: frames do not match.</summary>
public sealed class FrameMismatchTests
{
    [Theory]
    [InlineData("var s = {|CS0019:{|PHY0101:muLab + nuInZ|}|};")]
    [InlineData("var s = {|CS0019:{|PHY0101:p.InRestFrameOf(z) - q|}|};")]
    [InlineData("GeV2 s = {|CS0019:{|PHY0101:star * p|}|};")]
    [InlineData("bool same = {|CS0019:{|PHY0101:p == star|}|};")]
    [InlineData("var sum = p; {|CS0019:{|PHY0101:sum += star|}|};")]
    [InlineData("double r = {|CS0411:DeltaR|}(p, {|PHY0101:nuInZ|});")]
    [InlineData("Energy m = {|CS0411:InvariantMass|}(p, q, {|PHY0101:star|});")]
    [InlineData("double r = p.DeltaR({|CS1503:{|PHY0101:nuInZ|}|});")]
    [InlineData("Angle a = p.DeltaPhi({|CS1503:{|PHY0101:star|}|});")]
    [InlineData("FourVector<Lab> back = {|CS0029:{|PHY0101:p.InRestFrameOf(z)|}|};")]
    [InlineData("Energy m = Pair(p, {|CS1503:{|PHY0101:star|}|});")]
    [InlineData("Toy shifted = e with { Lepton = {|CS0029:{|PHY0101:e.Lepton.InRestFrameOf(z)|}|} };")]
    [InlineData("var first = p.InRestFrameOf(z); var second = q.InRestFrameOf(muLab); var sum = {|PHY0101:first + second|};")]
    [InlineData("GeV2 dot = {|PHY0101:p.InRestFrameOf(p + q) * q.InRestFrameOf(z)|};")]
    [InlineData("var normal = p.InRestFrameOf(p + q).P3.Direction.Cross(q.InRestFrameOf(p + q).P3.Direction); double c = normal.Dot({|PHY0101:q.InRestFrameOf(z).P3.Direction|});")]
    [InlineData("Energy pt = ({|CS0019:{|PHY0101:e.Met + new FourVector<Rest>().Transverse|}|}).Pt;")]
    [InlineData("FourVector<Rest>? s = p.Pt > q.Pt ? {|CS0029:{|PHY0101:p|}|} : null;")]
    [InlineData("FourVector<Lab> s = p.Pt > q.Pt ? p : {|CS0029:{|PHY0101:star|}|};")]
    [InlineData("var s = {|CS0173:{|PHY0101:p.Pt > q.Pt ? p : star|}|};")]
    [InlineData("FourVector<Lab>? best = null; var s = {|CS0019:{|PHY0101:best ?? star|}|};")]
    [InlineData("FourVector<Lab>? best = null; FourVector<Lab> s = {|CS0019:best ?? {|PHY0101:star|}|};")]
    [InlineData("var sum = star; foreach (var v in new[] { p, q }) { sum += {|PHY0101:v.InRestFrameOf(v + z)|}; }")]
    [InlineData("var a = p.InRestFrameOf(z).P3; var b = q.P3; double c = -a.Dot({|CS1503:{|PHY0101:b|}|}) / (a.Magnitude * b.Magnitude);")] // of what is wrong inside no dimension is asked
    [InlineData("var a = p.InRestFrameOf(z).P3; double c = Sqrt(a.Dot({|CS1503:{|PHY0101:q.P3|}|})) / q.M2;")]
    public Task Vectors_of_different_frames_are_marked(string statements) => Project.Plain.VerifyAsync(Analysis.Of(statements, Helper));

    [Theory]
    [InlineData("public static FourVector<Lab> Back(FourVector<Rest> v) => {|CS0029:{|PHY0101:v|}|};")]
    [InlineData("public static FourVector<Rest> There(FourVector<Lab> v, FourVector<Lab> w) { return {|CS0029:{|PHY0101:v + w|}|}; }")]
    public Task What_is_returned_in_another_frame_is_marked(string member) => Project.Plain.VerifyAsync(Analysis.Of("", member));

    [Theory]
    [InlineData("var s = muLab + nuInZ.ToLab(z);")]
    [InlineData("var s = p.InRestFrameOf(z) + q.InRestFrameOf(z);")]
    [InlineData("var s = p.InRestFrameOf(z - q) + q.InRestFrameOf(z - q); var u = p.InRestFrameOf(z) + q.InRestFrameOf(z + p - p);")]
    [InlineData("var pair = p + q; var a = p.InRestFrameOf(pair); var b = q.InRestFrameOf(q + p); Energy m = (a + b).Mass;")]
    [InlineData("FourVector<Rest<Z>> inZ = p.InRestFrameOf<Z>(z); var sum = inZ + nuInZ;")]
    [InlineData("FourVector<Lab> recoil = p.InRestFrameOf(z).ToLab(q);")] // a recoil is handed over so
    [InlineData("var normal = p.InRestFrameOf(p + q).P3.Direction.Cross(q.InRestFrameOf(q + p).P3.Direction); double c = normal.Dot(z.InRestFrameOf(p + q).P3.Direction);")]
    [InlineData("double r = DeltaR(p, q) + DeltaR(star, p.InRestFrameOf(z));")]
    [InlineData("Energy pt = (e.Met + e.Lepton.Transverse).Pt;")]
    [InlineData("var sum = star; foreach (var v in new[] { p, q }) { sum += v.InRestFrameOf(z); }")]
    [InlineData("var sum = star; foreach (var v in new[] { p, q }) { if (v.Pt > 9.GeV) { sum += v.InRestFrameOf(v + z); break; } }")] // one at most
    [InlineData("var sum = star; foreach (var v in new[] { (p, z), (q, z) }) { sum += v.Item1.InRestFrameOf(v.Item2); }")]
    [InlineData("foreach (var v in new[] { p, q }) { var sum = v.InRestFrameOf(v + z); sum += z.InRestFrameOf(v + z); }")]
    [InlineData("Energy sum = 0.GeV; foreach (var v in new[] { p, q }) { sum += v.InRestFrameOf(v + z).E; }")]
    [InlineData("Energy m = Pair(star.ToLab(z), q);")]
    [InlineData("FourVector<Lab>? best = null; FourVector<Lab> s = best ?? star.ToLab(z); var u = best ?? s;")]
    public Task Vectors_of_one_frame_are_silent(string statements) => Project.Plain.VerifyAsync(Analysis.Of(statements, Helper));

    [Theory]
    [InlineData("var s = p.InRestFrameOf(p + q) + q.InRestFrameOf(z);", "q.InRestFrameOf(p + q)")]
    [InlineData("var s = p.InRestFrameOf(p + q).P3.Direction.Dot(q.InRestFrameOf(z).P3.Direction);", "q.InRestFrameOf(p + q).P3.Direction")]
    [InlineData("var first = p.InRestFrameOf(p + q); var second = q.InRestFrameOf(z); var s = first + second;", "second.ToLab(z).InRestFrameOf(p + q)")]
    public async Task Of_two_rest_frames_the_advice_leads_to_the_first(string statements, string way)
    {
        (_, _, IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> said) = await Project.Plain.DiagnoseAsync(Analysis.Of(statements));
        Assert.EndsWith($"for example '{way}'", Assert.Single(said).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await Project.Plain.VerifyAsync(Analysis.Of(statements.Replace("second;", way + ";", StringComparison.Ordinal).Replace("q.InRestFrameOf(z).P3.Direction", way, StringComparison.Ordinal).Replace(" + q.InRestFrameOf(z);", $" + {way};", StringComparison.Ordinal)));
    }

    /// <summary>A class that names a frame is no vector; a momentum of its name is one.</summary>
    [Theory]
    [InlineData("Momentum<Rest<Z>> d = p.P3;", "p.InRestFrameOf<Z>(parent).P3")]
    [InlineData("var Z = p + q; Momentum<Rest<Z>> d = p.P3;", "p.InRestFrameOf<Z>(Z).P3")]
    public async Task The_advice_names_a_momentum(string statements, string way)
    {
        (_, _, IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> said) = await Project.Plain.DiagnoseAsync(Analysis.Of(statements));
        Assert.EndsWith($"for example '{way}'", Assert.Single(said, static d => d.Id == "PHY0101").GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task A_generic_helper_is_silent() => Project.Plain.VerifyAsync(Analysis.Of(
        "GeV2 s = Sum(p, q).M2 + Sum(star, star).M2;",
        "public static FourVector<TFrame> Sum<TFrame>(FourVector<TFrame> a, FourVector<TFrame> b) where TFrame : IFrame => a + b;"));

    [Fact]
    public Task The_boost_is_inserted() => Project.Fixes.VerifyAsync(
        Analysis.Of("var nu = q.InRestFrameOf(z); var s = muLab + nu;"),
        Analysis.Of("var nu = q.InRestFrameOf(z); var s = muLab + nu.ToLab(z);"));

    [Fact]
    public Task All_boosts_are_inserted_at_once() => Project.Fixes.VerifyAllAsync(
        "PHY0101",
        Analysis.Of("var nu = q.InRestFrameOf(z); var s = muLab + nu; Energy m = Pair(p, nu);", Helper),
        Analysis.Of("var nu = q.InRestFrameOf(z); var s = muLab + nu.ToLab(z); Energy m = Pair(p, nu.ToLab(z));", Helper));

    /// <summary>What takes up a sum stays where it is, and is no value that could be boosted.</summary>
    [Fact]
    public Task What_is_added_up_is_brought_over() => Project.Fixes.VerifyAsync(
        Analysis.Of("var nu = q.InRestFrameOf(z); nu += p;"), Analysis.Of("var nu = q.InRestFrameOf(z); nu += p.InRestFrameOf(z);"));

    [Fact]
    public Task Without_the_parent_in_sight_there_is_nothing_to_insert() => Project.Fixes.VerifyNoneAsync(Analysis.Of("var s = muLab + nuInZ;"));

    [Fact]
    public Task A_declaration_is_checked_too() => Project.Plain.VerifyAsync(Analysis.Of("").Replace(
        "[Column(\"ht\")]", "[Feature] public Energy Odd => ({|CS0019:{|PHY0101:Lepton.InRestFrameOf(Tau) + Tau|}|}).Mass;\n    [Column(\"ht\")]", StringComparison.Ordinal));

    private const string Helper = "public static Energy Pair(FourVector<Lab> a, FourVector<Lab> b) => (a + b).Mass;";
}
