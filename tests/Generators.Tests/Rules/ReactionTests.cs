using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Decays and scatterings that cannot happen are marked inside the text of the attribute; what can happen is silent.</summary>
public sealed class ReactionTests
{
    [Theory]
    [InlineData("Decay(\"{|PHY0301:phi(1020) -> K+ K+|}\")")]
    [InlineData("Decay(\"{|PHY0301:mu- -> e- nu_e nu_mu|}\")")]
    [InlineData("Decay(\"{|PHY0301:n -> p e-|}\")")]
    [InlineData("Decay(\"{|PHY0301:tau- -> pi- nu_mu|}\")")]
    [InlineData("Decay(\"{|PHY0301:mu- -> e- gamma|}\")")]
    [InlineData("Decay(\"{|PHY0301:p -> e+ pi0|}\")")]
    [InlineData("Decay(\"{|PHY0301:Lambda -> pi+ pi-|}\", Violates = ConservedNumbers.LeptonFlavour)")]
    [InlineData("Decay(\"{|PHY0301:t -> W- b|}\")")]
    [InlineData("Decay(\"B+ -> ({|PHY0301:anti-D0 -> K+ pi+|}) pi+\")")]
    [InlineData("Decay(\"t -> b ({|PHY0301:W-|} -> e+ nu_e)\")")]
    [InlineData("Decay(\"{|PHY0301:t -> b (W- -> e- anti-nu_e)|}\")")]
    [InlineData("Decay(\"t -> b ({|PHY0301:W+ -> e- nu_e|})\")")]
    [InlineData("Decay(\"H -> (W+ -> e+ nu_e) ({|PHY0301:W+|} -> e- anti-nu_e)\", OffShell = true)")]
    [InlineData("Decay(@\"{|PHY0301:K_S0 -> pi+ pi0|}\")")]
    [InlineData("Decay({|PHY0301:\"K_S0 -> \" + \"pi+ pi0\"|})")]
    [InlineData("Scattering(\"{|PHY0301:e- e- -> mu- mu+|}\", SqrtS = 10)")]
    [InlineData("Scattering(\"{|PHY0301:g g -> t t|}\", SqrtS = 1000)")]
    public Task What_cannot_happen_is_marked(string attribute) => Verify(attribute);

    [Theory]
    [InlineData("Decay(\"{|PHY0302:rho(770)0 -> J/psi mu+ mu-|}\")")]
    [InlineData("Decay(\"{|PHY0302:H -> Z Z|}\")")]
    [InlineData("Decay(\"{|PHY0302:pi0 -> mu+ mu-|}\")")]
    [InlineData("Decay(\"{|PHY0302:H -> t anti-t|}\")")]
    [InlineData("Decay(\"{|PHY0302:gamma -> e+ e-|}\")")]
    [InlineData("Decay(\"H -> ({|PHY0302:Z -> t anti-t|}) gamma\")")]
    [InlineData("Scattering(\"{|PHY0302:e- e+ -> t anti-t|}\", SqrtS = 240)")]
    [InlineData("Decay(\"{|PHY0302:chi_c1(1P) -> D0 anti-D0|}\")")]
    [InlineData("Decay(\"{|PHY0302:K*(892)0 -> rho(770)0 K0|}\")")]
    public Task What_weighs_too_much_is_marked(string attribute) => Verify(attribute);

    [Theory]
    [InlineData("Decay(\"mu- -> {|PHY0303:electron|} anti-nu_e nu_mu\")")]
    [InlineData("Decay(\"phi(1020) -> {|PHY0303:k+|} {|PHY0303:k-|}\")")]
    [InlineData("Decay(\"{|PHY0303:A'|} -> mu- mu+\")")]
    [InlineData("Decay(\"B+ -> ({|PHY0303:antiD0|} -> K+ pi-) pi+\")")]
    public Task A_particle_that_is_not_there_is_marked(string attribute) => Verify(attribute);

