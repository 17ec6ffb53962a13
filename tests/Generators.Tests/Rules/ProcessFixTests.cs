using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>The repairs of declared processes: after them nothing is wrong any more.</summary>
public sealed class ProcessFixTests
{
    private const string Muon = "Decay(\"mu- -> e- anti-nu_e nu_mu\")";

    private const string Momenta = """
        [Parent] public partial FourVector<Rest> Muon { get; }
            [Daughter, Massless] public partial FourVector<Rest> Electron { get; init; }
            [Daughter] public partial FourVector<Rest> AntiNuE { get; init; }
            [Daughter] public partial FourVector<Rest> NuMu { get; init; }
        """;

    private static readonly Mandelstam.TestKit.FixHarness _fixes = new(Project.Processes, new Mandelstam.CodeFixes.ExpressionFixProvider());

    [Theory]
    [InlineData("FourVector<Lab> Electron { get; init; }", "FourVector<Rest> Electron { get; init; }")]
    [InlineData("FourVector<Rest> Electron { get; }", "FourVector<Rest> Electron { get; init; }")]
    [InlineData("FourVector<Rest> Electron { get; set; }", "FourVector<Rest> Electron { get; init; }")]
    public Task A_momentum_is_declared_as_its_role_asks(string wrong, string right) => _fixes.VerifyAsync(
        Source(Muon, Momenta.Replace("FourVector<Rest> Electron { get; init; }", wrong, StringComparison.Ordinal)),
        Source(Muon, Momenta.Replace("FourVector<Rest> Electron { get; init; }", right, StringComparison.Ordinal)));

    [Fact]
    public Task A_parent_is_given() => _fixes.VerifyAsync(
        Source(Muon, Momenta.Replace("Muon { get; }", "Muon { get; init; }", StringComparison.Ordinal)), Source(Muon, Momenta));

    [Fact]
    public Task A_name_is_that_of_the_reaction() => _fixes.VerifyAsync(
        Source(Muon, Momenta.Replace("[Daughter] public partial FourVector<Rest> NuMu", "[Daughter(\"nu_e\")] public partial FourVector<Rest> NuMu", StringComparison.Ordinal)),
        Source(Muon, Momenta.Replace("[Daughter] public partial FourVector<Rest> NuMu", "[Daughter(\"nu_mu\")] public partial FourVector<Rest> NuMu", StringComparison.Ordinal)));

    [Fact]
    public Task Momenta_that_are_missing_are_added() => _fixes.VerifyAsync(
        Source(Muon, Momenta.Replace("    [Daughter] public partial FourVector<Rest> NuMu { get; init; }", "", StringComparison.Ordinal).TrimEnd()),
        Source(Muon, Momenta.Replace("    [Daughter] public partial FourVector<Rest> NuMu { get; init; }", "", StringComparison.Ordinal).TrimEnd()
            + "\n    [Daughter(\"nu_mu\")] public partial FourVector<Rest> NuMu { get; init; }\n"));

    [Fact]
    public Task All_momenta_are_added() => _fixes.VerifyAsync(
        Source("Decay(\"K_S -> pi+ pi-\")", "[SquaredAmplitude] public GeV2 M => 1.GeV * 1.GeV;"),
        Source("Decay(\"K_S -> pi+ pi-\")", "[SquaredAmplitude] public GeV2 M => 1.GeV * 1.GeV;")[..^3]
            + "\n    [Daughter(\"pi+\")] public partial FourVector<Rest> PiPlus { get; init; }\n"
            + "\n    [Daughter(\"pi-\")] public partial FourVector<Rest> PiMinus { get; init; }\n}\n\n");

    [Fact]
    public Task An_energy_is_written_as_a_product() => _fixes.VerifyAsync(
        Source(Muon, Momenta + "\n    [SquaredAmplitude] public double M => 1 - Electron.E / Muon.Mass;"),
        Source(Muon, Momenta + "\n    [SquaredAmplitude] public double M => 1 - (Electron * Muon / Muon.Mass) / Muon.Mass;"));

    [Fact]
    public Task The_energy_of_a_sum_is_written_as_a_product() => _fixes.VerifyAsync(
        Source(Muon, Momenta + "\n    [SquaredAmplitude] public double M => 1 - (NuMu + Electron).E / Muon.Mass;"),
        Source(Muon, Momenta + "\n    [SquaredAmplitude] public double M => 1 - ((NuMu + Electron) * Muon / Muon.Mass) / Muon.Mass;"));

