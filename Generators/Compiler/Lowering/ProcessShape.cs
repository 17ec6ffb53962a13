using System.Globalization;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Mandelstam.Particles;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A declared process with its momenta matched to the particles of its reaction.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Reaction">The reaction as it was read.</param>
/// <param name="Legs">The momenta, in declared order.</param>
public sealed record ProcessShape(ProcessSpec Spec, Reaction Reaction, IReadOnlyList<ProcessLeg> Legs)
{
    /// <summary>The final state, in order; empty where no daughters are declared.</summary>
    public IReadOnlyList<ProcessLeg> Daughters => [.. Legs.Where(static l => l.Spec.Role == LegRole.Daughter)];

    /// <summary>The mass of the decaying particle or √s, in GeV.</summary>
    public double TotalEnergy => Spec.Reaction.IsDecay ? Reaction.Incoming[0].Particle.MassInGeV : Spec.Reaction.SqrtS;

    /// <summary>The number of particles that come in and go out.</summary>
    public int LegCount => Reaction.Incoming.Count + Reaction.FinalState.Count();

    /// <summary>The power of GeV of a squared amplitude.</summary>
    public int AmplitudeDimension => 2 * (4 - LegCount);

    /// <summary>What bodies call the momentum of one of two colliding particles that they take by its place, 0 or 1.</summary>
    public static string IncomingName(int? place = null) => "@incoming" + (place is { } i ? Count(i) : "");

    /// <summary>The frame that a decay is described in, or a scattering.</summary>
    public static string FrameOf(bool isDecay) => isDecay ? "Rest" : "CentreOfMass";

