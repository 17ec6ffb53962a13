using System.Globalization;
using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;
using Mandelstam.Compiler.Symmetry.Groups;

namespace Mandelstam.Compiler.Checks;

/// <summary>
/// Holds a declared process against physics: momenta that match the reaction; a squared amplitude of the right dimension, invariant, symmetric in what
/// is identical; and a rate that is finite.
/// </summary>
/// <remarks>What is said of an amplitude is shown at points of phase space, in some 31 digits; what cannot be shown is not said.</remarks>
public static class CheckProcess
{
    /// <summary>Everything that is wrong with a process whose bodies were read. What is wrong with its text is <see cref="CheckReaction"/>'s.</summary>
    /// <param name="spec">The process.</param>
    /// <param name="text">What stands at a place of the declaration.</param>
    public static IReadOnlyList<Problem> Run(ProcessSpec spec, Func<SourceSpan, string> text)
    {
        List<Problem> problems = [];
        if (ProcessShape.Of(spec, problems) is not { } shape || shape.Daughters.Count == 0 || problems.Count > 0)
        {
            return problems;
        }

        BodyTrace trace = TraceBodies.Run(ProcessEvents.ForProofs(shape), problems);
        if (!trace.IsComplete || LowerProcess.Run(shape, problems) is not { } program)
        {
            return [.. problems.Distinct()];
        }

        // What comes in has a direction of its own only in the frame of the process.
        BodyTrace inFrame = TraceBodies.Run(program.Event, []);
        KinematicLimits limits = new(shape, inFrame);
        StoredDomains stored = new(program.Event, isCertain: true);
        Domain Input(Expr input) => limits.Narrow(input, stored.Of(input));
        Invariants invariants = new(inFrame);
        InferDomains certain = new(inFrame.Pool, Input, limits.Narrow), domains = new(inFrame.Pool, Input, (node, domain) => limits.Narrow(node, invariants.Narrow(node, domain)));
        Problem[] sums = [.. CheckSums.Run(inFrame, domains, text)], directions = [.. CheckDirections.Run(inFrame, domains, sums, text)];
        problems.AddRange([.. directions, .. sums, .. CheckSelections.Run(inFrame, certain, sums), .. CheckNumerics.Run(inFrame, domains, invariants, [], text, hasPoles: true)]);
        if (program.Amplitude is not null && directions.Length + sums.Length == 0)
        {
            new Examination(program, trace, problems, text).Run();
        }

        return [.. problems.Distinct()];
    }

    /// <summary>The dimension of a squared amplitude whose formula C# refuses: that of the formula, or where it is right that of the declared type.</summary>
    /// <param name="shape">The process.</param>
    /// <param name="refused">The type of the formula: the name of a quantity, or "Double".</param>
    /// <param name="place">Where the formula stands.</param>
    public static Problem? OfRefused(ProcessShape shape, string refused, SourceSpan place)
    {
        FeatureSpec amplitude = shape.Spec.Amplitude!;
        int derived = PowerOf(refused) ?? 0, dimension = derived != shape.AmplitudeDimension ? derived : PowerOf(amplitude.ScalarType) ?? 0;
        return dimension == shape.AmplitudeDimension ? null : new(Rules.AmplitudeDimension.Id, place, new([amplitude.Member, InWords(dimension), Needed(shape)]));
    }

    private static int? PowerOf(string type) => type switch { "Energy" => 1, "GeV2" => 2, "GeV4" => 4, "InverseGeV2" => -2, "InverseGeV4" => -4, _ => null };

    private static string InWords(int dimension) => dimension == 0 ? "is a plain number" : $"is in {Unit(dimension)}";

    private static string Needed(ProcessShape shape)
    {
        int needed = shape.AmplitudeDimension;
        string legs = shape.LegCount.ToString(CultureInfo.InvariantCulture);
        return $"{legs} legs ask for {(needed == 0 ? "a pure number, 'double'" : $"{Unit(needed)}, {TypeOf(needed)}")}";
    }

    private static string Unit(double dimension) => dimension == 0 ? "no unit" : dimension == 1 ? "GeV" : $"GeV^{dimension.ToString("R", CultureInfo.InvariantCulture)}";

