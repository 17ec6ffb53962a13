using System.Globalization;

namespace Mandelstam.Particles;

/// <summary>What every reaction must obey: conserved numbers at each vertex, and the energy for its products.</summary>
/// <param name="sqrtS">The energy of a scattering in its centre of mass, in GeV; NaN where it is not known.</param>
/// <param name="offShell">What has a line shape may have any mass that its own products allow.</param>
/// <param name="mayViolateLeptonFlavour">Lepton numbers need not be conserved.</param>
/// <param name="mayViolateBaryonNumber">Baryon number need not be conserved.</param>
internal sealed class ReactionLaws(double sqrtS, bool offShell, bool mayViolateLeptonFlavour, bool mayViolateBaryonNumber)
{
    // A product this many widths below its mass is still likely enough to be meant.
    private const double Widths = 3;

    // What is narrower than this fraction of its mass is on its mass shell whatever is declared: no experiment resolves it.
    private const double NarrowestRatio = 1e-6;

    /// <summary>Has a particle a line shape where off-shell particles are allowed?</summary>
    public static bool IsBroad(Particle particle) => particle.WidthInGeV > NarrowestRatio * particle.MassInGeV;

    /// <summary>Every law that a reaction breaks, vertex by vertex.</summary>
    /// <param name="reaction">The reaction; a decay has one particle that comes in.</param>
    public IReadOnlyList<ReactionViolation> Violations(Reaction reaction)
    {
        List<ReactionViolation> violations = [];
        List<Reaction> said = [];
        foreach (Reaction vertex in reaction.Chain.Where(vertex => !said.Exists(known => ReferenceEquals(known, vertex))))
        {
            List<string> changes = vertex.IsInclusive ? [] : Changes(vertex);
            if (changes.Count > 0 && vertex.Outgoing.FirstOrDefault(p => IsMeantAsAntiparticle(p, vertex)) is { Decay: { } decay } product)
            {
                // Where it comes from and where it decays: one slip of the hand.
                string meant = product.Particle.Antiparticle.Name;
                violations.Add(new(false, product.Start, product.Length, [decay.ToString(), string.Join(" and ", Changes(decay)), $"'{OfAntiparticle(decay)}' does not"], [meant], false));
                said.Add(decay);
            }
            else if (changes.Count > 0)
            {
                IReadOnlyList<string> repairs = Conjugated(vertex);
                string way = repairs.Count > 0 ? $"'{repairs[0]}' does not" : "a particle is missing, or has to be its antiparticle";
                violations.Add(new(false, vertex.Start, vertex.Length, [vertex.ToString(), string.Join(" and ", changes), way], repairs, false));
            }
            else if (Threshold(vertex, ReferenceEquals(vertex, reaction)) is { } threshold)
            {
                violations.Add(threshold);
            }
        }

        return violations;
    }

    // "t -> b (W- -> e+ nu_e)": what would conserve everything as its antiparticle, where it is made and where it decays, and now does neither.
    private bool IsMeantAsAntiparticle(ReactionParticle product, Reaction vertex) => product is { Decay: { } decay, Particle.IsSelfConjugate: false } && Changes(decay).Count > 0
        && Changes(OfAntiparticle(decay)).Count == 0
        && Changes(vertex with { Outgoing = [.. vertex.Outgoing.Select(p => ReferenceEquals(p, product) ? p with { Particle = p.Particle.Antiparticle } : p)] }).Count == 0;

    private static Reaction OfAntiparticle(Reaction decay) => decay with { Incoming = [.. decay.Incoming.Select(static p => p with { Particle = p.Particle.Antiparticle })] };

    private List<string> Changes(Reaction vertex)
    {
        List<string> changes = [];
        void Compare(string name, int units, Func<Particle, int> number)
        {
            int before = vertex.Incoming.Sum(p => number(p.Particle)), after = vertex.Outgoing.Sum(p => number(p.Particle));
            if (before != after)
            {
                changes.Add($"{name} from {Text(before, units)} to {Text(after, units)}");
            }
        }

        Compare("electric charge", 3, static p => p.ThreeCharge);
        if (!mayViolateBaryonNumber)
        {
            Compare("baryon number", 3, static p => p.ThreeBaryonNumber);
        }

        if (!mayViolateLeptonFlavour)
        {
            Compare("electron number", 1, static p => p.ElectronNumber);
            Compare("muon number", 1, static p => p.MuonNumber);
            Compare("tau number", 1, static p => p.TauNumber);
        }

        return changes;
    }