    /// <summary>Matches the momenta to the particles.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="problems">Where is said what does not match.</param>
    /// <returns>
    /// Null where something does not, or where the reaction itself is wrong, which its own rules say. A momentum that is only said to be of another particle than its place has that
    /// of its place, so that all that is generated is there.
    /// </returns>
    public static ProcessShape? Of(ProcessSpec spec, ICollection<Problem> problems)
    {
        ParticleTable table = ParticleTable.Standard.With(spec.Reaction.NewParticles);
        Reaction? reaction = Reaction.TryParse(spec.Reaction.Process, table, out _);
        if (reaction is null || CheckReaction.Run(spec.Reaction).Any(static p => !p.IsWarning))
        {
            return null;
        }

        bool isMatched = true;
        void Mismatch(SourceSpan span, string subject, string what, params Fix[] fixes)
        {
            isMatched = false;
            Say(span, subject, what, fixes);
        }

        void Say(SourceSpan span, string subject, string what, params Fix[] fixes) =>
            problems.Add(new(Rules.MismatchedDaughters.Id, span, new([subject, what])) { Fixes = new([.. fixes.Where(static f => f.Place.Length > 0 || f.IsMembers)]) });

        if (reaction.Chain.Any(static r => r.IsInclusive))
        {
            if (spec.Legs.Count > 0)
            {
                Mismatch(spec.Legs[0].Span, spec.Body.TypeName, "declares momenta of a reaction with X, in which they are not all known; write the products instead of X");
            }

            return null;
        }

        bool isDecay = spec.Reaction.IsDecay;
        if (!isDecay && double.IsNaN(spec.Reaction.SqrtS))
        {
            if (spec.Legs.Count > 0)
            {
                Mismatch(spec.Legs[0].Span, spec.Body.TypeName, "does not say at which energy it happens; add 'SqrtS = …' in GeV to its [Scattering]");
            }

            return null;
        }

        if (!isDecay && reaction.FinalState.Count() == 1 && (spec.Legs.Count > 0 || spec.Amplitude is not null || spec.Body.Selections.Count > 0))
        {
            Mismatch(spec.Legs.Count > 0 ? spec.Legs[0].Span : default, spec.Body.TypeName,
                $"ends in one particle, whose momentum is given already, and has no phase space; write what '{reaction.Outgoing[0].Particle.Name}' decays into, in parentheses, or declare nothing but the text");
            return null;
        }

        List<ProcessLeg> legs = [];
        Match(LegRole.Parent, isDecay ? [reaction.Incoming[0].Particle] : [], "[Parent]", "a decay has one, a scattering has [Incoming] particles");
        Match(LegRole.Incoming, isDecay ? [] : [.. reaction.Incoming.Select(static p => p.Particle)], "[Incoming]", "a scattering has two, a decay has a [Parent]");
        Match(LegRole.Daughter, [.. reaction.FinalState], "[Daughter]", "one for each particle that does not decay, left to right");
        return isMatched ? new ProcessShape(spec, reaction, legs).WithIncoming() : null;

        void Match(LegRole role, IReadOnlyList<Particle> particles, string attribute, string rule)
        {
            IReadOnlyList<LegSpec> declared = spec.Of(role);
            string names = string.Join(" ", particles.Select(static p => p.Name));
            if (declared.Count == 0)
            {
                if (role == LegRole.Daughter && (spec.Amplitude is not null || spec.Body.Selections.Count > 0 || spec.Legs.Count > 0))
                {
                    Mismatch(default, spec.Body.TypeName, $"declares no [Daughter], where its reaction ends in {Count(particles.Count)} particles: {names}",
                        new Fix(Fix.AtTheEnd, Properties(particles)) { IsMembers = true });
                }

                return;
            }

            if (declared.Count != particles.Count)
            {
                int freedom = (3 * particles.Count) - 4;
                string phaseSpace = role == LegRole.Daughter
                    ? $" ({Count(freedom)} degrees of freedom)"
                    : "";
                string found = particles.Count == 0 ? $"; {rule}" : $", where its reaction has {Count(particles.Count)}{phaseSpace}: {names}; {rule}";
                SourceSpan last = declared[declared.Count - 1].Span;
                bool areTheFirst = declared.Count < particles.Count && declared.Select((d, i) => d.Particle.Length == 0 || d.Particle == particles[i].Name).All(static same => same);
                Mismatch(
                    declared[Math.Min(declared.Count - 1, particles.Count)].Span, spec.Body.TypeName, $"declares {Count(declared.Count)} {attribute}{found}",
                    areTheFirst && role == LegRole.Daughter && last.Start >= 0
                        ? [new Fix(last, Properties([.. particles.Skip(declared.Count)])) { IsMembers = true }]
                        : []);
                return;
            }

            string frame = FrameOf(isDecay);
            string?[] named = [.. declared.Select(leg => leg.Particle.Length == 0 ? null : table.Find(leg.Particle)?.Name ?? leg.Particle)];
            int[] misnamed = [.. Enumerable.Range(0, declared.Count).Where(i => named[i] is { } name && name != particles[i].Name)];
            bool isOtherOrder = misnamed.Length > 1
                && misnamed.Select(i => named[i]).OrderBy(static n => n, StringComparer.Ordinal).SequenceEqual(misnamed.Select(i => particles[i].Name).OrderBy(static n => n, StringComparer.Ordinal));
            for (int i = 0; i < declared.Count; i++)
            {
                LegSpec leg = declared[i];
                Particle particle = particles[i];
                if (leg.FrameText != "global::Mandelstam." + frame)
                {
                    Mismatch(leg.Span, leg.Name, $"is no FourVector<{frame}>: {(isDecay ? "a decay is described in the rest frame of what decays" : "a scattering is described in its centre of mass")}",
                        new Fix(leg.Places.Frame, frame));
                }
                else if (role != LegRole.Daughter && leg.Accessors.Trim() != "get;")
                {
                    Mismatch(leg.Span, leg.Name, "is given by the reaction and cannot be set; write '{ get; }'", new Fix(leg.Places.Accessors, "{ get; }"));
                }
                else if (role == LegRole.Daughter && leg.Accessors.IndexOf("init;", StringComparison.Ordinal) < 0)
                {
                    string what = leg.Accessors.IndexOf("set;", StringComparison.Ordinal) < 0 ? "differs from event to event and has to be set" : "belongs to its event and does not change in it";
                    Mismatch(leg.Span, leg.Name, what + "; write '{ get; init; }'", new Fix(leg.Places.Accessors, "{ get; init; }"));
                }
                else
                {
                    if (misnamed.Contains(i) && (!isOtherOrder || i == misnamed[0]))
                    {
                        string what = $"is declared a '{leg.Particle}', where the reaction has a '{particle.Name}' in this place: {names}";
                        Say(leg.Span, leg.Name, isOtherOrder ? what + "; write the momenta in this order" : what, isOtherOrder ? [] : [new Fix(leg.Places.Particle, $"\"{particle.Name}\"")]);
                    }

                    bool isBroad = role == LegRole.Daughter && spec.Reaction.OffShell && ReactionLaws.IsBroad(particle);
                    legs.Add(new(leg, particle, i, leg.IsMassless ? 0 : isBroad ? null : particle.MassInGeV));
                }
            }
        }

        string Properties(IReadOnlyList<Particle> particles)
        {
            List<string> names = [];
            foreach (Particle particle in particles)
            {
                names.Add(spec.FreeName(ParticleNames.Identifier(particle.Name), names));
            }

            return string.Join("\n", particles.Zip(names, (particle, name) => $"[Daughter(\"{particle.Name}\")] public partial FourVector<{FrameOf(isDecay)}> {name} {{ get; init; }}"));
        }
    }

    // What bodies call by its place, as the generated t and u do, is what is declared as [Incoming], or a momentum beside those that are.
    private ProcessShape WithIncoming()
    {
        if (!Spec.Body.Helpers.SelectMany(static h => BodyTerms.All(h.Body)).Any(IsIncoming))
        {
            return this;
        }

        string[] declared = [.. Legs.Where(static l => l.Spec.Role == LegRole.Incoming).Select(static l => l.Spec.Name)];
        if (declared.Length == 0)
        {
            return this with
            {
                Legs = [.. Legs, .. Reaction.Incoming.Select(static (p, i) => new ProcessLeg(new(IncomingName(i), LegRole.Incoming, "", "", "", "", false, "", default, new()), p.Particle, i, p.Particle.MassInGeV))],
            };
        }

        Term Declared(Term term) => term with
        {
            Name = IsIncoming(term) ? declared[term.Name[term.Name.Length - 1] - '0'] : term.Name,
            Arguments = term.Arguments.Select(Declared).ToEquatable(),
        };
        return this with { Spec = Spec with { Body = Spec.Body with { Helpers = Spec.Body.Helpers.Select(h => h with { Body = Declared(h.Body) }).ToEquatable() } } };
    }

    private static bool IsIncoming(Term term) => term.Kind == TermKind.Member && term.Name.StartsWith(IncomingName(), StringComparison.Ordinal);

    private static string Count(int n) => n.ToString(CultureInfo.InvariantCulture);
}
