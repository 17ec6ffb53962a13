using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Declared processes: momenta that do not match, amplitudes of the wrong dimension, not invariant, not symmetric, rates that diverge.</summary>
public sealed class ProcessRuleTests
{
    private const string Momenta = """
        [Parent] public partial FourVector<Rest> Muon { get; }
        [Daughter, Massless] public partial FourVector<Rest> Electron { get; init; }
        [Daughter] public partial FourVector<Rest> AntiNuE { get; init; }
        [Daughter] public partial FourVector<Rest> NuMu { get; init; }
        """;

    private const string Leptons = """
        [Incoming, Massless] public partial FourVector<CentreOfMass> Electron { get; }
        [Incoming, Massless] public partial FourVector<CentreOfMass> Positron { get; }
        [Daughter] public partial FourVector<CentreOfMass> First { get; init; }
        [Daughter] public partial FourVector<CentreOfMass> Second { get; init; }
        """;

    private const string Gluons = """
        [Incoming] public partial FourVector<CentreOfMass> A { get; }
        [Incoming] public partial FourVector<CentreOfMass> B { get; }
        [Daughter] public partial FourVector<CentreOfMass> G1 { get; init; }
        [Daughter] public partial FourVector<CentreOfMass> G2 { get; init; }
        [Daughter] public partial FourVector<CentreOfMass> G3 { get; init; }
        """;

    private const string Muon = "Decay(\"mu- -> e- anti-nu_e nu_mu\")";
    private const string Annihilation = "Scattering(\"e- e+ -> mu- mu+\", SqrtS = 10)";
    private const string ThreeGluons = "Scattering(\"g g -> g g g\", SqrtS = 1000)";

    // Σ over the pairs of all five, over the product of all ten: symmetric, GeV⁻², with every pole.
    private const string Symmetric = "double X(FourVector<CentreOfMass> a, FourVector<CentreOfMass> b) => a * b / ((A + B).M2); "
        + "[SquaredAmplitude] public InverseGeV2 M => 1 / (X(G1, G2) * X(G1, G3) * X(G2, G3)) / (A + B).M2;";

    [Fact]
    public Task The_example_of_the_language_is_silent() => Decay(
        Momenta + "[SquaredAmplitude] public double Amplitude => 64 * Constants.FermiCoupling.Squared * (Muon * AntiNuE) * (Electron * NuMu);");

    [Theory]
    [InlineData("[Daughter] public partial FourVector<Rest> A { get; init; } {|PHY0305:[Daughter] public partial FourVector<Rest> B { get; init; }|}")]
    [InlineData("{|PHY0305:[Daughter(\"mu-\")] public partial FourVector<Rest> A { get; init; }|} [Daughter] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; }")]
    [InlineData("{|PHY0305:[Daughter] public partial FourVector<Lab> A { get; init; }|} [Daughter] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; }")]
    [InlineData("{|PHY0305:[Incoming] public partial FourVector<Rest> M { get; }|} [Daughter] public partial FourVector<Rest> A { get; init; } [Daughter] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; }")]
    [InlineData("{|PHY0305:[Parent] public partial FourVector<Rest> M { get; init; }|} [Daughter] public partial FourVector<Rest> A { get; init; } [Daughter] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; }")]
    [InlineData("{|PHY0305:[Daughter] public partial FourVector<Rest> A { get; }|} [Daughter] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; }")]
    [InlineData("{|PHY0305:[Daughter] public partial FourVector<Rest> A { get; set; }|} [Daughter] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; }")]
    [InlineData("{|PHY0305:[Daughter] public partial double A { get; init; }|} [Daughter] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; }")]
    [InlineData("[Daughter] public partial FourVector<Rest> A { get; init; } {|PHY0305:[Daughter(\"nu_mu\")] public partial FourVector<Rest> B { get; init; }|} [Daughter(\"anti-nu_e\")] public partial FourVector<Rest> C { get; init; }")]
    public Task Momenta_that_do_not_match_are_marked_once(string members) => Decay(members);

