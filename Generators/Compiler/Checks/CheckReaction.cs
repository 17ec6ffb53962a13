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
        foreach (Particle added in spec.NewParticles)
        {
            string? wrong = !(added.MassInGeV >= 0) || double.IsInfinity(added.MassInGeV) ? $"gives '{added.Name}' a mass of {added.MassInGeV.ToString("R", CultureInfo.InvariantCulture)} GeV; masses are not below zero"
                : ParticleTable.Standard.Find(added.Name) is not null ? $"has a new particle '{added.Name}', which the table has already; choose another name"
                : null;
            if (wrong is not null)
            {
                return [Problem(Rules.MalformedProcess, all, [], spec.Process, wrong)];
            }
        }

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
