using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0103: a coordinate in the wrong slot.</summary>
public sealed class CoordinateSlotTests
{
    [Theory]
    [InlineData("var v = FourVector.{|CS0411:PtEtaPhiM|}(t.pt, t.eta, {|PHY0103:t.pt|}, t.energy);")]
    [InlineData("var v = FourVector.PtEtaPhiM<Lab>(p.Pt, p.Eta, p.Phi, {|PHY0103:p.E|});")]
    [InlineData("var v = FourVector.PtEtaPhiE<Lab>(p.Pt, p.Eta, p.Phi, {|PHY0103:p.Mass|});")]
    [InlineData("var v = FourVector.PtEtaPhi<Lab>(p.Pt, {|CS1503:{|PHY0103:p.Phi|}|}, {|CS1503:p.Eta|});")]
    [InlineData("var v = FourVector.PtEtaPhi<Lab>(t.pt.GeV, {|PHY0103:new(t.phi)|}, new(t.eta));")]
    [InlineData("var v = FourVector.PtEtaPhiM<Lab>({|PHY0103:p.P|}, p.Eta, p.Phi, p.Mass);")]
    [InlineData("var v = FourVector.PtEtaPhiM<Lab>({|PHY0103:t.mass.GeV|}, new(t.eta), new(t.phi), t.pt.GeV);")]
    [InlineData("var v = FourVector.PtEtaPhiM<Lab>(p.Pt, {|CS1503:{|PHY0103:p.Rapidity|}|}, p.Phi, p.Mass);")]
    [InlineData("var v = FourVector.PxPyPzE<Lab>(p.Px, {|PHY0103:p.Pz|}, p.Py, p.E);")]
    [InlineData("var v = FourVector.PxPyPzM<Lab>(p.Px, p.Py, p.Pz, {|PHY0103:p.E|});")]
    [InlineData("var v = FourVector.PtEtaPhi<Lab>(pt: p.Pt, phi: {|CS1503:{|PHY0103:p.Eta|}|}, eta: {|CS1503:p.Phi|});")]
    [InlineData("var v = TransverseVector.PtPhi<Lab>({|CS1503:{|PHY0103:p.Phi|}|}, {|CS1503:p.Pt|});")]
    [InlineData("var v = TransverseVector.XY<Lab>({|PHY0103:p.Py|}, p.Px);")]
    [InlineData("var v = FourVector.PxPyPzE<Lab>(p.Px, p.Py, p.Pz, {|PHY0103:0.GeV|});")]
    [InlineData("var none = Energy.Zero; var v = FourVector.PtEtaPhiE<Lab>(p.Pt, p.Eta, p.Phi, {|PHY0103:none|});")]
    [InlineData("var v = new Azimuth({|PHY0103:p.Eta|});")]
    [InlineData("var v = new Pseudorapidity({|PHY0103:t.phi|});")]
    [InlineData("var v = new Rapidity({|PHY0103:e.Top.Eta|});")]
    [InlineData("double d = DeltaEta({|CS1503:{|PHY0103:p.Phi|}|}, {|CS1503:q.Phi|});")]
    [InlineData("Angle d = DeltaPhi({|CS1503:{|PHY0103:p.Eta|}|}, {|CS1503:q.Eta|});")]
    [InlineData("double d = Sin({|CS1503:{|PHY0103:p.Eta|}|});")]
    [InlineData("double d = Math.Cos({|PHY0103:p.Eta|});")]
    [InlineData("double d = Math.Sinh({|PHY0103:p.Phi.Value|});")]
    [InlineData("var r = p.Rotated({|CS1503:{|PHY0103:q.Phi|}|});")]
    [InlineData("double phi = t.phi; var v = FourVector.PtEtaPhi<Lab>(t.pt.GeV, {|PHY0103:new Pseudorapidity(phi)|}, new Azimuth(t.phi));")]
    [InlineData("double d = Distance({|PHY0103:t.phi|}, t.eta);")]
    public Task A_coordinate_of_another_kind_is_marked(string statements) =>
        Project.Plain.VerifyAsync(Analysis.Of(statements, "public static double Distance(double eta, double phi) => Sqrt(Square(eta) + Square(phi));"));

    [Theory]
    [InlineData("[Massless, {|PHY0103:Column(\"x_{pt,phi,eta}\")|}] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0103:Column(\"x_{pt,eta,phi,e}\", Coordinates = Coordinates.PtEtaPhiM)|}] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0103:Column(\"x_{eta,pt,phi,m}\")|}] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0103:Column(\"x_phi\", \"x_pt\")|}] public partial TransverseVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0103:Column(\"x_y\", \"x_x\")|}] public partial TransverseVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0103:Column(\"x_x\", \"x_z\", \"x_y\", \"x_m\")|}] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[{|PHY0103:Column(\"x_phi\")|}] public partial Energy X { get; init; }")]
    [InlineData("[{|PHY0103:Column(\"x_eta\")|}] public partial Azimuth X { get; init; }")]
    public Task A_column_of_another_kind_is_marked(string member) => Project.Plain.VerifyAsync(WithMember(member));