    private static string TypeOf(int dimension) => dimension switch { 2 => "'GeV2'", -2 => "'InverseGeV2'", -4 => "'InverseGeV4'", _ => "'double' whose formula has that dimension" };

    // The trace has what comes in as free momenta, to see how the formula transforms; the program has it in the frame of the process.
    private sealed class Examination(ProcessProgram program, BodyTrace trace, List<Problem> problems, Func<SourceSpan, string> text)
    {
        // Points of phase space: each side of usual conditions a few times.
        private const int Points = 16;

        // Of more identical particles the orders are too many to write, or to try.
        private const int MostAlike = 4, MostTerms = 6;

        // Where an integral of s_ij or cos θ diverges is told by how fast the amplitude grows between two points this near to its pole: nearer than the mass of an
        // electron or a cut at an MeV lets anything come. What comes in is known to double precision.
        private static readonly (double Near, double Nearer) _apart = (1e-13, 1e-18), _alongBeam = (1e-10, 1e-13);

        private readonly ProcessShape _shape = program.Shape;
        private readonly ProcessSamples _samples = new(program.Shape);
        private readonly FeatureSpec _amplitude = trace.Spec.Features[0];
        private readonly Expr _formula = LowerEvent.Result(trace.Pool, trace.Results[trace.Spec.Features[0].Member], trace.Pool.True).Result;
        private readonly SourceSpan _span = trace.Spec.Helpers.First(h => h.Key == trace.Spec.Features[0].Member).Body.Span;

        public void Run()
        {
            SampleRandom random = new(20_250_301);
            Momentum[][] points = [.. Enumerable.Range(0, Points).Select(_ => _samples.Draw(random))];

            // A momentum at rest has no direction, of which a formula might ask: the frame of the sample is any.
            Func<Momentum, Momentum> boost = Boost(random);
            Experiment Measured(Expr formula) => new(trace.Pool, [formula, trace.Pool.True], trace.Spec, [.. points.Select(p => _samples.Inputs(p, boost))], isProof: false);
            Experiment experiment = Measured(_formula);
            bool Differs(Func<Momentum[], SampleInputs> moved) => experiment.After([.. points.Select(moved)]).Differs(trace.Pool.True, _formula);

            double scale = new Homogeneous().EnergyFactor;
            CheckDimension(
                () => experiment.After([.. points.Select(p => _samples.Inputs(p, m => boost(m).Scaled(scale)))]).Degree(trace.Pool.True, _formula, scale),
                experiment.Before(_formula).All(static x => !x.Exists || x.IsZero));
            bool isInvariant = true;
            if (Differs(p => _samples.Inputs(p, Boost(random))))
            {
                isInvariant = ReportDependence(points, random);
            }

            if (isInvariant)
            {
                SampleInputs[] Exchanged(ProcessLeg a, ProcessLeg b) => [.. points.Select(p => _samples.Inputs(p, boost, leg => leg == a ? b : leg == b ? a : leg))];
                CheckExchange(Measured, Exchanged);
                CheckFiniteness();
            }
        }

        private static Func<Momentum, Momentum> Boost(SampleRandom random)
        {
            Func<Momentum, Momentum> first = Rotations.Draw(random), second = Rotations.Draw(random);
            Push push = new(random.Between(0.5, 1.5));
            return p => second(first(p).BoostedZ(push));
        }

        private void Report(Rule rule, params string[] arguments) => Report(rule, null, arguments);

        private void Report(Rule rule, Fix? fix, params string[] arguments) =>
            problems.Add(new(rule.Id, _span, new([_amplitude.Member, .. arguments])) { Fixes = fix is null ? default : new([fix]) });

