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
            + "\n    [Daughter(\"nu_mu\")] public partial FourVector<Rest> NuMu { get; init; }"));

    [Fact]
    public Task All_momenta_are_added() => _fixes.VerifyAsync(
        Source("Decay(\"K_S -> pi+ pi-\")", "[SquaredAmplitude] public GeV2 M => 1.GeV * 1.GeV;"),
        Source("Decay(\"K_S -> pi+ pi-\")", "[SquaredAmplitude] public GeV2 M => 1.GeV * 1.GeV;")[..^3]
            + "    [Daughter(\"pi+\")] public partial FourVector<Rest> PiPlus { get; init; }\n"
            + "    [Daughter(\"pi-\")] public partial FourVector<Rest> PiMinus { get; init; }\n}\n\n");

    /// <summary>Comments, line ends, indentation and blank lines are those of the members that are there; names that are taken are not written again.</summary>
    [Theory]
    [InlineData("{\n    [Daughter] public partial FourVector<Rest> PiPlus { get; init; } // +\n    // -\n}\n", "{\n    [Daughter] public partial FourVector<Rest> PiPlus { get; init; } // +\n    [Daughter(\"pi-\")] public partial FourVector<Rest> PiMinus { get; init; }\n    // -\n}\n")]
    [InlineData("{\r\n    [Daughter] public partial FourVector<Rest> A { get; init; }\r\n}\r\n", "{\r\n    [Daughter] public partial FourVector<Rest> A { get; init; }\r\n    [Daughter(\"pi-\")] public partial FourVector<Rest> PiMinus { get; init; }\r\n}\r\n")]
    [InlineData("{\n\t\t[Daughter]\n\t\tpublic partial FourVector<Rest> A { get; init; }\n\t}\n", "{\n\t\t[Daughter]\n\t\tpublic partial FourVector<Rest> A { get; init; }\n\n\t\t[Daughter(\"pi-\")] public partial FourVector<Rest> PiMinus { get; init; }\n\t}\n")]
    [InlineData("{ [Daughter] public partial FourVector<Rest> A { get; init; } /* + */ }\n", "{ [Daughter] public partial FourVector<Rest> A { get; init; } /* + */ [Daughter(\"pi-\")] public partial FourVector<Rest> PiMinus { get; init; } }\n")]
    [InlineData("{\n    [Parent] public partial FourVector<Rest> K { get; }\n\n    [Daughter] public partial FourVector<Rest> A { get; init; }\n}\n", "{\n    [Parent] public partial FourVector<Rest> K { get; }\n\n    [Daughter] public partial FourVector<Rest> A { get; init; }\n\n    [Daughter(\"pi-\")] public partial FourVector<Rest> PiMinus { get; init; }\n}\n")]
    [InlineData("{\n    [Daughter] public partial FourVector<Rest> A { get; init; }\n    public double PiMinus => 1;\n}\n", "{\n    [Daughter] public partial FourVector<Rest> A { get; init; }\n    [Daughter(\"pi-\")] public partial FourVector<Rest> PiMinus2 { get; init; }\n    public double PiMinus => 1;\n}\n")]
    public Task What_is_added_is_laid_out_as_its_neighbours(string wrong, string right) =>
        _fixes.VerifyAsync("[Decay(\"K_S -> pi+ pi-\")] public partial record Toy " + wrong, "[Decay(\"K_S -> pi+ pi-\")] public partial record Toy " + right);

    [Fact]
    public Task A_declaration_without_braces_has_no_room() => _fixes.VerifyNoneAsync(
        "[Decay(\"K_S -> pi+ pi-\")] public partial record Toy;\npublic partial record Toy { [{|CS0000:SquaredAmplitude|}] public GeV2 M => 1.GeV * 1.GeV; }\n".Replace("{|CS0000:SquaredAmplitude|}", "SquaredAmplitude", StringComparison.Ordinal));

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

    /// <summary>Nor can a product be written in a pattern, or over a comment.</summary>
    [Theory]
    [InlineData("Electron is { E: var e } ? e / Muon.Mass : 0")]
    [InlineData("Electron /* of the electron */ .E / Muon.Mass")]
    public Task An_energy_that_is_not_written_as_such_has_no_fix(string amplitude) => _fixes.VerifyNoneAsync(Source(Muon, Momenta + $"\n    [SquaredAmplitude] public double M => {amplitude};"));

    [Fact]
    public Task Identical_particles_are_exchanged() => _fixes.VerifyAsync(
        Source("Scattering(\"gamma gamma -> gamma gamma\", SqrtS = 10)", Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First * Third) / (First * Second));"),
        Source(
            "Scattering(\"gamma gamma -> gamma gamma\", SqrtS = 10)",
            Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First * Third) / (First * Second)) + Kinematics.Square((First * Fourth) / (First * Second));"));

    [Fact]
    public Task Identical_particles_that_collide_are_exchanged() => _fixes.VerifyAsync(
        Source("Scattering(\"gamma gamma -> e- e+\", SqrtS = 10)", Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First * Third) / (First * Second));"),
        Source(
            "Scattering(\"gamma gamma -> e- e+\", SqrtS = 10)",
            Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First * Third) / (First * Second)) + Kinematics.Square((Second * Third) / (Second * First));"));

    /// <summary>Of three particles in all orders that make another term.</summary>
    [Theory]
    [InlineData("A.M2 / (A * G1)", "A.M2 / (A * G1) + A.M2 / (A * G2) + A.M2 / (A * G3)")]
    [InlineData("A.M2 / (A * (G1 + G2))", "A.M2 / (A * (G1 + G2)) + A.M2 / (A * (G1 + G3)) + A.M2 / (A * (G2 + G3))")]
    [InlineData("A * this.G1 > G2 * G3 ? A.M2 / (A * this.G1) : 0", "(A * this.G1 > G2 * G3 ? A.M2 / (A * this.G1) : 0) + (A * this.G2 > G1 * G3 ? A.M2 / (A * this.G2) : 0) + (A * this.G3 > G1 * G2 ? A.M2 / (A * this.G3) : 0)")]
    public Task Three_identical_particles_are_put_in_every_order(string wrong, string right) => _fixes.VerifyAsync(Three(wrong), Three(right));

    /// <summary>What is declared in the formula cannot be declared twice, and what it reads through a helper is not exchanged in its text.</summary>
    [Theory]
    [InlineData("A * G1 is var x ? A.M2 / x : 0")]
    [InlineData("A.M2 / (A * G1 + Mixed)")]
    [InlineData("A.M2 / Mixed")]
    public Task What_cannot_be_put_in_every_order_has_no_fix(string amplitude) => _fixes.VerifyNoneAsync(Three(amplitude));

    private static string Three(string amplitude) => Source("Decay(\"H -> gamma gamma gamma\")", $$"""
        [Parent] public partial FourVector<Rest> A { get; }
            [Daughter, Massless] public partial FourVector<Rest> G1 { get; init; }
            [Daughter, Massless] public partial FourVector<Rest> G2 { get; init; }
            [Daughter, Massless] public partial FourVector<Rest> G3 { get; init; }
            [SquaredAmplitude] public double M => {{amplitude}};
            private GeV2 Mixed => A * G2;
            [Selection] public bool IsHard => Kinematics.Min(G1.E, Kinematics.Min(G2.E, G3.E)) > 1.GeV;
        """);

    [Fact]
    public Task A_rate_that_diverges_gets_a_selection() => _fixes.VerifyAsync(
        Source("Scattering(\"e- mu- -> e- mu-\", SqrtS = 10)", Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First + Second).M2 / (First - Third).M2);"),
        Source("Scattering(\"e- mu- -> e- mu-\", SqrtS = 10)", Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First + Second).M2 / (First - Third).M2);")[..^3]
            + "    [Selection] public bool IsResolved => Third.Pt > 0.1.GeV;\n}\n\n");

    [Fact]
    public Task The_selection_has_a_name_of_its_own() => _fixes.VerifyAsync(
        Source("Scattering(\"e- mu- -> e- mu-\", SqrtS = 10)", Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First + Second).M2 / (First - Third).M2);\n    public bool IsResolved;"),
        Source(
            "Scattering(\"e- mu- -> e- mu-\", SqrtS = 10)",
            Photons + "\n    [SquaredAmplitude] public double M => Kinematics.Square((First + Second).M2 / (First - Third).M2);\n    public bool IsResolved;\n    [Selection] public bool IsResolved2 => Third.Pt > 0.1.GeV;"));

    [Fact]
    public Task A_soft_gluon_is_cut_out() => _fixes.VerifyAsync(
        Source("Decay(\"Z -> u anti-u g\")", Gluon),
        Source("Decay(\"Z -> u anti-u g\")", Gluon)[..^3] + "    [Selection] public bool IsResolved => Kinematics.MinPairMass(Quark, Antiquark, Gluon) > 0.9.GeV;\n}\n\n");

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