    /// <summary>What is generated is there all the same, and what uses the momenta is not marked for it.</summary>
    [Theory]
    [InlineData("[Parent] public partial FourVector<Rest> P { get; } {|PHY0305:[Daughter(\"mu-\"), Massless] public partial FourVector<Rest> A { get; init; }|} [Daughter] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; } [SquaredAmplitude] public double M => ABMassSquared / P.M2;")]
    [InlineData("[Parent] public partial FourVector<Rest> P { get; } [Daughter, Massless] public partial FourVector<Rest> A { get; init; } {|PHY0305:[Daughter] public partial FourVector<Rest> B { get; init; }|} [SquaredAmplitude] public double M => {|CS0103:ABMassSquared|} / P.M2;")]
    [InlineData("[Parent] public partial FourVector<Rest> P { get; } [Daughter, Massless] public partial FourVector<Rest> A { get; init; } {|PHY0305:[Daughter] public partial FourVector<Lab> B { get; init; }|} [Daughter] public partial FourVector<Rest> C { get; init; } [SquaredAmplitude] public double M => 64 * Constants.FermiCoupling.Squared * ({|CS0019:P * B|}) * (A * C);")]
    public Task Momenta_that_do_not_match_are_marked_where_they_are_declared(string members) => Decay(members);

    /// <summary>What a collision makes alone takes all of its momentum; what that decays into has a phase space.</summary>
    [Fact]
    public async Task One_particle_has_no_phase_space()
    {
        const string Collision = "Scattering(\"e- e+ -> Z\", SqrtS = 91.188)";
        await Verify(Collision, "{|PHY0305:[Daughter] public partial FourVector<CentreOfMass> Boson { get; init; }|} [SquaredAmplitude] public GeV2 M => Boson.M2;");
        await Verify(Collision, "{|PHY0305:[Incoming] public partial FourVector<CentreOfMass> A { get; }|} [Incoming] public partial FourVector<CentreOfMass> B { get; } [Daughter] public partial FourVector<CentreOfMass> Boson { get; init; }");
        await Verify(Collision, "");
        await Verify(
            "Scattering(\"e- e+ -> (Z -> mu- mu+)\", SqrtS = 91.188)",
            "[Daughter] public partial FourVector<CentreOfMass> First { get; init; } [Daughter] public partial FourVector<CentreOfMass> Second { get; init; } [SquaredAmplitude] public double M => 1;");
    }

    [Fact]
    public Task Without_an_energy_there_is_no_momentum() => Verify(
        "Scattering(\"e- e+ -> mu- mu+\")",
        "{|PHY0305:[Daughter] public partial FourVector<CentreOfMass> A { get; init; }|} [Daughter] public partial FourVector<CentreOfMass> B { get; init; }");

    [Theory]
    [InlineData("[Daughter(\"e-\"), Massless] public partial FourVector<Rest> A { get; init; } [Daughter(\"anti-nu_e\")] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; }")]
    [InlineData("[Daughter] public partial FourVector<Rest> A { get; private init; } [Daughter] public partial FourVector<Rest> B { get; init; } [Daughter] public partial FourVector<Rest> C { get; init; }")]
    public Task Momenta_that_match_are_silent(string members) => Decay(members);

    [Theory]
    [InlineData("public GeV4 M => {|PHY0306:(Muon * AntiNuE) * (Electron * NuMu)|};")]
    [InlineData("public double M => {|PHY0306:((Muon * AntiNuE) * (Electron * NuMu)).Value|};")]
    [InlineData("public double M => {|PHY0306:(Muon * AntiNuE).Value + (Electron * NuMu) / Muon.M2|};")]
    [InlineData("public double M => {|PHY0306:Muon.Mass.Value|};")]
    [InlineData("public double M => {|CS0029:{|PHY0306:(Muon * AntiNuE) * (Electron * NuMu) / Muon.M2|}|};")]
    [InlineData("public double M => {|CS0029:{|PHY0306:64 * Constants.FermiCoupling * (Muon * AntiNuE) * (Electron * NuMu)|}|};")]
    [InlineData("public double M { get { var x = Muon * AntiNuE; return {|CS0029:{|PHY0306:x|}|}; } }")]
    [InlineData("public double M => {|PHY0306:Electron * NuMu > 1.GeV.Squared ? {|CS0029:Muon * AntiNuE|} : 0|};")]
    [InlineData("public double M => Half(Muon * AntiNuE);\nprivate static double Half(GeV2 x) => {|CS0029:{|PHY0201:0.5 * x|}|};")]
    public Task An_amplitude_of_the_wrong_dimension_is_marked(string amplitude) => Decay($"{Momenta} [SquaredAmplitude] {amplitude}");