    /// <summary>A direction cannot be repaired.</summary>
    [Fact]
    public Task A_component_has_no_fix() => _fixes.VerifyNoneAsync(Source(Muon, Momenta + "\n    [SquaredAmplitude] public double M => 1 + Electron.Pz / Muon.Mass;"));

    [Fact]
    public Task Identical_particles_are_exchanged() => _fixes.VerifyAsync(
        Source("Scattering(\"gamma gamma -> gamma gamma\", SqrtS = 10)", Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First * Third) / (First * Second));"),
        Source(
            "Scattering(\"gamma gamma -> gamma gamma\", SqrtS = 10)",
            Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First * Third) / (First * Second)) + Kinematics.Square((First * Fourth) / (First * Second));"));

    [Fact]
    public Task A_rate_that_diverges_gets_a_selection() => _fixes.VerifyAsync(
        Source("Scattering(\"e- mu- -> e- mu-\", SqrtS = 10)", Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First + Second).M2 / (First - Third).M2);"),
        Source("Scattering(\"e- mu- -> e- mu-\", SqrtS = 10)", Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First + Second).M2 / (First - Third).M2);")[..^3]
            + "\n    [Selection] public bool IsResolved => Third.Pt > 0.1.GeV;\n}\n\n");

    [Fact]
    public Task A_soft_gluon_is_cut_out() => _fixes.VerifyAsync(
        Source("Decay(\"Z -> u anti-u g\")", Gluon),
        Source("Decay(\"Z -> u anti-u g\")", Gluon)[..^3] + "\n    [Selection] public bool IsResolved => Kinematics.MinPairMass(Quark, Antiquark, Gluon) > 0.9.GeV;\n}\n\n");

    /// <summary>Each single limit is finite; two gluons soft together, or three collinear ones, are not.</summary>
    [Theory]
    [InlineData("Kinematics.Square(A.M2 / (A * (G1 + G2)))", "'G1' and 'G2' are soft together")]
    public async Task Corners_that_no_single_limit_reaches_are_found(string amplitude, string where)
    {
        string source = Source("Decay(\"H -> gamma gamma gamma gamma\")", $$"""
            [Parent] public partial FourVector<Rest> A { get; }
            [Daughter] public partial FourVector<Rest> G1 { get; init; }
            [Daughter] public partial FourVector<Rest> G2 { get; init; }
            [Daughter] public partial FourVector<Rest> G3 { get; init; }
            [Daughter] public partial FourVector<Rest> G4 { get; init; }
            [SquaredAmplitude] public InverseGeV2 M => (Term(G1, G2) + Term(G1, G3) + Term(G1, G4) + Term(G2, G3) + Term(G2, G4) + Term(G3, G4)) / A.M2;
            private double Term(FourVector<Rest> G1, FourVector<Rest> G2) => {{amplitude}} * {{amplitude}};
            """);
        (_, _, IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> said) = await Project.Processes.DiagnoseAsync(source);
        Microsoft.CodeAnalysis.Diagnostic one = Assert.Single(said);
        Assert.Equal("PHY0309", one.Id);
        Assert.Contains(where, one.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private const string Photons = """
        [Incoming, Massless] public partial FourVector<CentreOfMass> First { get; }
            [Incoming, Massless] public partial FourVector<CentreOfMass> Second { get; }
            [Daughter, Massless] public partial FourVector<CentreOfMass> Third { get; init; }
            [Daughter, Massless] public partial FourVector<CentreOfMass> Fourth { get; init; }
        """;

    private const string Gluon = """
        [Parent] public partial FourVector<Rest> Z { get; }
            [Daughter, Massless] public partial FourVector<Rest> Quark { get; init; }
            [Daughter, Massless] public partial FourVector<Rest> Antiquark { get; init; }
            [Daughter] public partial FourVector<Rest> Gluon { get; init; }
            [SquaredAmplitude] public double M => Z.M2 / (Quark * Gluon) + Z.M2 / (Antiquark * Gluon);
        """;

    private static string Source(string process, string members) => $"[{process}]\npublic partial record Toy\n{{\n    {members}\n}}\n\n";
}
