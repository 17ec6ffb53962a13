using FsCheck;
using FsCheck.Fluent;
using Mandelstam.Particles;
using Xunit;

namespace Mandelstam.Dsl.Tests;

/// <summary>The particle table is consistent with itself and with the numbering scheme; reactions are read as written.</summary>
public sealed class ParticleTests
{
    public static TheoryData<string> Names => [.. ParticleTable.Standard.All.Select(static p => p.Name)];

    [Theory]
    [InlineData("mu-", 13, 0.1056583755, -3, 1)]
    [InlineData("anti-nu_e", -12, 0, 0, 1)]
    [InlineData("Z", 23, 91.188, 0, 2)]
    [InlineData("H", 25, 125.2, 0, 0)]
    [InlineData("t", 6, 172.57, 2, 1)]
    [InlineData("phi(1020)", 333, 1.019461, 0, 2)]
    [InlineData("K_S0", 310, 0.497611, 0, 0)]
    [InlineData("f_2(1270)", 225, 1.2754, 0, 4)]
    [InlineData("Omega-", 3334, 1.67245, -3, 3)]
    [InlineData("anti-Sigma-", -3222, 1.18937, -3, 1)]
    [InlineData("Delta++", 2224, 1.232, 6, 3)]
    [InlineData("B*_s0", 533, 5.4154, 0, 2)]
    public void A_particle_has_the_values_of_the_review(string name, int id, double mass, int threeCharge, int twiceSpin)
    {
        Particle particle = ParticleTable.Standard.Find(name)!;
        Assert.Equal((id, mass, threeCharge, twiceSpin), (particle.PdgId, particle.MassInGeV, particle.ThreeCharge, particle.TwiceSpin));
        Assert.Same(particle, ParticleTable.Standard.Find(id));
        Assert.Equal(mass, particle.Mass.InGeV);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_antiparticle_is_the_opposite(string name)
    {
        Particle particle = ParticleTable.Standard.Find(name)!, other = particle.Antiparticle;
        Assert.Equal(other, ParticleTable.Standard.Find(other.Name));
        Assert.Equal(particle, other.Antiparticle);
        Assert.Equal((particle.MassInGeV, particle.WidthInGeV, particle.TwiceSpin), (other.MassInGeV, other.WidthInGeV, other.TwiceSpin));
        Assert.Equal((0, 0), (particle.ThreeCharge + other.ThreeCharge, particle.ThreeBaryonNumber + other.ThreeBaryonNumber));
        if (particle.IsSelfConjugate)
        {
            Assert.Equal((0, 0, 0), (particle.ThreeCharge, particle.ThreeBaryonNumber, particle.ElectronNumber + particle.MuonNumber + particle.TauNumber));
        }

        // A name that ends in signs carries the charge; quarks have no sign in theirs.
        int sign = name.Count(static c => c == '+') - name.Reverse().TakeWhile(static c => c == '-').Count();
        if (Math.Abs(particle.PdgId) > 10 && (name[^1] is '+' or '-'))
        {
            Assert.Equal(3 * sign, particle.ThreeCharge);
        }
    }

    /// <summary>Quarks in the number of a hadron add up to its charge: an independent check of every row.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Charges_are_those_of_the_quarks(string name)
    {
        Particle particle = ParticleTable.Standard.Find(name)!;
        int id = Math.Abs(particle.PdgId), q1 = id / 1000 % 10, q2 = id / 100 % 10, q3 = id / 10 % 10;
        if (id < 100 || id is 130 or 310)
        {
            return; // no hadron, or a mixture
        }

        static int Charge(int quark) => quark % 2 == 0 ? 2 : -1;
        int charge = q1 > 0 ? Charge(q1) + Charge(q2) + Charge(q3) : Math.Abs(Charge(q2) - Charge(q3));
        Assert.Equal(q1 > 0 ? Math.Sign(particle.PdgId) * charge : charge, q1 > 0 ? particle.ThreeCharge : Math.Abs(particle.ThreeCharge));
        Assert.Equal(q1 > 0 ? 3 * Math.Sign(particle.PdgId) : 0, particle.ThreeBaryonNumber);
    }

    [Theory]
    [InlineData("pbar", "anti-p")]
    [InlineData("D0bar", "anti-D0")]
    [InlineData("anti-mu-", "mu+")]
    [InlineData("rho-", "rho(770)-")]
    [InlineData("anti-K*0", "anti-K*(892)0")]
    [InlineData("photon", "gamma")]
    public void Common_spellings_are_understood(string spelling, string name) => Assert.Equal(name, ParticleTable.Standard.Find(spelling)?.Name);

    [Theory]
    [InlineData("k+", "K+")]
    [InlineData("nu_tua", "nu_tau")]
    [InlineData("Jpsi", "J/psi")]
    [InlineData("lambda", "Lambda")]
    [InlineData("t~", "anti-t")]
    [InlineData("nu_mu~", "anti-nu_mu")]
    [InlineData("nu_e_bar", "anti-nu_e")]
    [InlineData("e", "e+")]
    [InlineData("nu", "nu_e")]
    [InlineData("pi", "pi+")]
    public void The_nearest_name_comes_first(string spelling, string name)
    {
        Assert.Null(ParticleTable.Standard.Find(spelling));
        Assert.Equal(name, ParticleTable.Standard.Nearest(spelling)[0]);
    }

    [Fact]
    public void A_chain_is_read_as_written()
    {
        Reaction reaction = Reaction.Parse("B+ -> (anti-D0 -> K+ pi-) pi+");
        Assert.Equal("B+ -> (anti-D0 -> K+ pi-) pi+", reaction.ToString());
        Assert.Equal(["K+", "pi-", "pi+"], reaction.FinalState.Select(static p => p.Name));
        Assert.Equal(["B+", "anti-D0"], reaction.Chain.Select(static r => r.Incoming[0].Particle.Name));
        Assert.Equal((7, 17), (reaction.Outgoing[0].Decay!.Start, reaction.Outgoing[0].Decay!.Length));
        Assert.True(Reaction.Parse("p p -> t anti-t X").IsInclusive);
    }

    [Fact]
    public void What_is_no_reaction_says_why()
    {
        Assert.Contains("no arrow", Assert.Throws<FormatException>(static () => Reaction.Parse("mu- e-")).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'nu_e'", Assert.Throws<FormatException>(static () => Reaction.Parse("W+ -> e+ nue")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_particle_of_ones_own_has_an_antiparticle()
    {
        ParticleTable table = ParticleTable.Standard.With([new("N", "anti-N", 0, 2, 0, 0, 1, 1, 0, 0, 0)]);
        Assert.Equal(-1, Reaction.Parse("anti-N -> e+ pi-", table).Incoming[0].Particle.ElectronNumber);
        Assert.Null(ParticleTable.Standard.Find("anti-N"));
    }

    /// <summary>Whatever is typed: a reaction whose text reads the same again, or a reason inside the text.</summary>
    [Fact]
    public void Any_text_is_read_or_refused()
    {
        Gen<string> piece = Gen.Elements("mu-", "e+", "->", "→", "(", ")", " ", "phi(1020)", "X", "pi", "K*(892)0", "\t", "gamma", "-", "anti-");
        Prop.ForAll(piece.ArrayOf().Select(static p => string.Concat(p)).ToArbitrary(), static text =>
        {
            Reaction? reaction = Reaction.TryParse(text, null, out IReadOnlyList<ReactionError> errors);
            return reaction is not null
                ? errors.Count == 0 && Reaction.Parse(reaction.ToString()).ToString() == reaction.ToString()
                : errors.Count > 0 && errors.All(e => e.Start >= 0 && e.Length >= 0 && e.Start + e.Length <= text.Length);
        }).QuickCheckThrowOnFailure();
    }
}