    [Theory]
    [InlineData("Decay(\"{|PHY0304:mu- e- anti-nu_e nu_mu|}\")")]
    [InlineData("Decay({|PHY0304:\"\"|})")]
    [InlineData("Decay(\"{|PHY0304:mu- ->|}\")")]
    [InlineData("Decay(\"{|PHY0304:-> e- nu_mu|}\")")]
    [InlineData("Decay(\"B+ -> {|PHY0304:(|}anti-D0 -> K+ pi- pi+\")")]
    [InlineData("Decay(\"B+ -> anti-D0 pi+{|PHY0304:)|}\")")]
    [InlineData("Decay(\"B+ -> anti-D0 {|PHY0304:->|} K+ pi- pi+\")")]
    [InlineData("Decay(\"{|PHY0304:g g -> g g|}\")")]
    [InlineData("Scattering(\"{|PHY0304:Z -> e- e+|}\", SqrtS = 91)")]
    [InlineData("Decay(\"mu- {|PHY0304:=|} e- anti-nu_e nu_mu\")")]
    [InlineData("Decay(\"mu- {|PHY0304:to|} e- anti-nu_e nu_mu\")")]
    public Task A_text_that_is_no_reaction_is_marked(string attribute) => Verify(attribute);

    [Theory]
    [InlineData("Decay(\"mu- -> e- anti-nu_e nu_mu\")")]
    [InlineData("Decay(\"H -> Z Z\", OffShell = true)")]
    [InlineData("Decay(\"H -> (Z -> e- e+) (Z -> mu- mu+)\", OffShell = true)")]
    [InlineData("Decay(\"mu- -> e- gamma\", Violates = ConservedNumbers.LeptonFlavour)")]
    [InlineData("Decay(\"p -> e+ pi0\", Violates = ConservedNumbers.LeptonFlavour | ConservedNumbers.BaryonNumber)")]
    [InlineData("Decay(\"K_L0 -> pi- e+ nu_e\")")]
    [InlineData("Decay(\"phi(1020) -> K_S0 K_L0\")")]
    [InlineData("Decay(\"anti-Lambda → anti-p pi+\")")]
    [InlineData("Decay(\"Delta++ -> p pi+\")")]
    [InlineData("Decay(\"B_s0 -> (J/psi -> mu+ mu-) (phi -> K+ K-)\")")]
    [InlineData("Decay(\"  B+  ->(anti-D0 -> K+ pi-)   pi+ \")")]
    [InlineData("Decay(\"t -> (W+ -> e+ nu_e) b\")")]
    [InlineData("Decay(\"D*(2010)+ -> D0 pi+\")")]
    [InlineData("Decay(\"D_s+ -> (a_0(980)0 -> K+ K-) pi+\", OffShell = true)")]
    [InlineData("NewParticle(\"A'\", Mass = 0.25), Decay(\"A' -> mu- mu+\")")]
    [InlineData("NewParticle(\"N\", Mass = 2, ElectronNumber = 1, Antiparticle = \"anti-N\"), Decay(\"anti-N -> e+ pi-\")")]
    [InlineData("Scattering(\"g g -> g g g\", SqrtS = 1000)")]
    [InlineData("Scattering(\"u anti-d -> (W+ -> mu+ nu_mu)\", SqrtS = 80.4)")]
    [InlineData("Scattering(\"p p -> t anti-t X\", SqrtS = 13600)")]
    [InlineData("Scattering(\"mu+ mu- -> Z\", SqrtS = 91.19)")]
    public Task What_can_happen_is_silent(string attribute) => Verify(attribute);

    [Theory]
    [InlineData("Decay(\"{|PHY0304:Z -> Z|}\")")]
    [InlineData("Decay(\"{|PHY0304:Z -> (Z -> mu- mu+)|}\")")]
    [InlineData("NewParticle(\"Q\", {|PHY0304:Mass = -1|}), Decay(\"Z -> Q Q\")")]
    [InlineData("NewParticle(\"Q\", Mass = 1, {|PHY0304:Width = -90|}), Decay(\"Z -> Q Q\")")]
    [InlineData("NewParticle({|PHY0304:\"Z\"|}, Mass = 5), Decay(\"Z -> mu- mu+\")")]
    [InlineData("NewParticle(\"Q\", {|PHY0304:Mass = -1|}), NewParticle({|PHY0304:\"Z\"|}, Mass = 5), Decay(\"Z -> Q Q\")")]
    public Task What_is_no_reaction_is_marked(string attribute) => Verify(attribute);