    [Theory]
    [InlineData("public double M => (Muon * AntiNuE) / Muon.M2;")]
    [InlineData("public double M => 1;")]
    [InlineData("public double M => Math.Sqrt((Electron * NuMu) / (Muon * AntiNuE)) / (1 + (Electron * AntiNuE) / Muon.M2);")]
    [InlineData("public double M => (Muon * AntiNuE) / 0.0112.GeV.Squared;")]
    [InlineData("public double M => 0;")]
    public Task An_amplitude_of_the_right_dimension_is_silent(string amplitude) => Decay($"{Momenta} [SquaredAmplitude] {amplitude}");

    [Theory]
    [InlineData("double M => {|PHY0306:1|};")]
    [InlineData("double M => {|CS0029:{|PHY0306:1 / (A + B).M2|}|};")]
    [InlineData("InverseGeV2 M => {|CS0029:{|PHY0306:1|}|};")]
    [InlineData("InverseGeV2 M => 1 / (A + B).M2;")]
    public Task Five_legs_ask_for_an_inverse_square(string amplitude) => Verify(
        ThreeGluons, Gluons + $"[SquaredAmplitude] public {amplitude} [Selection] public bool Resolved => Kinematics.MinPairMass(G1, G2, G3) > 50.GeV;");

    [Theory]
    [InlineData("public double M => {|PHY0307:Electron.Px / Muon.Mass|};")]
    [InlineData("public double M => {|PHY0307:(Electron.Pt * NuMu.Pt) / Muon.M2|};")]
    [InlineData("public double M => {|PHY0307:(Electron.E * NuMu.E) / Muon.M2|};")]
    [InlineData("public double M => {|PHY0307:1 - Electron.E / Muon.Mass|};")]
    public Task An_amplitude_that_is_no_invariant_is_marked(string amplitude) => Decay($"{Momenta} [SquaredAmplitude] {amplitude}");

    /// <summary>What is right in the one frame in which it is used is a warning; what depends on a direction is wrong.</summary>
    [Theory]
    [InlineData("1 - Electron.E / Muon.Mass", "Warning")]
    [InlineData("Electron.Pz / Muon.Mass", "Error")]
    public async Task Energies_in_the_rest_frame_are_a_warning(string amplitude, string severity)
    {
        (_, _, IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> said) =
            await Project.Processes.DiagnoseAsync(Source(Muon, $"{Momenta} [SquaredAmplitude] public double M => {amplitude};"));
        Assert.Equal(severity, Assert.Single(said).Severity.ToString());
    }

    [Theory]
    [InlineData("public double M => 1 - 2 * (Electron * Muon) / Muon.M2;")]
    [InlineData("public double M => (Electron + NuMu).M2 / Muon.M2 * (1 - (Electron + NuMu).M2 / Muon.M2);")]
    [InlineData("public double M => Kinematics.InvariantMass(Electron, NuMu) / Muon.Mass;")]
    public Task An_invariant_is_silent(string amplitude) => Decay($"{Momenta} [SquaredAmplitude] {amplitude}");

    [Theory]
    [InlineData("g g -> g g", "public double M => {|PHY0308:(First * Electron) / (Electron * Positron)|};")]
    [InlineData("gamma gamma -> gamma gamma", "public double M => {|PHY0308:1 + (First - Electron).M2 / (First + Second).M2|};")]
    [InlineData("g g -> d anti-d", "public double M => {|PHY0308:(First * Electron) / (Electron * Positron)|};")]
    [InlineData("gamma gamma -> e- e+", "public double M => {|PHY0308:Kinematics.Square((First - Positron).M2 / (First + Second).M2)|};")]
    public Task An_amplitude_that_tells_identical_particles_apart_is_marked(string process, string amplitude) =>
        Verify($"Scattering(\"{process}\", SqrtS = 10)", $"{Leptons} [SquaredAmplitude] {amplitude}");

