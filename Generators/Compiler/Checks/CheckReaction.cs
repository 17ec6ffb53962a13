using System.Globalization;
using Mandelstam.Compiler.Model;
using Mandelstam.Particles;

namespace Mandelstam.Compiler.Checks;

/// <summary>Holds a decay or scattering against the particle table: what it conserves, and whether there is the energy for it.</summary>
public static class CheckReaction
{
    /// <summary>A product this many widths below its mass is still likely enough to be meant.</summary>
    private const double Widths = 3;

    /// <summary>Everything that is wrong, with spans inside the text of the process.</summary>
    /// <param name="spec">The reaction.</param>
    public static IReadOnlyList<ReactionProblem> Run(ReactionSpec spec)
    {
        ParticleTable table = ParticleTable.Standard.With(spec.NewParticles);
        Reaction? reaction = Reaction.TryParse(spec.Process, table, out IReadOnlyList<ReactionError> errors);
        if (reaction is null)
        {
            return
            [
                .. errors.Select(e => e.UnknownName is null
                    ? Problem(Rules.MalformedProcess, new(e.Start, e.Length), [], spec.Process, e.Message)
                    : Problem(Rules.UnknownParticle, new(e.Start, e.Length), table.Nearest(e.UnknownName), e.UnknownName, Suggestion(table, e.UnknownName))),
            ];
        }

        SourceSpan all = new(reaction.Start, reaction.Length);
        int expected = spec.IsDecay ? 1 : 2;
        if (reaction.Incoming.Count != expected)
        {
            string found = $"has {reaction.Incoming.Count.ToString(CultureInfo.InvariantCulture)} particles before the arrow, where a "
                + (spec.IsDecay ? "decay has one" : "scattering has two; write 'g g -> g g g'");
            return [Problem(Rules.MalformedProcess, all, [], spec.Process, found)];
        }

        List<ReactionProblem> problems = [];
        foreach (Reaction vertex in reaction.Chain)
        {
            SourceSpan span = new(vertex.Start, vertex.Length);
            List<string> changes = vertex.IsInclusive ? [] : Changes(spec, vertex);
            if (changes.Count > 0)
            {
                IReadOnlyList<string> repairs = Conjugated(spec, vertex);
                string way = repairs.Count > 0 ? $"'{repairs[0]}' does not" : "a particle is missing, or has to be its antiparticle";
                problems.Add(Problem(Rules.NotConserved, span, repairs, vertex.ToString(), string.Join(" and ", changes), way));
            }
            else if (!spec.OffShell && Threshold(spec, vertex, ReferenceEquals(vertex, reaction)) is { } threshold)
            {
                problems.Add(threshold);
            }
        }

        return problems;
    }

    private static ReactionProblem Problem(Rule rule, SourceSpan span, IReadOnlyList<string> repairs, params string[] arguments) =>
        new(rule.Id, span, new(arguments), new(repairs), !rule.IsError);

    private static string Suggestion(ParticleTable table, string name)
    {
        IReadOnlyList<string> nearest = table.Nearest(name);
        return nearest.Count == 0
            ? $"add it with [NewParticle(\"{name}\", Mass = …)]"
            : "did you mean " + string.Join(" or ", nearest.Select(static n => $"'{n}'")) + "?";
    }

    private static List<string> Changes(ReactionSpec spec, Reaction vertex)
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
        if (!spec.MayViolateBaryonNumber)
        {
            Compare("baryon number", 3, static p => p.ThreeBaryonNumber);
        }

        if (!spec.MayViolateLeptonFlavour)
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
    private static IReadOnlyList<string> Conjugated(ReactionSpec spec, Reaction vertex)
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
            if (Changes(spec, changed).Count == 0 && !repairs.Contains(text))
            {
                repairs.Add(text);
            }
        }

        // Of two equal products either may be meant: the last one reads best, "K+ K-".
        repairs.Reverse();
        return repairs;
    }

    private static ReactionProblem? Threshold(ReactionSpec spec, Reaction vertex, bool isWhole)
    {
        bool isScattering = isWhole && !spec.IsDecay;
        double available = isScattering ? spec.SqrtS : vertex.Incoming[0].Particle.MassInGeV;
        double needed = vertex.Outgoing.Sum(static p => p.Particle.MassInGeV);
        if (double.IsNaN(available) || available >= needed)
        {
            return null;
        }

        // Both ends of a broad state are within reach: most likely it is meant, and the line shape has to be said.
        double reach = (isScattering ? 0 : vertex.Incoming[0].Particle.WidthInGeV) + vertex.Outgoing.Sum(static p => p.Particle.WidthInGeV);
        string subject = string.Join(" ", vertex.Incoming.Select(static p => p.Particle.Name));
        string way = isScattering ? $"raise SqrtS above {Mass(needed)}, or allow off-shell products with 'OffShell = true'" : "allow off-shell with 'OffShell = true'";
        return new(
            Rules.BelowThreshold.Id, new(vertex.Start, vertex.Length), new([subject, Mass(available), Mass(needed), way]), default, available + (Widths * reach) >= needed);
    }

    private static string Mass(double gev) => gev.ToString(gev >= 0.1 ? "0.000" : "G3", CultureInfo.InvariantCulture);
}
