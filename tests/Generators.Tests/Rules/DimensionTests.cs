using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0201: units or dimensions disagree.</summary>
public sealed class DimensionTests
{
    [Theory]
    [InlineData("bool hard = {|CS0019:{|PHY0201:p.Pt > 20_000|}|};")]
    [InlineData("bool hard = {|CS0019:{|PHY0201:26.5 <= p.Pt|}|};")]
    [InlineData("var m = {|CS0019:{|PHY0201:p.M2 + q.Pt|}|};")]
    [InlineData("var m = {|CS0019:{|PHY0201:p.E / q.Pt + 1.GeV|}|};")]
    [InlineData("var m = {|CS0019:{|PHY0201:p.Pt + 5|}|};")]
    [InlineData("var m = {|CS0019:{|PHY0201:p.Mass == 91.19|}|};")]
    [InlineData("Energy sum = p.Pt; {|CS0019:{|PHY0201:sum += 3.0|}|};")]
    [InlineData("Energy m = Sqrt({|CS1503:{|PHY0201:p.Pt|}|});")]
    [InlineData("double m = Math.Sqrt({|CS1503:{|PHY0201:p.M2|}|});")]
    [InlineData("Energy m = {|CS0029:{|PHY0201:p.M2|}|};")]
    [InlineData("Energy cut = {|CS0029:{|PHY0201:25|}|};")]
    [InlineData("double m = {|CS0029:{|PHY0201:p.Mass|}|};")]
    [InlineData("double x = Math.Log({|CS1503:{|PHY0201:p.Pt|}|});")]
    [InlineData("double x = Exp({|CS1503:{|PHY0201:p.Pt|}|});")]
    [InlineData("Energy m = Max({|CS1503:p.Pt|}, {|PHY0201:20|});")]
    [InlineData("bool far = {|CS0019:{|PHY0201:DeltaPhi(p, q) > 2.5|}|};")]
    [InlineData("var r = p.Rotated({|CS1503:{|PHY0201:90|}|});")]
    [InlineData("var r = p.Rotated({|PHY0201:90.Rad|});")]
    [InlineData("double s = Math.Sin({|PHY0201:45|});")]
    [InlineData("double s = Math.Cos({|PHY0201:DeltaPhi(p, q).InDegrees|});")]
    [InlineData("var phi = new Azimuth({|PHY0201:180|});")]
    [InlineData("bool hard = {|PHY0201:p.Pt > 20_000.GeV|};")]
    [InlineData("bool hard = {|PHY0201:p.Pt >= new Energy(25_000)|};")]
    [InlineData("bool hard = {|PHY0201:p.Pt.InGeV > 30_000|};")]
    [InlineData("bool hard = {|PHY0201:e.TrackPt > 20_000|};")]
    [InlineData("double s = {|PHY0201:p.Pt.InMeV + q.Pt.InGeV|};")]
    [InlineData("double r = {|PHY0201:p.Pt.InMeV / q.Pt.InGeV|} / 20;")]
    [InlineData("double r = {|PHY0201:p.Pt.InMeV / q.Pt.InGeV|}, s = r / 1000 + r;")]
    [InlineData("double s = {|PHY0201:p.M2.Value + q.Pt.Value|};")]
    [InlineData("bool far = {|PHY0201:DeltaPhi(p, q).InDegrees > DeltaPhi(p, z).Value|};")]
    [InlineData("bool far = {|PHY0201:DeltaPhi(p, q).Value > 90|};")]
    [InlineData("Energy m = {|PHY0201:p.Pt.InMeV.GeV|};")]
    [InlineData("Energy m = new Energy({|PHY0201:p.Pt.InMeV|});")]
    [InlineData("Energy m = {|PHY0201:e.CaloEnergy.GeV|};")]
    [InlineData("double s = {|PHY0201:e.CaloEnergy + p.E.InGeV|};")]
    [InlineData("Energy cut = p.Pt > q.Pt ? p.Pt : {|CS0029:{|PHY0201:25|}|};")]
    [InlineData("var cut = {|CS0173:{|PHY0201:p.Pt > q.Pt ? p.Pt : 25|}|};")]
    [InlineData("double m = p.Pt > q.Pt ? {|CS0029:{|PHY0201:p.Mass|}|} : 0;")]
    [InlineData("double? m = p.Pt > q.Pt ? {|CS0029:{|PHY0201:p.Mass|}|} : null;")]
    [InlineData("Energy? m = p.Pt > q.Pt ? null : {|CS0029:{|PHY0201:p.M2|}|};")]
    [InlineData("Angle? d = p.Pt > q.Pt ? {|CS0029:{|PHY0201:DeltaPhi(p, q).InDegrees|}|} : null;")]
    [InlineData("double? m = p.Pt > q.Pt ? 1 : (z.Pt > q.Pt ? {|CS0029:{|PHY0201:p.Mass|}|} : null);")]
    [InlineData("double m = {|CS0029:{|PHY0201:p.Pt > q.Pt ? p.Mass : q.Mass|}|};")]
    [InlineData("double m = {|PHY0201:e.FatJets.Count switch { 1 => {|CS0029:p.Mass|}, _ => {|CS0029:q.Mass|} }|};")]
    [InlineData("Energy? m = null; double n = {|CS0019:{|PHY0201:m|} ?? 0|};")]
    [InlineData("Energy? m = null; double n = {|CS0029:{|PHY0201:m != null ? -p.Pt : m ?? q.Pt|}|};")]
    [InlineData("Energy? m = null; Energy n = {|CS0019:m ?? {|PHY0201:0|}|};")]
    [InlineData("double a = {|PHY0201:Math.Atan2(p.Pt.InGeV, p.Pz.InMeV)|};")]
    [InlineData("Angle a = ({|PHY0201:180 - p.OpeningAngle(q).Value|}).Deg;")]
    [InlineData("double a = {|PHY0201:p.OpeningAngle(q).Value + 360|};")]
    [InlineData("double d = {|PHY0201:p.Phi.Value * 180 / Math.PI - q.Phi.Value|};")]
    [InlineData("bool hard = {|PHY0201:p.Pt is {|CS8781:> {|CS0029:20|}|}|};")]
    [InlineData("double s = Sin({|CS1503:{|PHY0201:90|}|});")]
    [InlineData("bool above = {|CS0019:{|PHY0201:p.Phi > 1.5|}|};")]
    [InlineData("bool narrow = {|CS0019:{|PHY0201:p.DeltaR(q) < 0.4.Rad|}|};")]
    [InlineData("Energy m = Shifted(p.Mass, {|CS1503:{|PHY0201:2|}|});")]
    public Task What_disagrees_is_marked(string statements) => Verify(statements);

