namespace Mandelstam.Particles;

/// <summary>Particles by name and number.</summary>
public sealed class ParticleTable
{
    private readonly Dictionary<string, Particle> _byName;
    private readonly Dictionary<int, Particle> _byId;

    private ParticleTable(Dictionary<string, Particle> byName, Dictionary<int, Particle> byId)
    {
        _byName = byName;
        _byId = byId;
    }

    /// <summary>
    /// The particles of the Standard Model and the common hadrons, with the values of the Review of Particle Physics 2024
    /// (S. Navas et al., Phys. Rev. D 110, 030001).
    /// </summary>
    public static ParticleTable Standard { get; } = Build();

    /// <summary>Every particle and antiparticle that has a number, in the order of the numbers.</summary>
    public IReadOnlyList<Particle> All => [.. _byId.Values.OrderBy(static p => Math.Abs(p.PdgId)).ThenByDescending(static p => p.PdgId)];

    /// <summary>Every name, further names included.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <summary>The table with further particles, and their antiparticles. What has the name of another particle takes its place.</summary>
    /// <param name="particles">The particles.</param>
    public ParticleTable With(IEnumerable<Particle> particles)
    {
        Dictionary<string, Particle> byName = new(_byName, StringComparer.Ordinal);
        foreach (Particle particle in particles)
        {
            byName[particle.Name] = particle;
            byName[particle.AntiparticleName] = particle.Antiparticle;
        }

        return new(byName, _byId);
    }

    /// <summary>The particle of a name, or null.</summary>
    /// <param name="name">Its name. "anti-X" and "Xbar" are the antiparticle of X, where they are not names themselves.</param>
    public Particle? Find(string name)
    {
        if (_byName.TryGetValue(name, out Particle? particle))
        {
            return particle;
        }

        string? conjugate = name.StartsWith("anti-", StringComparison.Ordinal) ? name.Substring(5)
            : name.EndsWith("bar", StringComparison.Ordinal) ? name.Substring(0, name.Length - 3)
            : null;
        return conjugate is not null && _byName.TryGetValue(conjugate, out Particle? other) && !other.IsSelfConjugate ? other.Antiparticle : null;
    }

    /// <summary>The particle of a number, or null.</summary>
    /// <param name="pdgId">Its number in the scheme of the Particle Data Group.</param>
    public Particle? Find(int pdgId) => _byId.TryGetValue(pdgId, out Particle? particle) ? particle : null;

    /// <summary>The names that differ least from one that is not in the table, nearest first.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="count">The most names to give.</param>
    public IReadOnlyList<string> Nearest(string name, int count = 3)
    {
        // Letters in the wrong case and forgotten or doubled signs are what people write; beyond half of the name it is another word.
        // "t~", "tbar" and "nu_e_bar" are other programs' ways to write an antiparticle; "mu" and "nu" are names whose end is left to guess.
        int limit = Math.Max(1, name.Length / 2);
        string plain = name.Replace("~", "").Replace("_bar", "").Replace("bar", "");
        string? conjugate = plain.Length < name.Length ? Find(plain)?.AntiparticleName : null;
        return
        [
            .. _byName.Select(entry => (entry.Key, Distance: entry.Key == conjugate ? 0
                    : entry.Key.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? Math.Min(limit, 0.25 * (entry.Key.Length - name.Length))
                    : Distance(name, entry.Key)))
                .Where(candidate => candidate.Distance <= limit)
                .OrderBy(static candidate => candidate.Distance)
                .ThenBy(candidate => Math.Abs(candidate.Key.Length - name.Length))
                .ThenBy(static candidate => candidate.Key, StringComparer.Ordinal)
                .Take(count)
                .Select(static candidate => candidate.Key),
        ];
    }

    // The number of letters to insert, delete or exchange; another case counts less than another letter.
    private static double Distance(string a, string b)
    {
        double[] previous = [.. Enumerable.Range(0, b.Length + 1).Select(static i => (double)i)];
        for (int i = 0; i < a.Length; i++)
        {
            double[] current = new double[b.Length + 1];
            current[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                double change = a[i] == b[j] ? 0 : char.ToUpperInvariant(a[i]) == char.ToUpperInvariant(b[j]) ? 0.5 : 1;
                current[j + 1] = Math.Min(previous[j] + change, Math.Min(previous[j + 1], current[j]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }

    private static ParticleTable Build()
    {
        Dictionary<string, Particle> byName = new(StringComparer.Ordinal);
        Dictionary<int, Particle> byId = [];
        foreach (ParticleRow row in ParticleData.Rows)
        {
            Particle particle = row.Particle, antiparticle = particle.Antiparticle;
            byId[particle.PdgId] = particle;
            byId[antiparticle.PdgId] = antiparticle;
            byName[particle.Name] = particle;
            byName[antiparticle.Name] = antiparticle;
            foreach (string alias in row.Aliases)
            {
                byName[alias] = particle;
            }

            if (!particle.IsSelfConjugate)
            {
                foreach (string alias in row.AntiparticleAliases)
                {
                    byName[alias] = antiparticle;
                }
            }
        }

        return new(byName, byId);
    }
}
