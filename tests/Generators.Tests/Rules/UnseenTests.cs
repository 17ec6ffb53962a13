using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Programs that nobody wrote a rule for: each wrong one has one diagnostic, at its place, and each right one none.</summary>
public sealed class UnseenTests
{
    private const string Scale = "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Toy N(double s)";

    [Theory]
    // Frames: a sum in a lambda, a conditional whose arms differ, a product with what was brought back half-way.
    [InlineData("[Feature] public Energy F => Jets.Sum(j => ({|CS0019:{|PHY0101:j.InRestFrameOf(TopQuark) + Lepton|}|}).E);")]
    [InlineData("[Feature] public Energy F { get { var k = Tau.InRestFrameOf(Tau + Lepton); var b = k.ToLab(Tau + Lepton); return ({|CS0019:{|PHY0101:k + b|}|}).E; } }")]
    [InlineData("[Feature] public Energy F => ({|PHY0101:Tau.InRestFrameOf(Lepton + Tau) + Lepton.InRestFrameOf(Jets.Sum(j => j))|}).E;")]
    [InlineData("[Feature] public Energy F => ({|PHY0101:Tau.InRestFrameOf(TopQuark + Tau) + Lepton.InRestFrameOf(TopQuark - Tau)|}).E;")]
    // Units: in a helper, in a switch, in a ternary, in an assignment of a nuisance.
    [InlineData("[Selection] public bool S => {|CS0019:{|PHY0201:Tau.Pt > 25000|}|} || Score > 0;")]
    [InlineData("[Feature] public double F => Weighted(Tau.Pt);\nprivate static double Weighted(Energy pt) => {|CS0019:{|PHY0201:pt > 100|}|} ? 1 : 2;")]
    [InlineData("[Feature] public Energy F => {|CS0019:{|PHY0201:Tau.Pt + Tau.M2|}|};")]
    // Azimuths: through a tuple, in a sum over objects, halved.
    [InlineData("[Feature] public int F => Jets.CountWhere(j => Math.Abs({|PHY0104:j.Phi.Value - Lepton.Phi.Value|}) < 0.4);")]
    // Empty and trivial selections, over several cuts and with constants.
    [InlineData("private const double Edge = 2.5;\n[Selection] public bool A => Abs(Tau.Eta) < Edge;\n[Selection] public bool B => {|PHY0401:Abs(Tau.Eta) > 2 * Edge|};")]
    [InlineData("[Selection] public bool S => {|PHY0401:Abs(Tau.Eta) > 5 && Abs(Tau.Eta) < 2|};")]
    [InlineData("[Selection] public bool A => Tau.Pt > 60.GeV;\n[Selection] public bool B => Lepton.Pt > 20.GeV;\n[Selection] public bool C => {|PHY0401:Tau.Pt < 0.05.TeV|};")]
    [InlineData("[Selection] public bool S => {|PHY0401:Jets.Count == 0 && Jets.Sum(j => j.Pt) > 30.GeV|};")]
    [InlineData("[Selection] public bool S => {|PHY0402:Tau.E >= 0.GeV|} && Lepton.Pt > 20.GeV;")]
    // Sentinels in arithmetic.
    [InlineData("[Feature(Absent = -25)] public Energy? M => Jets.Has(1) ? (Jets[0] + Jets[1]).Mass : null;\n[Feature] public Energy F => {|PHY0605:(M ?? -25.GeV) + Tau.Pt|};")]
    // The same object twice.
    [InlineData("[Feature] public Energy F { get { var pair = Lepton + Tau; return ({|PHY0106:pair + Lepton|}).Mass; } }")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Jets.Has(0) ? {|PHY0106:InvariantMass(Jets[0], Lepton, Jets[0])|} : null;")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Jets.Has(1) ? {|PHY0106:Jets.Sum(j => j.Pt) + Jets[1].Pt|} : null;")]
    [InlineData("private Energy Scalar => Jets.Sum(j => j.Pt) + Lepton.Pt;\n[Feature] public Energy F => {|PHY0106:Scalar + Lepton.Pt|} + Met.Pt;")]
    [InlineData("[Feature] public Energy F { get { var lead = Lepton.Pt; return {|PHY0106:lead + Tau.Pt + Both(Tau, Lepton)|}; } }\nprivate static Energy Both(FourVector<Lab> a, FourVector<Lab> b) => a.Pt + b.Pt;")]
    [InlineData("[Feature] public Energy F => ({|PHY0106:Lepton.P3 + Tau.P3 + Lepton.P3|}).Magnitude;")]
    [InlineData("[Feature] public Energy F => ({|PHY0106:TopQuark - Tau - Tau|}).Mass;")]
    [InlineData("[Feature] public Energy F => ({|PHY0106:Lepton.P3 - Tau.P3 - Tau.P3|}).Magnitude;")]
    [InlineData("[Feature] public Energy F => ({|PHY0106:Met - Tau.Transverse - Tau.Transverse|}).Pt;")]
    // Distances in helpers.
    [InlineData("[Feature] public double F => Distance(Lepton, Tau);\nprivate static double Distance(FourVector<Lab> a, FourVector<Lab> b) => {|PHY0105:a.DeltaR(b)|};")]
    // Priors.
    [InlineData("[{|PHY0502:Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01, Min = 1.02)|}] public Toy N(double s) => this with { X = s * X };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 1, {|PHY0502:Sigma = 0|})] public Toy N(double s) => this with { X = s * X };")]
    [InlineData("[{|PHY0502:Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Max = 0.5)|}] public Toy N(double s) => this with { X = s * X };")]
    // Nuisances that do nothing.
    [InlineData(Scale + " => {|PHY0503:this with { X = 1.01 * X }|};")]
    [InlineData("[RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public double R(double r) => {|PHY0503:Score > 0 ? 1 : 1|};")]
    // Variations that do not arrive, through a switch and a tuple.
    [InlineData(Scale + " => Vertices switch { > 20 => this with { {|PHY0501:Tau = Tau.ScaledMomentum(s)|} }, _ => this };")]
    // Cancellation in disguise.
    [InlineData("[Feature] public double F { get { double c = Cos(DeltaPhi(Lepton, Tau)); double one = 1; return {|PHY0601:one - c|}; } }")]
    [InlineData("[Feature] public double F => {|PHY0601:Log(Jets.Sum(j => j.Pt) / 1.GeV)|};")]
    [InlineData("[Feature] public GeV2 F => {|PHY0601:Lepton.P * Tau.P - Lepton.P3.Dot(Tau.P3)|};")]
    [InlineData("[Feature] public GeV2 F => 2 * ({|PHY0601:Lepton.P3.Magnitude * Tau.P3.Magnitude - Lepton.P3.Dot(Tau.P3)|});")]
    [InlineData("[Feature] public GeV2 F => {|PHY0601:Lepton.Pt * Tau.Pt - Lepton.Transverse.Dot(Tau.Transverse)|};")]
    [InlineData("[Massless, Column(\"mu_{pt,eta,phi}\")] public partial FourVector<Lab> Muon { get; init; }\n[Feature] public GeV2 F => {|PHY0601:2 * Lepton.E * Muon.E - 2 * Lepton.P3.Dot(Muon.P3)|};")]
    [InlineData("[Feature] public double F => {|PHY0601:1 - Tau.P / Tau.E|};")]
    [InlineData("[Feature] public double F => {|PHY0601:1 - Tau.Velocity.Beta|};")]
    [InlineData("[Feature] public double F { get { double beta = Tau.Velocity.Z; return {|PHY0601:1 - Math.Abs(beta)|}; } }")]
    [InlineData("[Feature] public double F => {|PHY0601:1 - Square(TopQuark.P / TopQuark.E)|};")]
    [InlineData("[Feature] public Energy F => {|PHY0601:Lepton.E - Lepton.E * Math.Tanh(Lepton.Eta)|};")]
    [InlineData("[Feature] public Energy F => {|PHY0601:Tau.Mt - Tau.Pt|};")]
    // False invariances.
    [InlineData("[Feature, InvariantUnder<Lorentz>] public double F => {|PHY0602:Lepton.DeltaR(Tau, Convention.Eta)|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public Angle F => {|PHY0602:Lepton.OpeningAngle(Tau)|};")]
    // One mistake, of which several rules see something.
    [InlineData("[Selection] public bool S => {|PHY0201:Lepton.OpeningAngle(Tau).Value > 30|};")]
    [InlineData("[Selection] public bool S => Lepton.OpeningAngle(Tau) < {|PHY0201:170.Rad|};")]
    [InlineData("[Selection] public bool S => {|PHY0201:Math.Abs(Lepton.Phi.Value) < 150|};")]
    [InlineData("[Selection] public bool S => {|PHY0401:Abs(DeltaPhi(Lepton, Tau)).Value > 7|};")]
    [InlineData("[Feature(Absent = -1)] public Angle? Least => Jets.Min(j => Abs(DeltaPhi(j, Met)));\n[Selection] public bool S => Least is not { } angle || angle > {|PHY0201:28.6.Rad|};")]
    [InlineData("[Feature, InvariantUnder<RotationZ>] public double F => Math.PI - Math.Abs({|PHY0104:Lepton.Phi.Value - Tau.Phi.Value|});")]
    [InlineData("[Feature, InvariantUnder<RotationZ>] public double F => {|PHY0104:(Lepton.Phi.Value + Tau.Phi.Value) / 2|};")]
    [InlineData("[Feature, InvariantUnder<Permutation>] public Energy F => {|PHY0106:Jets.Sum(j => j.Pt) + (Jets.Has(0) ? Jets[0].Pt : 0.GeV)|};")]
    [InlineData("[Feature] public double F { get { double d = Math.Abs(Lepton.Phi.Value - Tau.Phi.Value); return {|PHY0201:d > 180|} ? 360 - d : d; } }")]
    [InlineData("[Feature] public double F { get { double d = Abs(DeltaPhi(Lepton, Tau)).InDegrees; return {|PHY0201:d > Math.PI|} ? 2 * Math.PI - d : d; } }")]
    [InlineData("[Feature] public double F { get { double phi = Math.Acos(Math.Clamp(Score, -1, 1)); return Vertices > 20 ? phi : {|PHY0201:360 - phi|}; } }")]
    [InlineData("[Feature] public Angle F => {|PHY0201:Math.Acos(Math.Clamp(Score, -1, 1)).Deg|};")]
    [InlineData("[Feature] public Angle F => {|PHY0201:Math.Atan2(Lepton.Py.InGeV, Tau.Px.InGeV).Deg|};")]
    [InlineData("[Feature] public double F => Math.Tan({|PHY0201:2 * Math.Atan(Exp(-Lepton.Eta)) * 180 / Math.PI / 2|});")]
    [InlineData("[Feature] public double F => {|PHY0201:Vertices > 20 ? Lepton.OpeningAngle(Tau).InDegrees : Math.Acos(Math.Clamp(Score, -1, 1))|};")]
    [InlineData("[Selection] public bool F => {|PHY0201:Math.Acos(Math.Clamp(Score, -1, 1)) > 90|};")]
    [InlineData("[Selection] public bool F => {|PHY0201:Math.Acos(Math.Clamp(Score, -1, 1)) < 170|};")]
    [InlineData("[Feature] public double F => 1 - {|PHY0201:Math.Abs(DeltaPhi(Lepton, Tau).Value) / 180|};")]
    [InlineData("[Selection] public bool F => 1 - {|PHY0201:Math.Abs(DeltaPhi(Lepton, Tau).Value) / 180|} < 0.2;")]
    [InlineData("[Feature] public double F => {|PHY0201:Lepton.OpeningAngle(Tau).InDegrees / Math.PI|};")]
    [InlineData("[Feature] public double F => Math.Cos({|PHY0201:Lepton.Phi.Value * Math.PI / 180|});")]
    [InlineData("[Feature] public double F => Math.Cos({|PHY0201:Lepton.Phi.Value / 180 * Math.PI|});")]
    [InlineData("[Feature] public Energy F => {|PHY0201:(Tau.Pt.InMeV / 1000).TeV|};")]
    [InlineData("[Feature] public Energy F { get { double pt = Tau.Pt.InGeV / 1000; return {|PHY0201:pt.MeV|}; } }")]
    // Lambdas that are kept in a variable.
    [InlineData("[Feature] public Energy F { get { Func<FourVector<Lab>, FourVector<Rest>> star = p => p.InRestFrameOf(Tau); return ({|PHY0101:star(Lepton) + Tau.InRestFrameOf(Lepton + Tau)|}).Mass; } }")]
    [InlineData("[Feature] public double F { get { Func<FourVector<Lab>, double> m = p => p.Pt.InMeV; return {|PHY0201:m(Tau) + Lepton.Pt.InGeV|}; } }")]
    [InlineData("[Feature] public double F { get { Func<FourVector<Lab>, double> d = p => {|PHY0105:p.DeltaR(Lepton)|}; return d(Tau); } }")]
    [InlineData("[Feature] public double F { get { Func<FourVector<Lab>, Energy> m = p => p.E; return FourVector.PtEtaPhiM<Lab>(Tau.Pt, Tau.Eta, Tau.Phi, {|PHY0103:m(Tau)|}).Rapidity; } }")]
    // Numbers by the names of patterns, of what may be absent, and products of them.
    [InlineData("[Selection] public bool S => Tau is { Pt.InMeV: var pt } && {|PHY0201:pt > Lepton.Pt.InGeV|};")]
    [InlineData("[Selection] public bool S { get { double? m = Jets.Has(0) ? Jets[0].Pt.InMeV : null; return {|PHY0201:m > Lepton.Pt.InGeV|}; } }")]
    [InlineData("[Selection] public bool S => {|PHY0201:(Jets.Max(j => j.Pt.InMeV) ?? 0) > Lepton.Pt.InGeV|};")]
    [InlineData("[Feature] public double F => {|PHY0201:2 * Lepton.Pt.InGeV * Tau.Pt.InMeV + Square(Tau.Mass.InGeV)|};")]
    [InlineData("[Feature] public double F => {|PHY0201:Square(Lepton.E.InMeV) * Square(Tau.E.InMeV) + Square(Lepton.Pt.InGeV) * Square(Tau.Pt.InGeV)|};")]
    [InlineData("[Feature] public double F => {|PHY0201:Lepton.Pt.InMeV * Lepton.Pt.InMeV / (Tau.Pt.InGeV * Tau.Pt.InGeV)|};")]
    [InlineData("[Feature] public double F => {|PHY0201:1 / Lepton.Pt.InMeV - 1 / Tau.Pt.InGeV|};")]
    // Means: of rapidities beside a pseudorapidity, of azimuths that go on.
    [InlineData("[Feature(Absent = -9)] public double? F => Jets.Has(1) ? {|PHY0105:Tau.Eta - (Jets[0].Rapidity + Jets[1].Rapidity) / 2|} : null;")]
    [InlineData("[Feature(Absent = -9)] public double? F => Jets.Has(1) ? {|PHY0105:Tau.Rapidity - (Jets[0].Eta + Jets[1].Eta) / 2|} : null;")]
    [InlineData("[Feature(Absent = -9)] public double? F => Jets.Has(1) ? {|PHY0105:Tau.Eta - Average(Jets[0].Rapidity, Jets[1].Rapidity)|} : null;\nprivate static double Average(double a, double b) => (a + b) / 2;")]
    [InlineData("[Feature] public Angle F => DeltaPhi(new Azimuth({|PHY0104:0.5 * (Lepton.Phi.Value + Tau.Phi.Value)|}), Met.Phi);")]
    [InlineData("[Feature] public double F => Cos(new Azimuth({|PHY0104:(Lepton.Phi.Value + Tau.Phi.Value) / 2|}));")]
    [InlineData("[Selection] public bool S => Math.Abs({|PHY0104:(Lepton.Phi.Value + Tau.Phi.Value) / 2|}) < 1.5;")]
    // Frames that are chosen, and one for each object.
    [InlineData("[Feature] public Energy F { get { var a = Vertices > 9 ? Lepton.InRestFrameOf(Tau) : Lepton.InRestFrameOf(Lepton + Tau); return ({|PHY0101:a + Tau.InRestFrameOf(Lepton + Tau)|}).E; } }")]
    [InlineData("[Feature] public Energy F { get { var parent = Vertices > 9 ? Lepton + Tau : Tau; return ({|PHY0101:Lepton.InRestFrameOf(parent) + Tau.InRestFrameOf(Lepton + Tau)|}).E; } }")]
    [InlineData("[Feature] public Energy F => Jets.Sum(j => {|PHY0101:j.InRestFrameOf(j + Tau)|}).Mass;")]
    // What is handed over to a helper that is right.
    [InlineData("[Feature] public double F => Shift(Tau, {|PHY0102:Tau.Rapidity|}).Rapidity;\nprivate static FourVector<Lab> Shift(FourVector<Lab> p, double y) => p.BoostedZ(y);")]
    [InlineData("[Feature] public Energy F => Make({|PHY0103:Tau.E|}).E + Make(Tau.Pt).E;\nprivate FourVector<Lab> Make(Energy pt) => FourVector.PtEtaPhiM<Lab>(pt, Tau.Eta, Tau.Phi, Tau.Mass);")]
    [InlineData("[Feature] public Angle F => DeltaEta(Lepton.Eta, {|CS1503:{|PHY0103:Tau.Rapidity|}|}) > 1 ? 1.Rad : 2.Rad;")]
    // An object, or none, beside all of them.
    [InlineData("[Feature] public Energy F => ({|PHY0106:Jets.Sum(j => j) + (Jets.Has(0) ? Jets[0] : FourVector<Lab>.Zero)|} + Lepton).Mass;")]
    [InlineData("[Feature] public Energy F => ({|PHY0106:Jets.Sum(j => j) + (Jets.Has(0) ? Jets[0] : default)|} + Lepton).Mass;")]
    public Task A_wrong_program_has_one_diagnostic(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public Energy F { get { Func<FourVector<Lab>, FourVector<Rest>> star = p => p.InRestFrameOf(Lepton + Tau); return (star(Lepton) + Tau.InRestFrameOf(Lepton + Tau)).Mass; } }")]
    [InlineData("[Feature] public double F { get { Func<FourVector<Lab>, double> m = p => p.Pt.InMeV; return m(Tau) + Lepton.Pt.InMeV; } }")]
    [InlineData("[Selection] public bool S => Tau is { Pt.InMeV: var pt } && pt > Lepton.Pt.InMeV && (Jets.Max(j => j.Pt.InMeV) ?? 0) > Lepton.Pt.InMeV;")]
    [InlineData("[Feature] public double F => 0.001 * Lepton.E.InGeV * Tau.E.InMeV + Square(Lepton.Pt.InGeV) + Square(Lepton.Pt.InGeV) / Tau.Pt.InGeV * Ht.InGeV;")]
    [InlineData("[Feature] public double F => 0.5 / Lepton.Pt.InGeV + 50 / Tau.Pt.InMeV;")]
    [InlineData("[Feature] public double F => Lepton.Pt.InMeV * Lepton.Pt.InMeV / (Tau.Pt.InGeV * Tau.Pt.InGeV) / 1e6;")]
    [InlineData("[Feature] public double F { get { double x = Lepton.Pt.InGeV; return 0.1 * x * x * x + 0.2 * x * x + 0.3 * x; } }")]
    [InlineData("[Feature(Absent = -9)] public double? F => Jets.Has(1) ? Lepton.Eta - (Jets[0].Rapidity + Jets[1].Rapidity) / 2 : null;")]
    [InlineData("[Feature] public double F => Cos(new Azimuth(Lepton.Phi.Value + Tau.Phi.Value)) + DeltaPhi((Lepton + Tau).Phi, Met.Phi).Value;")]
    [InlineData("[Feature] public double F { get { double m = (Lepton.Phi.Value + Tau.Phi.Value) / 2; return Math.Cos(Math.Abs(m - Lepton.Phi.Value) > Math.PI / 2 ? m + Math.PI : m); } }")]
    [InlineData("[Feature] public Energy F { get { var a = Vertices > 9 ? Lepton.InRestFrameOf(Tau) : Lepton.InRestFrameOf(Lepton + Tau); return Vertices > 9 ? (a + Tau.InRestFrameOf(Tau)).E : (a + Tau.InRestFrameOf(Lepton + Tau)).E; } }")]
    [InlineData("[Feature] public Energy F => Jets.Sum(j => j.InRestFrameOf(Lepton + Tau)).Mass + Jets.Sum(j => j.InRestFrameOf(j + Tau).E);")]
    [InlineData("[Feature] public double F => Shift(Tau, -Tau.Rapidity).Rapidity + Shift(Tau, Lepton.Rapidity).Rapidity;\nprivate static FourVector<Lab> Shift(FourVector<Lab> p, double y) => p.BoostedZ(y);")]
    [InlineData("[Feature] public Energy F => Make(Tau.Pt, Tau.Mass).E;\nprivate FourVector<Lab> Make(Energy pt, Energy m) => FourVector.PtEtaPhiM<Lab>(pt, Tau.Eta, Tau.Phi, m);")]
    [InlineData("[Feature] public Energy F => FourVector.PtEtaPhi<Lab>(Half(Tau), new Pseudorapidity(0), Tau.Phi).E;\nprivate static Energy Half(FourVector<Lab> p) => 0.5 * p.Mass;")]
    [InlineData("[Feature] public Energy F => ((Score > 0 ? Lepton : default) + (Score > 0 ? default : Lepton) + Tau).Mass;")]
    [InlineData("[Feature] public Energy F => (Lepton + (Jets.Has(0) ? Jets[0] : default) + (Jets.Has(1) ? Jets[1] : FourVector<Lab>.Zero)).Mass;")]
    [InlineData("[Feature] public Energy F => (Tau.InRestFrameOf(TopQuark) + Lepton.InRestFrameOf(TopQuark)).ToLab(TopQuark).Mass;")]
    [InlineData("[Feature] public bool F => Tau.Pt > 25.GeV && Tau.Pt.InMeV < 1e6 && Met.Pt != 0.GeV;")]
    [InlineData("[Feature] public double F => Cos(Tau.Phi) * Cos(Lepton.Phi) + Sin(Tau.Phi) * Sin(Lepton.Phi);")]
    [InlineData("[Column(\"mu{1,2}_{pt,eta,phi}\", Absent = -99), Massless] public partial UpTo2<FourVector<Lab>> Muons { get; init; }\n[Selection] public bool S => Muons.Has(1);")]
    [InlineData("[Column(\"mu{1,2}_{pt,eta,phi}\", Absent = -99), Massless] public partial UpTo2<FourVector<Lab>> Muons { get; init; }\n[Selection] public bool S => !Muons.Has(0) && Tau.Pt > 20.GeV;")]
    [InlineData("[Feature] public Energy F => 2 * Lepton.Pt + Tau.Pt;")]
    [InlineData("[Feature] public Energy F => (Lepton.P3 - Tau.P3 + TopQuark.P3).Magnitude + (TopQuark - Tau - Lepton).P + (Lepton.P3 + 2 * Tau.P3 + 0.5 * Lepton.P3).Magnitude;")]
    [InlineData("[Feature] public Energy F => ({|PHY0109:Lepton.P3 - Lepton.P3|}).Magnitude + (TopQuark + Lepton - Lepton).Mass + (Met - Tau.Transverse + Lepton.Transverse).Pt;")]
    [InlineData("[Feature] public Energy F { get { var a = Lepton + Tau; var b = Lepton + TopQuark; return Max(a.Mass, b.Mass); } }")]
    [InlineData("[Selection] public bool S => Abs(Tau.Eta) < 2.5 && (Abs(Tau.Eta) < 1.37 || Abs(Tau.Eta) > 1.52);")]
    [InlineData("[Selection] public bool A => Tau.Pt > 20.GeV;\n[Selection] public bool B => Tau.Pt > 25.GeV || Lepton.Pt > 30.GeV;")]
    [InlineData("[Feature] public double F => Score > -1 ? Score : -1;")]
    [InlineData("[Feature(Absent = -25)] public Energy? M => Jets.Has(1) ? (Jets[0] + Jets[1]).Mass : null;\n[Feature(Absent = -25)] public Energy? F => M + Tau.Pt;")]
    [InlineData("[Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Nominal = 0, Min = 0, Max = 5)] public Toy N(double s, [Noise] Noise2 g) => this with { Met = Met + s.GeV * g };")]
    [InlineData("[Nuisance(Prior.Normal, Mean = 0, Sigma = 1)] public Toy N(Energy e) => this with { Met = Met + TransverseVector.XY<Lab>(e, -2 * e) };")]
    [InlineData("[RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1)] public double R(double r) => Score > 0 ? r : 2 - r;")]
    [InlineData(Scale + " { var moved = this with { Tau = Tau.ScaledMomentum(s) }; return moved with { Met = Met + Tau.Transverse - moved.Tau.Transverse }; }")]
    [InlineData("[Feature] public double F => Log(1 + Jets.Sum(j => j.Pt) / 1.GeV);")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => Abs(Lepton.Rapidity - Tau.Rapidity);")]
    [InlineData("[Feature, InvariantUnder<RotationZ>] public double F => Cos(Tau.Phi) * Cos(Lepton.Phi) + Sin(Tau.Phi) * Sin(Lepton.Phi);")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public double F => (Lepton + Tau).M2 / ((Lepton + Tau + TopQuark) * (Lepton + Tau + TopQuark));")]
    [InlineData("[Feature, InvariantUnder<Permutation>] public Energy F => Jets.Sum(j => j.Pt) + (Jets.Max(j => j.Pt) ?? 0.GeV);")]
    [InlineData("[Feature, InvariantUnder<ReflectionZ>] public double F => Tau.Eta.Value * Lepton.Eta.Value;")]
    [InlineData("[Feature, InvariantUnder<Rotations>] public double F => Tau.P3.Dot(Lepton.P3) / (Tau.P * Lepton.P);")]
    [InlineData("[Feature] public GeV2 F => Tau.P3.Dot(Lepton.P3) - Lepton.P3.Dot(TopQuark.P3);")]
    [InlineData("[Feature] public GeV2 F => Tau.P * Lepton.P + Tau.P3.Dot(Lepton.P3);")]
    [InlineData("[Feature] public Energy F => Jets.Sum(j => j.Pt) + Tau.Pt + Lepton.Pt + Lepton.E - Tau.Pt;")]
    [InlineData("[Feature] public Energy F => Lepton.E + Lepton.P + Tau.Pt;")]
    [InlineData("[Feature(Absent = -1)] public Energy? F => Jets.Has(1) ? Jets.Sum(j => j.Pt) + 0.5 * Jets[1].Pt + (Tau.Pt + Tau.Pt) / 2 : null;")]
    [InlineData("[Feature] public double F => Distance(Lepton, Lepton) + Abs(Tau.Eta - Lepton.Eta);\nprivate static double Distance(FourVector<Lab> a, FourVector<Lab> b) => Sqrt(Square(DeltaEta(a, b)) + Square(DeltaPhi(a, b)));")]
    [InlineData("[Feature] public double F => Distance(Lepton, Lepton);\nprivate static double Distance(FourVector<Lab> a, FourVector<Lab> b) => a.DeltaR(b);")]
    [InlineData("[Feature] public double F => 1 - Lepton.P3.Dot(Tau.P3) / (Lepton.P * Tau.P);")]
    [InlineData("[Feature] public GeV2 F => 2 * Min(Lepton.E.Squared, Tau.E.Squared) * (1 - Lepton.P3.Dot(Tau.P3) / (Lepton.P * Tau.P));")]
    [InlineData("[Feature, InvariantUnder<Rotations, ReflectionZ>] public Angle F => OpeningAngle(Tau, Lepton) + TopQuark.OpeningAngle(-Tau);")]
    [InlineData("[Feature] public double F => Math.Sqrt(OpeningAngle(Tau, TopQuark).Value) * Math.Sqrt(Math.PI - OpeningAngle(Tau, Lepton).Value) * Math.Sqrt(Math.Atan2(Tau.Pt.InGeV, Tau.Pz.InGeV));")]
    [InlineData("[Feature] public double F => 1 - Tau.P / Lepton.E + Tau.P / Tau.E;")]
    [InlineData("[Feature] public double F => 0.5 * (1 - Tanh(Score));")]
    [InlineData("[Feature] public double F { get { var (a, b) = (Tau.InRestFrameOf(TopQuark).P3, Lepton.InRestFrameOf(TopQuark).P3); double c = a.Dot(b) / (a.Magnitude * b.Magnitude); return 0.375 * Square(1 - c) + 0.75 * (1 - c * c); } }")]
    public Task A_right_program_has_none(string members) => Verify(members);

    /// <summary>Differences of azimuths that no reading of the code finds show themselves on sample events, at the smallest piece that jumps.</summary>
    [Theory]
    [InlineData("[Feature] public double F => Math.PI - Math.Abs({|PHY0104:Lepton.Phi.Value - Tau.Phi.Value|});")]
    [InlineData("[Feature] public double F { get { var d = (Y: Lepton.Eta - Tau.Rapidity, Phi: {|PHY0104:Lepton.Phi.Value - Tau.Phi.Value|}); return Sqrt(d.Y * d.Y + d.Phi * d.Phi); } }")]
    [InlineData("[Feature] public double F => Math.Abs({|PHY0104:Angle(Lepton) - Angle(Tau)|});\nprivate static double Angle(FourVector<Lab> p) => p.Phi.Value;")]
    [InlineData("[Feature] public double F => Square({|PHY0104:Math.Atan2(Lepton.Py.InGeV, Lepton.Px.InGeV) - Tau.Phi.Value|});")]
    [InlineData("[Feature] public double F => Square({|PHY0104:-Lepton.Phi.Value + Tau.Phi.Value|});")]
    [InlineData("[Feature] public double F { get { double d = {|PHY0104:Lepton.Phi.Value - Tau.Phi.Value|}; return d > Math.PI ? d - 2 * Math.PI : d; } }")]
    [InlineData("[Feature] public double F { get { double d = {|PHY0104:Lepton.Phi.Value - Tau.Phi.Value|}; return Math.Min(d, 2 * Math.PI - d); } }")]
    [InlineData("[Selection] public bool S { get { double d = Math.Abs({|PHY0104:Lepton.Phi.Value - Met.Phi.Value|}); return Math.PI - d < 0.5; } }")]
    [InlineData("[Feature] public Azimuth F => new Azimuth({|PHY0104:(Lepton.Phi.Value + Tau.Phi.Value) / 2|});")]
    [InlineData("[Feature] public double A => 2 * Math.Asin(Abs(Math.Sin((Tau.Phi.Value - Lepton.Phi.Value) / 2)));\n[Feature] public double E => {|PHY0104:Tau.Rotated(new Angle(-Lepton.Phi.Value)).Phi.Value|};")]
    public Task An_angle_that_jumps_is_marked(string members) => Verify(members);

    [Theory]
    [InlineData("[Feature] public double F => Tau.Pt > Lepton.Pt ? Tau.Phi.Value : Lepton.Phi.Value;")]
    [InlineData("[Feature] public Azimuth F => Tau.Pt > Lepton.Pt ? Tau.Phi : Lepton.Phi;")]
    [InlineData("[Feature] public Azimuth F => (Tau + Lepton).Phi;")]
    [InlineData("[Feature] public double F { get { double d = Math.Abs(Lepton.Phi.Value - Tau.Phi.Value); return d > Math.PI ? 2 * Math.PI - d : d; } }")]
    [InlineData("[Feature] public double F { get { double d = Lepton.Phi.Value - Tau.Phi.Value; return d > Math.PI ? d - 2 * Math.PI : d <= -Math.PI ? d + 2 * Math.PI : d; } }")]
    [InlineData("[Feature] public double F => Math.PI - Math.Abs(Math.Abs(Lepton.Phi.Value - Tau.Phi.Value) - Math.PI);")]
    [InlineData("[Feature] public double F { get { double d = Math.Abs(Lepton.Phi.Value - Tau.Phi.Value); return Math.Min(d, 2 * Math.PI - d); } }")]
    [InlineData("[Feature] public double F => Math.Tan((Math.PI - Abs(DeltaPhi(Lepton, Tau)).Value) / 2);")]
    [InlineData("[Feature] public bool F => Lepton.Phi.Value > 0 && Tau.Phi.Value > 0;")]
    [InlineData("private const double Degree = Math.PI / 180;\n[Feature] public double F => Math.Cos(Lepton.OpeningAngle(Tau).InDegrees * Degree) + Lepton.OpeningAngle(Tau).InDegrees / 180 + Lepton.OpeningAngle(Tau).Value / Degree;")]
    [InlineData("[Feature] public double F => Math.Cos(Lepton.OpeningAngle(Tau).InDegrees / 180 * Math.PI) + Math.Cos(Lepton.OpeningAngle(Tau).InDegrees / (180 / Math.PI));")]
    [InlineData("[Feature] public double F { get { double phi = Math.Acos(Math.Clamp(Score, -1, 1)); return Vertices > 20 ? phi : 2 * Math.PI - phi; } }")]
    [InlineData("[Feature] public bool F => Math.Acos(Math.Clamp(Score, -1, 1)) * 180 / Math.PI > 90;")]
    [InlineData("[Feature] public double F { get { double a = Math.Acos(Math.Clamp(Score, -1, 1)); a *= 180 / Math.PI; return a > 90 ? 180 - a : a; } }")]
    [InlineData("[Feature] public Energy F => (Tau.Pt.InMeV / 1000).GeV + (0.001 * Tau.Pt.InGeV).GeV + (Tau.Pt.InGeV / 1000).TeV + (1e6 * Tau.Pt.InTeV).MeV;")]
    [InlineData("[Feature] public double F => Lepton.Pt.InGeV + 2 * Math.Atan((Lepton.Pt.InGeV - 40) / 10);")]
    [InlineData("[Feature] public double F => 2 / Math.PI * Math.Atan(Score) + 0.01 * Lepton.Pt.InGeV + Math.Atan(Score / 10) / 3;")]
    [InlineData("[Feature] public double F => Sin(Lepton.Phi) * Cos(Tau.Phi) - Math.Sin(2 * (Lepton.Phi.Value - Tau.Phi.Value));")]
    [InlineData("[Feature] public int F => Jets.CountWhere(j => Abs(DeltaPhi(j, Lepton)) > 2.Rad) + Jets.CountWhere(j => j.DeltaRapidityR(Tau) < 0.4);")]
    public Task An_angle_that_does_not_is_silent(string members) => Verify(members);

    private static Task Verify(string members) => Project.Plain.VerifyAsync(Source(members));

    private static string Source(string members) => $$"""
        using static Mandelstam.Kinematics;

        public sealed class Z;

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

            {{members}}
        }

        """;
}