    [Theory]
    [InlineData("bool any = p.Pt > 0.GeV && q.M2 > GeV2.Zero && p.Pt > q.Mass;")]
    [InlineData("Energy m = Sqrt(p.M2 + q.M2); double x = Sqrt(p.Pt / q.Pt);")]
    [InlineData("double x = p.E / q.Pt + 1; Energy y = 2 * p.E + q.Pt; GeV2 s = p.Pt * q.Pt + p.M2;")]
    [InlineData("double r = p.Pt.InMeV / q.Pt.InGeV / 1000 + 1e-3 * (p.Pt.InMeV / q.Pt.InGeV) + 1e-3 * p.Pt.InMeV / q.Pt.InGeV;")]
    [InlineData("double r = p.Pt.InMeV / q.Pt.InGeV; double s = r * 1e-3;")]
    [InlineData("bool high = p.E < 100_000.GeV;")] // an upper bound may be as high as one likes
    [InlineData("bool hard = p.Pt > 10.TeV;")] // said so
    [InlineData("bool hard = p.Pt > 20_000.MeV && p.Pt.InMeV > 20_000;")]
    [InlineData("bool hard = e.CaloEnergy > 20_000; Energy m = e.CaloEnergy.MeV;")]
    [InlineData("double score = 0.1 * p.Pt.InGeV + 0.3 * p.Eta + 1;")] // the coefficients have the units
    [InlineData("double x = Math.Log(p.Pt / 1.GeV) + Math.Log(q.Pt.InGeV);")]
    [InlineData("double x = p.Pt.InGeV + 1;")]
    [InlineData("double s = Math.Sin(30.Deg.Value) + Math.Cos(0.5) + Math.Sin(Math.PI / 2) + Sin(90.Deg);")]
    [InlineData("var r = p.Rotated(90.Deg).Rotated(Math.PI.Rad).Rotated(10.Rad);")]
    [InlineData("bool far = Abs(DeltaPhi(p, q)) > 2.5.Rad && DeltaPhi(p, q).InDegrees > 90;")]
    [InlineData("bool central = Abs(p.Eta) < 2.5 && p.Rapidity > -1;")]
    [InlineData("Energy? m = null; Energy n = m ?? 0.GeV; bool is4 = e.FatJets.Count > 3;")]
    [InlineData("bool hard = t.pt > 20_000;")] // of a file, which may have MeV
    [InlineData("bool cosmic = p.E.InGeV > 1e9 && p.Pt > 2_000_000.GeV;")]
    [InlineData("int counts = 20_000; bool many = counts > 10_000;")]
    [InlineData("Energy m = Shifted(p.Mass, 2.GeV);")]
    [InlineData("double? m = p.Pt > q.Pt ? p.Mass.InGeV : null; Energy? n = p.Pt > q.Pt ? p.Mass : null; double k = p.Pt > q.Pt ? p.Mass / q.Mass : 0;")]
    [InlineData("Energy? m = null; double n = m?.InGeV ?? 0; Energy k = m ?? 0.GeV;")]
    [InlineData("double a = Math.Atan2(p.Py.InGeV, p.Px.InGeV) + Math.Atan2(p.Pt.InMeV, 1000 * p.Pz.InGeV);")]
    [InlineData("Angle a = (180 - p.OpeningAngle(q).InDegrees).Deg; double b = 3 * p.OpeningAngle(q).Value + 20;")]
    public Task What_agrees_is_silent(string statements) => Verify(statements);

