namespace Mandelstam.Particles;

/// <summary>A decay or a scattering: "mu- -> e- anti-nu_e nu_mu", "g g -> g g g", "B+ -> (anti-D0 -> K+ pi-) pi+".</summary>
/// <param name="Incoming">What comes in: one particle for a decay.</param>
/// <param name="Outgoing">What goes out, in the order written.</param>
/// <param name="IsInclusive">Whatever else goes out is not named: the text has an X, as in "p p -> t anti-t X".</param>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="Length">How long it is there.</param>
public sealed record Reaction(IReadOnlyList<ReactionParticle> Incoming, IReadOnlyList<ReactionParticle> Outgoing, bool IsInclusive, int Start, int Length)
{
    /// <summary>This reaction, and those of its products, outermost first.</summary>
    public IEnumerable<Reaction> Chain => Outgoing.Where(static p => p.Decay is not null).SelectMany(static p => p.Decay!.Chain).Prepend(this);

    /// <summary>What is there in the end: products that decay are replaced by their own.</summary>
    public IEnumerable<Particle> FinalState => Outgoing.SelectMany(static p => p.Decay?.FinalState ?? [p.Particle]);

    /// <summary>Reads a reaction.</summary>
    /// <param name="text">Names separated by blanks, an arrow between what comes in and what goes out, a product's own decay in parentheses.</param>
    /// <param name="table">The particles; those of the Review where null.</param>
    /// <exception cref="FormatException">The text is not a reaction, or names a particle that is not in the table.</exception>
    public static Reaction Parse(string text, ParticleTable? table = null) =>
        TryParse(text, table, out IReadOnlyList<ReactionError> errors) ?? throw new FormatException($"'{text}': {errors[0].Message}");

    /// <summary>Reads a reaction, or says what is wrong with it.</summary>
    /// <param name="text">Names separated by blanks, an arrow between what comes in and what goes out, a product's own decay in parentheses.</param>
    /// <param name="table">The particles; those of the Review where null.</param>
    /// <param name="errors">What is wrong; empty where a reaction is returned.</param>
    public static Reaction? TryParse(string text, ParticleTable? table, out IReadOnlyList<ReactionError> errors)
    {
        ReactionReader reader = new(text, table ?? ParticleTable.Standard);
        Reaction? reaction = reader.Read();
        errors = reader.Errors;
        return errors.Count == 0 ? reaction : null;
    }

    /// <summary>The reaction as text, with the names of the table.</summary>
    public override string ToString()
    {
        static string Side(IEnumerable<ReactionParticle> side) => string.Join(" ", side.Select(static p => p.Decay is null ? p.Particle.Name : $"({p.Decay})"));
        return $"{Side(Incoming)} -> {Side(Outgoing)}{(IsInclusive ? " X" : "")}";
    }
}