    [Theory]
    [InlineData("public double M => ((First * Electron) / (Electron * Positron) * ((Second * Electron) / (Electron * Positron)));")]
    [InlineData("public double M => 1 + (First - Electron).M2 / (First + Second).M2 * ((First - Positron).M2 / (First + Second).M2);")]
    [InlineData("public double M => Square((First - Electron).M2 / S) + Square(1 + (First - Electron).M2 / S); GeV2 S => (First + Second).M2; static double Square(double x) => x * x;")]
    public Task A_symmetric_amplitude_is_silent(string amplitude) => Verify("Scattering(\"gamma gamma -> gamma gamma\", SqrtS = 10)", $"{Leptons} [SquaredAmplitude] {amplitude}");

    [Theory]
    [InlineData("g g -> d anti-d", "Kinematics.Square((First * Electron) / (Electron * Positron)) + Kinematics.Square((First * Positron) / (Electron * Positron))")]
    [InlineData("gamma gamma -> e- e+", "(First - Electron).M2 * (First - Positron).M2 / Kinematics.Square((First + Second).M2)")]
    [InlineData("d u -> d u", "Kinematics.Square((First - Electron).M2 / (First + Second).M2)")]
    public Task Particles_that_collide_are_told_apart_where_they_differ(string process, string amplitude) =>
        Verify($"Scattering(\"{process}\", SqrtS = 10)", $"{Leptons} [SquaredAmplitude] public double M => {amplitude};");

    /// <summary>u = −s − t by momentum conservation: the symmetry need not be visible.</summary>
    [Fact]
    public Task Different_particles_need_no_symmetry() => Verify(Annihilation, Leptons + "[SquaredAmplitude] public double M => 1 + (First - Electron).M2 / (First + Second).M2;");

    [Theory]
    [InlineData("e- mu- -> e- mu-", "public double M => {|PHY0309:Kinematics.Square((First + Second).M2 / (First - Electron).M2)|};")]
    [InlineData("gamma gamma -> gamma gamma", "public double M => {|PHY0309:(First + Second).M2 / (First * Electron) + (First + Second).M2 / (Second * Electron)|};")]
    public Task A_scattering_that_diverges_is_marked(string process, string amplitude) =>
        Verify($"Scattering(\"{process}\", SqrtS = 10)", $"{Leptons.Replace("[Daughter]", "[Daughter, Massless]")} [SquaredAmplitude] {amplitude}");

    [Theory]
    [InlineData("public double M => 1 + Kinematics.Square((First - Electron).M2 / (First + Second).M2);")]
    [InlineData("public double M => Math.Log((First + Second).M2 / (First * Electron));")]
    [InlineData("public double M => Kinematics.Sqrt((First + Second).M2 / (First * Electron));")]
    public Task A_rate_that_is_finite_is_silent(string amplitude) => Verify(Annihilation, $"{Leptons.Replace("[Daughter]", "[Daughter, Massless]")} [SquaredAmplitude] {amplitude}");

    [Fact]
    public async Task Gluons_have_to_be_resolved()
    {
        await Verify(ThreeGluons, Gluons + Symmetric.Replace("1 / (X", "{|PHY0309:1 / (X").Replace("(A + B).M2;", "(A + B).M2|};"));
        await Verify(ThreeGluons, Gluons + Symmetric + "[Selection] public bool Resolved => Kinematics.MinPairMass(G1, G2, G3) > 50.GeV;");
    }

    /// <summary>A cut that does not cut where it diverges is none.</summary>
    [Fact]
    public Task A_selection_that_keeps_the_pole_is_marked() => Verify(
        ThreeGluons,
        Gluons + Symmetric.Replace("1 / (X", "{|PHY0309:1 / (X").Replace("(A + B).M2;", "(A + B).M2|};") + "[Selection] public bool Resolved => (G1 + G2 + G3).Mass > 50.GeV;");

