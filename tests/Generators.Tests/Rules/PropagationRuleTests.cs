using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>PHY0501 and PHY0504: what a nuisance moves and what it forgets; what is right, however it is written, is silent.</summary>
public sealed class PropagationRuleTests
{
    private const string Scale = "[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Toy Scale(double s)";

    private const string Sums = """
        [Column("u_x", "u_y")] public partial TransverseVector<Lab> Recoil { get; init; }
        [Column("track_met", "track_met_phi")] public partial TransverseVector<Lab> TrackMet { get; init; }

        """;

    [Theory]
    [InlineData("this with { {|PHY0501:Tau = Tau.ScaledMomentum(s)|} }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), {|PHY0501:Met = Met + (s - 1) * Tau.Transverse|} }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), {|PHY0501:Met = Met - (1 - s) * Tau.Transverse|} }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), {|PHY0501:Met = Met + 2 * (1 - s) * Tau.Transverse|} }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), {|PHY0501:Met = Met + (1 - s) * Lepton.Transverse|} }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), {|PHY0501:Met = (1 - s) * Tau.Transverse|} }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), {|PHY0501:Met = Met + (1 - s * s) * Tau.Transverse|} }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Lepton = Lepton.ScaledMomentum(s), {|PHY0501:Met = Met + (1 - s) * Tau.Transverse|} }")]
    [InlineData("this with { Tau = Tau.Rotated(s.Rad), {|PHY0501:Met = Met + (1 - s) * Tau.Transverse|} }")]
    [InlineData("this with { Tau = Tau.Rotated((s - 1).Rad), Lepton = Lepton.Rotated((s - 1).Rad), {|PHY0501:Met = Met.Rotated((s - 1).Rad)|} }")]
    [InlineData("this with { Tau = Tau.Rotated((s - 1).Rad), Lepton = Lepton.Rotated((s - 1).Rad), Jets = Jets.Map(j => j.Rotated((s - 1).Rad)), {|PHY0501:Met = Met.Rotated((1 - s).Rad)|} }")]
    [InlineData("this with { {|PHY0501:Jets = Jets.Map(j => j.ScaledMomentum(s))|}, Ht = s * Ht }")]
    [InlineData("this with { Jets = Jets.Map(j => j.ScaledMomentum(s)), Ht = s * Ht, {|PHY0501:Met = Met - (1 - s) * Jets.Sum(j => j.Transverse)|} }")]
    [InlineData("this with { Jets = Jets.Map(j => j.ScaledMomentum(s)), Ht = s * Ht, {|PHY0501:Met = Jets.Has(0) ? Met + (1 - s) * Jets[0].Transverse : Met|} }")]
    [InlineData("this with { Jets = Jets.Map(j => j.Pt > 50.GeV ? j.ScaledMomentum(s) : j), Ht = s * Ht, {|PHY0501:Met = Met + (1 - s) * Jets.Sum(j => j.Transverse)|} }")]
    [InlineData("Moved(this, s);\nprivate static Toy Moved(Toy e, double s) => e with { {|PHY0501:Tau = e.Tau.ScaledMomentum(s)|} }")]
    [InlineData("Tau.Pt > 40.GeV ? this with { Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse } : this with { {|PHY0501:Met = Met + (1 - s) * Tau.Transverse|} }")]
    [InlineData("Tau.Pt > 40.GeV ? this with { {|PHY0501:Met = s * Met|} } : this with { Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse }")]
    public Task A_missing_momentum_that_does_not_balance_is_marked(string body) => Verify($"{Scale} => {body};");

    [Theory]
    [InlineData("var tau = Tau; if (Kinematics.Abs(Tau.Eta) < 1.5) { tau = tau.ScaledMomentum(s); } return this with { Tau = tau, {|PHY0501:Met = Met + (1 - s) * Tau.Transverse|} };")]
    [InlineData("if (Tau.Pt < 20.GeV) { return this with { {|PHY0501:Met = Met + (1 - s) * Tau.Transverse|} }; } return this with { Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse };")]
    public Task A_missing_momentum_that_moves_where_nothing_visible_does_is_marked(string body) => Verify($"{Scale} {{ {body} }}");