    /// <summary>Zero is zero in every unit: it may be compared with, and no other number may.</summary>
    [Theory]
    [InlineData("bool any = p.Pz > 0 && 0 <= q.M2 && p.Mass != 0 && DeltaPhi(p, q) < 0 && p.Pt > 0.0;")]
    [InlineData("const int none = 0; bool any = e.Ht > none; Energy? m = null; bool known = m != null && m.Value > 0;")]
    [InlineData("bool any = {|CS0019:{|PHY0201:p.Pz > 1|}|};")]
    [InlineData("Energy cut = {|CS0029:{|PHY0201:0|}|};")]
    [InlineData("bool above = {|CS0019:{|PHY0201:p.Phi > 0|}|};")]
    public Task A_bare_zero_may_be_compared_with(string statements) => Verify(statements);

    [Theory]
    [InlineData("bool hard = p.Pt > 20;", "bool hard = p.Pt > 20.GeV;")]
    [InlineData("bool hard = p.Pt > 20_000;", "bool hard = p.Pt > 20.GeV;")]
    [InlineData("bool hard = p.Pt > 20_000.GeV;", "bool hard = p.Pt > 20.GeV;")]
    [InlineData("bool hard = p.Pt.InGeV is > 20_000;", "bool hard = p.Pt.InGeV is > 20;")]
    [InlineData("bool far = DeltaPhi(p, q).Value is > 90;", "bool far = DeltaPhi(p, q).Value is > 90 * Math.PI / 180;")]
    [InlineData("Energy off = p.Mass - 91187.6.GeV;", "Energy off = p.Mass - 91187.6.MeV;")]
    [InlineData("bool hard = -5 < p.Pz;", "bool hard = (-5).GeV < p.Pz;")]
    [InlineData("double cut = 20; bool hard = p.Pt > 2 * cut;", "double cut = 20; bool hard = p.Pt > (2 * cut).GeV;")]
    [InlineData("bool hard = p.Pt > 3f;", "bool hard = p.Pt > 3.GeV;")]
    [InlineData("bool hard = p.Pt > 2.5e1m;", "bool hard = p.Pt > 2.5e1.GeV;")]
    [InlineData("bool hard = -0x3Fu < p.Pz;", "bool hard = (-0x3F).GeV < p.Pz;")]
    [InlineData("float cut = 20; bool hard = p.Pt > 2 * cut;", "float cut = 20; bool hard = p.Pt > (2 * cut).GeV;")]
    [InlineData("bool far = DeltaPhi(p, q) > 2u;", "bool far = DeltaPhi(p, q) > 2.Rad;")]
    [InlineData("Energy m = p.M2;", "Energy m = p.M2.Sqrt();")]
    [InlineData("double m = p.Mass;", "double m = p.Mass.InGeV;")]
    [InlineData("Energy m = Math.Sqrt(p.M2);", "Energy m = Sqrt(p.M2);")]
    [InlineData("bool far = DeltaPhi(p, q) > 2.5;", "bool far = DeltaPhi(p, q) > 2.5.Rad;")]
    [InlineData("var r = p.Rotated(90);", "var r = p.Rotated(90.Deg);")]
    [InlineData("double s = Sin(90);", "double s = Sin(90.Deg);")]
    [InlineData("var r = p.Rotated(90.Rad);", "var r = p.Rotated(90.Deg);")]
    [InlineData("double s = Math.Sin(45);", "double s = Math.Sin(45.Deg.Value);")]
    [InlineData("double s = p.Pt.InMeV + q.Pt.InGeV;", "double s = p.Pt.InMeV + q.Pt.InMeV;")]
    [InlineData("Energy m = e.CaloEnergy.GeV;", "Energy m = e.CaloEnergy.MeV;")]
    [InlineData("Energy m = 0;", "Energy m = 0.GeV;")]
    [InlineData("double m = p.Pt > q.Pt ? p.Mass : 0;", "double m = p.Pt > q.Pt ? p.Mass.InGeV : 0;")]
    [InlineData("Energy? m = null; double n = m ?? 0;", "Energy? m = null; double n = m?.InGeV ?? 0;")]
    [InlineData("double x = p.Pt.InMeV; Energy m = x;", "double x = p.Pt.InMeV; Energy m = x.MeV;")]
    [InlineData("Energy m = p.Pt.InMeV;", "Energy m = p.Pt;")]
    [InlineData("double y = 1 - p.E / 27.6;", "double y = 1 - p.E / 27.6.GeV;")]
    [InlineData("double y = 1 - p.E / 160 * Square(Sin(0.1.Rad));", "double y = 1 - p.E / 160.GeV * Square(Sin(0.1.Rad));")]
    [InlineData("double y = p.Mt * Exp(-p.Rapidity) / 55.2;", "double y = p.Mt * Exp(-p.Rapidity) / 55.2.GeV;")]
    [InlineData("double half = p.Pt / 2;", "double half = (p.Pt / 2).InGeV;")]
    [InlineData("bool isNear = Math.Abs(p.Mass.InGeV - 3096.9) < 50;", "bool isNear = Math.Abs(p.Mass.InMeV - 3096.9) < 50;")]
    [InlineData("bool isNear = Math.Abs(p.Mass.InGeV - 3096.9) < 0.05;", "bool isNear = Math.Abs(p.Mass.InGeV - 3.0969) < 0.05;")]
    public Task The_unit_is_written(string wrong, string right) => Project.Fixes.VerifyAsync(Analysis.Of(wrong), Analysis.Of(right));