    /// <summary>The energy of a reaction is a limit to what comes out of it.</summary>
    [Theory]
    [InlineData("{|PHY0401:First.Pt > 20.GeV|} && Math.Abs(First.Eta.Value) < 2")]
    [InlineData("{|PHY0401:(First + Second).Mass > 20.GeV|}")]
    [InlineData("{|PHY0401:Kinematics.InvariantMass(Second, First) < 9.GeV|}")]
    [InlineData("{|PHY0401:Second.E > 5.1.GeV|}")]
    [InlineData("{|PHY0402:Second.Pz > -6.GeV|}")]
    [InlineData("First.Pt > 4.9.GeV && Second.E > 5.GeV && First.Pz < 4.GeV")]
    public Task A_selection_beyond_the_energy_is_marked(string selection) => Verify(Annihilation, $"{Leptons} [SquaredAmplitude] public double M => 1; [Selection] public bool S => {selection};");

    [Theory]
    [InlineData("{|PHY0401:Electron.E > 60.MeV|}")]
    [InlineData("{|PHY0401:(Electron + NuMu).Mass > 0.11.GeV|}")]
    [InlineData("Electron.E > 52.MeV")]
    [InlineData("(Electron + NuMu).Mass > 0.1.GeV && NuMu.Pt > 1.MeV")]
    public Task A_selection_beyond_the_mass_of_the_parent_is_marked(string selection) => Decay($"{Momenta} [SquaredAmplitude] public double M => 1; [Selection] public bool S => {selection};");

    /// <summary>What is said of sums and formulas of an event is said of those of a process.</summary>
    [Theory]
    [InlineData("[SquaredAmplitude] public double M => ({|PHY0106:Electron + NuMu + Electron|}).M2 / Muon.M2;")]
    [InlineData("[SquaredAmplitude] public double M => 1; [Selection] public bool S => ({|PHY0106:Electron + Electron|}).Mass > 0.5.GeV;")]
    [InlineData("[SquaredAmplitude] public double M => {|PHY0601:Kinematics.Sqrt(Kinematics.Square(Electron.E) - Kinematics.Square(Electron.P))|} / Muon.Mass;")]
    [InlineData("[SquaredAmplitude] public double M => 1; [Selection] public bool S => {|PHY0601:Math.Acos(Electron.Pz / Electron.P)|} < 1;")]
    [InlineData("[SquaredAmplitude] public double M => 1; [Selection] public bool S => Math.Acos(Math.Clamp(Electron.Pz / Electron.P, -1, 1)) < 1;")]
    [InlineData("[SquaredAmplitude] public double M => (Electron + NuMu).M2 / Muon.M2 * (1 - (Electron + NuMu).M2 / Muon.M2);")]
    [InlineData("[SquaredAmplitude] public double M => Muon.M2 / ((Electron + NuMu).M2 + 0.001.GeV.Squared) + Math.Log(1 + (Electron + AntiNuE).M2 / Muon.M2);")]
    [InlineData("[SquaredAmplitude] public double M { get { double x = 2 * (Electron * Muon) / Muon.M2; return x / (1.2 - x); } }")]
    public Task Sums_and_formulas_of_a_process_are_looked_at(string members) => Decay(Momenta + members);

    /// <summary>What is off its mass shell may be as light as one likes, and leaves more to the others.</summary>
    [Fact]
    public Task Broad_products_leave_the_limits_open() => Verify(
        "Decay(\"H -> Z Z\", OffShell = true)",
        "[Daughter] public partial FourVector<Rest> A { get; init; } [Daughter] public partial FourVector<Rest> B { get; init; } [SquaredAmplitude] public GeV2 M => (A + B).M2; "
        + "[Selection] public bool S => A.E > 90.GeV && B.P > 10.GeV; [Selection] public bool T => {|PHY0401:A.E > 126.GeV|};");