    [Theory]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Met = Met - (s - 1) * Tau.Transverse }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Met = Met + Tau.Transverse - Tau.ScaledMomentum(s).Transverse }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s * s), Met = Met + (1 - s) * (1 + s) * Tau.Transverse }")]
    [InlineData("this with { Tau = s * Tau, Met = Met + Tau.Transverse - s * Tau.Transverse }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Lepton = Lepton.ScaledMomentum(s), Met = Met + (1 - s) * (Tau + Lepton).Transverse }")]
    [InlineData("this with { Tau = Tau.Rotated((s - 1).Rad), Met = Met + Tau.Transverse - Tau.Rotated((s - 1).Rad).Transverse }")]
    [InlineData("this with { Tau = FourVector.PxPyPzM<Lab>(Tau.Px + (s - 1).GeV, Tau.Py, Tau.Pz, Tau.Mass), Met = Met - TransverseVector.XY<Lab>((s - 1).GeV, 0.GeV) }")]
    [InlineData("this with { Jets = Jets.Map(j => j.ScaledMomentum(s)), Ht = s * Ht, Met = Met + (1 - s) * Jets.Sum(j => j.Transverse) }")]
    [InlineData("this with { Jets = Jets.Map(j => j.ScaledMomentum(s)), Ht = s * Ht, Met = Met + Jets.Sum(j => j.Transverse) - Jets.Sum(j => j.ScaledMomentum(s).Transverse) }")]
    [InlineData("this with { Jets = Jets.Map(j => j.Pt > 50.GeV ? j.ScaledMomentum(s) : j), Ht = s * Ht, Met = Met + (1 - s) * Jets.Where(j => j.Pt > 50.GeV).Sum(j => j.Transverse) }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Met = Met + TransverseVector.PtPhi<Lab>((s - 1) * Tau.Pt, Tau.Phi + 180.Deg) }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Met = Met + (s - 1) * Tau.Transverse.Rotated(180.Deg) }")]
    [InlineData("this with { Tau = s * Tau, Met = Met + (s - 1) * TransverseVector.XY<Lab>(Tau.Px, Tau.Py).Rotated(-System.Math.PI.Rad) }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Met = TransverseVector.XY<Lab>(Met.X + (s - 1) * Tau.Pt * Kinematics.Cos(Tau.Phi + 180.Deg), Met.Y - (s - 1) * Tau.Pt * Kinematics.Cos(Tau.Phi - 90.Deg)) }")]
    [InlineData("this with { Tau = Tau.Rotated((s - 1).Rad), Lepton = Lepton.Rotated((s - 1).Rad), Jets = Jets.Map(j => j.Rotated((s - 1).Rad)), Met = Met.Rotated((s - 1).Rad) }")]
    [InlineData("this with { Tau = Tau.BoostedZ(s - 1) }")]
    [InlineData("this with { Met = s * Met }")]
    [InlineData("this with { Ht = s * Ht }")]
    [InlineData("Process == Process.Signal ? this with { Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse } : this")]
    public Task A_missing_momentum_that_balances_is_silent(string body) => Verify($"{Scale} => {body};");

    /// <summary>A recoil that is stored by itself is seen; other sums may be, and may be what is missing once more.</summary>
    [Theory]
    [InlineData("this with { Recoil = s * Recoil, {|PHY0501:Met = Met + (s - 1) * Recoil|} }")]
    [InlineData("this with { {|PHY0501:Recoil = s * Recoil|} }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Recoil = s * Recoil, {|PHY0501:Met = Met + (1 - s) * Recoil|} }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), TrackMet = TrackMet + (s - 1) * Tau.Transverse, {|PHY0501:Met = Met + (s - 1) * Tau.Transverse|} }")]
    [InlineData("this with { {|PHY0501:Tau = Tau.ScaledMomentum(s)|}, TrackMet = TrackMet + (1 - s) * Tau.Transverse }")]
    [InlineData("this with { Recoil = s * Recoil, Met = Met + (1 - s) * Recoil }")]
    [InlineData("this with { Recoil = s * Recoil, Met = Met + (s - 1) * Recoil.Rotated(180.Deg) }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Recoil = s * Recoil, Met = Met + (1 - s) * (Recoil + Tau.Transverse) }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse }")]
    [InlineData("this with { Jets = Jets.Map(j => j.ScaledMomentum(s)), Ht = s * Ht, Recoil = Recoil + (s - 1) * Jets.Sum(j => j.Transverse), Met = Met + (1 - s) * Jets.Sum(j => j.Transverse) }")]
    [InlineData("this with { Tau = Tau.ScaledMomentum(s), TrackMet = TrackMet + (1 - s) * Tau.Transverse, Met = Met + (1 - s) * Tau.Transverse }")]
    [InlineData("this with { Met = s * Met, TrackMet = s * TrackMet }")]
    [InlineData("this with { TrackMet = s * TrackMet }")]
    public Task A_recoil_is_seen(string body) => Verify(Sums + $"{Scale} => {body};");

    [Fact]
    public Task Noise_that_balances_is_silent() => Verify("""
        [Nuisance(Prior.Normal, Mean = 0.1, Sigma = 0.01)]
        public Toy Resolution(double width, [Noise] Noise1 g) => this with
        {
            Tau = Tau.ScaledMomentum(1 + width * g.Value),
            Met = Met - width * g.Value * Tau.Transverse,
        };

        [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Nominal = 0, Min = 0, Max = 5)]
        public Toy SoftMet(Energy width, [Noise] Noise2 g) => this with { Met = Met + width * g };
        """);

    [Fact]
    public Task Noise_that_does_not_is_marked() => Verify("""
        [Nuisance(Prior.Normal, Mean = 0.1, Sigma = 0.01)]
        public Toy Resolution(double width, [Noise] Noise1 g) => this with
        {
            Tau = Tau.ScaledMomentum(1 + width * g.Value),
            {|PHY0501:Met = Met + width * g.Value * Tau.Transverse|},
        };
        """);

    /// <summary>A correction selects and rounds what was measured: nothing has moved.</summary>
    [Fact]
    public Task A_correction_is_no_nuisance() => Verify("""
        [Correction] public Toy Hard() => this with { Jets = Jets.Where(j => j.Pt > 26.GeV), Ht = Ht - Jets.Where(j => j.Pt <= 26.GeV).Sum(j => j.Pt) };
        [Correction] public Toy Rounded() => this with { Tau = Tau.Rounded(1) };
        """);

    [Theory]
    [InlineData("[Column(\"mjj\")] public partial Energy Mjj { get; init; }\n[Feature] public Energy F => {|PHY0501:Mjj|};")]
    [InlineData("[Column(\"x\")] public partial Energy DijetMass { get; init; }\n[Feature] public double F => {|PHY0501:DijetMass|} / 1.GeV;")]
    [InlineData("[Column(\"jets_sum_pt\")] public partial Energy X { get; init; }\n[Selection] public bool F => {|PHY0501:X|} > 50.GeV;")]
    [InlineData("[DependsOn(nameof(Jets)), Column(\"x\")] public partial double Aplanarity { get; init; }\n[Feature] public double F => {|PHY0501:Aplanarity|};")]
    [InlineData("[Column(\"m_jj_sq\")] public partial GeV2 X { get; init; }\n[Feature] public Energy F => Root;\nprivate Energy Root => {|PHY0501:X|}.Sqrt();")]
    [InlineData("[Column(\"x\")] public partial Energy X { get; init; }\n[Feature] public Energy F => {|PHY0501:X|};\n[Correction] public Toy C() => this with { X = X - Jets.Sum(j => j.Pt) };")]
    [InlineData("[DependsOn(nameof(Jets)), Column(\"is_hard\")] public partial bool IsHard { get; init; }\n[Feature] public Energy F => {|PHY0501:IsHard|} ? Tau.Pt : 0.GeV;")]
    [InlineData("[Feature] public Energy F => {|PHY0501:Ht|} + Tau.Pt;")]
    public Task A_stored_number_that_stays_behind_is_marked(string members) => Verify(members + Jes(""));

    /// <summary>What is assigned without the parameter stays where it was put.</summary>
    [Theory]
    [InlineData("Ht = Ht, ")]
    [InlineData("Ht = 1.03 * Ht, ")]
    [InlineData("Ht = Jets.Sum(j => j.Pt), ")]
    [InlineData("Ht = Total, ")]
    public Task A_stored_number_that_is_assigned_without_the_parameter_is_marked(string changes) =>
        Verify("[Feature] public Energy F => {|PHY0501:Ht|} + Tau.Pt;\nprivate Energy Total => Jets.Sum(j => j.Pt);" + Jes(changes));

    /// <summary>One nuisance forgets it, wherever it is read.</summary>
    [Fact]
    public async Task A_stored_number_that_stays_behind_is_marked_where_it_is_read_first()
    {
        const string Readers = "[Feature] public Energy F => {|PHY0501:Ht|} + Tau.Pt;\n[Feature] public Energy G => 2 * Ht;\n[Selection] public bool S => Ht > 50.GeV;";
        await Verify(Readers + Jes(""));
        (_, _, IReadOnlyList<Diagnostic> all) = await Project.Plain.DiagnoseAsync(Event(Readers.Replace("{|PHY0501:Ht|}", "Ht", StringComparison.Ordinal) + Jes("")));
        Assert.StartsWith("'F' reads stored column 'ht', as 'G', 'S' do, which", Assert.Single(all).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Feature] public Energy F => Ht;", "Ht = s * Ht, ")]
    [InlineData("[Column(\"mjj\")] public partial Energy Mjj { get; init; }\n[Feature] public Energy F => Mjj;", "Mjj = s * Mjj, Ht = s * Ht, ")]
    [InlineData("[Column(\"m_tautau\")] public partial Energy X { get; init; }\n[Feature] public Energy F => X;", "")]
    [InlineData("[Column(\"jet_btag\")] public partial double X { get; init; }\n[Feature] public double F => X;", "")]
    [InlineData("[Column(\"jet_deta\")] public partial Pseudorapidity X { get; init; }\n[Feature] public double F => X;", "")]
    [InlineData("[Column(\"gen_jet_pt\")] public partial Energy X { get; init; }\n[Feature] public Energy F => X;", "")]
    [InlineData("[Column(\"hlt_jet_threshold\")] public partial Energy X { get; init; }\n[Selection] public bool F => X > 10.GeV;", "")]
    [InlineData("[DependsOn, Column(\"jet_pt_of_tracks\")] public partial Energy X { get; init; }\n[Feature] public Energy F => X;", "")]
    [InlineData("[Column(\"met_sumet\")] public partial Energy X { get; init; }\n[Feature] public Energy F => X;", "")]
    [InlineData("[Feature, Unaffected(nameof(Jes), Justification = \"of tracks\")] public Energy F => Ht;", "")]
    [InlineData("[Unaffected(nameof(Jes), Justification = \"online\"), Column(\"jet_ht\")] public partial Energy X { get; init; }\n[Feature] public Energy F => X;", "")]
    [InlineData("[Column(\"is_tight\")] public partial bool IsTight { get; init; }\n[Feature] public bool F => IsTight;", "")]
    [InlineData("[DependsOn(nameof(Jets)), Column(\"is_hard\")] public partial bool IsHard { get; init; }\n[Feature] public bool F => IsHard;", "IsHard = Jets.Any(j => j.Pt * s > 50.GeV), ")]
    [InlineData("[Column(\"is_hard\")] public partial bool IsHard { get; init; }\n[Feature] public bool F => IsHard;", "IsHard = IsHard && Jets.Any(j => j.Pt * s > 20.GeV), ")]
    [InlineData("[Feature] public int F => Jets.Count;", "")]
    public Task A_stored_number_that_moves_along_or_need_not_is_silent(string members, string changes) => Verify(members + Jes(changes));

    [Fact]
    public Task A_missing_momentum_may_be_declared_out_of_reach() => Project.Plain.VerifyAsync(
        Event("[Nuisance(Prior.Normal, Mean = 1, Sigma = 0.01)] public Toy Scale(double s) => this with { Tau = Tau.ScaledMomentum(s) };")
            .Replace("[MissingMomentum", "[Unaffected(nameof(Scale), Justification = \"the file's is of tracks\"), MissingMomentum", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Feature, {|PHY0504:Unaffected(nameof(Jes))|}] public Energy F => Ht;")]
    [InlineData("[Feature, {|PHY0504:Unaffected(nameof(Jes), Justification = \" \")|}] public Energy F => Ht;")]
    [InlineData("[Feature, {|PHY0504:Unaffected(\"jes\", Justification = \"of tracks\")|}] public Energy F => Tau.Pt;")]
    [InlineData("[Feature, {|PHY0504:Unaffected(\"jes\", Justification = \"of tracks\")|}] public Energy F => Ht;")]
    [InlineData("[Feature, {|PHY0504:Unaffected(nameof(Norm), Justification = \"of tracks\")|}] public Energy F => Tau.Pt;\n[RateNuisance(Prior.Normal, Mean = 1, Sigma = 1)] public double Norm(double n) => n;")]
    public Task An_exemption_without_ground_is_marked(string members) => Verify(members + Jes(""));

    [Fact]
    public async Task The_messages_say_what_to_write()
    {
        (_, _, IReadOnlyList<Diagnostic> all) = await Project.Plain.DiagnoseAsync(Event($"{Scale} => this with {{ Tau = Tau.ScaledMomentum(s) }};"));
        Assert.Equal(
            "'Scale' moves 'Tau' but not the missing momentum 'Met', which has to take up the change; write 'Met = Met + (1 - s) * Tau.Transverse', "
            + "or mark 'Met' [Unaffected(nameof(Scale), Justification = \"…\")]",
            Assert.Single(all).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        (_, _, all) = await Project.Plain.DiagnoseAsync(Event("[Feature] public Energy F => Ht;" + Jes("")));
        Assert.StartsWith(
            "'F' reads stored column 'ht', which depends on 'Jets' varied by 'jes'; compute it from the varied momenta, let 'Jes' vary 'Ht' too, or mark it",
            Assert.Single(all).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tau = Tau.ScaledMomentum(s)", "Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse")]
    [InlineData("Tau = Tau.ScaledMomentum(2 * s - 1),", "Tau = Tau.ScaledMomentum(2 * s - 1), Met = Met + (1 - (2 * s - 1)) * Tau.Transverse,")]
    [InlineData("Tau = Tau.ScaledMomentum(s), Met = Met + (s - 1) * Tau.Transverse", "Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse")]
    [InlineData(
        "Jets = Jets.Map(j => j.ScaledMomentum(s)), Ht = s * Ht, Lepton = Lepton.ScaledMomentum(s)",
        "Jets = Jets.Map(j => j.ScaledMomentum(s)), Ht = s * Ht, Lepton = Lepton.ScaledMomentum(s), "
            + "Met = Met + (1 - s) * Lepton.Transverse + (1 - s) * Jets.Sum(j => j.Transverse)")]
    public Task The_compensation_is_written(string wrong, string right) => Project.Fixes.VerifyAsync(
        Event($"{Scale} => this with {{ {wrong} }};"), Event($"{Scale} => this with {{ {right} }};"));

    [Theory]
    [InlineData("Recoil = s * Recoil", "Recoil = s * Recoil, Met = Met + (1 - s) * Recoil")]
    [InlineData("Recoil = Recoil * (2 * s - 1), Met = Met - (1 - s) * Recoil", "Recoil = Recoil * (2 * s - 1), Met = Met + (1 - (2 * s - 1)) * Recoil")]
    public Task The_compensation_of_a_recoil_is_written(string wrong, string right) => Project.Fixes.VerifyAsync(
        Event(Sums + $"{Scale} => this with {{ {wrong} }};"), Event(Sums + $"{Scale} => this with {{ {right} }};"));

    /// <summary>What counts an object twice does not balance, but that is one mistake.</summary>
    [Fact]
    public Task A_compensation_that_counts_twice_is_marked_there() => Verify(
        $"{Scale} => this with {{ Jets = Jets.Map(j => j.ScaledMomentum(s)), Ht = s * Ht, Met = Met + (1 - s) * ({{|PHY0106:Jets.Sum(j => j.Transverse) + Jets.Sum(j => j.Transverse)|}}) }};");

    /// <summary>Nor is a number as it was that is computed from such a sum, and that is the same mistake.</summary>
    [Fact]
    public Task A_number_of_a_sum_that_counts_twice_is_marked_there() => Verify(
        "private FourVector<Lab> Pair => {|PHY0106:Tau + Tau|};\n[Column(\"q2\"), DependsOn(nameof(Tau), nameof(Lepton))] public partial GeV2 Q2 { get; init; }\n[Feature] public GeV2 F => Q2;\n"
        + $"{Scale} => this with {{ Tau = Tau.ScaledMomentum(s), Lepton = Lepton.ScaledMomentum(s), Met = Met + (1 - s) * (Tau + Lepton).Transverse, "
        + "Q2 = (Tau.ScaledMomentum(s) + Lepton.ScaledMomentum(s)).M2 - Pair.M2 + Q2 };");

    /// <summary>Of two ways to put the event together, the one that does not balance is repaired.</summary>
    [Fact]
    public Task The_compensation_is_written_where_it_is_missing() => Project.Fixes.VerifyAsync(
        Event($"{Scale} => Lepton.Pt > 30.GeV ? this with {{ Tau = Tau.ScaledMomentum(s) }} : this;"),
        Event($"{Scale} => Lepton.Pt > 30.GeV ? this with {{ Tau = Tau.ScaledMomentum(s), Met = Met + (1 - s) * Tau.Transverse }} : this;"));

    [Fact]
    public Task The_sign_of_a_missing_momentum_that_is_computed_anew_is_written() => Project.Fixes.VerifyAsync(
        Event("[Correction] Toy Recomputed() => this with { Met = Jets.Sum(j => j.Transverse) + Tau.Transverse };"),
        Event("[Correction] Toy Recomputed() => this with { Met = -(Jets.Sum(j => j.Transverse) + Tau.Transverse) };"));

    [Theory]
    [InlineData("this with { Tau = Tau.Rotated(s.Rad) }")]
    [InlineData("Moved(this, s);\nprivate static Toy Moved(Toy e, double s) => e with { Tau = e.Tau.ScaledMomentum(s) }")]
    public Task A_compensation_that_is_not_mechanical_is_not_offered(string body) => Project.Fixes.VerifyNoneAsync(Event($"{Scale} => {body};"));

    /// <summary>Each nuisance of the challenge that moves momenta, with one thing wrong.</summary>
    [Theory]
    [InlineData("        Met = Met + (1 - tes) * Tau.Transverse,\n", "")]
    [InlineData("Met = Met + (1 - tes) * Tau.Transverse", "Met = Met - (1 - tes) * Tau.Transverse")]
    [InlineData("Met = Met + (1 - tes) * Tau.Transverse", "Met = Met + (1 - tes) * Lepton.Transverse")]
    [InlineData("        Met = Met + (1 - jes) * Jets.Sum(j => j.Transverse),\n", "")]
    [InlineData("Met = Met + (1 - jes) * Jets.Sum(j => j.Transverse)", "Met = Met + (jes - 1) * Jets.Sum(j => j.Transverse)")]
    [InlineData("        JetPtSum = jes * JetPtSum,\n", "")]
    public async Task The_challenge_with_a_mistake_is_marked_once(string right, string wrong)
    {
        Assert.Contains(right, Project.Higgs, StringComparison.Ordinal);
        (_, _, IReadOnlyList<Diagnostic> all) = await Project.Plain.DiagnoseAsync(Project.Higgs.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal(["PHY0501"], all.Select(static d => d.Id));
    }

    private static string Jes(string changes) =>
        "\n[Nuisance(Prior.Normal, Name = \"jes\", Mean = 1, Sigma = 0.01)] public Toy Jes(double s) => this with { Jets = Jets.Map(j => j.ScaledMomentum(s)), "
        + changes + "Met = Met + (1 - s) * Jets.Sum(j => j.Transverse) };";

    private static Task Verify(string members) => Project.Plain.VerifyAsync(Event(members));

    private static string Event(string members) => $$"""
        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Column("tau_{pt,eta,phi,m}")] public partial FourVector<Lab> Tau { get; init; }
            [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
            [Column("ht")] public partial Energy Ht { get; init; }
            [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
            [Label, Column("process", Optional = true)] public partial Process Process { get; init; }

            {{members}}
        }

        public enum Process { Background, Signal }

        """;
}