        // A type with a unit says the dimension, and C# has held the formula against it. A plain number says none:
        // there the formula itself is asked, unless it has constants with a unit of their own, of which the formula does not know.
        private void CheckDimension(Func<double?> degreeOfFormula, bool isZero)
        {
            int needed = _shape.AmplitudeDimension;
            int? typed = PowerOf(_amplitude.ScalarType);
            if (typed is not null || trace.Sites.Any(s => s.Body == _amplitude.Member && HasOwnUnit(s.Term)))
            {
                if ((typed ?? 0) != needed)
                {
                    Report(Rules.AmplitudeDimension, InWords(typed ?? 0), Needed(_shape));
                }

                return;
            }

            double? found = degreeOfFormula();
            if (found is null ? !isZero : !found.Value.Equals(needed))
            {
                Report(Rules.AmplitudeDimension, found is { } degree ? $"is in {Unit(degree)}" : "adds terms of different dimensions", Needed(_shape));
            }
        }

        private static bool HasOwnUnit(Term term) => term.Kind == TermKind.Call
            && (term.Name.StartsWith("Units.", StringComparison.Ordinal) || term.Name is "Constants.FermiCoupling"
                or "Energy.new" or "GeV2.new" or "GeV4.new" or "InverseGeV2.new" or "InverseGeV4.new");

        // A formula of energies may still be right in the one frame in which it is used; one that knows a direction of space is wrong in any.
        private bool ReportDependence(Momentum[][] points, SampleRandom random)
        {
            bool isDecay = _shape.Spec.Reaction.IsDecay;
            Func<Momentum, Momentum> Rotation()
            {
                Turn angle = new(random.Between(-Math.PI, Math.PI));
                return isDecay ? Rotations.Draw(random) : p => p.RotatedZ(angle);
            }

            SampleInputs[] turned = [.. points.Select(p => ProcessSamples.KernelInputs(p.Select(Rotation())))];
            bool isWrong = InFrame(program.Pool.True, points).After(turned).Differs(program.Pool.True, program.Amplitude!);
            string frame = isDecay ? $"the rest frame of '{_shape.Reaction.Incoming[0].Particle.Name}'" : "the centre of mass";
            string way = _shape.Legs.FirstOrDefault(static l => l.Spec.Role == LegRole.Parent) is { } parent
                ? $"'{EnergeticVector(parent.Spec.Name)} * {parent.Spec.Name} / {parent.Spec.Name}.Mass' is its energy in {frame}"
                : "products of momenta are, those of [Parent] or [Incoming] included";
            string what = isWrong ? "depends on directions in space" : $"is one only in {frame}";
            Fix? fix = isWrong ? null : InvariantEnergies();
            problems.Add(new(Rules.AmplitudeNotInvariant.Id, _span, new([_amplitude.Member, what, way])) { IsWarning = !isWrong, Fixes = fix is null ? default : new([fix]) });
            return !isWrong;
        }

        // The vector of which the body takes the energy; where none is in sight, any that it could be.
        private string EnergeticVector(string parent) =>
            BodyTerms.All(trace.Spec.Helpers.First(h => h.Key == _amplitude.Member).Body).Where(static t => IsEnergy(t) && t.Arguments[0].Span.IsInSight)
                .OrderBy(static t => t.Span.Start).Select(t => Factor(t.Arguments[0])).FirstOrDefault(v => v != parent) ?? _shape.Daughters[0].Spec.Name;

        // A sum has parentheses around it, which are no part of it.
        private string Factor(Term vector) =>
            vector.Kind is TermKind.Member or TermKind.Variable or TermKind.Call or TermKind.Invoke ? text(vector.Span) : $"({text(vector.Span)})";

