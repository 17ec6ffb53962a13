using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>
/// Programs as someone writes them who has read the documents and nothing else: each mistake is marked once, at its place, and what only looks like one is not.
/// </summary>
public sealed class NewcomerTests
{
    [Theory]
    [InlineData("[Feature] public Energy F { get { var (a, b) = (Muon.InRestFrameOf(Zed), Had); return ({|CS0019:{|PHY0101:a + b|}|}).Mass; } }")]
    [InlineData("[Feature] public Energy F { get { var (a, b) = (Muon.InRestFrameOf(Zed), Had.InRestFrameOf(Muon + Had)); return ({|PHY0101:a + b|}).Mass; } }")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Bs.Max(j => ({|PHY0101:j.InRestFrameOf(Zed) + Had.InRestFrameOf(Muon + Had)|}).Mass);")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Lead is { } j ? ({|PHY0101:j.InRestFrameOf(Zed) + Had.InRestFrameOf(Muon + Had)|}).Mass : null;\nprivate FourVector<Lab>? Lead => Bs.Has(0) ? Bs[0] : null;")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Lead is { } j ? ({|CS0019:{|PHY0101:j.InRestFrameOf(Zed) - j|}|}).Mass : null;\nprivate FourVector<Lab>? Lead => Bs.Has(0) ? Bs[0] : null;")]
    [InlineData("[Feature] public Energy F => ({|PHY0101:A + B|}).Mass;\nprivate FourVector<Rest> A => Muon.InRestFrameOf(Zed);\nprivate FourVector<Rest> B => Had.InRestFrameOf(Muon + Had);")]
    [InlineData("[Feature] public double F => {|PHY0101:A * B|} / Calo.Squared;\nprivate FourVector<Rest> A => Muon.InRestFrameOf(Zed);\nprivate FourVector<Rest> B => Had.InRestFrameOf(Muon + Had);")]
    [InlineData("[Feature] public double F { get { var a = Muon.InRestFrameOf(Zed); var b = Had.InRestFrameOf(Muon + Had); return a.P3.Dot({|PHY0101:b.P3|}) / (a.P * b.P); } }")]
    [InlineData("[Feature] public Energy F { get { var a = Muon.InRestFrameOf(Zed); var b = Had.InRestFrameOf(Muon + Had); return InvariantMass(a, {|PHY0101:b|}); } }")]
    [InlineData("[Feature] public double F { get { var a = Muon.InRestFrameOf(Zed); var b = Had.InRestFrameOf(Muon + Had); return a.DeltaRapidityR({|PHY0101:b|}); } }")]
    [InlineData("[Feature] public Energy F => Pair(Muon.InRestFrameOf(Zed), {|PHY0101:Had.InRestFrameOf(Muon + Had)|});\nprivate static Energy Pair(FourVector<Rest> a, FourVector<Rest> b) => (a + b).Mass;")]
    [InlineData("[Feature] public Energy F => ({|PHY0101:Muon.InRestFrameOf<W>(Zed) + Had.InRestFrameOf<W>(Muon + Had)|}).Mass;")]
    [InlineData("[Feature] public Energy F => {|CS0411:InvariantMass|}(Muon.InRestFrameOf(Zed), {|PHY0101:Had|});")]
    [InlineData("[Feature] public Energy F { get { FourVector<Lab> back = {|CS0029:{|PHY0101:Muon.InRestFrameOf(Zed)|}|}; return back.Pt; } }")]
    [InlineData("[Feature] public Energy F => ({|CS0019:{|PHY0101:Muon + Boosted(Had)|}|}).Mass;\nprivate FourVector<Rest> Boosted(FourVector<Lab> p) => p.Boost(-Zed.Velocity);")]
    public Task A_frame_that_does_not_match_is_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Feature] public Energy F => {|CS0029:{|PHY0201:SumOfSquares(Muon.Pt, Had.Pt)|}|};\nprivate static GeV2 SumOfSquares(Energy a, Energy b) => a * a + b * b;")]
    [InlineData("[Feature] public double F => Add(Muon.Pt.InMeV, Had.Pt.InGeV);\nprivate static double Add(double a, double b) => {|PHY0201:a + b|};")]
    [InlineData("[Feature] public double F { get { var x = Muon.Pt.InMeV; var y = Had.Pt.InGeV; return {|PHY0201:x > y|} ? 1 : 0; } }")]
    [InlineData("[Feature] public double F { get { var (x, y) = (Muon.Pt.InMeV, Had.Pt.InGeV); return {|PHY0201:x + y|}; } }")]
    [InlineData("[Feature] public double F => {|PHY0201:Bs.Sum(j => j.Pt.InMeV) + Had.Pt.InGeV|};")]
    [InlineData("[Feature] public double F => Bs.Sum(j => {|PHY0201:j.Pt.InMeV - Had.Pt.InGeV|});")]
    [InlineData("[Feature] public double F => Math.Cos({|PHY0201:180|});")]
    [InlineData("[Feature] public bool F => {|CS0019:{|PHY0201:Abs(DeltaPhi(Muon, Met)) < 0.4|}|};")]
    [InlineData("[Column(\"e_dep\", Unit = EnergyUnit.MeV)] public partial double Deposit { get; init; }\n[Feature] public Energy F => {|PHY0201:Deposit.GeV|} + Had.E;")]
    [InlineData("[Feature] public Energy F => Cut(30);\nprivate static Energy Cut(double x) => {|CS0029:{|PHY0201:x|}|};")]
    [InlineData("[Feature] public bool F => {|CS0019:{|PHY0201:Lead > 50|}|};\nprivate Energy? Lead => Bs.Has(0) ? Bs[0].Pt : null;")]
    [InlineData("[Feature] public double F => {|CS0029:{|PHY0201:Had.Mass * Muon.Pt / Calo|}|};")]
    [InlineData("[Feature] public Energy F => {|CS0019:{|PHY0201:Met.Pt + Muon.Pt * Had.Pt|}|};")]
    [InlineData("[Feature] public Energy F => Calo switch { var h when {|CS0019:{|PHY0201:h > 100|}|} => h, var h => 2 * h };")]
    [InlineData("[Feature] public bool F => {|PHY0201:Had.Mass.InMeV > Muon.Pt / 1.GeV|};")]
    [InlineData("[Selection] public bool S => Bs.Any(j => {|CS0019:{|PHY0201:j.Pt > 25|}|});")]
    [InlineData("[Selection] public bool S => Calo > 500.MeV || {|PHY0201:Muon.Pt > 30_000.GeV|};")]
    [InlineData("[Feature] public double F => Sin({|CS1503:{|PHY0103:Muon.Eta|}|});")]
    [InlineData("[Feature] public Angle F => {|CS0029:{|PHY0201:DeltaPhi(Muon, Had) / 2.Rad|}|};")]
    public Task Units_that_disagree_are_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Feature] public Pseudorapidity F => {|CS0029:{|PHY0201:Muon.Eta + Had.Eta|}|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => {|PHY0602:Muon.Eta + Had.Eta|};")]
    [InlineData("[Feature] public double F => Bs.{|CS0315:{|CS0315:Sum|}|}(j => {|PHY0201:j.Eta|});")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => {|PHY0602:Bs.Sum(j => j.Eta.Value)|};")]
    [InlineData("[Feature] public Energy F => Had.BoostedZ({|PHY0105:-(Muon + Had).Eta|}).Pz;")]
    [InlineData("[Feature(Absent = -1)] public double? F => Bs.Min(j => {|PHY0105:DeltaR(j, Had + Zed)|});")]
    [InlineData("[Feature] public double F { get { var (a, b) = (Had, Zed); return {|PHY0105:a.DeltaR(b)|}; } }")]
    public Task A_pseudorapidity_that_is_none_is_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Feature] public double F { get { var (a, b) = (Muon.Phi, Had.Phi); return Math.Cos(0.5 * ({|PHY0104:a - b|}).Value); } }")]
    [InlineData("[Feature] public double F { get { var (a, b) = (Muon.Phi.Value, Had.Phi.Value); return Math.Cos(0.5 * ({|PHY0104:a - b|})); } }")]
    [InlineData("[Feature] public double F { get { var a = Muon.Phi.Value; var b = Had.Phi.Value; return Math.Sin(({|PHY0104:a - b|}) / 2); } }")]
    [InlineData("[Feature] public double F => Square(Muon.Eta - Had.Eta) + Square(({|PHY0104:Muon.Phi - Had.Phi|}).Value / Math.PI);")]
    [InlineData("[Feature(Absent = -1)] public double? F => Lead is { } j ? Exp(-Square(({|PHY0104:j.Phi - Met.Phi|}).Value)) : null;\nprivate FourVector<Lab>? Lead => Bs.Has(0) ? Bs[0] : null;")]
    [InlineData("[Feature] public double F => Math.Abs({|PHY0104:Muon.Phi.Value - Had.Phi.Value|}) > Math.PI / 2 ? 1 : 0;")]
    [InlineData("[Feature] public double F => Tanh(({|PHY0104:Muon.Phi - Met.Phi|}).Value);")]
    [InlineData("[Feature] public double F { get { double d = {|PHY0104:Muon.Phi.Value - Met.Phi.Value|}; double e = Muon.Eta - Had.Eta; return Sqrt(e * e + d * d) + 0.1 * Mva; } }")]
    [InlineData("[Feature] public double F => Bs.CountWhere(j => Sqrt(Square(j.Eta - Muon.Eta) + Square(({|PHY0104:j.Phi - Muon.Phi|}).Value)) < 0.4);")]
    [InlineData("[Feature] public double F => 1 + Distance(Muon, Had) * Mva;\nprivate static double Distance(FourVector<Lab> a, FourVector<Lab> b) => Math.Pow(({|PHY0104:a.Phi - b.Phi|}).Value, 2);")]
    [InlineData("[Feature] public double F { get { (double a, double b) = (Muon.Phi.Value, Had.Phi.Value); return {|PHY0104:a - b|}; } }")]
    [InlineData("[Feature] public double F { get { RawAngle d = {|PHY0104:Muon.Phi - Had.Phi|}; return d.Value * d.Value; } }")]
    [InlineData("[Selection] public bool S => Math.Abs(({|PHY0104:Muon.Phi - Met.Phi|}).Value) < 2.5 && Muon.Pt > 20.GeV;")]
    public Task Azimuths_that_are_not_wrapped_are_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Feature] public Energy F { get { var (eta, phi) = (Had.Phi, Had.Eta); return FourVector.PtEtaPhiM<Lab>(Had.Pt, {|CS1503:{|PHY0103:eta|}|}, {|CS1503:phi|}, Had.Mass).E; } }")]
    [InlineData("[Feature] public Energy F { get { var (m, e) = (Had.E, Had.Mass); return FourVector.PtEtaPhiM<Lab>(Had.Pt, Had.Eta, Had.Phi, {|PHY0103:m|}).E; } }")]
    [InlineData("[Feature] public Energy F { get { var (m, pt) = (Had.Pt, Had.Mass); return FourVector.PtEtaPhiM<Lab>({|PHY0103:pt|}, Had.Eta, Had.Phi, m).E; } }")]
    [InlineData("[Feature] public Energy F { get { var m = Had.Mass; var pt = Had.Pt; return FourVector.PtEtaPhiM<Lab>({|PHY0103:m|}, Had.Eta, Had.Phi, pt).E; } }")]
    [InlineData("[Feature] public Energy F { get { var pz = Had.E; var e = Had.Pz; return FourVector.PxPyPzE<Lab>(Had.Px, Had.Py, {|PHY0103:pz|}, e).Mass; } }")]
    [InlineData("[Feature] public Energy F => Build(Had.E).E;\nprivate FourVector<Lab> Build(Energy x) => FourVector.PtEtaPhiM<Lab>(Had.Pt, Had.Eta, Had.Phi, {|PHY0103:x|});")]
    [InlineData("[Feature] public Energy F => FourVector.PtEtaPhiM<Lab>(Had.Pt, Had.Eta, new(Mva), {|PHY0103:Total|}).Mt;\nprivate Energy Total => (Had + Muon).E;")]
    [InlineData("[{|PHY0103:Column(\"e_{px,py,e,pz}\")|}] public partial FourVector<Lab> Electron { get; init; }")]
    [InlineData("[Massless, {|PHY0103:Column(\"e_{eta,pt,phi}\")|}] public partial FourVector<Lab> Electron { get; init; }")]
    [InlineData("[{|PHY0103:Column(\"met2_phi\", \"met2\")|}] public partial TransverseVector<Lab> Other { get; init; }")]
    public Task A_coordinate_in_the_wrong_slot_is_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => this with { Had = Had.ScaledMomentum(s), {|PHY0501:Met = Met + (s - 1) * Had.Transverse|} };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) { var moved = Had.ScaledMomentum(s); return this with { Had = moved, {|PHY0501:Met = Met + (1 - s) * moved.Transverse|} }; }")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => this with { Had = Had.ScaledMomentum(s), Muon = Muon.ScaledMomentum(s), {|PHY0501:Met = Met + (1 - s) * Had.Transverse|} };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => this with { Bs = Bs.Map(j => j.Pt > 30.GeV ? j.ScaledMomentum(s) : j), {|PHY0501:Met = Met + (1 - s) * Bs.Sum(j => j.Transverse)|} };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => Moved(s);\nprivate Ttbar Moved(double s) => this with { Had = Had.ScaledMomentum(s), {|PHY0501:Met = s * Met|} };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => Bs.Has(0) ? this with { Had = Had.ScaledMomentum(s), Met = Met + (1 - s) * Had.Transverse } : this with { {|PHY0501:Had = Had.ScaledMomentum(s)|} };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 0, Sigma = 1)] public Ttbar N(double s) => this with { Had = (1 + 0.02 * s) * Had, {|PHY0501:Met = Met - 0.03 * s * Had.Transverse|} };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => this with { Had = Had.ScaledMomentum(s), {|PHY0501:Met = Met + (1 - s) * Muon.Transverse|} };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => this with { Bs = Bs.Map(j => j.ScaledMomentum(s)), {|PHY0501:Met = Met - s * Bs.Sum(j => j.Transverse)|} };")]
    public Task Missing_momentum_that_does_not_balance_is_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public double? F => Bs.Has(1) ? {|PHY0602:DeltaEta(Bs[0], Bs[1])|} : null;")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public Energy? F => Bs.Has(1) ? {|PHY0602:InvariantMass(Bs[0], Bs[1])|} : null;")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public double? F => Bs.Count > 1 ? {|PHY0602:Bs[0].Pt / Bs[1].Pt|} : null;")]
    [InlineData("[Feature, InvariantUnder<Permutation>] public Energy F => Bs.Sum(j => j.Pt) + (Bs.Has(0) ? 0.1 * {|PHY0602:Bs[0].Pt|} : 0.GeV);")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public Angle? F => Bs.Has(1) ? Abs({|PHY0602:DeltaPhi(Bs[0], Bs[1])|}) : null;")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public Energy? F => Bs.Has(2) ? {|PHY0602:Max((Bs[0] + Bs[1]).Mass, (Bs[1] + Bs[2]).Mass)|} : null;")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public double F => {|PHY0602:Muon.InRestFrameOf(Zed).Pt|} / Zed.Mass;")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F { get { var (a, b) = (Had.Rapidity, Zed.Rapidity); return {|PHY0602:a + b|}; } }")]
    [InlineData("[Feature, InvariantUnder<RotationZ>] public double F => {|PHY0602:Muon.Phi|}.Value * 0.5;")]
    public Task A_symmetry_that_is_not_there_is_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Feature] public Energy F => Had.InRestFrameOf({|PHY0107:Muon|}).E;")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Bs.Max(j => Had.InRestFrameOf({|PHY0107:j|}).E);")]
    [InlineData("[Feature] public Energy F { get { var (a, b) = (Muon, Had); return b.InRestFrameOf({|PHY0107:a|}).E; } }")]
    [InlineData("[Feature(Absent = -1)] public double? F => Second.Eta;\nprivate FourVector<Lab> Second => {|PHY0603:Bs[1]|};")]
    [InlineData("[Feature(Absent = -1)] public double? F => Bs.Has(0) ? {|PHY0603:Bs[1]|}.Eta : null;")]
    [InlineData("[Feature(Absent = -1)] public double? F { get { if (Bs.Count < 1) { return null; } var (a, b) = (Bs[0], {|PHY0603:Bs[1]|}); return DeltaEta(a, b); } }")]
    [InlineData("[Feature] public double F => DeltaR(Muon, {|PHY0108:FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, 100.GeV, 100.GeV)|});")]
    [InlineData("[Feature] public Energy F => {|PHY0601:Sqrt(Square(Zed.E) - Square(Zed.P))|};")]
    [InlineData("[Feature] public double F => {|PHY0601:Math.Acos(Muon.Pt / Had.P)|};")]
    [InlineData("[Feature] public Energy F => ({|PHY0106:Muon + Had + Zed + Muon|}).Mass;")]
    [InlineData("[Feature] public Energy F => ({|PHY0106:Sum2(Muon, Had) + Had|}).Mass;\nprivate static FourVector<Lab> Sum2(FourVector<Lab> a, FourVector<Lab> b) => a + b;")]
    [InlineData("[Selection] public bool S { get { double cut = 2.5; return {|PHY0401:Abs(Had.Eta) > 4 && Abs(Had.Eta) < cut|}; } }")]
    [InlineData("[Feature] public bool F => Had.Mass is var m && {|CS0019:{|PHY0201:m > 50|}|};")]
    [InlineData("private static readonly Energy Cut = 80.GeV;\n[Feature] public bool F => {|CS0019:{|PHY0201:Had.M2 > Cut|}|};")]
    [InlineData("private static Energy _cut = 80.GeV;\n[Feature] public bool F => Had.Mass > {|PHY0001:_cut|};")]
    public Task Other_mistakes_are_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Feature] public Energy F => {|CS0103:Mon|}.Pt;")]
    [InlineData("[{|PHY0008:Feature|}] public FourVector<Lab> F => Muon;")]
    [InlineData("[{|PHY0502:Nuisance(Prior.Normal)|}] public Ttbar N(double s) => this with { Calo = s * Calo };")]
    [InlineData("[{|PHY0502:Nuisance(Prior.Uniform, Min = 1)|}] public Ttbar N(double s) => this with { Calo = s * Calo };")]
    [InlineData("[{|PHY0502:Nuisance(Prior.LogNormal, Mean = 1, Sigma = 0.1)|}] public Ttbar N(double s) => this with { Calo = s * Calo };")]
    [InlineData("[{|PHY0008:Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)|}] public double N(double s) => s;")]
    [InlineData("[{|PHY0008:RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.01)|}] public Ttbar N(double s) => this with { Calo = s * Calo };")]
    [InlineData("[{|PHY0008:Correction|}] public Ttbar C(double s) => this with { Calo = s * Calo };")]
    [InlineData("[{|PHY0008:Category|}] public int C => Bs.Count;")]
    [InlineData("[{|PHY0008:Weight|}, Column(\"w\")] public partial Energy Weight { get; init; }\n[{|PHY0008:Label|}, Column(\"l\")] public partial double Kind { get; init; }\n[{|PHY0008:Massless|}, Column(\"e\")] public partial Energy E { get; init; }")]
    [InlineData("[{|PHY0008:MissingMomentum|}, Column(\"m2_{pt,eta,phi,m}\")] public partial FourVector<Lab> Other { get; init; }")]
    [InlineData("{|PHY0007:public partial double Half { get; init; }|}")]
    [InlineData("{|PHY0007:[Massless] public partial FourVector<Lab> Half { get; init; }|}")]
    [InlineData("[{|PHY0005:Column(\"e_{pt,eta,phi}\")|}] public partial FourVector<Lab> Electron { get; init; }")]
    [InlineData("[{|PHY0005:Column(\"e_{pt,eta,phi,m\")|}] public partial FourVector<Lab> Electron { get; init; }")]
    [InlineData("[{|PHY0006:Column(\"e_pt\", \"e_eta\", \"e_phi\", \"e_phi\")|}] public partial FourVector<Lab> Electron { get; init; }")]
    [InlineData("[{|PHY0006:Column(\"calo\")|}] public partial Energy Again { get; init; }")]
    [InlineData("[DependsOn(nameof({|CS0103:Jts|})), Column(\"y\")] public partial double Y { get; init; }")]
    [InlineData("[Feature, {|PHY0504:Unaffected(\"Nn\", Justification = \"because\")|}] public Energy F => Calo;")]
    [InlineData("[{|PHY0008:Column(\"mu2_pt\")|}] public Energy Extra { get; init; }")]
    [InlineData("[Feature] public Energy F => Calo;\n[{|PHY0006:Feature(\"F\")|}] public Energy G => Calo;")]
    [InlineData("{|PHY0004:[Column(\"x\")] public partial string Text { get; init; }|}")]
    [InlineData("{|PHY0004:[Column(\"jets_{pt,eta,phi,m}\")] public partial List<FourVector<Lab>> Jets { get; init; }|}")]
    public Task A_half_declaration_is_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Feature] public double F => Cos({|CS1503:{|PHY0201:0.5 * (Muon.Phi - Had.Phi).Value|}|});")]
    [InlineData("[Feature] public double F => Cos({|CS1503:{|PHY0201:Mva|}|});")]
    [InlineData("[Feature] public double F => 2 * Math.Sin(({|PHY0104:Muon.Phi.Value - Had.Phi.Value|}) / 2) + 1;")]
    [InlineData("[Feature] public double F => Math.Cos(({|PHY0104:Muon.Phi.Value - Had.Phi.Value|}) * 0.3);")]
    [InlineData("[Feature] public double F { get { var (d, e) = (({|PHY0104:Muon.Phi - Had.Phi|}).Value, Muon.Eta - Had.Eta); return Sqrt(d * d + e * e); } }")]
    [InlineData("[Feature] public Energy F { get { var (a, b) = (Had.P3, Zed.P3); return {|PHY0201:a.Magnitude.InMeV + b.Magnitude.InGeV|} > 1 ? Calo : Had.E; } }")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Lead switch { null => null, { } j => ({|PHY0106:j + Had + j|}).Mass };\nprivate FourVector<Lab>? Lead => Bs.Has(0) ? Bs[0] : null;")]
    [InlineData("[Feature(Absent = -1)] public Energy? F { get { if (Lead is not { } j) { return null; } return ({|CS0019:{|PHY0101:j + Had.InRestFrameOf(Zed)|}|}).Mass; } }\nprivate FourVector<Lab>? Lead => Bs.Has(0) ? Bs[0] : null;")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => Bs.Has(0) ? this with { Had = Had.ScaledMomentum(s), {|PHY0501:Met = Met - (1 - s) * Had.Transverse|} } : this with { Had = Had.ScaledMomentum(s), Met = Met + (1 - s) * Had.Transverse };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) { if (Vertices > 20) { return this with { {|PHY0501:Muon = Muon.ScaledMomentum(s)|} }; } return this; }")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) { var scaled = Had.ScaledMomentum(1.01); return {|PHY0503:this with { Had = scaled, Met = Met + Had.Transverse - scaled.Transverse }|}; }")]
    [InlineData("[Selection] public bool S { get { var pt = Muon.Pt; return {|PHY0402:pt > -20.GeV|}; } }")]
    [InlineData("[Feature] public double? F { get { var m = Calo; return {|PHY0604:Bs.Has(0) ? m / Bs[0].E : null|}; } }")]
    [InlineData("[{|PHY0008:DependsOn(\"Jts\")|}, Column(\"y\")] public partial double Y { get; init; }")]
    [InlineData("[Weight, Column(\"w1\")] public partial double W1 { get; init; }\n[{|PHY0008:Weight|}, Column(\"w2\")] public partial double W2 { get; init; }")]
    public Task Mistakes_in_patterns_tuples_and_branches_are_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Decay(\"H -> (W+ -> mu+ nu_mu) ({|PHY0301:W- -> mu- nu_mu|})\", OffShell = true)] public partial record A;")]
    [InlineData("[Decay(\"B0 -> (J/psi -> mu+ mu-) ({|PHY0302:K*(892)0 -> K+ K-|})\")] public partial record A;")]
    [InlineData("[Decay(\"t -> ({|PHY0302:W+ -> t anti-b|}) b\")] public partial record A;")]
    [InlineData("[Decay(\"{|PHY0301:D0 -> K- pi+ pi+|}\")] public partial record A;")]
    [InlineData("[Decay(\"{|PHY0301:tau- -> mu- anti-nu_mu|}\")] public partial record A;")]
    [InlineData("[Scattering(\"{|PHY0302:e- e+ -> mu- mu+|}\", SqrtS = 0.2)] public partial record A;")]
    [InlineData("[Scattering(\"{|PHY0301:p p -> t anti-t|}\", SqrtS = 13600)] public partial record A;")]
    [InlineData("[NewParticle(\"A'\", Mass = 0.25), Decay(\"{|PHY0302:A' -> tau- tau+|}\")] public partial record A;")]
    [InlineData("[NewParticle(\"A'\", Mass = 0.25), Decay(\"eta -> gamma ({|PHY0301:A' -> mu- e+|})\")] public partial record A;")]
    [InlineData("[Decay(\"B+ -> ({|PHY0303:J/spi|} -> mu+ mu-) K+\")] public partial record A;")]
    [InlineData("[Decay(\"B+ -> (J/psi -> mu+ mu-) K+ {|PHY0304:->|} pi+\")] public partial record A;")]
    [InlineData("[Decay(\"B_s0 -> (J/psi -> mu+ mu-) ({|PHY0304:phi ->|} )\")] public partial record A;")]
    [InlineData("[Decay(\"mu- -> e- anti-nu_e nu_mu\")] public partial record {|PHY0305:A|} { [SquaredAmplitude] public double M => 1; }")]
    [InlineData("[Decay(\"mu- -> e- anti-nu_e nu_mu\")] public partial record A { {|PHY0305:[Daughter(\"mu-\")] public partial FourVector<Rest> E { get; init; }|} [Daughter] public partial FourVector<Rest> N1 { get; init; } [Daughter] public partial FourVector<Rest> N2 { get; init; } }")]
    [InlineData("[Decay(\"mu- -> e- anti-nu_e nu_mu\")] public partial record A { {|PHY0305:[Daughter] public partial FourVector<Lab> E { get; init; }|} [Daughter] public partial FourVector<Rest> N1 { get; init; } [Daughter] public partial FourVector<Rest> N2 { get; init; } }")]
    [InlineData("[Scattering(\"e- e+ -> {|PHY0303:quark|} anti-u g\", SqrtS = 91.2)] public partial record A;")]
    [InlineData("[Scattering(\"{|PHY0303:q|} {|PHY0303:anti-q|} -> u anti-u\", SqrtS = 91.2)] public partial record A;")]
    [InlineData("[{|CS7036:Decay|}] public partial record A;")]
    [InlineData("[Event] public partial class {|PHY0003:A|} { }")]
    public Task A_reaction_that_cannot_be_is_marked(string text) => Declaration(text);

    [Theory]
    [InlineData("[Feature] public Energy F { get { var star = Mva > 0 ? Muon.InRestFrameOf(Zed) : Muon.InRestFrameOf(Had); return star.E; } }")]
    [InlineData("[Feature] public Energy F => (Bs.Sum(j => j) + Muon.InRestFrameOf(Zed).ToLab(Zed)).InRestFrameOf(Zed).ToLab(Zed).Mass;")]
    [InlineData("[Feature] public bool F => Had.Mass is var m && m > 50.GeV;")]
    [InlineData("[Event] public partial record Inner { [Feature] public int F => 1; }")]
    [InlineData("[Feature] public double F => Square(Math.Sin(0.5 * (Muon.Phi.Value - Had.Phi.Value)));")]
    [InlineData("[Feature] public double F => Abs(Math.Sin(0.5 * (Muon.Phi.Value - Had.Phi.Value)));")]
    [InlineData("[Feature] public double F => 2 * Square(Math.Sin((Muon.Phi - Had.Phi).Value / 2)) + Math.Pow(Math.Cos((Muon.Phi - Had.Phi).Value / 2), 2);")]
    [InlineData("[Feature] public double F => Math.Cos(2 * (Muon.Phi.Value - Had.Phi.Value));")]
    [InlineData("[Feature] public double F { get { var (a, b) = (Muon.Phi, Had.Phi); return Cos(a - b) + Sin(b - a); } }")]
    [InlineData("[Feature] public double F { get { var d = Muon.Phi - Had.Phi; return Wrap(d).Value * Wrap(d).Value; } }")]
    [InlineData("[Feature] public Energy F { get { var (eta, phi) = (Had.Eta, Had.Phi); return FourVector.PtEtaPhi<Lab>(Had.Pt, eta, phi).E; } }")]
    [InlineData("[Feature] public Energy F { get { var (e, m) = (Had.E, Had.Mass); return FourVector.PtEtaPhiE<Lab>(Had.Pt, Had.Eta, Had.Phi, e).E + m; } }")]
    [InlineData("[Feature] public Energy F => Muon.Pt + Had.Pt + Zed.Pt + Met.Pt + Bs.Sum(j => j.Pt);")]
    [InlineData("[Feature] public Energy F { get { var a = Muon.InRestFrameOf<W>(Zed); var b = Had.InRestFrameOf<Top>(Muon + Had); return (a.ToLab(Zed) + b.ToLab(Muon + Had)).Mass; } }")]
    [InlineData("[Feature] public Energy F => (Had.InRestFrameOf(Zed).ToLab(Zed) + Muon).Mass;")]
    [InlineData("[Feature] public GeV2 F => (Muon - Had).M2;")]
    [InlineData("[Feature] public Energy F { get { var (a, b) = (Muon.InRestFrameOf(Zed), Had.InRestFrameOf(Zed)); return (a + b).Mass; } }")]
    [InlineData("[Feature] public Energy F { get { var parent = Muon + Had; var same = parent; return (Muon.InRestFrameOf(parent) + Had.InRestFrameOf(same)).Mass; } }")]
    [InlineData("[Feature] public Energy F => (A(Muon) + A(Had)).Mass;\nprivate FourVector<Rest> A(FourVector<Lab> p) => p.InRestFrameOf(Zed);")]
    [InlineData("[Feature] public Energy F => (Muon.InRestFrameOf(Muon + Had) + Had.InRestFrameOf(Had + Muon)).Mass;")]
    [InlineData("[Feature(Absent = -1)] public Angle? F { get { if (!Bs.Has(1)) { return null; } var (a, b) = (Bs[0], Bs[1]); return Abs(DeltaPhi(a, b)); } }")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Bs.Count switch { 0 => null, 1 => Bs[0].Pt, _ => (Bs[0] + Bs[1]).Pt };")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Bs.Count >= 3 && Bs[2].Pt > 20.GeV ? (Bs[0] + Bs[1] + Bs[2]).Mass : null;")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) { var moved = Had.ScaledMomentum(s); return this with { Had = moved, Met = Met - (moved.Transverse - Had.Transverse) }; }")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) { var old = Muon.Transverse + Had.Transverse + Met; var m = Muon.ScaledMomentum(s); return this with { Muon = m, Met = old - Had.Transverse - m.Transverse }; }")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => this with { Bs = Bs.Map(j => j.Pt > 30.GeV ? j.ScaledMomentum(s) : j), Met = Met + (1 - s) * Bs.Where(j => j.Pt > 30.GeV).Sum(j => j.Transverse) };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => Bs.Has(0) ? this with { Had = Had.ScaledMomentum(s), Met = Met + (1 - s) * Had.Transverse } : this;")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 0, Sigma = 1)] public Ttbar N(double s) => this with { Had = (1 + 0.02 * s) * Had, Met = Met - 0.02 * s * Had.Transverse };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) => this with { Bs = Bs.Map(j => j.ScaledMomentum(s)), Met = Met + Bs.Sum(j => j.Transverse) - s * Bs.Sum(j => j.Transverse) };")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public Energy? F => Bs.Has(2) ? Min(Min((Bs[0] + Bs[1]).Mass, (Bs[1] + Bs[2]).Mass), (Bs[0] + Bs[2]).Mass) : null;")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public Energy? F => Bs.Max(j => j.Pt) - Bs.Min(j => j.Pt);")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public Energy F => Muon.InRestFrameOf(Had).E;")]
    [InlineData("[Feature, InvariantUnder<BoostZ, RotationZ>] public double F => Muon.DeltaRapidityR(Had) + Abs(Zed.Rapidity - Had.Rapidity);")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => Muon.Eta - (Bs.Has(0) ? Bs[0].Eta.Value : Muon.Eta.Value);")]
    [InlineData("[Feature] public Energy F => Had.Boost(-Zed.Velocity).Boost(Zed.Velocity).Pt;")]
    [InlineData("[Feature] public Energy F { get { var y = (Muon + Had).Rapidity; return Had.BoostedZ(-y).Pz; } }")]
    [InlineData("[Feature] public double F => Muon.Pt.InMeV + Had.Pt.InMeV;")]
    [InlineData("[Feature] public double F => 1000 * Muon.Pt.InGeV + Had.Pt.InMeV;")]
    [InlineData("[Feature] public double F => Ratio(Muon.Pt.InGeV, Had.Pt.InGeV);\nprivate static double Ratio(double a, double b) => a - b;")]
    [InlineData("[Feature] public bool F => Muon.Pt * Had.Pt > 100.GeV * 1.GeV;")]
    [InlineData("[Feature] public Energy F => Max(Muon.Pt, 1000.MeV);")]
    [InlineData("[Feature] public double F => Vertices / 10.0;")]
    [InlineData("[Selection] public bool S => Abs(Had.Eta) < 2.4 && !(Abs(Had.Eta) > 1.44 && Abs(Had.Eta) < 1.57);")]
    [InlineData("[Selection] public bool S => Muon.Pt > 25.GeV && Muon.Pt < 1.TeV && (Met.Pt > 40.GeV || Bs.Count >= 2);")]
    [InlineData("[Feature] public double F => Exp(-Square(DeltaR(Muon, Had, Convention.Eta)));")]
    [InlineData("[Feature] public Energy F => Had.Eta > 0 ? Had.Pz : -Had.Pz;")]
    [InlineData("[Feature] public double F => Muon.Eta + Had.Eta;")]
    [InlineData("[Feature] public double F { get { var (pt1, pt2) = (Muon.Pt, Had.Pt); return (pt1 - pt2) / (pt1 + pt2); } }")]
    [InlineData("[Feature] public Azimuth F => Met.Phi;")]
    [InlineData("[Feature] public Angle F => DeltaPhi(Muon.Phi, Met.Phi) + 0.5 * DeltaPhi(Muon, Had);")]
    [InlineData("[Feature] public Energy F => Mva is > 0.5 and < 0.9 ? Had.Mass : Calo;")]
    [InlineData("[Feature] public bool F => Origin is Origin.Signal || Vertices is 3 or 4 or > 30;")]
    [InlineData("[Feature] public Energy F => Calo switch { var h when h > 100.GeV => Lead ?? h, var h => 2 * h };\nprivate Energy? Lead => Bs.Has(0) ? Bs[0].Pt : null;")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Lead switch { null => null, { } j => (j + Had).Mass };\nprivate FourVector<Lab>? Lead => Bs.Has(0) ? Bs[0] : null;")]
    [InlineData("[Feature(Absent = -1)] public Energy? F { get { if (Lead is not { } j) { return null; } return j.Pt + Had.Pt; } }\nprivate FourVector<Lab>? Lead => Bs.Has(0) ? Bs[0] : null;")]
    [InlineData("[Feature] public bool F => Had.Mass is var m && (Had + Muon).Mass is var n && n - m > 50.GeV;")]
    [InlineData("[Feature] public Energy F => Vertices switch { > 20 and var n => n * 1.GeV, var n => Calo switch { var h when h > 10.GeV => h + n * 1.GeV, _ => 0.GeV } };")]
    [InlineData("[Feature] public double F => Tanh(DeltaPhi(Muon, Had).Value) + Tanh(Muon.Eta);")]
    [InlineData("[Feature] public double F => Math.Tan(0.5 * (Muon.Phi.Value - Had.Phi.Value));")]
    [InlineData("[Feature] public double F => Math.Sin(0.5 * (Muon.Phi.Value - Had.Phi.Value)) * Math.Cos(0.5 * (Muon.Phi.Value - Had.Phi.Value));")]
    [InlineData("[Feature] public Pseudorapidity F => new(Muon.Eta + 0.5);")]
    [InlineData("[Feature] public Rapidity F => (Muon + Had).Rapidity;")]
    [InlineData("[Feature] public double F => Bs.Sum(j => j.Eta.Value) / 3;")]
    [InlineData("[Feature] public double F => Bs.Sum(j => j.Pt.InGeV) + Had.Pt.InGeV + Muon.Pt / 1.GeV;")]
    [InlineData("[Feature] public double F => Add(Muon.Pt.InMeV, Had.Pt.InMeV) + Add(Muon.Pt.InGeV, Had.Pt.InGeV);\nprivate static double Add(double a, double b) => a + b;")]
    [InlineData("[Feature] public double F { get { var star = Muon.InRestFrameOf(Zed); return star.P3.Dot(Had.InRestFrameOf(Zed).P3) / (star.P * Had.InRestFrameOf(Zed).P); } }")]
    [InlineData("[Feature] public Energy F => Build(Had.Mass).E + Build(Zed.Mass).E;\nprivate FourVector<Lab> Build(Energy x) => FourVector.PtEtaPhiM<Lab>(Had.Pt, Had.Eta, Had.Phi, x);")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Ttbar N(double s) { if (Vertices > 20) { return this with { Muon = Muon.ScaledMomentum(s), Met = Met + (1 - s) * Muon.Transverse }; } return this with { Had = s * Had, Met = Met + (1 - s) * Had.Transverse }; }")]
    [InlineData("private static readonly Energy WMass = 80.377.GeV, Width = 2.GeV;\n[Feature] public double F => (Had.Mass - WMass) / Width;")]
    [InlineData("[Column(\"t{1,2}_{pt,eta,phi,m}\", Absent = 0)] public partial UpTo2<FourVector<Lab>> Tops { get; init; }\n[Feature(Absent = -1)] public Energy? F { get { if (Tops.Count < 2) { return null; } return (Tops[0] + Tops[1]).Mass; } }")]
    [InlineData("[Column(\"t{1,2}_{pt,eta,phi,m}\", Absent = 0)] public partial UpTo2<FourVector<Lab>> Tops { get; init; }\n[Feature(Absent = -1)] public Energy? F => Tops.Count switch { 0 => null, 1 => Tops[0].Mass, _ => (Tops[0] + Tops[1]).Mass };")]
    [InlineData("[Column(\"trk_px\", \"trk_py\")] public partial TransverseVector<Lab> Tracks { get; init; }\n[Feature] public Energy F => (Tracks + Met).Pt;")]
    public Task What_only_looks_suspicious_is_not_marked(string text) => Members(text);

    [Theory]
    [InlineData("[Decay(\"mu- -> e- anti-nu_e nu_mu\"), Event] public partial record A;")]
    [InlineData("[Decay(\"B0 -> (D*(2010)- -> (anti-D0 -> K+ pi-) pi-) mu+ nu_mu\")] public partial record A;")]
    [InlineData("[Decay(\"D0 -> K_S0 pi+ pi-\")] public partial record A;")]
    [InlineData("[Decay(\"Lambda_b0 -> (J/psi -> mu+ mu-) (Lambda -> p pi-)\")] public partial record A;")]
    [InlineData("[Scattering(\"p p -> (t -> (W+ -> mu+ nu_mu) b) (anti-t -> (W- -> e- anti-nu_e) anti-b) X\", SqrtS = 13600)] public partial record A;")]
    [InlineData("[Scattering(\"e- e+ -> (Z -> u anti-u) H\", SqrtS = 240)] public partial record A;")]
    [InlineData("[Scattering(\"gamma gamma -> W+ W-\", SqrtS = 500)] public partial record A;")]
    [InlineData("[NewParticle(\"A'\", Mass = 0.02, TwiceSpin = 2), Decay(\"pi0 -> gamma (A' -> e- e+)\")] public partial record A;")]
    [InlineData("[Decay(\"H -> (tau- -> pi- nu_tau) (tau+ -> pi+ anti-nu_tau)\")] public partial record A;")]
    [InlineData("[Decay(\"n -> p e- anti-nu_e\")] public partial record A;")]
    [InlineData("[Decay(\"Upsilon(4S) -> B0 anti-B0\")] public partial record A;")]
    public Task A_reaction_that_can_be_is_not_marked(string text) => Declaration(text);

    private static Task Declaration(string text) => Project.Plain.VerifyAsync("using static Mandelstam.Kinematics;\n" + text);

    private static Task Members(string members) => Project.Plain.VerifyAsync($$"""
        using static Mandelstam.Kinematics;

        public sealed class W;

        public sealed class Top;

        public enum Origin { Background, Signal }

        public enum Region { Low, High }

        [Event]
        public partial record Ttbar
        {
            [Massless, Column("mu_{pt,eta,phi}")] public partial FourVector<Lab> Muon { get; init; }
            [Column("had_{pt,eta,phi,m}")] public partial FourVector<Lab> Had { get; init; }
            [Column("z_{px,py,pz,e}")] public partial FourVector<Lab> Zed { get; init; }
            [Massless, Column("bjet{1,2,3}_{pt,eta,phi}", Count = "n_b", Absent = -999)] public partial UpTo3<FourVector<Lab>> Bs { get; init; }
            [Column("calo")] public partial Energy Calo { get; init; }
            [Column("npv")] public partial int Vertices { get; init; }
            [Column("mva")] public partial double Mva { get; init; }
            [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
            [Label, Column("origin", Optional = true)] public partial Origin Origin { get; init; }

            {{members}}
        }

        """);
}