    /// <summary>Where broad states nearly reach, it is no error.</summary>
    [Theory]
    [InlineData("chi_c1(1P) -> D0 anti-D0", "Error")]
    [InlineData("K*(892)0 -> rho(770)0 K0", "Warning")]
    [InlineData("rho(770)0 -> eta pi0 gamma", "Silent")]
    [InlineData("a_1(1260)+ -> f_0(500) rho(770)+", "Warning")]
    [InlineData("N(1520)+ -> p rho(770)0", "Warning")]
    [InlineData("a_0(980)0 -> K+ K-", "Warning")]
    [InlineData("Lambda(1405) -> p K-", "Warning")]
    [InlineData("D_s+ -> (a_0(980)0 -> K+ K-) pi+", "Warning")]
    public async Task What_is_within_three_widths_is_a_warning(string process, string expected)
    {
        (_, _, IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> said) = await Project.Plain.DiagnoseAsync(Source($"Decay(\"{process}\")"));
        Assert.Equal(expected == "Silent" ? [] : [expected], said.Select(static d => d.Severity.ToString()));
    }

    [Fact]
    public async Task The_message_names_what_changes_and_what_would_not()
    {
        Assert.Equal("'phi(1020) -> K+ K+' changes electric charge from 0 to +2; 'phi(1020) -> K+ K-' does not", await Message("phi(1020) -> K+ K+"));
        Assert.Equal(
            "'rho(770)0' (0.775 GeV) is lighter than its products (3.308 GeV); allow off-shell with 'OffShell = true' ('--off-shell')",
            await Message("rho(770)0 -> J/psi mu+ mu-"));
        Assert.Equal("'W- -> e+ nu_e' changes electric charge from -1 to +1; 'W+ -> e+ nu_e' does not", await Message("t -> b (W- -> e+ nu_e)"));
        Assert.Equal("'u -> b' changes electric charge from +2/3 to -1/3; a particle is missing, or has to be its antiparticle", await Message("u -> b"));
    }

    /// <summary>What is proposed has to help: a line shape of something, or more energy.</summary>
    [Theory]
    [InlineData("Decay(\"pi0 -> mu+ mu-\")", "no particle of it is broad enough to make up for that off its mass shell; write other products")]
    [InlineData("Decay(\"J/psi -> D+ D-\")", "no particle of it is broad enough to make up for that off its mass shell; write other products")]
    [InlineData("Decay(\"a_0(980)0 -> K+ K-\")", "write what it comes from, '… -> (a_0(980)0 -> K+ K-) …' with 'OffShell = true' ('--off-shell')")]
    [InlineData("Decay(\"a_0(980)0 -> K+ K-\", OffShell = true)", "write what it comes from, '… -> (a_0(980)0 -> K+ K-) …' with 'OffShell = true' ('--off-shell')")]
    [InlineData("Scattering(\"pi- p -> K0 Lambda\", SqrtS = 1.2)", "raise SqrtS above 1.613")]
    [InlineData("Scattering(\"e- e+ -> t anti-t\", SqrtS = 240)", "or allow off-shell products with 'OffShell = true' ('--off-shell')")]
    public async Task The_way_out_is_one(string attribute, string way)
    {
        (_, _, IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> said) = await Project.Plain.DiagnoseAsync(Source(attribute));
        Assert.EndsWith(way, Assert.Single(said).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static async Task<string> Message(string process)
    {
        (_, _, IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> said) = await Project.Plain.DiagnoseAsync(Source($"Decay(\"{process}\")"));
        return Assert.Single(said).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task Verify(string attribute) => Project.Plain.VerifyAsync(Source(attribute));

    private static string Source(string attribute) => $"[{attribute}] public record Toy {{ }}";
}