    [Theory]
    [InlineData("var v = FourVector.PtEtaPhiM<Lab>(p.Pt, p.Eta, p.Phi, p.Mass);")]
    [InlineData("var v = FourVector.PtEtaPhiM<Lab>(q.Pt, p.Eta, -z.Phi.Value is var x ? new Azimuth(x) : q.Phi, 0.GeV);")]
    [InlineData("var v = FourVector.PtEtaPhiE<Lab>(t.pt.GeV, new(t.eta), new(t.phi), t.energy.GeV);")]
    [InlineData("var beam = FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, z.E, z.E);")]
    [InlineData("var rest = FourVector.PxPyPzE<Rest>(0.GeV, Energy.Zero, new Energy(0), z.Mass);")]
    [InlineData("var nothing = FourVector.PxPyPzE<Rest>(0.GeV, Energy.Zero, new Energy(0), 0.GeV) + FourVector.PtEtaPhiE<Rest>(0.GeV, new(1), new(1), 0.GeV);")]
    [InlineData("var massless = FourVector.PxPyPzE<Lab>(p.Px, p.Py, p.Pz, p.P);")]
    [InlineData("var v = FourVector.PtEtaPhi<Lab>(p.E, new(0), p.Phi);")]
    [InlineData("var v = FourVector.PtEtaPhiM<Lab>(p.Et, p.Eta, p.Phi, p.Mt);")]
    [InlineData("var v = FourVector.PtEtaPhiM<Lab>(p.Pt + q.Pt, p.Eta, p.Phi + 0.1.Rad, (p + q).Mass);")]
    [InlineData("var v = TransverseVector.XY<Lab>(p.Pt * Math.Cos(q.Phi.Value), p.Pt * Math.Sin(q.Phi.Value));")]
    [InlineData("var relative = new Azimuth((p.Phi - q.Phi).Value);")]
    [InlineData("double d = Sinh(p.Eta) * Cosh(q.Rapidity) * Sin(p.Phi) * Math.Cos(q.Phi.Value);")]
    [InlineData("var y = new Rapidity(e.Lepton.Eta);")] // massless: the two are one
    [InlineData("var v = FourVector.PtYPhiM<Lab>(e.Lepton.Pt, new Rapidity(e.Lepton.Eta), e.Lepton.Phi, 0.GeV);")]
    [InlineData("double y = e.Lepton.Eta; var v = FourVector.PtYPhiM<Lab>(e.Lepton.Pt, new(y), e.Lepton.Phi, 0.GeV);")]
    [InlineData("var v = FourVector.PtEtaPhi<Lab>(e.Lepton.Pt, new Pseudorapidity(e.Lepton.Rapidity), e.Lepton.Phi);")]
    [InlineData("double m = 2, phi = 1; double d = Math.Tanh(m) + Math.Sinh(phi);")] // a letter, a name in a formula
    [InlineData("double deltaPhi = 0.1; double d = Distance(deltaPhi, deltaPhi);")]
    [InlineData("double d = Distance(t.eta, t.phi);")]
    public Task A_coordinate_in_its_place_is_silent(string statements) =>
        Project.Plain.VerifyAsync(Analysis.Of(statements, "public static double Distance(double eta, double phi) => Sqrt(Square(eta) + Square(phi));"));

    [Theory]
    [InlineData("[Column(\"x_{px,py,pz,e}\")] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[Column(\"x_{pt,eta,phi,energy}\")] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[Column(\"PRI_x\", \"PRI_x_phi\")] public partial TransverseVector<Lab> X { get; init; }")]
    [InlineData("[Massless, Column(\"a\", \"b\", \"c\")] public partial FourVector<Lab> X { get; init; }")]
    [InlineData("[Column(\"cos_phi\")] public partial double X { get; init; }")]
    [InlineData("[Column(\"dphi\")] public partial Angle X { get; init; }")]
    [InlineData("[Column(\"x_m\")] public partial Energy X { get; init; }")]
    public Task A_column_in_its_place_is_silent(string member) => Project.Plain.VerifyAsync(WithMember(member));

    [Theory]
    [InlineData("FourVector.PtEtaPhiM<Lab>(p.Pt, p.Eta, p.Phi, p.E)", "FourVector.PtEtaPhiE<Lab>(p.Pt, p.Eta, p.Phi, p.E)")]
    [InlineData("FourVector.PxPyPzE<Lab>(p.Px, p.Py, p.Pz, 0.GeV)", "FourVector.PxPyPzM<Lab>(p.Px, p.Py, p.Pz, 0.GeV)")]
    [InlineData("FourVector.PtEtaPhi<Lab>(p.Pt, p.Phi, p.Eta)", "FourVector.PtEtaPhi<Lab>(p.Pt, p.Eta, p.Phi)")]
    [InlineData("FourVector.PtEtaPhiM<Lab>(p.Pt, p.Rapidity, p.Phi, p.Mass)", "FourVector.PtYPhiM<Lab>(p.Pt, p.Rapidity, p.Phi, p.Mass)")]
    [InlineData("TransverseVector.PtPhi<Lab>(p.Phi, p.Pt)", "TransverseVector.PtPhi<Lab>(p.Pt, p.Phi)")]
    [InlineData("FourVector.PtEtaPhi<Lab>(p.Pt, /* eta */ p.Phi, p.Eta /* phi */)", "FourVector.PtEtaPhi<Lab>(p.Pt, /* eta */ p.Eta, p.Phi /* phi */)")]
    [InlineData("FourVector.PxPyPzM<Lab>(p.Px, p.Py, p.Pz, q.E)", "FourVector.PxPyPzM<Lab>(p.Px, p.Py, p.Pz, q.Mass)")]
    public Task The_call_is_repaired(string wrong, string right) =>
        Project.Fixes.VerifyAsync(Analysis.Of($"var v = {wrong};"), Analysis.Of($"var v = {right};"));

    private static string WithMember(string member) => Analysis.Of("").Replace("[Column(\"ht\")]", member + "\n    [Column(\"ht\")]", StringComparison.Ordinal);
}
