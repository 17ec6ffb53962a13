using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0505 and PHY0506: objects that change places, and uncertainties that count twice; and what looks like it and is right.</summary>
public sealed class OrderAndScaleTests
{
    private const string Leading = "[Feature(Absent = -1)] public Energy? Leading => Jets.Has(0) ? Jets[0].Pt : null;\n";
    private const string Scale = "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy N(double s) => ";
    private const string Shift = "[Nuisance(Prior.Normal, Mean = 0, Sigma = 0.02)] public Toy N(double s) => ";

    [Theory]
    [InlineData(Leading + Shift + "this with { {|PHY0505:Jets = Jets.Map(j => j.ScaledMomentum(1 + s * Abs(j.Eta)))|} };")]
    [InlineData(Leading + Scale + "this with { {|PHY0505:Jets = Jets.Map(j => j.Pt > 50.GeV ? j.ScaledMomentum(s) : j)|} };")]
    [InlineData(Leading + Scale + "this with { {|PHY0505:Jets = Jets.Map(j => Abs(j.Eta) > 2.4 ? j.ScaledMomentum(s) : j)|} };")]
    [InlineData("[Selection] public bool Hard => Jets.Has(1) && Jets[1].Pt > 40.GeV;\n" + Shift + "this with { {|PHY0505:Jets = Moved(s)|} };\nprivate UpTo3<FourVector<Lab>> Moved(double s) => Jets.Map(j => j.ScaledMomentum(1 + s * Cos(j.Phi)));")]
    [InlineData(Leading + Scale + "this with { {|PHY0505:Jets = UpTo3<FourVector<Lab>>.Of(Jets.Count, Jets.Has(0) ? Jets[0].ScaledMomentum(s) : null, Jets.Has(1) ? Jets[1] : null, Jets.Has(2) ? Jets[2] : null)|} };")]
    [InlineData(Leading + Scale + "this with { {|PHY0505:Jets = Jets.Map(j => j.E > 100.GeV ? j.ScaledMomentum(s) : j)|} };")]
    [InlineData(Leading + Scale + "this with { {|PHY0505:Jets = Jets.Map(j => j.DeltaR(Lepton, Convention.Eta) < 0.6 ? j.ScaledMomentum(s) : j)|} };")]
    [InlineData(Leading + Scale + "this with { {|PHY0505:Jets = Jets.Map(j => Abs(j.Eta) > 4.2 ? j.ScaledMomentum(s) : j)|} };")]
    public Task An_order_that_is_not_restored_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData(Leading + Scale + "this with { Jets = Jets.Map(j => j.ScaledMomentum(s)) };")]
    [InlineData(Leading + Shift + "this with { Jets = Jets.Map(j => j.ScaledMomentum(1 + s * Abs(j.Eta))).OrderByDescending(j => j.Pt) };")]
    [InlineData(Leading + Shift + "this with { Jets = Jets.Map(j => j.ScaledMomentum(1 + s * Abs(j.Eta))) };\n[Correction] public Toy Sorted() => this with { Jets = Jets.OrderByDescending(j => j.Pt) };")]
    [InlineData(Leading + Shift + "this with { Jets = Jets.Map(j => j.ScaledMomentum(1 + s * j.Pt / (100.GeV + j.Pt))) };")]
    [InlineData(Leading + Shift + "this with { Jets = Jets.Map(j => j.Rotated(s.Rad)) };")]
    [InlineData("[Feature] public Energy Sum => Jets.Sum(j => j.Pt);\n" + Shift + "this with { Jets = Jets.Map(j => j.ScaledMomentum(1 + s * Abs(j.Eta))) };")]
    [InlineData("[Feature(Absent = -1)] public Energy? Pair => Jets.Count == 2 ? (Jets[0] + Jets[1]).Mass : null;\n" + Shift + "this with { Jets = Jets.Map(j => j.ScaledMomentum(1 + s * Abs(j.Eta))) };")]
    [InlineData("[Feature(Absent = -1)] public Energy? Best => Candidates.Has(0) ? Candidates[0].Pt : null;\n" + Shift + "this with { Candidates = Candidates.Map(j => j.ScaledMomentum(1 + s * Abs(j.Eta))) };")]
    public Task An_order_that_stays_or_does_not_matter_is_silent(string members) => Verify(members);

    [Theory]
    [InlineData(Scale + "this with { Tau = {|PHY0506:Tau.ScaledMomentum(s).ScaledMomentum(s)|} };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy N(double s) { var once = Tau.ScaledMomentum(s); return this with { Tau = {|PHY0506:once.ScaledMomentum(s)|} }; }")]
    [InlineData(Scale + "this with { Jets = Jets.Map(j => {|PHY0506:j.ScaledMomentum(s).ScaledMomentum(s)|}) };")]
    [InlineData(Scale + "Once(s) with { Tau = {|PHY0506:Once(s).Tau.ScaledMomentum(s)|} };\nprivate Toy Once(double s) => this with { Tau = Tau.ScaledMomentum(s) };")]
    [InlineData(Scale + "this with { Tau = {|PHY0506:s * (s * Tau)|} };")]
    [InlineData(Scale + "this with { Tau = {|PHY0506:FourVector.PtEtaPhiM<Lab>(s * Tau.Pt, Tau.Eta, Tau.Phi, Tau.Mass).ScaledMomentum(s)|} };")]
    [InlineData(
        "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy JetScale(double s) => this with { Jets = Jets.Map(j => j.ScaledMomentum(s)) };\n"
        + "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy Hadronic(double s) => this with { Tau = Tau.ScaledMomentum(s), {|PHY0506:Jets = Jets.Map(j => j.ScaledMomentum(s))|} };")]
    public Task A_nuisance_that_counts_twice_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData(Scale + "this with { Tau = Tau.ScaledMomentum(s * s) };")]
    [InlineData(Scale + "this with { Tau = Tau.ScaledMomentum(s).ScaledMomentum(1.01) };")]
    [InlineData(Scale + "this with { Tau = FourVector.PtEtaPhiM<Lab>(s * Tau.Pt, Tau.Eta, Tau.Phi, Tau.Mass) };")]
    [InlineData(Scale + "this with { Tau = FourVector.PtEtaPhiM<Lab>(s * Tau.Pt, Tau.Eta, Tau.Phi, Tau.Mass).ScaledMomentum(2 - s) };")]
    [InlineData(Scale + "this with { Tau = Tau.ScaledMomentum(s), Lepton = Lepton.ScaledMomentum(s) };")]
    [InlineData(
        "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy JetScale(double s) => this with { Jets = Jets.Map(j => j.ScaledMomentum(s)) };\n"
        + "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Toy Hadronic(double s) => this with { Tau = Tau.ScaledMomentum(s), Jets = Jets.Map(j => j.ScaledMomentum(s)) };")]
    [InlineData(
        "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy Absolute(double s) => this with { Jets = Jets.Map(j => j.ScaledMomentum(s)) };\n"
        + "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy Flavour(double s) => this with { Jets = Jets.Map(j => j.ScaledMomentum(s)) };")]
    [InlineData(
        "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy Central(double s) => this with { Jets = Jets.Map(j => Abs(j.Eta) < 2.5 ? j.ScaledMomentum(s) : j).OrderByDescending(j => j.Pt) };\n"
        + "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)] public Toy All(double s) => this with { Tau = Tau.ScaledMomentum(s), Jets = Jets.Map(j => j.ScaledMomentum(s)) };")]
    public Task Uncertainties_that_are_different_are_silent(string members) => Verify(members);

    [Fact]
    public Task The_order_is_restored_by_a_fix() => Project.Fixes.VerifyAsync(
        Source(Leading + Shift + "this with { Jets = Jets.Map(j => j.ScaledMomentum(1 + s * Abs(j.Eta))) };"),
        Source(Leading + Shift + "this with { Jets = Jets.Map(j => j.ScaledMomentum(1 + s * Abs(j.Eta))).OrderByDescending(j => j.Pt) };"));

    private static Task Verify(string members) => Project.Plain.VerifyAsync(Source(members));

    private static string Source(string members) => $$"""
        using static Mandelstam.Kinematics;

        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
            [Column("jet{1,2,3}_{pt,eta,phi,m}", Count = "n_jet", Absent = -25)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
            [Column("cand_{best,other}_{pt,eta,phi,m}", Absent = -25)] public partial UpTo2<FourVector<Lab>> Candidates { get; init; }
            {{members}}
        }

        """;
}
