using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0602: a symmetry that is claimed but false is marked at the piece that breaks it; what is true, or not decided, is silent.</summary>
public sealed class SymmetryRuleTests
{
    [Theory]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => {|PHY0602:P.E / Q.E|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => (P.Pt + {|PHY0602:Q.E|}) / P.Mass;")]
    [InlineData("[Feature, InvariantUnder<RotationZ, BoostZ>] public double F => {|PHY0602:P.Pz|} / Q.Pt;")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => {|PHY0602:Q.Eta|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public int F => {|PHY0602:Jets.CountWhere(j => Abs(j.Eta) < 2.5)|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => {|PHY0602:P.Eta - Q.Eta|};")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public Energy F => {|PHY0602:Lepton.Pt|};")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public Energy F => {|PHY0602:TransverseMass(Lepton, Met)|};")]
    [InlineData("[Feature, InvariantUnder<Rotations>] public Energy F => {|PHY0602:(P + Q).Mt|};")]
    [InlineData("[Feature, InvariantUnder<Rotations>] public Energy F => Ht + {|PHY0602:Lepton.Pt|};")]
    [InlineData("[Feature, InvariantUnder<RotationZ>] public double F => {|PHY0602:Lepton.Px|} / Lepton.Pt;")]
    [InlineData("[Feature, InvariantUnder<RotationZ>] public Azimuth F => {|PHY0602:Met.Phi|};")]
    [InlineData("[Feature, InvariantUnder<ReflectionZ>] public double F => {|PHY0602:P.Rapidity - Q.Rapidity|};")]
    [InlineData("[Feature, InvariantUnder<ReflectionZ>] public double F => {|PHY0602:Lepton.Eta|} * Lepton.Pt.InGeV;")]
    [InlineData("[Feature, InvariantUnder<Permutation>] public Energy F => Jets.Has(0) ? {|PHY0602:Jets[0].Pt|} : 0.GeV;")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public double? F => Jets.Has(1) ? {|PHY0602:Jets[0].Eta - Jets[1].Eta|} : null;")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public double? F => Jets.Has(1) ? {|PHY0602:Jets[0].Pt / Jets[1].Pt|} : null;")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public double F { get { Energy m = (P + Q).Mass; return m / {|PHY0602:Lepton.Pt|}; } }")]
    [InlineData("[Feature(Absent = -1), InvariantUnder<Lorentz>] public Energy? F => {|PHY0602:P.Pt > 0.5.GeV && Tau.Pt > 0.5.GeV|} ? (P + Tau).Mass : null;")]
    [InlineData("[Feature(Absent = -1), InvariantUnder<Lorentz>] public Energy? F => Abs({|PHY0602:P.Eta|}) < 5 ? (P + Tau).Mass : null;")]
    [InlineData("[Feature(Absent = -1), InvariantUnder<ReflectionZ>] public Energy? F => {|PHY0602:P.Eta|} > 4.5 ? (P + Tau).Mass : null;")]
    [InlineData("[Feature, InvariantUnder<Rotations>] public int F => {|PHY0602:Jets.CountWhere(j => j.Pt > 1.GeV)|};")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public double F => Jets.Count > 5 ? {|PHY0602:Tau.Eta|} : 1;")]
    public Task A_false_claim_is_marked(string member) => Verify(member);

    /// <summary>Where an expression breaks a rule of its own, the claim that fails with it is not marked too.</summary>
    [Theory]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => {|PHY0105:DeltaR(P, Q)|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => Distance(P, Q);\nprivate static double Distance(FourVector<Lab> a, FourVector<Lab> b) => {|PHY0105:a.DeltaR(b)|};")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public Energy F => ({|PHY0101:P.InRestFrameOf(P + Q) + Q.InRestFrameOf(P + Tau)|}).E;")]
    [InlineData("[Feature, InvariantUnder<RotationZ>] public double F => Square({|PHY0104:Lepton.Phi.Value - Tau.Phi.Value|});")]
    public Task A_claim_that_an_expression_breaks_is_said_of_the_expression(string member) => Verify(member);

    /// <summary>A formula of many helpers that are all right is not taken for the cause.</summary>
    [Fact]
    public Task A_false_claim_of_a_long_formula_is_marked() => Verify("""
        private Energy E0 => Lepton.E + Tau.E - 0.938.GeV;
        private FourVector<Lab> Beam => FourVector.PxPyPzE<Lab>(0.GeV, 0.GeV, E0, E0);
        private FourVector<Lab> Transfer => Beam - Lepton;
        private static FourVector<Lab> Target => FourVector.PxPyPzM<Lab>(0.GeV, 0.GeV, 0.GeV, 0.938.GeV);
        [Feature, InvariantUnder<Lorentz>] public Energy W => {|PHY0602:(Target + Transfer).Mass|};
        """);

    /// <summary>What another declaration of the file has wrong under the same name is no cause.</summary>
    [Fact]
    public Task A_false_claim_beside_the_mistake_of_another_declaration_is_marked() => Project.Plain.VerifyAsync("""
        using static Mandelstam.Kinematics;

        [Event]
        public partial record First
        {
            [Column("p_{pt,eta,phi,m}")] public partial FourVector<Lab> P { get; init; }
            [Column("q_{pt,eta,phi,m}")] public partial FourVector<Lab> Q { get; init; }
            private double Apart => {|PHY0105:P.DeltaR(Q)|};
            [Feature] public double F => Apart;
        }

        [Event]
        public partial record Second
        {
            [Column("p_{pt,eta,phi,m}")] public partial FourVector<Lab> P { get; init; }
            [Column("q_{pt,eta,phi,m}")] public partial FourVector<Lab> Q { get; init; }
            private Energy Apart => {|PHY0602:P.E - Q.E|};
            [Feature, InvariantUnder<BoostZ>] public Energy F => Apart;
        }

        """);

    /// <summary>Who does not want to hear of the expression hears of the claim.</summary>
    [Fact]
    public Task A_claim_is_marked_where_its_cause_is_silenced() => Verify("""
        #pragma warning disable PHY0105
        [Feature, InvariantUnder<BoostZ>] public double F => {|PHY0602:DeltaR(P, Q)|};
        """);

    [Theory]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => P.Mt / Q.Mt;")]
    [InlineData("[Feature, InvariantUnder<BoostZ, RotationZ>] public double F => P.Rapidity - Q.Rapidity;")]
    [InlineData("[Feature, InvariantUnder<Lorentz, ReflectionZ>] public GeV2 F => {|PHY0601:P.E * Q.E - P.Px * Q.Px - P.Py * Q.Py - P.Pz * Q.Pz|};")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public GeV2 F => (P - Q).M2;")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public Energy F => P.InRestFrameOf(P + Q).E;")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => {|PHY0601:Math.Sqrt((P + Q).E.InGeV * (P + Q).E.InGeV - (P + Q).Pz.InGeV * (P + Q).Pz.InGeV)|};")]
    [InlineData("[Feature, InvariantUnder<BoostZ, RotationZ>] public double F => DeltaR(Lepton, Tau);")]
    [InlineData("[Feature, InvariantUnder<Lorentz>] public double F => Q.Mass / P.Mass;")]
    [InlineData("[Feature, InvariantUnder<ReflectionZ>] public double F => Lepton.Eta * Tau.Eta;")]
    [InlineData("[Feature, InvariantUnder<ReflectionZ, BoostZ>] public double F => Abs(Lepton.Eta - Tau.Eta);")]
    [InlineData("[Feature, InvariantUnder<RotationZ>] public double F => Cos(Lepton.Phi - Met.Phi);")]
    [InlineData("[Feature, InvariantUnder<Permutation, BoostZ>] public Energy F => Jets.Sum(j => j.Pt);")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation, Lorentz>] public Energy? F => Jets.Count >= 2 ? (Jets[0] + Jets[1]).Mass : null;")]
    [InlineData("[Feature(Absent = -9), InvariantUnder<Permutation>] public double? F => Jets.Has(1) ? Min(Jets[0].Pt.InGeV, Jets[1].Pt.InGeV) : null;")]
    [InlineData("[Feature, InvariantUnder<Permutation, Rotations>] public Energy F => Lepton.E;")]
    [InlineData("[Feature, InvariantUnder<BoostZ, RotationZ>] public Energy F => (Lepton.Transverse + Met).Pt + Ht;")]
    [InlineData("[Feature, InvariantUnder<BoostZ>] public double F => Lepton.Pt > 20.GeV && Tau.Pt > 30.GeV ? Lepton.Pt / Tau.Pt : 0;")]
    public Task A_true_claim_is_silent(string member) => Verify(member);

    /// <summary>Nobody knows how a stored energy transforms: neither proof nor counterexample.</summary>
    [Fact]
    public Task What_cannot_be_decided_is_silent() => Verify("[Feature, InvariantUnder<Rotations>] public Energy F => Ht;");

    [Fact]
    public async Task The_message_names_piece_and_alternatives()
    {
        (_, _, IReadOnlyList<Diagnostic> all) = await Project.Plain.DiagnoseAsync(Event("[Feature, InvariantUnder<BoostZ>] public double Balance => P.E / Q.E;"));
        Assert.Equal(
            "'Balance' is declared invariant under boosts along z, but 'P.E / Q.E' is not; 'P.Mt / Q.Mt' and 'P.Rapidity - Q.Rapidity' are",
            Assert.Single(all).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>m/m would be invariant, and always 1.</summary>
    [Fact]
    public async Task What_is_the_same_for_all_events_is_no_alternative()
    {
        (_, _, IReadOnlyList<Diagnostic> all) = await Project.Plain.DiagnoseAsync(Event("[Feature, InvariantUnder<Lorentz>] public double F => P.Pz / P.P;"));
        Assert.EndsWith("but 'P.Pz / P.P' is not; claim less, or write 'F' with quantities that are", Assert.Single(all).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>The piece with other coordinates, or else what is true of the piece as it stands.</summary>
    [Theory]
    [InlineData("InvariantUnder<BoostZ>] public double F => P.E / Q.E;", "InvariantUnder<BoostZ>] public double F => P.Mt / Q.Mt;", 0)]
    [InlineData("InvariantUnder<BoostZ>] public double F => P.E / Q.E;", "InvariantUnder<BoostZ>] public double F => P.Rapidity - Q.Rapidity;", 1)]
    [InlineData("InvariantUnder<Rotations>] public Energy F => P.Pt;", "InvariantUnder<Rotations>] public Energy F => P.P;", 0)]
    [InlineData("InvariantUnder<Rotations>] public Energy F => P.Pt;", "InvariantUnder<RotationZ>] public Energy F => P.Pt;", 1)]
    [InlineData("InvariantUnder<Lorentz>] public Energy F => (P + Q).Pt;", "InvariantUnder<BoostZ, RotationZ>] public Energy F => (P + Q).Pt;", 0)]
    [InlineData("InvariantUnder<Lorentz, RotationZ>] public Energy F => (P + Q).Pt;", "InvariantUnder<BoostZ, RotationZ>] public Energy F => (P + Q).Pt;", 0)]
    public Task The_coordinate_or_the_claim_is_corrected(string wrong, string right, int choice) =>
        Project.Fixes.VerifyAsync(Event("[Feature, " + wrong), Event("[Feature, " + right), choice);

    /// <summary>All coordinates at once, or all claims.</summary>
    [Theory]
    [InlineData(0, "InvariantUnder<BoostZ>] public double F => P.Mt / Q.Mt;", "InvariantUnder<Lorentz>] public Energy G => {|PHY0602:(P + Q).Pt|};", "InvariantUnder<Rotations>] public Energy H => P.P;")]
    [InlineData(1, "InvariantUnder<BoostZ>] public double F => P.Rapidity - Q.Rapidity;", "InvariantUnder<Lorentz>] public Energy G => {|PHY0602:(P + Q).Pt|};", "InvariantUnder<Rotations>] public Energy H => {|PHY0602:P.Pt|};")]
    public Task Repairs_of_one_kind_are_made_together(int choice, params string[] right) => Project.Fixes.VerifyAllAsync(
        "PHY0602",
        Event("[Feature, InvariantUnder<BoostZ>] public double F => P.E / Q.E;\n    [Feature, InvariantUnder<Lorentz>] public Energy G => (P + Q).Pt;\n    [Feature, InvariantUnder<Rotations>] public Energy H => P.Pt;"),
        Event(string.Join("\n", right.Select(static (r, i) => (i > 0 ? "    " : "") + "[Feature, " + r))), choice);

    /// <summary>Whoever does not want to hear of the cause hears of the claim, however it is said.</summary>
    [Theory]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Physics\", \"PHY0105:Massive\")] [Feature, InvariantUnder<BoostZ>] public double F => {|PHY0602:DeltaR(P, Q)|};")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Physics\", \"PHY0103\")] [Feature, InvariantUnder<BoostZ>] public double F => {|PHY0105:DeltaR(P, Q)|};")]
    public Task A_cause_that_an_attribute_silences_is_none(string member) => Verify(member);

    [Theory]
    [InlineData("", "{|PHY0602:DeltaR(P, Q)|}")]
    [InlineData(", Scope = \"member\", Target = \"~P:Toy.F\"", "{|PHY0602:DeltaR(P, Q)|}")]
    [InlineData(", Scope = \"type\", Target = \"~T:Toy\"", "{|PHY0602:DeltaR(P, Q)|}")]
    [InlineData(", Scope = \"member\", Target = \"~P:Toy.G\"", "{|PHY0105:DeltaR(P, Q)|}")]
    public Task So_is_one_that_the_assembly_silences(string scope, string formula) => Project.Plain.VerifyAsync(Event($"[Feature, InvariantUnder<BoostZ>] public double F => {formula};").Replace(
        "[Event]", $"[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(\"Physics\", \"PHY0105\"{scope})]\n\n[Event]", StringComparison.Ordinal));

    private static Task Verify(string member) => Project.Plain.VerifyAsync(Event(member));

    private static string Event(string member) => $$"""
        using static Mandelstam.Kinematics;

        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Massless, Column("tau_{pt,eta,phi}")] public partial FourVector<Lab> Tau { get; init; }
            [Column("p_{pt,eta,phi,m}")] public partial FourVector<Lab> P { get; init; }
            [Column("q_{px,py,pz,e}")] public partial FourVector<Lab> Q { get; init; }
            [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
            [Column("ht")] public partial Energy Ht { get; init; }
            [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }

            {{member}}
        }

        """;
}