    [Fact]
    public Task Decays_diverge_too() => Verify(
        "Decay(\"Z -> u anti-u g\")",
        """
        [Parent] public partial FourVector<Rest> Z { get; }
        [Daughter, Massless] public partial FourVector<Rest> Quark { get; init; }
        [Daughter, Massless] public partial FourVector<Rest> Antiquark { get; init; }
        [Daughter] public partial FourVector<Rest> Gluon { get; init; }
        [SquaredAmplitude] public double M => {|PHY0309:Z.M2 / (Quark * Gluon) + Z.M2 / (Antiquark * Gluon)|};
        """);

    [Fact]
    public async Task The_messages_say_what_to_write()
    {
        Assert.Equal(
            "'Toy' declares 2 [Daughter], where its reaction has 3 (5 degrees of freedom): e- anti-nu_e nu_mu; one for each particle that does not decay, left to right",
            await Message(Muon, "[Daughter] public partial FourVector<Rest> A { get; init; } [Daughter] public partial FourVector<Rest> B { get; init; }"));
        Assert.Equal(
            "'M' is in GeV^4, but a squared amplitude has GeV^(2(4 − legs)): 4 legs ask for a pure number, 'double'",
            await Message(Muon, Momenta + "[SquaredAmplitude] public GeV4 M => (Muon * AntiNuE) * (Electron * NuMu);"));
        Assert.Equal(
            "'M' is no Lorentz invariant: it is one only in the rest frame of 'mu-'; 'Electron * Muon / Muon.Mass' is its energy in the rest frame of 'mu-'",
            await Message(Muon, Momenta + "[SquaredAmplitude] public double M => Electron.E / Muon.Mass;"));
        Assert.Equal(
            "'M' is in GeV^-2, but a squared amplitude has GeV^(2(4 − legs)): 4 legs ask for a pure number, 'double'",
            await Message(Muon, Momenta + "[SquaredAmplitude] public double M => 64 * Constants.FermiCoupling.Squared * (Muon * AntiNuE);", "PHY0306"));
        Assert.EndsWith(
            "; 'NuMu * Muon / Muon.Mass' is its energy in the rest frame of 'mu-'",
            await Message(Muon, Momenta + "[SquaredAmplitude] public double M => NuMu.E / Muon.Mass * (Electron * AntiNuE) / Muon.M2;"),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "; '(NuMu + Electron) * Muon / Muon.Mass' is its energy in the rest frame of 'mu-'",
            await Message(Muon, Momenta + "[SquaredAmplitude] public double M => Muon.E / Muon.Mass * ((NuMu + Electron).E / Muon.Mass);"),
            StringComparison.Ordinal);
        Assert.Equal(
            "the integral of 'M' over phase space diverges where 'First' flies along the first incoming particle; cut it out with a [Selection], for example 'First.Pt > 0.1.GeV'",
            await Message("Scattering(\"e- mu- -> e- mu-\", SqrtS = 10)", Leptons + "[SquaredAmplitude] public double M => Kinematics.Square((First + Second).M2 / (First - Electron).M2);"));
    }

    [Theory]
    [InlineData("public record {|PHY0003:Toy|} { [SquaredAmplitude] public double M => 1; }")]
    [InlineData("public partial record {|PHY0010:Toy|}<T> { [SquaredAmplitude] public double M => 1; }")]
    [InlineData("public partial record Toy { [{|PHY0008:SquaredAmplitude|}] public string M => \"\"; }")]
    [InlineData("public partial record {|PHY0305:Toy|} { public static int Process => 1; [SquaredAmplitude] public double M => 1; }")]
    public Task A_declaration_of_the_wrong_shape_is_marked(string record) => Project.Processes.VerifyAsync($"[{Muon}] {record}");

    private static async Task<string> Message(string process, string members, string? id = null)
    {
        (_, _, IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> said) = await Project.Processes.DiagnoseAsync(Source(process, members));
        return Assert.Single(said, d => id is null || d.Id == id).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task Decay(string members) => Verify(Muon, members);

    private static Task Verify(string process, string members) => Project.Processes.VerifyAsync(Source(process, members));

    private static string Source(string process, string members) => $"[{process}] public partial record Toy {{ {members} }}";
}