        // Every energy in the body written as a product with the parent, where the result is an invariant.
        private Fix? InvariantEnergies()
        {
            Term body = trace.Spec.Helpers.First(h => h.Key == _amplitude.Member).Body;
            if (_shape.Legs.FirstOrDefault(static l => l.Spec.Role == LegRole.Parent) is not { } parent || !body.Span.IsInSight)
            {
                return null;
            }

            // What stands in the statements before the last is out of its reach, and in a pattern no product can be written.
            Term[] energies = [.. BodyTerms.All(body).Where(static t => IsEnergy(t) && t.Span.IsInSight).OrderByDescending(static t => t.Span.Start)];
            Term mother = Term.Of(TermKind.Member, parent.Spec.Name, new(-1, 0), Term.Of(TermKind.This, "", new(-1, 0)));
            Term Replaced(Term term) => IsEnergy(term)
                ? Term.Of(TermKind.Binary, "/", new(-1, 0), Term.Of(TermKind.Binary, "*", new(-1, 0), term.Arguments[0], mother), Term.Of(TermKind.Call, "FourVector.Mass", new(-1, 0), mother))
                : term with { Arguments = term.Arguments.Select(Replaced).ToEquatable() };
            if (energies.Length == 0 || energies.Any(e => !IsIn(e.Span, body.Span) || !IsIn(e.Arguments[0].Span, e.Span)) || Formula(Replaced(body)) is not { } formula)
            {
                return null;
            }

            SampleRandom random = new(11);
            Momentum[][] points = [.. Enumerable.Range(0, Points).Select(_ => _samples.Draw(random))];
            Experiment experiment = new(trace.Pool, [formula, trace.Pool.True], trace.Spec, [.. points.Select(p => _samples.Inputs(p, Boost(random)))], isProof: false);
            if (experiment.After([.. points.Select(p => _samples.Inputs(p, Boost(random)))]).Differs(trace.Pool.True, formula))
            {
                return null;
            }

            string written = text(body.Span);
            foreach (Term energy in energies)
            {
                int start = energy.Span.Start - body.Span.Start;
                string product = $"({Factor(energy.Arguments[0])} * {parent.Spec.Name} / {parent.Spec.Name}.Mass)";
                written = written.Substring(0, start) + product + written.Substring(start + energy.Span.Length);
            }

            return new(body.Span, written);
        }

        private static bool IsIn(SourceSpan part, SourceSpan whole) => part.Start >= whole.Start && part.Start + part.Length <= whole.Start + whole.Length;

        private static bool IsEnergy(Term term) => term is { Kind: TermKind.Call, Name: "FourVector.E" };

        private Experiment InFrame(Expr condition, IEnumerable<Momentum[]> points) =>
            new(program.Pool, [program.Amplitude!, condition, program.Pool.True], program.Event, [.. points.Select(ProcessSamples.KernelInputs)], isProof: false);

        private void CheckExchange(Func<Expr, Experiment> measured, Func<ProcessLeg, ProcessLeg, SampleInputs[]> exchanged)
        {
            bool Changes(Expr formula, ProcessLeg one, ProcessLeg other) => measured(formula).After(exchanged(one, other)).Differs(trace.Pool.True, formula);
            IEnumerable<ProcessLeg> incoming = _shape.Legs.Where(static l => l.Spec.Role == LegRole.Incoming);
            foreach (IGrouping<string, ProcessLeg> alike in _shape.Daughters.GroupBy(static d => d.Particle.Name).Concat(incoming.GroupBy(static l => l.Particle.Name)))
            {
                ProcessLeg[] legs = [.. alike];
                for (int i = 1; i < legs.Length; i++)
                {
                    if (legs[i - 1].Mass == legs[i].Mass && Changes(_formula, legs[i - 1], legs[i]))
                    {
                        Fix? fix = legs.All(l => l.Mass == legs[0].Mass) ? InEveryOrder(legs, measured, Changes) : null;
                        Report(Rules.AsymmetricAmplitude, fix, legs[i - 1].Spec.Name, legs[i].Spec.Name, alike.Key, legs.Length > 2 ? "all of them in every other order" : "the two exchanged");
                        return;
                    }
                }
            }
        }

