using System.Globalization;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Formulas that cancel or leave their domain are marked, however they are spelt; stable and guarded ones are silent.</summary>
public sealed class NumericsTests
{
    /// <summary>Each mistake with what the message proposes for it.</summary>
    [Theory]
    [InlineData("double F => 1 - B.Pz / B.E;", "write 'Mt * Exp(-Rapidity) / E' for one minus the velocity along z")]
    [InlineData("double F => 1 - B.P / B.E;", "write 'M2 / (E * (E + P))' for one minus the velocity")]
    [InlineData("double F => 1 - Square(B.Velocity.Z);", "write 'Square(Mt / E)' for one minus the squared velocity along z")]
    [InlineData("double F => 1 / Math.Sqrt(1 - Square(B.Velocity.Beta));", "write 'Velocity.Gamma' for one over the root of one minus the squared velocity")]
    [InlineData("double F => Math.Sqrt(1 - Square(B.P / B.E));", "write 'Mass / E' for the root of one minus the squared velocity")]
    [InlineData("Energy F => Sqrt(Square(Ht) - B.M2);", "take it of 'Max(GeV2.Zero, …)', or ask first: '… > 0 ? … : …'")]
    [InlineData("Energy F => Sqrt(9.GeV.Squared - M * B.E);\n    private static readonly Energy M = 5.28.GeV;", "take it of 'Max(GeV2.Zero, …)', or ask first: '… > 0 ? … : …'")]
    [InlineData("GeV2 F => Sqrt(B.M2 * C.M2 - Ht * Ht * B.M2);", "ask first: '… > 0 ? … : …'")]
    [InlineData("double F => Sqrt(1 - Ht / Sum);", "take it of 'Max(0, …)', or ask first: '… > 0 ? … : …'")]
    [InlineData("GeV2 F => B.E.Squared - B.Pz.Squared;", "write 'Mt2' for E² − pz²")]
    [InlineData("double F => 0.5 * Math.Log((C.E + C.Pz) / (C.E - C.Pz));", "write '2 * Rapidity' of the vector")]
    [InlineData("double F => 1 - Cos(A.OpeningAngle(B));", "write '2 * Square(Sin(θ / 2))' for one minus the cosine; batch code computes it so, plain C# as it stands")]
    [InlineData("Energy F => Sqrt(Square(A.Et + B.Et) - Square((A.Transverse - B.Transverse).Pt));", "use '(a + b).Mass', 'InvariantMass(a, b)' or 'a * b' where it is one of them, which add terms that are not negative, or store the mass; else cut it off with 'Max(GeV2.Zero, …)'")]
    public async Task The_way_out_is_one(string feature, string wayOut)
    {
        (_, _, IReadOnlyList<Diagnostic> all) = await Project.Plain.DiagnoseAsync(Source(feature));
        Assert.EndsWith("; " + wayOut, Assert.Single(all, static d => d.Id == "PHY0601").GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task What_is_not_negative_or_was_asked_is_silent() => Verify(Feature,
        "double F { get { double y = Other / Ht; return Math.Sqrt(2 * y * y) + Math.Log(1 + 2 * y * y); } }",
        "Energy F => Sqrt(B.Pt * B.Pt + 2 * C.Px * C.Px);",
        "double F { get { double x = C.Px / Ht, y = C.Py / Ht; return Math.Sqrt(Math.Pow(y, 4) + 1) + Math.Sqrt(x * x * y * y + 1) + Math.Sqrt((x - y) * (x - y) + 4 * x * x); } }",
        "double F { get { Angle d = DeltaPhi(A, B); return d != 0 ? 1 / Sin(d / 2) : 0; } }",
        "double F { get { Angle d = DeltaPhi(A, B); return Abs(d) > 0.01.Rad ? 1 / Sin(d / 2) : 0; } }",
        "Energy F => Sqrt(Max(Square(A.Et + B.Et) - Square(A.Px + B.Px) - Square(A.Py + B.Py), GeV2.Zero));",
        "Energy F => Sqrt(Max(B.M2 + 2 * (B.Mt * Met.Pt - B.Transverse.Dot(Met)), GeV2.Zero));");

    [Fact]
    public Task A_mass_from_energy_and_momentum_is_marked() => Verify(Feature,
        "Energy M => {|PHY0601:Sqrt(Square(A.E) - Square(A.Px) - Square(A.Py) - Square(A.Pz))|};",
        "Energy M => {|PHY0601:Sqrt(A.E * A.E - A.P * A.P)|};",
        "GeV2 M2 => {|PHY0601:(A.E + B.E) * (A.E + B.E) - Square((A.Transverse + B.Transverse).Pt) - (A.Pz + B.Pz).Squared|};",
        "GeV2 M2 => {|PHY0601:(A + B).E.Squared - (A + B).P.Squared|};",
        "GeV2 Dot => 2 * ({|PHY0601:A.E * B.E - A.Px * B.Px - A.Py * B.Py - A.Pz * B.Pz|});",
        "GeV2 Recoil => {|PHY0601:Square(240.GeV - A.E - B.E) - (A + B).P.Squared|};",
        "double M => {|PHY0601:Math.Sqrt(Math.Pow(A.E.InGeV, 2) - Math.Pow(A.P.InGeV, 2))|};",
        "double M { get { double e = A.E.InGeV, p = A.P.InGeV; double m2 = {|PHY0601:e * e - p * p|}; return Sqrt(m2); } }",
        "GeV2 M2 => {|PHY0601:Sq(A.E) - Sq(A.P)|};\n    private static GeV2 Sq(Energy x) => x * x;",
        "Energy M => Root(A.E, A.P);\n    private static Energy Root(Energy e, Energy p) => {|PHY0601:(e * e - p * p).Sqrt()|};",
        "Energy M => {|PHY0601:Sqrt(Square(CalE) - Square(CalPx) - Square(CalPy) - Square(CalPz))|};",
        "GeV2 M2 => {|PHY0601:Square(Ht) - Square(Sum) - Square(Other)|};");

    [Fact]
    public Task A_difference_of_nearly_equal_numbers_is_marked() => Verify(Feature,
        "double F => {|PHY0601:1 - Cos(A.Phi - B.Phi)|};",
        "Energy F => Sqrt(2 * A.Pt * Met.Pt * ({|PHY0601:1 - Cos(DeltaPhi(A, Met))|}));",
        "GeV2 F => {|PHY0601:A.Pt * Met.Pt - A.Pt * Met.Pt * Cos(DeltaPhi(A, Met))|};",
        "Energy F => Sqrt(2 * A.Pt * B.Pt * ({|PHY0601:Cosh(A.Eta - D.Eta) - Cos(A.Phi - B.Phi)|}));",
        "double F { get { double ch = Cosh(DeltaEta(A, D)), c = Cos(DeltaPhi(A, B)); return {|PHY0601:ch - c|}; } }",
        "double F => {|PHY0601:Cosh(A.Eta) - 1|};",
        "Energy F => {|PHY0601:B.E - B.Pz|};",
        "Energy F => {|PHY0601:CalE - CalPz|};",
        "double F => 0.5 * {|PHY0601:Log((B.E + B.Pz) / (B.E - B.Pz))|};");

    [Fact]
    public Task An_argument_that_can_leave_its_domain_is_marked() => Verify(Feature,
        "double F => {|PHY0601:Sqrt(Number)|};",
        "double F => {|PHY0601:Log(A.Eta)|};",
        "double F => {|PHY0601:Log(Count)|};",
        "Energy F => {|PHY0601:Sqrt(Square(A.Pt) - Square(B.Pt))|};",
        "double F => {|PHY0601:Math.Pow(A.Eta, 0.5)|};",
        "double F => {|PHY0601:Math.Pow(A.Eta, 1.5)|};",
        "double F => {|PHY0601:Math.Acos((A.Px * B.Px + A.Py * B.Py) / (A.Pt * B.Pt))|};",
        "double F => {|PHY0601:Math.Atanh(B.Pz / B.E)|};",
        "Energy F => {|PHY0601:Ht / Count|};",
        "Energy F => {|PHY0601:Ht / Jets.Count|};",
        "double F => {|PHY0601:A.Pt / Jets.Sum(j => j.Pt)|};",
        "double F => {|PHY0601:A.Pt / (A.Pt - B.Pt)|};",
        "double F => {|PHY0601:B.Py / B.Px|};",
        "double F => {|PHY0601:1 / (A.Eta - D.Eta)|} + {|PHY0601:Sqrt(A.Eta + D.Eta)|};",
        "double F => A.Eta > 0 ? 1 : {|PHY0601:Sqrt(A.Eta)|};",
        "double F { get { double d = A.Eta - D.Eta; return Number / (1 + Square(d)) == 0 ? 0 : {|PHY0601:1 / d|}; } }",
        "double F { get { double d = A.Eta - D.Eta; return d * Cosh(A.Eta) > -1 ? {|PHY0601:1 / d|} : 0; } }",
        "Energy F => {|PHY0601:C.M2.Sqrt()|};",
        "Energy F => {|PHY0601:Sqrt(C.M2)|};",
        "Energy F => {|PHY0601:Sqrt((A - C).M2)|};");

    [Fact]
    public Task What_is_stable_is_silent() => Verify(Feature,
        "Energy F => (A + B).Mass;",
        "Energy F => InvariantMass(A, B);",
        "Energy F => C.Mass + (C + A).Mass;",
        "Energy F => TransverseMass(A, Met);",
        "Energy F => (A + B).M2.Sqrt();",
        "Energy F => (A + C).M2.Sqrt();",
        "Energy F => Sqrt(C.M2 + Square(C.Pt));",
        "Energy F => Sqrt(2 * (A * C));",
        "double F => Log((A + C).Mass / Ht);",
        "double F => C.Mt / C.Mass;",
        "double F => -Log(Math.Tan(Theta.Value / 2));",
        "Energy F => A.Pt / Math.Sin(Theta.Value);",
        "Energy F => Sqrt(2 * (A * B));",
        "double F => A.Pt / B.Pt;",
        "double F => Met.Pt / Ht;",
        "double F => A.Pt / (A.Pt + B.Pt);",
        "double F => A.Px / ((A + B).E + C.InRestFrameOf(B).E);",
        "double F => (A.Pt - B.Pt) / (A.Pt + B.Pt);",
        "double F => Met.Pt.InGeV / Sqrt(Ht.InGeV);",
        "double F => Log(A.Pt / B.Pt);",
        "double F => Log(1 + Square(A.Eta));",
        "double F => Sqrt(Square(A.Eta - D.Eta) + Square(DeltaPhi(A, B) / 1.Rad));",
        "double F => 1 / DeltaR(A, D);",
        "Energy F => A.Pt - B.Pt;",
        "Energy F => A.E - B.Pz;",
        "GeV2 F => Square(A.Pt) - Square(B.Pt);",
        "GeV2 F => Square(A.E) + Square(B.P);",
        "double F => 1 + Cos(DeltaPhi(A, B));",
        "double F => 1 - Square(Cos(A.Phi));",
        "double F => 2 * Square(Sin(DeltaPhi(A, B) / 2));",
        "double F => 1 - Exp(-Ht / 100.GeV);",
        "Energy F => Sqrt(Square(A.Pt) + Square(B.Pt) + 2 * A.Pt * B.Pt);",
        "double F => Math.Acos(Tanh(A.Eta));",
        "double F => Math.Acos(Math.Clamp(B.Pz / B.P, -1, 1));",
        "double F => Math.Acos(Max(-1, Min(1, A.Eta)));",
        "double F => 1.0 / (1 + Count);",
        "double F => Sqrt(Count);",
        "double F => Number / 3;",
        "Energy F => Number * Ht / A.Pt * A.Pt;");

    [Fact]
    public Task What_was_asked_about_is_silent() => Verify(Feature,
        "double F => Number > 0 ? Log(Number) : 0;",
        "double F => Number <= 0 ? 0 : Log(Number);",
        "double F => Sqrt(Max(0, Number));",
        "double F => Sqrt(Abs(Number));",
        "double F => Log(Max(1e-3, Number));",
        "double F { get { if (Number < 0) { return -1; } return Sqrt(Number); } }",
        "Energy F => A.Pt > B.Pt ? Sqrt(Square(A.Pt) - Square(B.Pt)) : 0.GeV;",
        "Energy F => Sqrt(Max(GeV2.Zero, Square(A.E) - Square(A.P)));",
        "Energy F { get { GeV2 m2 = Square(A.E) - Square(A.P); return m2 > GeV2.Zero ? Sqrt(m2) : 0.GeV; } }",
        "Energy F => Count > 0 ? Ht / Count : 0.GeV;",
        "Energy F => Count == 0 ? 0.GeV : Ht / Count;",
        "Energy F => Count switch { 0 => 0.GeV, _ => Ht / Count };",
        "Energy F => Jets.Has(0) ? Ht / Jets.Count : 0.GeV;",
        "double F => Jets.Has(0) ? A.Pt / Jets.Sum(j => j.Pt) : 0;",
        "double F { get { double d = A.Eta - D.Eta; return d == 0 ? 0 : 1 / d; } }",
        "double F { get { double d = A.Eta - D.Eta; return Abs(d) > 1e-3 ? 1 / d : 0; } }",
        "double F { get { double d = A.Eta - D.Eta, share = d / (1 + Square(A.Eta)); return share == 0 ? 0 : 1 / d; } }",
        "double F { get { double d = A.Eta - D.Eta, share = 2 * d * Cosh(A.Eta); return share > 0 ? 1 / d : 0; } }",
        "Energy F => Ht / Count;\n    [Selection] public bool S => Count > 0;",
        "double F => 1 / Max(0.1, Abs(A.Eta - D.Eta));",
        "double F => Abs(Number) < 1 ? Math.Acos(Number) + Math.Atanh(Number) : 0;");

    [Fact]
    public Task A_selection_that_is_empty_is_marked() => Verify(Empty,
        "A.Pt > 30.GeV && A.Pt < 20.GeV",
        "A.Pt > 30.GeV && A.Pt <= 30.GeV",
        "A.Pt < -20.GeV",
        "Jets.Count > 1 && Jets.Count < 2",
        "Jets.Count == 1 && Jets.Has(1)",
        "Abs(A.Eta) > 2.5 && A.Eta < 2 && A.Eta > -2",
        "Ht > A.Pt && A.Pt > Ht",
        "A.Pt > 20.GeV && !(A.Pt > 10.GeV)",
        "Abs(DeltaPhi(A, Met)) > 3.2.Rad");

    /// <summary>Where no event is left, what was asked on the spot counts.</summary>
    [Fact]
    public Task A_formula_that_is_asked_about_is_silent_where_the_selection_is_empty() => Verify(Member,
        "[Feature] public double F => Score > 0 ? Log(Score) : 0;\n    [Selection] public bool S => {|PHY0401:Score > 16 && Score < 0|};\n    [Column(\"score\")] public partial double Score { get; init; }",
        "[Feature] public double F => Score > 0 ? Log(Score) : 0;\n    [Selection] public bool S => Score < 0;\n    [Column(\"score\")] public partial double Score { get; init; }",
        "[Feature] public double F => A.Pt > 20.GeV ? Math.Sqrt(A.Pt.InGeV - 20) : 0;\n    [Selection] public bool S => {|PHY0401:A.Pt > 50.GeV && A.Pt < 20.GeV|};",
        "[Feature] public double F => {|PHY0601:Log(Score)|};\n    [Selection] public bool S => {|PHY0401:Score > 16 && Score < 0|};\n    [Column(\"score\")] public partial double Score { get; init; }",
        "[Feature] public double F => Score < 0 ? {|PHY0601:Log(Score)|} : 0;\n    [Selection] public bool S => Score > 16;\n    [Column(\"score\")] public partial double Score { get; init; }");

    /// <summary>The mass of an object and itself is that of none.</summary>
    [Fact]
    public Task A_selection_of_a_sum_that_counts_twice_is_marked_there() => Verify(Member,
        "[Selection] public bool S => ({|PHY0106:A + A|}).Mass > 5.GeV && A.Pt > 20.GeV;");

    [Fact]
    public Task Selections_contradict_each_other_too() => Verify(Member,
        "[Selection] public bool S => A.Pt > 30.GeV;\n    [Selection] public bool T => {|PHY0401:A.Pt < 20.GeV|};");

    [Fact]
    public Task A_comparison_that_selects_nothing_is_marked() => Verify(Selection,
        "{|PHY0402:A.Pt > -20.GeV|}",
        "A.Pt > 20.GeV && {|PHY0402:Jets.Count >= 0|}",
        "{|PHY0402:Abs(DeltaPhi(A, B)) <= 3.5.Rad|} && B.Pt > 20.GeV",
        "{|PHY0402:true|}");

    /// <summary>What is null passes no comparison: one that all numbers pass asks whether there is one.</summary>
    [Fact]
    public Task A_comparison_of_what_may_be_null_is_silent() => Verify(Selection,
        "Jets.Max(j => j.Pt) >= 0.GeV",
        "!(Jets.Max(j => j.Pt) >= 0.GeV)",
        "(Jets.Has(0) ? Jets[0] : (FourVector<Lab>?)null)?.Pt > -20.GeV",
        "Jets.Max(j => Abs(j.Eta)) is >= 0",
        "Jets.Max(j => Abs(j.Eta)) is not >= 0",
        "Jets.Max(j => Abs(j.Eta)) >= 0 || A.Pt > 50.GeV");

    [Fact]
    public Task A_selection_that_selects_is_silent() => Verify(Selection,
        "A.Pt > 20.GeV && A.Pt < 30.GeV",
        "A.Pt >= 30.GeV && A.Pt <= 30.GeV",
        "A.Pt > 20.GeV && A.Pt > 10.GeV",
        "Jets.Count >= 1 && Jets.Has(1)",
        "A.Pt < 20.GeV || A.Pt > 30.GeV",
        "Jets.Count == 2 && Jets[0].Pt > 30.GeV && Jets[1].Pt < 30.GeV",
        "Abs(A.Eta) < 2.5 && !(Abs(A.Eta) > 1.4 && Abs(A.Eta) < 1.6)",
        "Jets.Count > 1 && Jets.Count < 3",
        "A.Pt > 0.GeV",
        "Number != 0 && Ht > B.Pt && A.Pt < Ht");

    [Fact]
    public Task An_object_that_is_counted_twice_is_marked() => Verify(Member,
        "[Feature] public Energy F => ({|PHY0106:A + A|}).Mass;",
        "[Feature] public Energy F => ({|PHY0106:A + B + A|}).Mass;",
        "[Feature] public Energy F => {|PHY0106:InvariantMass(B, B)|};",
        "[Feature] public Energy F => ({|PHY0106:A.Transverse + A.Transverse|}).Pt;",
        "[Feature(Absent = -1)] public Energy? F => Jets.Has(1) ? ({|PHY0106:Jets[1] + Jets[1]|}).Mass : null;",
        "[Feature] public Energy F => Jets.Sum(a => Jets.Sum(b => ({|PHY0106:a + b|}).Pt)) / 2;",
        "[Feature] public Energy F => {|PHY0106:Pair(A, A)|} + Pair(A, D);\n    private static Energy Pair(FourVector<Lab> a, FourVector<Lab> b) => (a + b).Mass;",
        "[Feature] public Energy F => {|PHY0106:Pair(A, A)|};\n    private static Energy Pair(FourVector<Lab> a, FourVector<Lab> b) => (a + b).Mass;",
        "[Feature] public Energy F => {|PHY0106:Pair(A, A)|};\n    private static Energy Pair(FourVector<Lab> x, FourVector<Lab> y) => Both(x, y).Mass;\n    private static FourVector<Lab> Both(FourVector<Lab> a, FourVector<Lab> b) => a + b;");

    [Theory]
    [InlineData("(P(D) + P(D)).Mass;\n    private static FourVector<Lab> P(FourVector<Lab> d) => FourVector.PtEtaPhiM<Lab>(d.Pt, d.Eta, d.Phi, 139.57.MeV)", "FourVector.PtEtaPhiM<Lab>(d.Pt, d.Eta, d.Phi, 139.57.MeV)")]
    [InlineData("(Jets.Sum(j => j) + Jets.Sum(j => j)).Mass", "Jets[0]")]
    [InlineData("(A + B).Pt + Met.Pt + (A + B).Pt", "(A + B).Pt")]
    [InlineData("Met.Pt + (Met + A.Transverse).Pt + (Met + A.Transverse).Pt", "(Met + A.Transverse).Pt")]
    public async Task The_message_names_what_is_counted_twice(string energy, string name)
    {
        (_, _, IReadOnlyList<Diagnostic> all) = await Project.Plain.DiagnoseAsync(Event(0, $"[Feature] public Energy F => {energy};"));
        Assert.Contains($" counts '{name}' twice", Assert.Single(all).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Objects_that_are_counted_once_are_silent() => Verify(Member,
        "[Feature] public Energy F => (2 * A + B).Mass;",
        "[Feature] public Energy F => (A + A.Rotated(1.Rad)).Mass;",
        "[Feature] public GeV2 F => A * A + B * B;",
        "[Feature] public GeV2 F => (A - A.BoostedZ(1)).M2;",
        "[Feature] public Energy F => (A.Pt + A.Pt) / 2;",
        "[Feature] public Energy F => Jets.Sum(a => Jets.Sum(b => (a + b).Mass)) / 2;",
        "[Feature] public Energy F => Jets.Max(a => Jets.Max(b => InvariantMass(a, b)) ?? 0.GeV) ?? 0.GeV;",
        "[Feature] public Energy F => (Jets.Where(j => j.Eta > 0).Sum(j => j) + Jets.Where(j => !(j.Eta > 0)).Sum(j => j)).Mass;");

    [Fact]
    public Task A_sentinel_in_arithmetic_is_marked() => Verify(Member,
        "[Feature] public Energy F => {|PHY0605:Pair + Ht|};\n    private Energy Pair => Jets.Has(1) ? (Jets[0] + Jets[1]).Mass : -25.GeV;",
        "[Feature] public Energy F => {|PHY0605:(Pair ?? -25.GeV) / 2|};\n    private Energy? Pair => Jets.Has(1) ? (Jets[0] + Jets[1]).Mass : null;",
        "[Feature] public Energy F => {|PHY0605:Stored + Ht|};\n    [Column(\"stored\", Absent = -99)] public partial Energy Stored { get; init; }",
        "[Feature] public double F => {|PHY0605:Abs(Value)|};\n    [Column(\"value\", Absent = -999)] public partial double Value { get; init; }",
        "[Feature(Absent = -9)] public double? F => Value > 0 || Jets.Has(0) ? {|PHY0605:3 + Value|} : null;\n    [Column(\"value\", Absent = -999)] public partial double Value { get; init; }",
        "[Feature(Absent = -9)] public double? F => Value < 0 && Jets.Has(0) ? null : {|PHY0605:3 + Value|};\n    [Column(\"value\", Absent = -999)] public partial double Value { get; init; }");

    /// <summary>A number of objects less one is zero for all events that have one; and a question about the number has to be the right one.</summary>
    [Fact]
    public Task A_division_that_the_wrong_number_was_asked_for_is_marked() => Verify(Feature,
        "double F => Jets.Has(0) ? {|PHY0601:1.0 / (Jets.Count - 1)|} : 0;",
        "double F { get { int n = Jets.Count; if (n < 1) { return 0; } return {|PHY0601:A.Eta.Value / (n * (n - 1))|}; } }",
        "double F => Jets.Count < 2 ? {|PHY0601:A.Pt / Jets.Sum(j => j.Pt)|} : 0;",
        "double F => !Jets.Has(1) ? {|PHY0601:A.Pt / Jets.Sum(j => j.Pt)|} : 0;",
        "double F => Jets.Count >= 0 ? {|PHY0601:A.Pt / Jets.Sum(j => j.Pt)|} : 0;");

    [Fact]
    public Task A_division_that_the_right_number_was_asked_for_is_silent() => Verify(Feature,
        "double F => Jets.Has(1) ? 1.0 / (Jets.Count - 1) : 0;",
        "double F { get { int n = Jets.Count; if (n < 2) { return 0; } return A.Eta.Value / (n * (n - 1)); } }",
        "double F => Jets.Count == 0 ? 0 : A.Pt / Jets.Sum(j => j.Pt);",
        "double F => Jets.Count is 1 or 2 ? A.Pt / Jets.Sum(j => j.Pt) : 0;",
        "double F => Jets.Any(j => j.Pt > 30.GeV) ? A.Pt / Jets.Sum(j => j.Pt) : 0;",
        "double F => Math.Min(Jets.Count, 2) > 0 ? A.Pt / Jets.Sum(j => j.Pt) : 0;",
        "double F => N == Size.None ? 0 : A.Pt / Jets.Sum(j => j.Pt);\n    private Size N => Jets.Count switch { 0 => Size.None, 1 => Size.One, _ => Size.More };\n    public enum Size { None, One, More }");

    [Fact]
    public Task A_sentinel_that_is_only_passed_on_is_silent() => Verify(Member,
        "[Feature] public Energy F => Jets.Has(1) ? (Jets[0] + Jets[1]).Mass : -25.GeV;",
        "[Feature(Absent = -1)] public double? F => Jets.Has(0) ? 1 : null;\n    [Feature] public double G => 2 * (A.Pt > 30.GeV ? -1 : 1);",
        "[Feature(Absent = -25)] public Energy? F => Jets.Has(1) ? 2 * (Jets[0] + Jets[1]).Mass : null;",
        "[Feature] public Energy F => Stored.InGeV == -99 ? Ht : Stored + Ht;\n    [Column(\"stored\", Absent = -99)] public partial Energy Stored { get; init; }",
        "[Feature] public Energy F => Stored;\n    [Column(\"stored\", Absent = -99)] public partial Energy Stored { get; init; }");

    /// <summary>Formulas of other analyses, as one writes them: a quadratic equation, event shapes, a Dalitz plot, a displaced decay.</summary>
    [Fact]
    public Task Analyses_of_all_kinds_are_silent() => Project.Plain.VerifyAsync("""
        using static Mandelstam.Kinematics;

        [Event]
        public partial record TopPair
        {
            [Column("lep_{pt,eta,phi,m}")] public partial FourVector<Lab> Lepton { get; init; }
            [MissingMomentum, Column("met_{pt,phi}")] public partial TransverseVector<Lab> Met { get; init; }
            [Column("jet{1,2,3,4}_{pt,eta,phi,m}", Count = "n_jets", Absent = -99)] public partial UpTo4<FourVector<Lab>> Jets { get; init; }
            [Column("n_btags")] public partial int BTags { get; init; }

            [Feature(Absent = -99)] public Energy? TopMass => Jets.Has(2) ? (Jets[0] + Jets[1] + Jets[2]).Mass : null;
            [Feature] public Energy WMt => TransverseMass(Lepton, Met);
            [Feature] public Energy MetSignificance => Met.Pt / Sqrt((Jets.Sum(j => j.Pt) + Lepton.Pt).InGeV);
            [Feature(Absent = -99)] public double? Centrality => Jets.Has(0) ? Jets.Sum(j => j.Pt) / Jets.Sum(j => j.E) : null;
            [Feature(Absent = -99)] public double? Balance => Jets.Has(1) ? (Jets[0].Pt - Jets[1].Pt) / (Jets[0].Pt + Jets[1].Pt) : null;

            [Feature]
            public Energy NeutrinoPz
            {
                get
                {
                    GeV2 mu = Square(80.4.GeV) / 2 + Met.Dot(Lepton.Transverse);
                    Energy middle = mu / Lepton.Pt * (Lepton.Pz / Lepton.Pt);
                    GeV2 root = Square(middle) - Square(Lepton.E * (Met.Pt / Lepton.Pt)) + Square(mu / Lepton.Pt);
                    return root < GeV2.Zero ? middle : middle - Sign(middle) * Sqrt(root);
                }
            }

            [Selection] public bool Selected => Lepton.Pt > 25.GeV && Jets.Count >= 4 && BTags >= 1 && Abs(Lepton.Eta) < 2.5;
        }

        [Event(Unit = EnergyUnit.MeV)]
        public partial record ThreeJets
        {
            [Massless, Column("j{1,2,3}_{px,py,pz}", Count = "n_j", Absent = 0)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
            [Column("q2")] public partial GeV2 Q2 { get; init; }

            [Feature(Absent = -1)] public double? X1 => Jets.Has(2) ? 2 * Jets[0].E / Total.Mass : null;
            [Feature(Absent = -1)] public double? Y12 => Jets.Has(2) ? (Jets[0] + Jets[1]).M2 / Total.M2 : null;
            [Feature(Absent = -1)] public double? CosOpening => Jets.Has(1) ? Cosine(Jets[0], Jets[1]) : null;
            [Feature(Absent = -1)] public double? Opening => Jets.Has(1) ? Math.Acos(Math.Clamp(Cosine(Jets[0], Jets[1]), -1, 1)) : null;
            [Feature(Absent = -1)] public double? Legendre => CosOpening * CosOpening * 1.5 - 0.5;
            [Feature(Absent = -1)] public GeV2? DalitzDifference => Jets.Has(2) ? (Jets[0] + Jets[1]).M2 - (Jets[1] + Jets[2]).M2 : null;
            [Feature(Absent = -1)] public double? Dalitz => Jets.Has(2) ? Sqrt(3) * ((Jets[0] + Jets[1]).M2 - (Jets[1] + Jets[2]).M2) / Total.M2 : null;
            [Feature] public double LogQ2 => Log(Q2 / (1.GeV * 1.GeV));

            private FourVector<Lab> Total => Jets.Sum(j => j);

            private static double Cosine(FourVector<Lab> a, FourVector<Lab> b) => (a.Px * b.Px + a.Py * b.Py + a.Pz * b.Pz) / (a.P * b.P);
        }

        [Event]
        public partial record DarkPhoton
        {
            [Column("mu{1,2}_{px,py,pz,e}", Count = "n_mu", Absent = -999)] public partial UpTo2<FourVector<Lab>> Muons { get; init; }
            [Column("lxy_mm")] public partial double Lxy { get; init; }
            [Column("sigma_lxy_mm")] public partial double SigmaLxy { get; init; }
            [Column("charge")] public partial int Charge { get; init; }

            [Feature(Absent = -1)] public Energy? Mass => Muons.Has(1) ? Pair.Mass : null;
            [Feature(Absent = -1)] public double? ProperLength => Muons.Has(1) ? Lxy * Pair.Mass / Pair.Pt : null;
            [Feature] public double Significance => Lxy / SigmaLxy;
            [Feature(Absent = -1)] public double? Beta => Muons.Has(1) ? Pair.P / Pair.E : null;
            [Feature(Absent = -1)] public Angle? Acoplanarity => Muons.Has(1) ? 180.Deg - Abs(DeltaPhi(Muons[0], Muons[1])) : null;
            [Feature(Absent = -9)] public double? CosThetaStar => Muons.Has(1) ? Muons[0].InRestFrameOf(Pair).Pz / Muons[0].InRestFrameOf(Pair).P : null;
            [Selection] public bool Selected => Muons.Has(1) && Charge == 0 && Lxy > 0;

            private FourVector<Lab> Pair => Muons.Sum(m => m);
        }
        """);

    [Fact]
    public Task A_formula_that_is_written_twice_is_said_twice() => Project.Plain.VerifyAsync(Source("Energy F => {|PHY0601:B.E - B.Pz|}; [Feature] public Energy G => {|PHY0601:B.E - B.Pz|};"));

    [Theory]
    [InlineData("Energy F => Sqrt(Square(B.E) - Square(B.P));", "Energy F => B.Mass;")]
    [InlineData("Energy F => Sqrt(Square(C.E) - Square(C.Px) - Square(C.Py) - Square(C.Pz));", "Energy F => C.Mass;")]
    [InlineData("GeV2 F => B.E * B.E - B.P * B.P;", "GeV2 F => B.M2;")]
    [InlineData("GeV2 F => (B + C).E.Squared - (B + C).P.Squared;", "GeV2 F => (B + C).M2;")]
    [InlineData("Energy F => Sqrt(Square(B.E + C.E) - Square(B.Px + C.Px) - Square(B.Py + C.Py) - Square(B.Pz + C.Pz));", "Energy F => (B + C).Mass;")]
    [InlineData("GeV2 F => 2 * (B.E * C.E - B.Px * C.Px - B.Py * C.Py - B.Pz * C.Pz);", "GeV2 F => 2 * (B * C);")]
    [InlineData("Energy F => B.E - B.Pz;", "Energy F => B.Mt * Math.Exp(-B.Rapidity);")]
    [InlineData("Energy F => B.E - B.P;", "Energy F => B.M2 / (B.E + B.P);")]
    [InlineData("Energy F => B.Mt - B.Pt;", "Energy F => B.M2 / (B.Mt + B.Pt);")]
    [InlineData("double F => Math.Acos(B.P3.Dot(C.P3) / (B.P * C.P));", "double F => B.OpeningAngle(C).Value;")]
    [InlineData("GeV2 F => B.E.Squared - B.Pz.Squared;", "GeV2 F => B.Mt2;")]
    [InlineData("double F => 1 - B.P / B.E;", "double F => B.M2 / (B.E * (B.E + B.P));")]
    [InlineData("double F => 3 * (1 - (B + C).Velocity.Beta);", "double F => 3 * ((B + C).M2 / ((B + C).E * ((B + C).E + (B + C).P)));")]
    [InlineData("double F => 1 - B.Pz / B.E;", "double F => B.Mt * Math.Exp(-B.Rapidity) / B.E;")]
    [InlineData("double F => 1 - Square(B.Velocity.Beta);", "double F => B.M2 / B.E.Squared;")]
    [InlineData("double F => 1 - Square(B.Velocity.Z);", "double F => B.Mt2 / B.E.Squared;")]
    [InlineData("double F => 2 * Sqrt(1 - Square(B.Velocity.Beta));", "double F => 2 * (B.Mass / B.E);")]
    [InlineData("double F => Sqrt(1 - Square(B.Velocity.Beta));", "double F => B.Mass / B.E;")]
    [InlineData("double F => 1 / Sqrt(1 - Square(B.Velocity.Beta));", "double F => B.Velocity.Gamma;")]
    [InlineData("double F => 0.5 * Log((B.E + B.Pz) / (B.E - B.Pz));", "double F => 0.5 * (2 * B.Rapidity.Value);")]
    [InlineData("double F => 1 - Tanh(B.Eta);", "double F => 2 / (1 + Math.Exp(2 * B.Eta.Value));")]
    [InlineData("double F => Jets.Sum(j => 1 - Tanh(j.Eta));", "double F => Jets.Sum(j => 2 / (1 + Math.Exp(2 * j.Eta.Value)));")]
    [InlineData("Energy F { get { var b = B; return b.E - b.P; } }", "Energy F { get { var b = B; return b.M2 / (b.E + b.P); } }")]
    public Task The_stable_form_is_written(string wrong, string right) => Project.Fixes.VerifyAsync(Source(wrong), Source(right));

    /// <summary>What no operation of the language is, or is written in bare numbers, is left to the author.</summary>
    [Theory]
    [InlineData("GeV2 F => B.E.Squared - C.Pz.Squared;")]
    [InlineData("Energy F => B.E /* of b */ - B.Pz;")]
    [InlineData("Energy F => Sqrt(\n        Square(B.E) // energy\n        - Square(B.P));")]
    [InlineData("double F => B.E.InGeV - B.P.InGeV;")]
    [InlineData("double F => Math.Sqrt(B.E.InGeV * B.E.InGeV - B.P.InGeV * B.P.InGeV);")]
    [InlineData("double F => 1 - Cos(A.Phi - B.Phi);")]
    public Task A_form_that_is_not_mechanical_is_not_offered(string wrong) => Project.Fixes.VerifyNoneAsync(Source(wrong));

    // Every case in a declaration of its own, all of them in one file: a compilation each would take a minute.
    private static Task Verify(Func<string, string> member, params string[] cases) =>
        Project.Plain.VerifyAsync("using static Mandelstam.Kinematics;\n" + string.Join("\n", cases.Select((text, i) => Event(i, member(text)))));

    private static string Source(string feature) => "using static Mandelstam.Kinematics;\n" + Event(0, Feature(feature));

    private static string Member(string text) => text;

    private static string Feature(string text) => "[Feature] public " + text;

    private static string Selection(string condition) => $"[Selection] public bool S => {condition};";

    private static string Empty(string condition) => Selection($"{{|PHY0401:{condition}|}}");

    private static string Event(int number, string members) => $$"""
        [Event]
        public partial record Toy{{number}}
        {
            [Massless, Column("a_{pt,eta,phi}")] public partial FourVector<Lab> A { get; init; }
            [Column("b_{pt,eta,phi,m}")] public partial FourVector<Lab> B { get; init; }
            [Column("c_{px,py,pz,e}")] public partial FourVector<Lab> C { get; init; }
            [Massless, Column("d_{pt,eta,phi}")] public partial FourVector<Lab> D { get; init; }
            [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
            [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
            [Column("ht")] public partial Energy Ht { get; init; }
            [Column("sum")] public partial Energy Sum { get; init; }
            [Column("other")] public partial Energy Other { get; init; }
            [Column("cal_e")] public partial Energy CalE { get; init; }
            [Column("cal_px")] public partial Energy CalPx { get; init; }
            [Column("cal_py")] public partial Energy CalPy { get; init; }
            [Column("cal_pz")] public partial Energy CalPz { get; init; }
            [Column("number")] public partial double Number { get; init; }
            [Column("theta")] public partial Angle Theta { get; init; }
            [Column("n_tracks")] public partial int Count { get; init; }

            {{members}}
        }

        """;
}