    // With its sign, and in thirds where it is not whole.
    private static string Text(int value, int units)
    {
        string sign = value > 0 ? "+" : "";
        return value % units == 0
            ? sign + (value / units).ToString(CultureInfo.InvariantCulture)
            : $"{sign}{value.ToString(CultureInfo.InvariantCulture)}/{units.ToString(CultureInfo.InvariantCulture)}";
    }

    // The same reaction with one product replaced by its antiparticle, where that conserves everything.
    private IReadOnlyList<string> Conjugated(Reaction vertex)
    {
        List<string> repairs = [];
        for (int i = 0; i < vertex.Outgoing.Count; i++)
        {
            ReactionParticle product = vertex.Outgoing[i];
            if (product.Decay is not null || product.Particle.IsSelfConjugate)
            {
                continue;
            }

            Reaction changed = vertex with { Outgoing = [.. vertex.Outgoing.Select((p, j) => i == j ? p with { Particle = p.Particle.Antiparticle } : p)] };
            string text = changed.ToString();
            if (Changes(changed).Count == 0 && !repairs.Contains(text))
            {
                repairs.Add(text);
            }
        }

        // Of two equal products either may be meant: the last one reads best, "K+ K-".
        repairs.Reverse();
        return repairs;
    }

    private ReactionViolation? Threshold(Reaction vertex, bool isWhole)
    {
        if (Lack(vertex, isWhole, offShell) is not { } lack)
        {
            return null;
        }

        bool isScattering = isWhole && vertex.Incoming.Count > 1, helps = !offShell && Lack(vertex, isWhole, true) is null;
        Particle first = vertex.Incoming[0].Particle;
        double reach = (isScattering ? 0 : first.WidthInGeV) + (offShell ? 0 : vertex.Outgoing.Sum(static p => p.Particle.WidthInGeV));
        bool isWithinReach = lack.Available + (Widths * reach) >= lack.Needed;
        string subject = string.Join(" ", vertex.Incoming.Select(static p => p.Particle.Name)), raise = $"raise SqrtS above {Mass(lack.Needed)}";
        string way = (isScattering, helps, isWithinReach) switch
        {
            (true, true, _) => $"{raise}, or allow off-shell products with 'OffShell = true' ('--off-shell')",
            (true, false, _) => raise,
            (_, true, _) => "allow off-shell with 'OffShell = true' ('--off-shell')",
            (_, _, true) => $"what decays by itself does so at its pole; write what it comes from, '… -> ({vertex}) …' with 'OffShell = true' ('--off-shell')",
            _ => "no particle of it is broad enough to make up for that off its mass shell; write other products",
        };
        return new(true, vertex.Start, vertex.Length, [subject, Mass(lack.Available), Mass(lack.Needed), way], [], isWithinReach) { IsForLackOfLineShape = helps };
    }

    // The energy that there is, and that its products need, where that is more.
    private (double Available, double Needed)? Lack(Reaction vertex, bool isWhole, bool isOffShell)
    {
        Particle first = vertex.Incoming[0].Particle;
        if (isOffShell && !isWhole && IsBroad(first))
        {
            return null; // it is as heavy as its products need: what it comes from has to pay for them
        }

        double available = isWhole && vertex.Incoming.Count > 1 ? sqrtS : first.MassInGeV;
        double needed = vertex.Outgoing.Sum(p => isOffShell ? Lightest(p) : p.Particle.MassInGeV);
        return double.IsNaN(available) || available >= needed ? null : (available, needed);
    }

    // A particle with a line shape may be as light as its own products, and massless where they are not named.
    private static double Lightest(ReactionParticle product) => !IsBroad(product.Particle) ? product.Particle.MassInGeV : product.Decay?.Outgoing.Sum(Lightest) ?? 0;

    private static string Mass(double gev) => gev.ToString(gev >= 0.1 ? "0.000" : "G3", CultureInfo.InvariantCulture);
}
