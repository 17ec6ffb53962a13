using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Symmetry;
using Xunit;

namespace Mandelstam.Generators.Tests.Symmetry;

/// <summary>What is proven of features whose symmetries are known from physics; and that nothing more is.</summary>
public sealed class SymmetryAnalysisTests
{
    private static readonly Lazy<IReadOnlyList<FeatureSymmetry>> _invariants = new(() => SymmetryAnalysis.Run(Programs.Of(Project.Declaration("Invariants")).Trace));
    private static readonly Lazy<IReadOnlyList<FeatureSymmetry>> _higgs = new(() => SymmetryAnalysis.Run(Programs.Of(Project.Higgs).Trace));

    [Theory]
    [InlineData("TripleMass", "Lorentz ReflectionZ Homogeneous(1)")]
    [InlineData("Transfer", "Lorentz ReflectionZ Homogeneous(2)")]
    [InlineData("Dot", "Lorentz ReflectionZ Homogeneous(2)")]
    [InlineData("GramTwo", "Lorentz ReflectionZ Homogeneous(0)")]
    [InlineData("GramThree", "Lorentz ReflectionZ Homogeneous(6)")]
    [InlineData("CosineOfAngle", "Rotations ReflectionZ Homogeneous(0)")]
    [InlineData("CosTheta", "RotationZ Homogeneous(0)")]
    [InlineData("TanhEta", "RotationZ Homogeneous(0)")]
    [InlineData("StarEnergy", "Lorentz ReflectionZ Homogeneous(1)")]
    [InlineData("StarMomentum", "Lorentz ReflectionZ Homogeneous(1)")]
    [InlineData("Helicity", "Lorentz ReflectionZ Homogeneous(0)")]
    [InlineData("CollinsSoper", "BoostZ RotationZ Homogeneous(0)")]
    [InlineData("JetSumDistance", "RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("MassiveDistance", "RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("RapidityDistance", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("SumRapidityDistance", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("AzimuthDistance", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("AzimuthDifference", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("JetHt", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(1)")]
    [InlineData("JetMass", "Lorentz ReflectionZ Permutation(Jets) Homogeneous(1)")]
    [InlineData("Centrality", "RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("CentralHt", "RotationZ ReflectionZ Permutation(Jets) Homogeneous(1)")]
    [InlineData("NHard", "BoostZ RotationZ ReflectionZ Permutation(Jets)")]
    [InlineData("AnyHard", "BoostZ RotationZ ReflectionZ Permutation(Jets)")]
    [InlineData("MaxMass", "Lorentz ReflectionZ Homogeneous(1)")]
    [InlineData("SmallerMass", "Lorentz ReflectionZ Permutation(Jets) Homogeneous(1)")]
    [InlineData("EtaSpan", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("LargerByHand", "BoostZ RotationZ ReflectionZ Homogeneous(1)")]
    [InlineData("BySwitch", "RotationZ ReflectionZ Homogeneous(1)")]
    [InlineData("Rare", "RotationZ ReflectionZ")]
    [InlineData("RareMax", "Rotations ReflectionZ")]
    [InlineData("Tagged", "Lorentz ReflectionZ Homogeneous(1)")]
    [InlineData("GeometricMean", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(1)")]
    [InlineData("MassByHand", "Lorentz ReflectionZ Homogeneous(1)")]
    [InlineData("SquareByHand", "Lorentz ReflectionZ Homogeneous(2)")]
    [InlineData("NearlyLorentz", "Rotations ReflectionZ Homogeneous(1)")]
    [InlineData("PairTransverseMass", "BoostZ RotationZ ReflectionZ Homogeneous(1)")]
    [InlineData("MuMass", "Lorentz ReflectionZ Permutation(Muons) Homogeneous(1)")]
    [InlineData("Meff", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(1)")]
    [InlineData("Dalitz", "Lorentz ReflectionZ Homogeneous(4)")]
    [InlineData("Zeppenfeld", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("StoredRatio", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("TransverseTrace", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(2)")]
    [InlineData("MissingProjection", "BoostZ RotationZ ReflectionZ Homogeneous(1)")]
    [InlineData("DijetChi", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("TripleProduct", "Rotations Homogeneous(3)")]
    [InlineData("SofterMass", "BoostZ RotationZ ReflectionZ Homogeneous(1)")]
    [InlineData("SofterMt", "BoostZ RotationZ ReflectionZ Homogeneous(1)")]
    public void The_largest_groups_are_found(string member, string expected) => Assert.Equal(expected, Largest(_invariants.Value, member));

    /// <summary>A row for each feature above: none is left unlooked at.</summary>
    [Fact]
    public void Every_feature_of_the_declaration_is_expected_of() =>
        Assert.Equal(48, _invariants.Value.Select(static s => s.Feature.Member).Distinct().Count());

    [Theory]
    [InlineData("DER_mass_transverse_met_lep", "BoostZ RotationZ ReflectionZ Homogeneous(1)")]
    [InlineData("DER_mass_vis", "Lorentz ReflectionZ Homogeneous(1)")]
    [InlineData("DER_pt_h", "BoostZ RotationZ ReflectionZ Homogeneous(1)")]
    [InlineData("DER_deltaeta_jet_jet", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("DER_mass_jet_jet", "Lorentz ReflectionZ Permutation(Jets) Homogeneous(1)")]
    [InlineData("DER_prodeta_jet_jet", "RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("DER_deltar_had_lep", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("DER_pt_tot", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(1)")]
    [InlineData("DER_sum_pt", "BoostZ RotationZ ReflectionZ Homogeneous(1)")]
    [InlineData("DER_pt_ratio_lep_had", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("DER_met_phi_centrality", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("DER_lep_eta_centrality", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    public void The_features_of_the_challenge_have_their_full_groups(string column, string expected) =>
        Assert.Equal(expected, Largest(_higgs.Value, _higgs.Value.First(s => s.Feature.Column == column).Feature.Member));

    /// <summary>Other units in the file change nothing.</summary>
    [Fact]
    public void A_file_in_other_units_has_the_same_symmetries() => Assert.Contains(
        "BoostZ RotationZ ReflectionZ Homogeneous(1)",
        SymmetryAnalysis.Run(Programs.Of(Project.Declaration("MevFile")).Trace).GroupBy(static s => s.Feature).Select(static g => string.Join(' ', g.Where(static s => s.IsLargest).Select(static s => s.Symmetry))));

    [Theory]
    [InlineData("Math.Exp(-Math.Abs(A.Rapidity - B.Rapidity))")]
    [InlineData("-(A.Pt / B.Pt)")]
    [InlineData("1 / (A.Pt / B.Pt)")]
    public void No_power_of_the_unit_has_no_sign(string body) => Assert.Contains("Homogeneous(0)", SymmetryAnalysis.Run(Programs.Of($$"""
        [Event]
        public partial record Toy
        {
            [Column("a_{pt,eta,phi,m}")] public partial FourVector<Lab> A { get; init; }
            [Column("b_{pt,eta,phi,m}")] public partial FourVector<Lab> B { get; init; }
            [Feature] public double F => {{body}};
        }
        """).Trace).Select(static s => s.Symmetry));

    /// <summary>Derived in symbols, every one.</summary>
    [Fact]
    public void The_symmetries_of_the_challenge_are_derived() =>
        Assert.Empty(_higgs.Value.Where(static s => s.Verdict == Verdict.Observed).Select(static s => $"{s.Feature.Member} {s.Symmetry}"));

    /// <summary>
    /// What is left to the samples: formulas that grow too large on the way, and distances from a sum of no jets, whose azimuth is by convention and
    /// not by physics.
    /// </summary>
    [Fact]
    public void Few_symmetries_are_only_observed() => Assert.Equal(
        ["Helicity", "JetSumDistance", "SofterMass", "SofterMt", "StarMomentum", "SumRapidityDistance"],
        _invariants.Value.Where(static s => s.Verdict == Verdict.Observed).Select(static s => s.Feature.Member).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("TripleMass Transfer Dot GramTwo GramThree StarEnergy JetMass MuMass MassByHand SquareByHand Dalitz Tagged MaxMass SmallerMass", "Lorentz")]
    [InlineData("CosineOfAngle TripleProduct RareMax NearlyLorentz", "Rotations")]
    [InlineData("RapidityDistance CollinsSoper EtaSpan LargerByHand Zeppenfeld DijetChi PairTransverseMass TransverseTrace", "BoostZ")]
    [InlineData("MassiveDistance CosTheta TanhEta AzimuthDistance BySwitch JetSumDistance", "Homogeneous")]
    public void A_symmetry_is_derived(string members, string group) => Assert.All(
        members.Split(' '),
        member => Assert.True(_invariants.Value.Any(s => s.Feature.Member == member && s.Group == group && s.Verdict == Verdict.Proven), member));

    /// <summary>Cuts that few events pass together, each of which may be what a transformation changes.</summary>
    [Theory]
    [InlineData("bool", "A.Pt > 30.GeV && B.Pt > 20.GeV && Met.Pt > 40.GeV && Abs(B.Eta) < 2.5", "RotationZ ReflectionZ")]
    [InlineData("bool", "Met.Pt > 40.GeV && Abs(B.Eta) < 2.4 && Q != -1", "RotationZ ReflectionZ")]
    [InlineData("bool", "Jets.Has(1) && Abs(Jets[0].Eta - Jets[1].Eta) > 3 && (Jets[0] + Jets[1]).Mass > 500.GeV", "BoostZ RotationZ ReflectionZ Permutation(Jets)")]
    [InlineData("bool", "X > 0.5 && X < 0.9 && B.Eta > 0", "RotationZ Homogeneous(0)")]
    [InlineData("bool", "B.Pt > 25.GeV && Jets.Has(1) && Abs(Jets[0].Eta - Jets[1].Eta) > 1.5", "BoostZ RotationZ ReflectionZ Permutation(Jets)")]
    [InlineData("double", "Jets.Has(1) && Abs(Jets[0].Eta - Jets[1].Eta) > 1.5 && Q > 0 && Abs(B.Eta) < 2.4 ? B.Pt / 1.GeV : X", "RotationZ ReflectionZ Permutation(Jets)")]
    [InlineData("bool", "A.Pt > 30.GeV && B.Pt > 20.GeV && Met.Pt > 40.GeV && (A + B).Mass > 60.GeV && !(X > 0.5)", "BoostZ RotationZ ReflectionZ")]
    [InlineData("bool", "Jets.Count >= 4 && Abs(B.Eta) < 2.5", "RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("bool", "Jets.Count > 3 && B.Eta > 0", "RotationZ Homogeneous(0)")]
    [InlineData("double", "Jets.Count switch { 0 => 0, 1 => 1, 2 => 2, 3 => 3, _ => Jets[0].Eta }", "RotationZ Homogeneous(0)")]
    [InlineData("double", "Process switch { Proc.Signal => 1, Proc.Background => 2, _ => B.Eta }", "RotationZ Homogeneous(0)")]
    public void What_few_events_pass_has_no_more_symmetries_than_its_cuts(string type, string body, string expected)
    {
        IReadOnlyList<FeatureSymmetry> found = SymmetryAnalysis.Run(Programs.Of($$"""
            using static Mandelstam.Kinematics;

            public enum Proc { Signal, Background }

            [Event]
            public partial record Toy
            {
                [Column("a_{pt,eta,phi,m}")] public partial FourVector<Lab> A { get; init; }
                [Massless, Column("b_{pt,eta,phi}")] public partial FourVector<Lab> B { get; init; }
                [Massless, Column("j{1,2}_{pt,eta,phi}", Count = "n", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
                [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
                [Column("x")] public partial double X { get; init; }
                [Column("q")] public partial int Q { get; init; }
                [Label, Column("process", Optional = true)] public partial Proc Process { get; init; }
                [Feature] public {{type}} F => {{body}};
            }
            """).Trace);
        Assert.Equal(expected, Largest(found, "F"));
    }

    /// <summary>What changes its sign with an exchange of two of three, and what only a turn in a circle leaves; a stored rapidity, which a boost shifts, and a stored azimuth.</summary>
    [Theory]
    [InlineData("Jets.Has(2) ? Jets[0].P3.Direction.Cross(Jets[1].P3.Direction).Dot(Jets[2].P3.Direction) : 0", "Permutation", "Rotations Homogeneous(0)")]
    [InlineData("Jets.Has(2) ? Jets[0].Pt / Jets[1].Pt + Jets[1].Pt / Jets[2].Pt + Jets[2].Pt / Jets[0].Pt : 0", "Permutation", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("Y > 0 ? 1 : 0", "Lorentz", "RotationZ Homogeneous(0)")]
    [InlineData("Sign(Y.Value)", "BoostZ", "RotationZ Homogeneous(0)")]
    [InlineData("H > 1 ? 1 : 0", "Lorentz", "RotationZ Homogeneous(0)")]
    [InlineData("F.Value > 0 ? 1 : 0", "Lorentz", "BoostZ ReflectionZ Homogeneous(0)")]
    [InlineData("F.Value > 0 ? 1 : 0", "Rotations", "BoostZ ReflectionZ Homogeneous(0)")]
    public void A_symmetry_that_some_elements_of_a_group_have_is_not_that_of_the_group(string body, string claim, string expected)
    {
        string Source(string claimed) => $$"""
            using static Mandelstam.Kinematics;

            [Event]
            public partial record Toy
            {
                [Massless, Column("j{1,2,3}_{pt,eta,phi}", Count = "n", Absent = -25)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
                [Column("y")] public partial Rapidity Y { get; init; }
                [Column("eta")] public partial Pseudorapidity H { get; init; }
                [Column("phi")] public partial Azimuth F { get; init; }
                [Feature{{claimed}}] public double X => {{body}};
            }
            """;
        Assert.Equal(expected, Largest(SymmetryAnalysis.Run(Programs.Of(Source("")).Trace), "X"));
        Assert.Equal(Verdict.Disproven, SymmetryAnalysis.Run(Programs.Of(Source($", InvariantUnder<{claim}>")).Trace).Single(s => s.Group == claim).Verdict);
    }

    /// <summary>Of three objects the leading ones, put in order by the body or chosen by it, and what is left of a collection by a cut.</summary>
    [Theory]
    [InlineData("Jets.OrderByDescending(j => j.Pt) is var o && o.Has(0) ? o[0].Pt / A.Pt : 0", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("Jets.OrderByDescending(j => j.Pt) is var o && o.Has(1) ? o[0].Pt / o[1].Pt : 0", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("Jets.Max(j => Abs(j.Eta) < 2.5 ? j.Pt / A.Pt : 0) ?? 0", "RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("Jets.Where(j => Abs(j.Eta) < 2.5).Max(j => j.Pt / A.Pt) ?? 0", "RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("Jets.Has(1) && Jets[0].Pt < 0.1 * Jets[1].Pt ? Jets[0].Pt / A.Pt : 0", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("Jets.Has(2) && Abs(Jets[0].Eta - Jets[1].Eta) > 3.9 ? Jets[0].Pt / Jets[2].Pt : 0", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("Jets.Has(1) ? 2 * Jets[1].Pt / A.Pt : A.Pt / 1.GeV", "BoostZ RotationZ ReflectionZ")]
    public void What_is_put_in_order_does_not_depend_on_the_order(string body, string expected) => Assert.Equal(expected, Largest(
        SymmetryAnalysis.Run(Programs.Of($$"""
            using static Mandelstam.Kinematics;

            [Event]
            public partial record Toy
            {
                [Massless, Column("j{1,2,3}_{pt,eta,phi}", Count = "n", Absent = -25)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
                [Column("a_{pt,eta,phi,m}")] public partial FourVector<Lab> A { get; init; }
                [Feature] public double X => {{body}};
            }
            """).Trace), "X"));

    /// <summary>What only events have in which several collections are full, or some are full and others empty, or that hold more than there is room for.</summary>
    [Theory]
    [InlineData("C.Has(7) && B.Has(6) && A.Has(4) ? Abs(C[7].Eta - B[6].Eta) * Abs(A[4].Eta) : -1", "RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("C.Has(7) && !B.Has(0) && A.Has(4) ? C[7].Eta * A[4].Eta : -1", "RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("A.Count + B.Count > 20 ? Abs(C.Sum(c => c).Rapidity) : -1", "RotationZ ReflectionZ Permutation(C) Homogeneous(0)")]
    [InlineData("C.Has(7) && B.Has(6) && A.Has(4) ? Abs(C[7].Eta - B[6].Eta) : -1", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    public void Several_large_collections_hide_nothing(string body, string expected) => Assert.Equal(expected, Largest(
        SymmetryAnalysis.Run(Programs.Of($$"""
            using static Mandelstam.Kinematics;

            [Event]
            public partial record Toy
            {
                [Massless, Column("a{1,2,3,4,5}_{pt,eta,phi}", Count = "na", Absent = -25)] public partial UpTo5<FourVector<Lab>> A { get; init; }
                [Massless, Column("b{1,2,3,4,5,6,7}_{pt,eta,phi}", Count = "nb", Absent = -25)] public partial UpTo7<FourVector<Lab>> B { get; init; }
                [Massless, Column("c{1,2,3,4,5,6,7,8}_{pt,eta,phi}", Absent = -25)] public partial UpTo8<FourVector<Lab>> C { get; init; }
                [Feature] public double X => {{body}};
            }
            """).Trace), "X"));

    /// <summary>Smallest of what a cut leaves, of pairs, of what is nearest to a mass, and what is asked of that one; beside them what only looks so.</summary>
    [Theory]
    [InlineData("return Jets.Where(j => j.Pt > 30.GeV).Min(j => Abs(j.Eta)) ?? -1;", "RotationZ ReflectionZ Permutation(Jets)")]
    [InlineData("return Jets.Min(a => Jets.Where(b => b.Pt < a.Pt).Min(b => (a + b).Mass / A.Pt) ?? 1e6) ?? 0;", "BoostZ RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("var d = 1e6.GeV; double pt = 0; foreach (var a in Jets) foreach (var b in Jets) if (b.Pt < a.Pt && Abs((a + b).Mass - 91.2.GeV) < d) { d = Abs((a + b).Mass - 91.2.GeV); pt = (a + b).Pt / A.Pt; } return pt;", "BoostZ RotationZ ReflectionZ Permutation(Jets)")]
    [InlineData("var o = Jets.Where(j => Abs(j.Eta) < 2.5).OrderByDescending(j => j.Pt); return o.Has(1) ? (o[0] + o[1]).Mass / A.Pt : -1;", "RotationZ ReflectionZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("var m = 1e6.GeV; var best = -1; for (int i = 0; i < 3 && Jets.Has(i); i++) if (Jets[i].Pt < m) { m = Jets[i].Pt; best = i; } return best;", "BoostZ RotationZ ReflectionZ")]
    [InlineData("foreach (var j in Jets) if (j.Pt > 30.GeV) return j.Pt / 1.GeV; return 0;", "BoostZ RotationZ ReflectionZ")]
    [InlineData("double s = 0; for (int i = 0; i < 3 && Jets.Has(i); i++) s += Jets[i].Pt > 30.GeV ? (i + 1) * Jets[i].Pt / A.Pt : 0; return s;", "BoostZ RotationZ ReflectionZ")]
    [InlineData("var m = 1e6.GeV; double eta = 0; foreach (var j in Jets) if (j.Pt.Rounded(0) < m) { m = j.Pt.Rounded(0); eta = Abs(j.Eta); } return eta;", "RotationZ ReflectionZ")]
    [InlineData("var o = Jets.OrderByDescending(j => j.Pt.Rounded(0)); return o.Has(1) ? o[0].Pt / o[1].Pt : 0;", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("var m = -1.GeV; double eta = 0; foreach (var j in Jets) if (Min(j.Pt, 900.GeV) > m) { m = Min(j.Pt, 900.GeV); eta = Abs(j.Eta); } return eta;", "RotationZ ReflectionZ")]
    [InlineData("return Jets.Has(1) ? Min(Jets[0].Pt, 2 * Jets[1].Pt) / A.Pt : 0;", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("return Jets.Has(2) ? Min(Min((Jets[0] + Jets[1]).Mass, (Jets[0] + Jets[2]).Mass), Jets[1].Pt) / A.Pt : 0;", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    [InlineData("return Min(A.Pt, B.Pt) < Min(A.Pt, Jets.Max(j => j.Pt) ?? 0.GeV) ? 1 : Min(A.Pt, Jets.Max(j => j.Pt) ?? 0.GeV) < Min(A.Pt, B.Pt) ? 2 : A.Eta;", "RotationZ Permutation(Jets) Homogeneous(0)")]
    [InlineData("return A.BoostedZ(-A.Rapidity).P / B.Pt;", "BoostZ RotationZ ReflectionZ Homogeneous(0)")]
    public void What_is_chosen_has_the_symmetries_of_the_choice(string body, string expected) => Assert.Equal(expected, Largest(Chosen(body), "X"));

    /// <summary>The longitudinal momentum of a neutrino from a W: the root that is nearer to zero changes its sign with the lepton's, also behind a branch.</summary>
    [Theory]
    [InlineData("Abs(p) < Abs(q) ? p : q", "RotationZ ReflectionZ")]
    [InlineData("p < q ? p : q", "RotationZ")]
    public void A_root_that_is_chosen_is_reflected_with_what_it_is_chosen_by(string choice, string expected) => Assert.Equal(expected, Largest(Chosen($$"""
        double a = 80.4 * 80.4 / 2 + B.Px.InGeV * Met.X.InGeV + B.Py.InGeV * Met.Y.InGeV, pz = B.Pz.InGeV, e = B.E.InGeV, pt2 = B.Pt.InGeV * B.Pt.InGeV, m2 = Met.Pt.InGeV * Met.Pt.InGeV;
        double d = a * a - pt2 * m2, z = a * pz / pt2;
        if (d > 0)
        {
            double r = e * Math.Sqrt(Max(0, d)), p = (a * pz + r) / pt2, q = (a * pz - r) / pt2;
            z = {{choice}};
        }

        return z * z;
        """), "X"));

    private static IReadOnlyList<FeatureSymmetry> Chosen(string body) => SymmetryAnalysis.Run(Programs.Of($$"""
        using static Mandelstam.Kinematics;

        [Event]
        public partial record Toy
        {
            [Massless, Column("j{1,2,3}_{pt,eta,phi}", Count = "n", Absent = -25)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
            [Column("a_{pt,eta,phi,m}")] public partial FourVector<Lab> A { get; init; }
            [Massless, Column("b_{pt,eta,phi}")] public partial FourVector<Lab> B { get; init; }
            [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
            [Feature] public double X { get { {{body}} } }
        }
        """).Trace);

    private static string Largest(IEnumerable<FeatureSymmetry> all, string member) =>
        string.Join(' ', SymmetryAnalysis.Largest(all, all.First(s => s.Feature.Member == member).Feature).Select(static s => s.Symmetry));
}
