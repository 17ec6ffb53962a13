using System.Globalization;
using Mandelstam.Compiler.Model;
using Mandelstam.Particles;

namespace Mandelstam.Compiler.Checks;

/// <summary>Holds a decay or scattering against the particle table: what it conserves, and whether there is the energy for it.</summary>
public static class CheckReaction
{
    /// <summary>Everything that is wrong, with spans inside the text of the process.</summary>
    /// <param name="spec">The reaction.</param>
    public static IReadOnlyList<ReactionProblem> Run(ReactionSpec spec)
    {
        ReactionProblem[] added = [.. spec.NewParticles.Select(ProblemOf).OfType<ReactionProblem>()];
        if (added.Length > 0)
        {
            return added;
        }

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

        ReactionLaws laws = new(spec.SqrtS, spec.OffShell, spec.MayViolateLeptonFlavour, spec.MayViolateBaryonNumber);
        ReactionProblem[] violations =
        [
            .. laws.Violations(reaction).Select(static v => new ReactionProblem(
                (v.IsEnergy ? Rules.BelowThreshold : Rules.NotConserved).Id, new(v.Start, v.Length), new(v.Arguments), new(v.Repairs), v.IsWithinReach) { IsForLackOfLineShape = v.IsForLackOfLineShape }),
        ];
        return violations.Length == 0 && spec.IsDecay && reaction.Outgoing.Count == 1 && !reaction.IsInclusive
            ? [Problem(Rules.MalformedProcess, all, [], spec.Process, "has one product, whose momentum is given already; write two or more")]
            : violations;
    }

    // A particle that the declaration adds, and what of it cannot be.
    private static ReactionProblem? ProblemOf(Particle added, int place)
    {
        static bool IsWrong(double gev) => !(gev >= 0) || double.IsInfinity(gev);
        string Below(string what, double gev) => $"has a {what} of {gev.ToString("R", CultureInfo.InvariantCulture)} GeV, which is none; write one in GeV, not below zero";
        (string Property, string What)? wrong = IsWrong(added.MassInGeV) ? ("Mass", Below("mass", added.MassInGeV))
            : IsWrong(added.WidthInGeV) ? ("Width", Below("width", added.WidthInGeV))
            : ParticleTable.Standard.Find(added.Name) is not null ? ("", "is in the particle table already; choose another name")
            : null;
        return wrong is var (property, text) ? Problem(Rules.MalformedProcess, new(0, 0), [], added.Name, text) with { NewParticle = place, Property = property } : null;
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
}