        // The sum of the body over the orders of the identical particles that make it another function; null where the names of them in its text are not all that it knows of them.
        private Fix? InEveryOrder(ProcessLeg[] legs, Func<Expr, Experiment> measured, Func<Expr, ProcessLeg, ProcessLeg, bool> changes)
        {
            Term body = trace.Spec.Helpers.First(h => h.Key == _amplitude.Member).Body;
            string written = !body.Span.IsInSight ? "" : text(body.Span);
            string[] names = [.. legs.Select(static l => l.Spec.Name)];
            (SourceSpan Place, string Name)[] places = [.. BodyTerms.All(body).Where(t => t.Kind == TermKind.Member && names.Contains(t.Name)).Select(static t => (t.Span, t.Name)).Distinct().OrderByDescending(static p => p.Span.Start)];
            if (legs.Length > MostAlike || body.Kind == TermKind.Let || written.Contains(";")
                || places.Any(p => !IsIn(p.Place, body.Span) || !text(p.Place).EndsWith(p.Name, StringComparison.Ordinal)))
            {
                return null;
            }

            List<(Term Term, IReadOnlyList<Estimate> Values, string Text)> terms = [];
            foreach (string[] order in Orders(names))
            {
                string New(string name) => Array.IndexOf(names, name) is >= 0 and int i ? order[i] : name;
                Term Renamed(Term term) => term with { Name = term.Kind == TermKind.Member ? New(term.Name) : term.Name, Arguments = term.Arguments.Select(Renamed).ToEquatable() };
                Term renamed = Renamed(body);
                if (Formula(renamed) is not { } formula)
                {
                    return null;
                }

                IReadOnlyList<Estimate> values = measured(formula).Before(formula);
                if (terms.Exists(t => !t.Values.Zip(values, static (a, b) => a.Exists && b.Exists && a.Differs(b)).Any(static differ => differ)))
                {
                    continue;
                }

                string replaced = places.Aggregate(written, (sum, p) => (p.Place.Start + p.Place.Length - body.Span.Start) is var end ? sum.Substring(0, end - p.Name.Length) + New(p.Name) + sum.Substring(end) : sum);
                terms.Add((renamed, values, body.Kind == TermKind.Conditional ? $"({replaced})" : replaced));
                if (terms.Count > MostTerms)
                {
                    return null;
                }
            }

            Term sum = terms.Skip(1).Aggregate(terms[0].Term, static (a, b) => Term.Of(TermKind.Binary, "+", new(-1, 0), a, b.Term));
            return Formula(sum) is { } symmetric && !Enumerable.Range(1, legs.Length - 1).Any(i => changes(symmetric, legs[i - 1], legs[i]))
                ? new(body.Span, string.Join(" + ", terms.Select(static t => t.Text)))
                : null;
        }

        private static IEnumerable<string[]> Orders(IReadOnlyList<string> names) => names.Count == 0 ? [[]]
            : names.SelectMany(name => Orders([.. names.Where(n => n != name)]).Select(rest => (string[])[name, .. rest]));

        // The meaning of another body in the place of the amplitude's; null where it has none by itself, as a local variable has not.
        private Expr? Formula(Term body)
        {
            try
            {
                return new Lowerer(trace.Spec, trace.Pool).Lower(body, Scope.Of(trace.Stored)) is ScalarValue { Expr: { } formula } ? formula : null;
            }
            catch (LoweringException)
            {
                return null;
            }
        }

        // A cut that keeps away from every place that there is, at a hundredth of the energy.
        private string Resolved()
        {
            string[] names = [.. _shape.Daughters.Select(static d => d.Spec.Name)];
            double fraction = _shape.TotalEnergy / 100, digit = Math.Pow(10, Math.Floor(Math.Log10(fraction)));
            string threshold = (Math.Round(fraction / digit) * digit).ToString("R", CultureInfo.InvariantCulture) + ".GeV";
            IEnumerable<string> cuts = names.Length > 2 ? [$"Kinematics.MinPairMass({string.Join(", ", names)}) > {threshold}"] : [];
            if (!_shape.Spec.Reaction.IsDecay)
            {
                cuts = cuts.Concat(names.Take(names.Length > 2 ? names.Length : 1).Select(n => $"{n}.Pt > {threshold}"));
            }

            return string.Join(" && ", cuts);
        }

