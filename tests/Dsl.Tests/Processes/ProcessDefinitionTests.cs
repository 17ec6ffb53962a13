using Mandelstam.Particles;
using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Dsl.Tests.Processes;

/// <summary>What a runtime is told of a process is what its text says, and what cannot happen is refused with the rule's own words.</summary>
public sealed class ProcessDefinitionTests
{
    [Fact]
    public void A_decay_has_the_kinematics_of_the_table()
    {
        ProcessDefinition muon = ProcessDefinition.Parse("mu- -> e- anti-nu_e nu_mu", new() { Massless = [0] });
        Assert.True(muon.IsDecay && muon.IsMassless);
        Assert.Equal(0.1056583755, muon.TotalEnergy);
        Assert.Equal([0.0, 0.0, 0.0], muon.Masses);
        Assert.Equal(["e-", "anti-nu_e", "nu_mu"], muon.FinalState.Select(static p => p.ToString()));
        Assert.Equal((5, 0, 1.0), (muon.DegreesOfFreedom, muon.AmplitudeDimension, muon.IdenticalFactor));
        Assert.Equal(2 * 0.1056583755, muon.Flux);
        Assert.Equal(0.00051099895, ProcessDefinition.Parse("mu- -> e- anti-nu_e nu_mu").Masses[0]);
    }

    [Fact]
    public void A_scattering_has_its_energy_and_a_factor_for_identical_particles()
    {
        ProcessDefinition gluons = ProcessDefinition.Parse("g g -> g g g", new() { SqrtS = 1000 });
        Assert.False(gluons.IsDecay);
        Assert.Equal((1000.0, -2, 5), (gluons.TotalEnergy, gluons.AmplitudeDimension, gluons.DegreesOfFreedom));
        Assert.Equal(1 / 6.0, gluons.IdenticalFactor);
        Assert.Equal(2e6, gluons.Flux); // massless: 2s
        Assert.Equal(500, gluons.IncomingMomentum(0).Pz.Value);
        Assert.Equal(-500, gluons.IncomingMomentum(1).Pz.Value);
        Assert.Equal("g g -> g g g at 1000 GeV", gluons.ToString());
        Assert.Equal(1 / 4.0, ProcessDefinition.Parse("Z -> mu+ mu+ mu- mu-").IdenticalFactor);
    }

    [Fact]
    public void A_chain_is_a_tree_whose_leaves_are_the_final_state()
    {
        ProcessDefinition chain = ProcessDefinition.Parse("H -> (Z -> e- e+) (Z -> mu- mu+)", new() { OffShell = true });
        Assert.Equal(["e-", "e+", "mu-", "mu+"], chain.FinalState.Select(static p => p.ToString()));
        Assert.Equal(["H", "Z", "e-", "e+", "Z", "mu-", "mu+"], chain.Tree.All.Select(static p => p.ToString()));
        Assert.Equal([0, 2], chain.Tree.Daughters.Select(static z => z.FirstLeaf));
        Assert.Equal(new(91.188, 2.4955), chain.Tree.Daughters[0].LineShape);
        Assert.Equal(2 * 0.1056583755, chain.Tree.Daughters[1].MinimumMass);
        Assert.All(chain.FinalState, static p => Assert.Null(p.LineShape)); // a muon's width is nobody's line shape
        Assert.Equal(8, chain.DegreesOfFreedom);
    }

    [Fact]
    public void Without_off_shell_an_intermediate_particle_is_on_its_mass_shell()
    {
        ProcessDefinition chain = ProcessDefinition.Parse("B_s0 -> (J/psi -> mu+ mu-) (phi -> K+ K-)");
        Assert.All(chain.Tree.All, static p => Assert.Null(p.LineShape));
        Assert.Equal(3.0969, chain.Tree.Daughters[0].MinimumMass, 1e-3);
    }

    [Fact]
    public void A_particle_that_is_made_alone_is_no_vertex()
    {
        ProcessDefinition drellYan = ProcessDefinition.Parse("u anti-d -> (W+ -> mu+ nu_mu)", new() { SqrtS = 80.4, MasslessIncoming = [0, 1] });
        Assert.Equal(2, drellYan.Tree.Daughters.Count);
        Assert.NotNull(drellYan.Mandelstam);
        Assert.Equal(2 * 80.4 * 80.4, drellYan.Flux, 1e-9);
    }

    [Theory]
    [InlineData("phi(1020) -> K+ K+", "'phi(1020) -> K+ K+' changes electric charge from 0 to +2; 'phi(1020) -> K+ K-' does not")]
    [InlineData("H -> Z Z", "'H' (125.200 GeV) is lighter than its products (182.376 GeV); allow off-shell with 'OffShell = true' ('--off-shell')")]
    [InlineData("mu- -> electron anti-nu_e nu_mu", "'electron' is not in the particle table")]
    [InlineData("mu- e- anti-nu_e nu_mu", "has no arrow")]
    [InlineData("Z -> e- e+ X", "has an X")]
    [InlineData("K_S0 -> pi0", "has one product")]
    [InlineData("g g -> g g", "does not say its energy")]
    [InlineData("B+ -> (anti-D0 -> K+ pi+) pi+", "'anti-D0 -> K+ pi+' changes electric charge")]
    public void What_cannot_happen_is_refused_in_the_words_of_the_rule(string text, string message) =>
        Assert.Contains(message, Assert.Throws<MandelstamException>(() => ProcessDefinition.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Even_off_shell_the_final_state_has_to_be_paid_for()
    {
        Assert.Contains("raise SqrtS", Assert.Throws<MandelstamException>(() => ProcessDefinition.Parse("e- e+ -> t anti-t", new() { SqrtS = 240 })).Message);
        MandelstamException e = Assert.Throws<MandelstamException>(
            () => ProcessDefinition.Parse("e- e+ -> (Z -> B+ B-) gamma", new() { SqrtS = 10, OffShell = true }));
        Assert.Equal("PHY0302: 'e- e+' (10.000 GeV) is lighter than its products (10.559 GeV); raise SqrtS above 10.559", e.Message);
    }

    [Fact]
    public void A_line_shape_is_normalised_and_inverts()
    {
        LineShape z = new(91.188, 2.4955);
        double least = 10 * 10, most = 120 * 120, step = (most - least) / 200_000;
        double sum = Enumerable.Range(0, 200_000).Sum(i => z.Density(least + ((i + 0.5) * step))) * step;
        Assert.Equal(z.Probability(least, most), sum, 1e-6); // the midpoint rule on a curve of width 455 GeV² in steps of 0.07 GeV²
        Assert.Equal(0.5, z.Probability(double.NegativeInfinity, 91.188 * 91.188), 1e-15);
        foreach (double fraction in new[] { 0.0, 0.1, 0.5, 0.99, 1.0 })
        {
            double massSquared = z.MassSquaredAt(fraction, least, most);
            Assert.Equal(fraction, z.Probability(least, massSquared) / z.Probability(least, most), 1e-12);
        }
    }

    [Fact]
    public void A_new_particle_takes_part()
    {
        Particle dark = new("A'", "A'", 0, 0.25, 0, 0, 2, 0, 0, 0, 0);
        Reaction reaction = Reaction.Parse("A' -> mu- mu+", ParticleTable.Standard.With([dark]));
        Assert.Equal(0.25, ProcessDefinition.Of(reaction).TotalEnergy);
    }
}
