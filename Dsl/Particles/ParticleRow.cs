namespace Mandelstam.Particles;

/// <summary>A row of the table: a particle, and what tells its antiparticle apart.</summary>
internal sealed class ParticleRow(int pdgId, string name, string? antiparticle, double mass, double width, int threeCharge, params string[] aliases)
{
    /// <summary>The particle.</summary>
    public Particle Particle { get; } = new(
        name,
        antiparticle ?? name,
        pdgId,
        mass,
        width,
        threeCharge,
        TwiceSpinOf(pdgId),
        pdgId is 11 or 12 ? 1 : 0,
        pdgId is 13 or 14 ? 1 : 0,
        pdgId is 15 or 16 ? 1 : 0,
        ThreeBaryonNumberOf(pdgId));

    /// <summary>Further names of the particle.</summary>
    public IReadOnlyList<string> Aliases { get; } = aliases;

    /// <summary>Further names of the antiparticle: the sign turned, and "anti-" where its own name has that.</summary>
    public IEnumerable<string> AntiparticleAliases => Aliases.Select(alias =>
        (Particle.AntiparticleName.StartsWith("anti-", StringComparison.Ordinal) ? "anti-" : "") + Turned(alias));

    private static string Turned(string name)
    {
        char[] text = name.ToCharArray();
        for (int i = text.Length - 1; i >= 0 && text[i] is '+' or '-'; i--)
        {
            text[i] = text[i] == '+' ? '-' : '+';
        }

        return new(text);
    }

    // The numbering scheme of the Review: the last digit of a hadron's number is 2J + 1.
    private static int TwiceSpinOf(int id) => id switch
    {
        < 20 => 1,
        25 or 130 or 310 => 0,
        < 25 => 2,
        _ => (id % 10) - 1,
    };

    // The digits before the last one are the quarks: three of them for a baryon, nothing before the last two for a meson.
    private static int ThreeBaryonNumberOf(int id) => id < 10 ? 1 : id > 1000 && id / 1000 % 10 > 0 ? 3 : 0;
}
