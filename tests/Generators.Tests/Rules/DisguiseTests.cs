using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>
/// The mistakes of the catalogue as they come about in practice: through locals, helpers, conditionals, lambdas and tuples. Each is marked once, at its
/// place, and nothing else is.
/// </summary>
public sealed class DisguiseTests
{
    private const string Scale = "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Toy N(double s)";

    [Theory]
    [InlineData("[Feature] public Energy F => ({|CS0019:{|PHY0101:(Score > 0 ? Tau : Lepton) - Lepton.InRestFrameOf(TopQuark)|}|}).Mass;")]
    [InlineData("[Feature] public Energy F { get { var star = Lepton.InRestFrameOf(Tau); var sum = {|CS0019:{|PHY0101:star + Tau|}|}; return Ht; } }")]
    [InlineData(
        "[Feature] public Energy F => Add(Lepton.InRestFrameOf<Z>(Lepton + Tau), Tau);\n"
        + "private static Energy Add(FourVector<Rest<Z>> a, FourVector<Lab> b) => ({|CS0019:{|PHY0101:a + b|}|}).Mass;")]
    [InlineData(
        "[Feature] public double F { get { var a = Lepton.InRestFrameOf<Z>(Lepton + Tau); var b = Tau.InRestFrameOf<Top>(TopQuark); return ({|CS0019:{|PHY0101:a * b|}|}) / 1.GeV; } }")]
    [InlineData("[Feature] public double F => Lepton.InRestFrameOf(TopQuark).DeltaR({|CS1503:{|PHY0101:Tau|}|}, Convention.Eta);")]
    [InlineData("[Feature] public Energy F => ({|CS0019:{|PHY0101:TopQuark - (Tau.InRestFrameOf(TopQuark))|}|}).Mass;")]
    [InlineData("[Feature] public double F { get { var s = Lepton.InRestFrameOf(TopQuark); return s.P3.Dot({|CS1503:{|PHY0101:Tau.P3|}|}) / Ht / Ht; } }")]
    [InlineData("[Feature] public Energy F => Star.Mass;\nprivate FourVector<Lab> Star => {|CS0029:{|PHY0101:Tau.InRestFrameOf(TopQuark)|}|};")]
    [InlineData("[Feature] public Energy F => {|CS0411:InvariantMass|}(Lepton.InRestFrameOf(TopQuark), {|PHY0101:Tau|});")]
    public Task A_frame_that_does_not_match_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public Energy F => Tau.{|CS0411:Boost|}({|PHY0102:TopQuark.P3|}).Pt;")]
    [InlineData("[Feature] public Energy F => Tau.Boost({|CS1503:{|PHY0102:TopQuark.Velocity|}|}).Pt;")]
    [InlineData("[Feature] public Energy F { get { var beta = TopQuark.Velocity; return Tau.Boost({|CS1503:{|PHY0102:beta|}|}).Pt; } }")]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf({|PHY0102:-TopQuark|}).Pt;")]
    [InlineData("[Feature] public Energy F => Tau.BoostedZ({|CS1503:{|PHY0102:TopQuark.Pz|}|}).Pt;")]
    [InlineData("[Feature] public Energy F => Tau.BoostedZ({|PHY0102:TopQuark.Pz / TopQuark.E|}).Pt;")]
    [InlineData("[Feature] public Energy F { get { double beta = TopQuark.Pz / TopQuark.E; return Tau.BoostedZ({|PHY0102:-beta|}).Pt; } }")]
    [InlineData("[Feature] public Energy F => Tau.BoostedZ({|PHY0102:TopQuark.Velocity.Z|}).Pt;")]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf({|CS1503:{|PHY0102:TopQuark.Mass|}|}).Pt;")]
    [InlineData("[Feature] public Energy F => Jets.Sum(j => j.BoostedZ({|PHY0102:TopQuark.Velocity.Z|}).Pt);")]
    [InlineData("[Feature] public Energy F => Tau.InRestFrameOf(TopQuark).ToLab({|CS1503:{|PHY0102:TopQuark.Velocity|}|}).Pt;")]
    public Task A_boost_of_the_wrong_kind_or_direction_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("public static FourVector<Lab> V(Tree t) => FourVector.PtEtaPhiM<Lab>(t.pt.GeV, new(t.eta), {|PHY0103:new(t.pt)|}, t.mass.GeV);")]
    [InlineData(
        "public static FourVector<Lab> V(Tree t) { var e = t.energy.GeV; return FourVector.PtEtaPhiM<Lab>(t.pt.GeV, new(t.eta), new(t.phi), {|PHY0103:e|}); }")]
    [InlineData("public static FourVector<Lab> V(Tree t) => FourVector.PtEtaPhi<Lab>(t.pt.GeV, {|PHY0103:new(t.phi)|}, new(t.eta));")]
    [InlineData(
        "public static FourVector<Lab> V(Tree t) { var (x, y) = (t.phi, t.eta); return FourVector.PtEtaPhi<Lab>(t.pt.GeV, {|PHY0103:new(x)|}, new(y)); }")]
    [InlineData("[Feature] public Energy F => FourVector.PtEtaPhiM<Lab>(Tau.Pt, Tau.Eta, Tau.Phi, {|PHY0103:Tau.E|}).E;")]
    [InlineData("[Feature] public Energy F => FourVector.PtEtaPhiM<Lab>({|PHY0103:Tau.Px|}, Tau.Eta, Tau.Phi, Tau.Mass).E;")]
    [InlineData("[Feature] public Energy F => FourVector.PxPyPzE<Lab>(Tau.Px, Tau.Py, {|PHY0103:Tau.E|}, Tau.Pz).E;")]
    [InlineData("[Feature] public Energy F => FourVector.PtEtaPhiM<Lab>(Tau.Pt, Tau.Eta, Tau.Phi, {|PHY0103:Score > 0 ? Tau.E : Lepton.E|}).E;")]
    [InlineData("[Feature] public Energy F => FourVector.PtEtaPhiM<Lab>(mass: {|PHY0103:Tau.E|}, pt: Tau.Pt, eta: Tau.Eta, phi: Tau.Phi).E;")]
    [InlineData("[Feature] public Energy F => TransverseVector.PtPhi<Lab>({|PHY0103:Tau.E|}, Tau.Phi).X;")]
    [InlineData("[{|PHY0103:Column(\"other_{pt,phi,eta,m}\")|}] public partial FourVector<Lab> Other { get; init; }")]
    [InlineData(
        "[Feature] public Energy F => Made(Tau.Phi, Tau.E).E;\n"
        + "private FourVector<Lab> Made(Azimuth phi, Energy energy) => FourVector.PtEtaPhiM<Lab>(Tau.Pt, Tau.Eta, phi, {|PHY0103:energy|});")]
    public Task A_coordinate_in_the_wrong_slot_is_marked(string members) => Verify(members);

    [Fact]
    public Task A_unit_is_followed_into_extension_properties() => Project.Plain.VerifyAsync("""
        public static class Units
        {
            extension(FourVector<Lab> p)
            {
                public double PtMeV => p.Pt.InMeV;
            }
        }

        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
            [Feature] public double F => {|PHY0201:Lepton.PtMeV + Tau.Pt.InGeV|};
            [Feature] public double G => Lepton.PtMeV + Tau.PtMeV;
        }

        """);

    /// <summary>Neutrinos from the sky have a PeV; a number of MeV is not written so large.</summary>
    [Fact]
    public Task An_energy_beyond_every_collider_is_silent() => Verify("[Selection] public bool S => X > 1e6.GeV;");

    [Theory]
    [InlineData("[Feature] public double F => Sqrt(Square(Tau.Eta - Lepton.Eta) + Square(({|PHY0104:Tau.Phi - Lepton.Phi|}).Value));")]
    [InlineData("[Feature] public double F { get { double d = ({|PHY0104:Tau.Phi - Lepton.Phi|}).Value; return d * d; } }")]
    [InlineData("[Feature] public double F => Math.Abs({|PHY0104:Tau.Phi.Value - Met.Phi.Value|});")]
    [InlineData("[Feature] public double F { get { double a = Tau.Phi.Value, b = Lepton.Phi.Value; return {|PHY0104:a - b|} > 1 ? 1 : 0; } }")]
    [InlineData("[Feature] public double F => Jets.Sum(j => Math.Abs(({|PHY0104:j.Phi - Met.Phi|}).Value));")]
    [InlineData(
        "[Feature] public double F => Diff(Tau.Phi.Value, Lepton.Phi.Value);\n"
        + "private static double Diff(double phi1, double phi2) => {|PHY0104:phi1 - phi2|};")]
    [InlineData("[Feature] public bool F => ({|PHY0104:Tau.Phi - Lepton.Phi|}).Value > 2.5;")]
    [InlineData("[Feature] public double F => Math.PI - Math.Abs({|PHY0104:(Lepton + Tau).Phi.Value - Met.Phi.Value|});")]
    [InlineData("[Feature(Absent = -1)] public double? F => Jets.Has(1) ? Math.PI - Math.Abs({|PHY0104:Jets[0].Phi.Value - Jets[1].Phi.Value|}) : null;")]
    [InlineData("[Feature] public double Good => Sin(Lepton.Phi - Tau.Phi);\n[Feature] public double Bad => Math.PI - Math.Abs(({|PHY0104:Lepton.Phi - Tau.Phi|}).Value);")]
    [InlineData("[Feature] public double F => {|CS0019:2 * ({|PHY0104:Lepton.Phi - Tau.Phi|})|} > 1.Rad ? 1 : 0;")]
    [InlineData("[Feature] public double F => Cos({|CS0019:2 * ({|PHY0104:Lepton.Phi - Tau.Phi|})|});")]
    public Task Azimuths_that_are_not_wrapped_are_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public double F => {|PHY0105:DeltaR(Tau, TopQuark)|};")]
    [InlineData("[Feature] public int F => Jets.CountWhere(j => {|PHY0105:j.DeltaR(Lepton)|} > 0.4);")]
    [InlineData("[Feature] public double F { get { var w = Tau + Lepton; return {|PHY0105:w.DeltaR(Lepton)|}; } }")]
    [InlineData("[Feature] public Rapidity F => {|CS0029:{|PHY0105:Tau.Eta|}|};")]
    [InlineData("[Feature] public Energy F => Tau.BoostedZ({|PHY0105:-TopQuark.Eta|}).Pz;")]
    [InlineData("[Feature] public double F => {|PHY0105:(Score > 0 ? Tau : TopQuark).DeltaR(Lepton)|};")]
    public Task A_pseudorapidity_in_place_of_a_rapidity_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public Energy F => ({|PHY0106:Tau + Lepton + Tau|}).Mass;")]
    [InlineData("[Feature(Absent = 0)] public Energy? F => Jets.Has(1) ? ({|PHY0106:Jets[0] + Jets[0]|}).Mass : null;")]
    [InlineData("[Feature] public Energy F { get { var w = Tau + Lepton; var t = {|PHY0106:w + Tau|}; return t.Mass; } }")]
    [InlineData("[Feature] public Energy F => {|PHY0106:Tau.Pt + Lepton.Pt + Tau.Pt|};")]
    public Task An_object_that_is_counted_twice_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public int F => Tau.Pt switch { {|PHY0201:{|CS8781:> {|CS0029:20|}|}|} => 1, _ => 0 };")]
    [InlineData("[Feature] public GeV2 F => {|CS0019:{|PHY0201:Tau.M2 + Tau.Pt|}|};")]
    [InlineData("[Feature] public double F { get { double cut = 25; return {|CS0019:{|PHY0201:Tau.Pt > cut|}|} ? 1 : 0; } }")]
    [InlineData("[Feature] public Energy F => Min({|CS1503:Ht|}, {|PHY0201:100|});")]
    [InlineData("[Selection] public bool S => {|PHY0201:Tau.Pt > 25_000.GeV|};")]
    [InlineData("[Feature] public int F => Jets.CountWhere(j => {|CS0019:{|PHY0201:j.Pt > 30|}|});")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 0, Sigma = 1)] public Toy N(double x) => this with { Ht = {|CS0019:{|PHY0201:Ht + x|}|} };")]
    [InlineData("[Feature] public Energy F => {|CS0019:Lead ?? {|PHY0201:0.5|}|};\nprivate Energy? Lead => Jets.Has(0) ? Jets[0].Pt : null;")]
    [InlineData("[Feature] public Energy F { get { if (Score > 0) { return Ht; } return {|CS0029:{|PHY0201:Tau.M2|}|}; } }")]
    [InlineData("[Feature] public bool F => {|CS0019:{|PHY0201:Abs(DeltaPhi(Tau, Lepton)) > 2.7|}|};")]
    public Task Units_that_disagree_are_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Selection] public bool S => {|PHY0401:Tau.Pt > 50.GeV && Tau.Pt < 30.GeV|};")]
    [InlineData("[Selection] public bool S => Jets.Count == 0;\n[Selection] public bool T => {|PHY0401:Jets.Has(0)|} && Jets[0].Pt > 30.GeV;")]
    [InlineData("[Selection] public bool S => {|PHY0401:Abs(Tau.Eta) > 2.5 && Tau.Eta.Value is > -1 and < 1|};")]
    [InlineData("[Selection] public bool S => {|PHY0402:Tau.Pt > -20.GeV|} && Lepton.Pt > 3.GeV;")]
    [InlineData("[Selection] public bool S => {|PHY0402:Abs(DeltaPhi(Tau, Lepton)) < 3.5.Rad|};")]
    public Task A_selection_that_says_nothing_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData(Scale + " => this with { {|PHY0501:Lepton = Lepton.ScaledMomentum(s)|} };")]
    [InlineData(
        Scale + " => Lepton.Eta > 1.5 ? this with { {|PHY0501:Lepton = s * Lepton|} } : this;")]
    [InlineData(
        "[Nuisance(Prior.Normal, Mean = 0, Sigma = 1)] public Toy N(double s) => this with { {|PHY0501:Jets = Shift(s)|} };\n"
        + "private UpTo3<FourVector<Lab>> Shift(double s) => Jets.Map(j => j.ScaledMomentum(1 + 0.01 * s));")]
    [InlineData(
        Scale + " => this with { Jets = Jets.Map(j => j.ScaledMomentum(s)), {|PHY0501:Met = Met + (1 - s) * (Jets.Has(0) ? Jets[0].Transverse : TransverseVector<Lab>.Zero)|} };")]
    [InlineData(
        Scale + " { var moved = Tau.ScaledMomentum(s); return this with { Tau = moved, {|PHY0501:Met = Met + moved.Transverse - Tau.Transverse|} }; }")]
    [InlineData(
        "[Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Nominal = 0, Max = 4)] public Toy N(double w, [Noise] Noise1 g) => this with { {|PHY0501:Tau = Tau.ScaledMomentum(1 + 0.1 * w * g)|} };")]
    [InlineData(
        Scale + " => (this with { {|PHY0501:Tau = Tau.ScaledMomentum(s)|} }) with { X = s * X };")]
    [InlineData(
        "[Column(\"m_jj\")] public partial Energy StoredMass { get; init; }\n"
        + "[Feature] public double F => {|PHY0501:StoredMass|} / 100.GeV;\n"
        + Scale + " => this with { Jets = Jets.Map(j => j.ScaledMomentum(s)), Met = Met + (1 - s) * Jets.Sum(j => j.Transverse) };")]
    [InlineData(
        "[Column(\"tau_sum_pt\")] public partial Energy TauSum { get; init; }\n"
        + "[RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public double R(double r) => {|PHY0501:TauSum|} > 50.GeV ? r : 1;\n"
        + Scale + " => this with { Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse };")]
    [InlineData(
        "[DependsOn(nameof(Tau)), Column(\"y\")] public partial double Y { get; init; }\n"
        + "[Category] public Bin B => High ? Bin.High : Bin.Low;\n"
        + "private bool High => {|PHY0501:Y|} > 3;\n"
        + Scale + " => this with { Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse };")]
    public Task A_variation_that_does_not_arrive_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public double F { get { double e = TopQuark.E.InGeV, p = TopQuark.P.InGeV; return {|PHY0601:Math.Sqrt(e * e - p * p)|}; } }")]
    [InlineData("[Feature] public Energy F => {|PHY0601:Sqrt((TopQuark + Tau).E.Squared - (TopQuark + Tau).P3.Dot((TopQuark + Tau).P3))|};")]
    [InlineData("[Feature] public GeV2 F => ({|PHY0601:TopQuark.E - TopQuark.P|}) * (TopQuark.E + TopQuark.P);")]
    [InlineData(
        "[Feature] public Energy F { get { var (pt, met) = (Lepton.Pt, Met.Pt); return Sqrt(2 * pt * met * ({|PHY0601:1 - Cos(DeltaPhi(Lepton, Met))|})); } }")]
    [InlineData("[Feature] public double F => {|PHY0601:Log(Score)|};")]
    [InlineData("[Feature] public double F => {|PHY0601:Math.Acos(TopQuark.P3.Dot(Tau.P3) / (TopQuark.P3.Magnitude * Tau.P3.Magnitude))|};")]
    [InlineData("[Feature] public Energy F => {|PHY0601:Jets.Sum(j => j.Pt) / Jets.Count|};")]
    [InlineData("[Feature] public double F => Vertices > 3 ? 1 : {|PHY0601:1.0 / Vertices|};")]
    [InlineData("[Feature] public double F => Jets.Sum(j => {|PHY0601:Sqrt(j.Eta)|});")]
    [InlineData("[Feature] public double F => 0.5 * {|PHY0601:Log((TopQuark.E + TopQuark.Pz) / (TopQuark.E - TopQuark.Pz))|};")]
    [InlineData("[Feature] public double F => {|PHY0601:Math.Atanh(TopQuark.Pz / TopQuark.P)|};")]
    [InlineData("[Feature] public double F => {|PHY0601:Math.Atanh(1.2)|} + Score;")]
    [InlineData("[Feature] public double F => 1 / {|PHY0601:Math.Sqrt(1 - 1.5 * 1.5)|} + Score;")]
    public Task A_formula_that_cancels_or_leaves_its_domain_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public Energy F => {|PHY0602:Tau.E|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => Ratio;\nprivate double Ratio => {|PHY0602:Tau.P / Lepton.P|};")]
    [InlineData("[Feature(Absent = -1), InvariantUnder<Permutation>] public Energy? F => Jets.Has(1) ? {|PHY0602:Jets[0].Pt|} : null;")]
    [InlineData("[Feature, InvariantUnder<RotationZ>] public double F => {|PHY0602:Tau.Px|} / Tau.Pt;")]
    [InlineData("[Feature, InvariantUnder<ReflectionZ>] public double F => {|PHY0602:Tau.Eta + Lepton.Eta|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => {|PHY0602:DeltaEta(Lepton, Tau)|};")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public Energy F => {|PHY0602:(Lepton + Tau).Pt|};")]
    [InlineData("[Feature(Absent = 0), InvariantUnder<Permutation>] public Energy? F => Jets.Has(1) ? {|PHY0602:Jets[0].Pt + 2 * Jets[1].Pt|} : null;")]
    [InlineData("[Feature, InvariantUnder<RotationZ, Rotations>] public Energy F => {|PHY0602:Tau.Pt|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public Energy F { get { var v = Tau + Lepton; var e = v.E; return {|PHY0602:e - 1.GeV|}; } }")]
    public Task An_invariance_that_is_not_there_is_marked(string members) => Verify(members);

    private static Task Verify(string members) => Project.Plain.VerifyAsync($$"""
        using static Mandelstam.Kinematics;

        public sealed class Z;

        public sealed class Top;

        public sealed record Tree(double pt, double eta, double phi, double mass, double energy, double px, double py, double pz);

        public enum Process { Background, Signal }

        public enum Bin { Low, High }

        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
            [Column("top_{px,py,pz,e}")] public partial FourVector<Lab> TopQuark { get; init; }
            [Column("jet{1,2,3}_{pt,eta,phi,m}", Count = "n_jet", Absent = -25)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
            [Column("calo")] public partial Energy Ht { get; init; }
            [Column("x")] public partial Energy X { get; init; }
            [Column("npv")] public partial int Vertices { get; init; }
            [Column("bdt")] public partial double Score { get; init; }
            [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
            [Label, Column("process", Optional = true)] public partial Process Process { get; init; }

            {{members}}
        }

        """);
}