    /// <summary>Who declares a number may have wanted the energy.</summary>
    [Fact]
    public Task Or_the_property_is_the_quantity() => Project.Fixes.VerifyAsync(
        Analysis.Of("", "public static Energy Cut => 20.GeV; public static double Twice => 2 * Cut;"),
        Analysis.Of("", "public static Energy Cut => 20.GeV; public static Energy Twice => 2 * Cut;"),
        choice: 1);

    /// <summary>A pure number has no unit to be written.</summary>
    [Theory]
    [InlineData("Energy m = p.Pt / q.Pt;")]
    [InlineData("var m = p.E / q.Pt + 1.GeV;")]
    [InlineData("bool above = p.Phi > 1.5;")]
    [InlineData("double y = 1 - p.E;")]
    public Task What_is_not_mechanical_is_not_offered(string statements) => Project.Fixes.VerifyNoneAsync(Analysis.Of(statements));

    [Fact]
    public Task All_units_are_written_at_once() => Project.Fixes.VerifyAllAsync(
        "PHY0201",
        Analysis.Of("bool hard = p.Pt > 20 && q.Pt > 30 && z.Mass < 100;"),
        Analysis.Of("bool hard = p.Pt > 20.GeV && q.Pt > 30.GeV && z.Mass < 100.GeV;"));

    private static Task Verify(string statements) =>
        Project.Plain.VerifyAsync(Analysis.Of(statements, "public static Energy Shifted(Energy mass, Energy by) => mass + by;"));
}