        private void CheckFiniteness()
        {
            Expr selected = program.Selected ?? program.Pool.True;
            bool isFree = program.Selected is null;
            foreach ((string where, int power, (double Near, double Nearer) at, Func<double, SampleRandom, Momentum[]> approach) in Limits())
            {
                // Three ways into the same corner: one alone might meet a zero of the numerator.
                List<Momentum[]> points = [];
                for (ulong way = 0; way < 3; way++)
                {
                    points.Add(approach(at.Near, new SampleRandom(way)));
                    points.Add(approach(at.Nearer, new SampleRandom(way)));
                }

                Experiment experiment = InFrame(selected, points);
                IReadOnlyList<Estimate> values = experiment.Before(program.Amplitude!), kept = experiment.Before(selected);
                int diverging = Enumerable.Range(0, 3).Count(way =>
                {
                    (Estimate near, Estimate nearer) = (values[2 * way], values[(2 * way) + 1]);
                    double growth = Math.Log(Math.Abs(nearer.Value.High / near.Value.High)) / Math.Log(at.Near / at.Nearer);
                    return near.Exists && nearer.Exists && growth > power - 0.1 && kept[(2 * way) + 1].Value.High > 0.5;
                });
                if (diverging >= 2)
                {
                    Report(
                        Rules.DivergentProcess, isFree ? new Fix(Fix.AtTheEnd, $"[Selection] public bool {_shape.Spec.FreeName("IsResolved", [])} => {Resolved()};") { IsMembers = true } : null, where,
                        isFree ? $"cut it out with a [Selection], for example '{Resolved()}'" : "its [Selection] keeps events there; cut them out");
                    return;
                }
            }
        }

        // Where massless propagators vanish, and the power of the distance at which the integral over it diverges: s_ij and cos θ are even in phase
        // space, the energy of a soft particle comes as E dE.
        // Of several particles together, the masses and energies are as many powers more; of one that is soft and collinear at once, E dE dθ².
        private IEnumerable<(string Where, int Power, (double Near, double Nearer) At, Func<double, SampleRandom, Momentum[]> Approach)> Limits()
        {
            string Name(int i) => $"'{_shape.Daughters[i].Spec.Name}'";
            string Names(IReadOnlyList<int> set) => string.Join(", ", set.Take(set.Count - 1).Select(Name)) + " and " + Name(set[set.Count - 1]);
            int particles = _samples.Particles;
            for (int i = 0; i < particles && particles > 2; i++)
            {
                int first = i;
                if (_samples.IsMassless(first))
                {
                    yield return ($"where {Name(first)} is soft", 2, _apart, (fraction, random) => _samples.DrawSoft([first], fraction, random));
                }

                for (int j = i + 1; j < particles; j++)
                {
                    int second = j;
                    yield return ($"where {Names([first, second])} are collinear", 1, _apart, (fraction, random) => _samples.DrawCollinear([first, second], fraction, random));
                }
            }

            for (int i = 0; i < particles && !_shape.Spec.Reaction.IsDecay; i++)
            {
                int particle = i;
                foreach (bool isBackward in new[] { false, true })
                {
                    yield return (
                        $"where {Name(particle)} flies along the {(isBackward ? "second" : "first")} incoming particle", 1, _alongBeam,
                        (fraction, random) => _samples.DrawForward(particle, isBackward, fraction, random));
                }
            }

            // Corners that single limits do not reach: several massless particles soft or collinear together, or one both.
            int[] massless = [.. Enumerable.Range(0, particles).Where(_samples.IsMassless)];
            foreach (int[] set in Subsets(massless, 2).Concat(Subsets(massless, 3)))
            {
                if (particles - set.Length > 1)
                {
                    yield return ($"where {Names(set)} are soft together", 2 * set.Length, _apart, (fraction, random) => _samples.DrawSoft(set, fraction, random));
                }

                if (set.Length > 2 && particles > set.Length)
                {
                    yield return ($"where {Names(set)} are collinear", set.Length - 1, _apart, (fraction, random) => _samples.DrawCollinear(set, fraction, random));
                }
            }

            foreach (int[] pair in particles > 2 ? Subsets(massless, 2) : [])
            {
                foreach ((int soft, int hard) in new[] { (pair[0], pair[1]), (pair[1], pair[0]) })
                {
                    yield return ($"where {Name(soft)} is soft and collinear with {Name(hard)}", 3, _apart, (fraction, random) => _samples.DrawSoftCollinear(soft, hard, fraction, random));
                }
            }
        }

        private static IEnumerable<int[]> Subsets(IReadOnlyList<int> of, int size) => size == 0 ? [[]] : Enumerable.Range(0, of.Count)
            .SelectMany(i => Subsets([.. of.Skip(i + 1)], size - 1).Select(rest => (int[])[of[i], .. rest]));
    }
}
