namespace Mandelstam.Particles;

/// <summary>A kind of particle: what a decay has to conserve, and what it weighs.</summary>
/// <param name="Name">Its name: "mu-", "K*(892)0", "anti-nu_e".</param>
/// <param name="AntiparticleName">The name of its antiparticle; its own where it is that itself.</param>
/// <param name="PdgId">Its number in the scheme of the Particle Data Group; negative for antiparticles, 0 for a particle of one's own.</param>
/// <param name="MassInGeV">Mass.</param>
/// <param name="WidthInGeV">Total width; 0 for a stable particle.</param>
/// <param name="ThreeCharge">Three times the electric charge, a whole number also for quarks.</param>
/// <param name="TwiceSpin">Twice the spin.</param>
/// <param name="ElectronNumber">Electrons and their neutrinos minus their antiparticles.</param>
/// <param name="MuonNumber">Muons and their neutrinos minus their antiparticles.</param>
/// <param name="TauNumber">Tau leptons and their neutrinos minus their antiparticles.</param>
/// <param name="ThreeBaryonNumber">Three times the baryon number: 1 for a quark, 3 for a baryon.</param>
public sealed record Particle(
    string Name,
    string AntiparticleName,
    int PdgId,
    double MassInGeV,
    double WidthInGeV,
    int ThreeCharge,
    int TwiceSpin,
    int ElectronNumber,
    int MuonNumber,
    int TauNumber,
    int ThreeBaryonNumber)
{
    /// <summary>It is its own antiparticle.</summary>
    public bool IsSelfConjugate => Name == AntiparticleName;

    /// <summary>The electric charge in units of the proton's.</summary>
    public double Charge => ThreeCharge / 3.0;

    /// <summary>The spin in units of ħ.</summary>
    public double Spin => TwiceSpin / 2.0;

    /// <summary>The antiparticle: same mass, width and spin, everything else opposite.</summary>
    public Particle Antiparticle => IsSelfConjugate
        ? this
        : new(
            AntiparticleName, Name, -PdgId, MassInGeV, WidthInGeV, -ThreeCharge, TwiceSpin,
            -ElectronNumber, -MuonNumber, -TauNumber, -ThreeBaryonNumber);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
