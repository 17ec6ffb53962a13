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
    public static IReadOnlyList<Problem> Run(ProcessSpec spec)
    {
        List<Problem> problems = [];
        if (ProcessShape.Of(spec, problems) is not { } shape || shape.Daughters.Count == 0)
        {
            return problems;
        }

        BodyTrace trace = TraceBodies.Run(ProcessEvents.ForProofs(shape), problems);
        if (trace.IsComplete && LowerProcess.Run(shape, problems) is not null && spec.Amplitude is { } amplitude && trace.Results.TryGetValue(amplitude.Member, out Value value))
        {
            new Examination(shape, trace, amplitude, LowerEvent.Result(trace.Pool, value, trace.Pool.True).Result, problems).Run();
        }

        return [.. problems.Distinct()];
    }

    private sealed class Examination(ProcessShape shape, BodyTrace trace, FeatureSpec amplitude, Expr result, List<Problem> problems)
    {
        // Points of phase space: each side of usual conditions a few times.
        private const int Points = 16;

        // Where an integral of s_ij or cos θ diverges is told by how fast the amplitude grows between two points this near to its pole.
        private const double Near = 1e-5, Nearer = 1e-8;

        private readonly ProcessSamples _samples = new(shape);
        private readonly SourceSpan _span = trace.Spec.Helpers.First(h => h.Key == amplitude.Member).Body.Span;

        public void Run()
        {
            SampleRandom random = new(20_250_301);
            Momentum[][] points = [.. Enumerable.Range(0, Points).Select(_ => _samples.Draw(random))];
            Experiment experiment = Experiments([result], points);
            CheckDimension(experiment, points);
            if (CheckInvariance(experiment, points, random))
            {
                CheckExchange(experiment, points);
                CheckFiniteness();
            }
        }

        private Experiment Experiments(IEnumerable<Expr> roots, IEnumerable<Momentum[]> points) =>
            new(trace.Pool, roots, trace.Spec, [.. points.Select(p => _samples.Inputs(p))], isProof: false);

        private void Report(Rule rule, params string[] arguments) => problems.Add(new(rule.Id, _span, new([amplitude.Member, .. arguments])));

        private bool Differs(Experiment experiment, IEnumerable<SampleInputs> moved) => experiment.After([.. moved]).Differs(trace.Pool.True, result);

        // A type with a unit says the dimension, and C# has held the formula against it. A plain number says none: there the formula itself is asked,
        // unless it has constants with a unit of their own, of which the formula does not know.
        private void CheckDimension(Experiment experiment, Momentum[][] points)
        {
            int needed = shape.AmplitudeDimension;
            string expected = needed == 0 ? "a pure number, 'double'" : $"{Unit(needed)}, {TypeOf(needed)}";
            string legs = $"{Text(shape.LegCount)} legs ask for {expected}";
            int? typed = amplitude.ScalarType switch { "Energy" => 1, "GeV2" => 2, "GeV4" => 4, "InverseGeV2" => -2, "InverseGeV4" => -4, _ => null };
            if (typed is { } dimension)
            {
                if (dimension != needed)
                {
                    Report(Rules.AmplitudeDimension, $"is in {Unit(dimension)}", legs);
                }

                return;
            }

            if (trace.Sites.Any(s => s.Body == amplitude.Member && HasOwnUnit(s.Term)))
            {
                if (needed != 0)
                {
                    Report(Rules.AmplitudeDimension, "is a plain number", legs);
                }

                return;
            }

            Homogeneous scale = new();
            double? found = experiment.After([.. points.Select(p => _samples.Inputs(p, m => m.Scaled(scale.EnergyFactor)))])
                .Degree(trace.Pool.True, result, scale.EnergyFactor);
            if (found is null ? !IsZero(experiment) : !found.Value.Equals(needed))
            {
                Report(Rules.AmplitudeDimension, found is { } degree ? $"is in {Unit(degree)}" : "adds terms of different dimensions", legs);
            }
        }

        private bool IsZero(Experiment experiment) => experiment.Before(result).All(static x => !x.Exists || x.IsZero);

        private static bool HasOwnUnit(Term term) => term.Kind == TermKind.Call
            && (term.Name.StartsWith("Units.", StringComparison.Ordinal) || term.Name is "Constants.FermiCoupling"
                or "Energy.new" or "GeV2.new" or "GeV4.new" or "InverseGeV2.new" or "InverseGeV4.new");

        private bool CheckInvariance(Experiment experiment, Momentum[][] points, SampleRandom random)
        {
            IEnumerable<SampleInputs> Moved(Func<Func<Momentum, Momentum>> draw) => points.Select(p => _samples.Inputs(p, draw())).ToArray();
            Func<Momentum, Momentum> Boost()
            {
                Func<Momentum, Momentum> first = Rotations.Draw(random), second = Rotations.Draw(random);
                double rapidity = random.Between(-1.5, 1.5);
                return p => second(first(p).BoostedZ(rapidity));
            }

            Func<Momentum, Momentum> Turn()
            {
                double angle = random.Between(-Math.PI, Math.PI);
                return p => p.RotatedZ(angle);
            }

            if (!Differs(experiment, Moved(Boost)))
            {
                return true;
            }

            // A formula of energies may still be right in the one frame in which it is used; one that knows a direction of space is wrong in any.
            bool isDecay = shape.Spec.Reaction.IsDecay;
            bool isWrong = Differs(experiment, isDecay ? Moved(() => Rotations.Draw(random)) : Moved(Turn));
            string frame = isDecay ? $"the rest frame of '{shape.Reaction.Incoming[0].Particle.Name}'" : "the centre of mass";
            string way = shape.Legs.FirstOrDefault(static l => l.Spec.Role == LegRole.Parent) is { } parent
                ? $"'{shape.Daughters[0].Spec.Name} * {parent.Spec.Name} / {parent.Spec.Name}.Mass' is its energy in {frame}"
                : "products of momenta are, those of [Parent] or [Incoming] included";
            Report(Rules.AmplitudeNotInvariant, isWrong ? "depends on directions in space" : $"is one only in {frame}", way);
            return !isWrong;
        }

        private void CheckExchange(Experiment experiment, Momentum[][] points)
        {
            foreach (IGrouping<string, ProcessLeg> alike in shape.Daughters.GroupBy(static d => d.Particle.Name))
            {
                ProcessLeg[] legs = [.. alike];
                for (int i = 1; i < legs.Length; i++)
                {
                    (int a, int b) = (legs[i - 1].Place, legs[i].Place);
                    if (legs[i - 1].Mass == legs[i].Mass && Differs(experiment, points.Select(p => _samples.Inputs([.. p.Select((m, k) => k == a ? p[b] : k == b ? p[a] : m)]))))
                    {
                        Report(Rules.AsymmetricAmplitude, legs[i - 1].Spec.Name, legs[i].Spec.Name, alike.Key);
                        return;
                    }
                }
            }
        }

        private void CheckFiniteness()
        {
            Expr selected = trace.Spec.Selections.Select(s => trace.Results.TryGetValue(s, out Value value) && value is ScalarValue scalar ? scalar.Expr : trace.Pool.True)
                .Aggregate(trace.Pool.True, trace.Pool.And);
            bool isFree = trace.Spec.Selections.Count == 0;
            foreach ((string where, int power, Func<double, SampleRandom, Momentum[]> approach) in Limits())
            {
                // Three ways into the same corner: one alone might meet a zero of the numerator.
                List<Momentum[]> points = [];
                for (ulong way = 0; way < 3; way++)
                {
                    points.Add(approach(Near, new SampleRandom(way)));
                    points.Add(approach(Nearer, new SampleRandom(way)));
                }

                Experiment experiment = Experiments([result, selected], points);
                IReadOnlyList<Estimate> values = experiment.Before(result), kept = experiment.Before(selected);
                int diverging = Enumerable.Range(0, 3).Count(way =>
                {
                    (Estimate near, Estimate nearer) = (values[2 * way], values[(2 * way) + 1]);
                    double growth = Math.Log(Math.Abs(nearer.Value.High / near.Value.High)) / Math.Log(Near / Nearer);
                    return near.Exists && nearer.Exists && growth > power - 0.1 && kept[(2 * way) + 1].Value.High > 0.5;
                });
                if (diverging >= 2)
                {
                    Report(
                        Rules.DivergentProcess, where,
                        isFree ? "cut it out with a [Selection], for example 'MinPairMass(…) > 10.GeV'" : "its [Selection] keeps events there; cut them out");
                    return;
                }
            }
        }

        // Where massless propagators vanish, and the power of the distance at which the integral over it diverges: s_ij and cos θ are even in phase
        // space, the energy of a soft particle comes as E dE.
        private IEnumerable<(string Where, int Power, Func<double, SampleRandom, Momentum[]> Approach)> Limits()
        {
            string Name(int i) => shape.Daughters[i].Spec.Name;
            int particles = _samples.Particles;
            for (int i = 0; i < particles && particles > 2; i++)
            {
                int first = i;
                if (_samples.IsMassless(first))
                {
                    yield return ($"where '{Name(first)}' is soft", 2, (fraction, random) => _samples.DrawSoft(first, fraction, random));
                }

                for (int j = i + 1; j < particles; j++)
                {
                    int second = j;
                    yield return (
                        $"where '{Name(first)}' and '{Name(second)}' are collinear", 1, (fraction, random) => _samples.DrawCollinear(first, second, fraction, random));
                }
            }

            for (int i = 0; i < particles && !shape.Spec.Reaction.IsDecay; i++)
            {
                int particle = i;
                foreach (bool isBackward in new[] { false, true })
                {
                    yield return (
                        $"where '{Name(particle)}' flies along the {(isBackward ? "second" : "first")} incoming particle", 1,
                        (fraction, random) => _samples.DrawForward(particle, isBackward, fraction, random));
                }
            }
        }

        private static string Unit(double dimension) => dimension == 0 ? "no unit" : dimension == 1 ? "GeV" : $"GeV^{dimension.ToString("R", CultureInfo.InvariantCulture)}";

        private static string TypeOf(int dimension) => dimension switch { 2 => "'GeV2'", -2 => "'InverseGeV2'", -4 => "'InverseGeV4'", _ => "'double' whose formula has that dimension" };

        private static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
    }
}
