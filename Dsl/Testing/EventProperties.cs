using System.Globalization;
using System.Runtime.ExceptionServices;
using FsCheck;
using FsCheck.Fluent;
using Mandelstam.Events;

namespace Mandelstam.Testing;

/// <summary>The properties of a declaration, each tried on random events. A generated fact calls one.</summary>
/// <remarks>
/// Two values agree when they differ by no more than rounding may: by 10⁻⁹ of their size, or by what the value itself does when each number of
/// the event moves by 10⁻⁹. The second is what makes an event at an edge (a threshold, a wrap, two objects on top of each other) neither a false
/// alarm nor an exception to the rule.
/// </remarks>
/// <typeparam name="TEvent">The declared record.</typeparam>
/// <param name="subject">The declaration.</param>
/// <param name="cases">Random events for each property.</param>
/// <param name="seed">Fixes them.</param>
public sealed class EventProperties<TEvent>(EventSubject<TEvent> subject, int cases, int seed)
{
    private const double Tolerance = 1e-9;

    // A few roundings of double arithmetic.
    private const double Rounding = 1e-15;

    // Gamma of FsCheck's generator: any odd number.
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    // Far above the rounding of double arithmetic, far below what a wrong formula does.
    private readonly IReadOnlyList<(Nudge Up, Nudge Down)> _nudges = Nudge.Of(subject.Layout, 1e-9);

    private readonly int _cases = cases > 0 ? cases : throw new ArgumentOutOfRangeException(nameof(cases), cases, "A property that is tried on no event cannot fail.");

    /// <summary>A feature does not change when the event is moved.</summary>
    /// <param name="feature">The index of the feature.</param>
    /// <param name="symmetry">What moves it.</param>
    /// <param name="lost">What rounding may leave of it: near its ends an arc cosine knows its angle to 10⁻⁸ only.</param>
    /// <exception cref="PropertyFailedException">It does.</exception>
    public void Invariance(int feature, Symmetry symmetry, double lost = 0) => Unchanged(feature, symmetry.ToString(), 1, lost, draft => symmetry switch
    {
        Symmetry.Lorentz => new LorentzMotion(draft.Motion, isBoosted: true),
        Symmetry.Rotations => new LorentzMotion(draft.Motion, isBoosted: false),
        Symmetry.BoostZ => new BeamBoost(draft.Motion.Rapidity),
        Symmetry.RotationZ => new AzimuthTurn(draft.Motion.Turn),
        _ => new BeamReflection(),
    });

    /// <summary>A feature does not depend on the order of the objects of a collection.</summary>
    /// <param name="feature">The index of the feature.</param>
    /// <param name="member">The index of the collection in the layout.</param>
    /// <param name="lost">What rounding may leave of it: near its ends an arc cosine knows its angle to 10⁻⁸ only.</param>
    /// <exception cref="PropertyFailedException">It does.</exception>
    public void Permutation(int feature, int member, double lost = 0)
    {
        string name = subject.Layout.Members[member].Name;
        Unchanged(feature, $"Permutation({name})", 1, lost, draft => new Exchange(member, name, draft.Motion.Shift));
    }

    /// <summary>A feature scales like a power of energy: with the unit that it is declared to have, and no energy of its own in the formula.</summary>
    /// <param name="feature">The index of the feature.</param>
    /// <param name="power">The power.</param>
    /// <param name="lost">What rounding may leave of it: near its ends an arc cosine knows its angle to 10⁻⁸ only.</param>
    /// <exception cref="PropertyFailedException">It does not.</exception>
    public void Homogeneity(int feature, double power, double lost = 0) => Unchanged(
        feature, FormattableString.Invariant($"Homogeneous({power})"), power, lost, draft => new Rescaling(draft.Motion.Scale));

    /// <summary>A nuisance at its nominal value leaves the event as it was, whatever the noise.</summary>
    /// <param name="nuisance">The index of the nuisance.</param>
    /// <exception cref="PropertyFailedException">It does not.</exception>
    public void NominalIdentity(int nuisance)
    {
        NuisanceInfo info = subject.Model.Nuisances[nuisance];
        Check(draft =>
        {
            TEvent before = subject.Make(draft);
            TEvent after = subject.Vary(before, nuisance, info.Nominal, Noise(draft));
            Reading read = Read(before);
            List<(string Name, double Value, double Scale)> expected = read.Numbers, actual = Read(after).Numbers;

            // Of a momentum that is added here and taken away there the rounding stays.
            bool IsSame(int i) => IsNear(expected[i].Value, actual[i].Value, expected[i].Scale) || IsWithin(expected[i].Value, actual[i].Value, Rounding * read.TotalScale);
            int index = Enumerable.Range(0, expected.Count).FirstOrDefault(i => !IsSame(i), -1);
            return index < 0 ? null : new(
                $"'{info.Name}' of {subject.Model.Name} changes the event at its nominal value, {Text(info.Nominal)}{NoiseText(draft, nuisance)}.",
                [($"{expected[index].Name} before", expected[index].Value), ($"{expected[index].Name} after", actual[index].Value)],
                before,
                after);
        });
    }

    /// <summary>The rate nuisances at their nominal values leave the weight as it was.</summary>
    /// <exception cref="PropertyFailedException">They do not.</exception>
    public void NominalRate() => Check(draft =>
    {
        TEvent e = subject.Make(draft);
        double rate = subject.Rate(e, subject.Model.NominalNuisances());
        return IsNear(1, rate, 1) ? null : new($"The rate nuisances of {subject.Model.Name} scale the weight at their nominal values.", [("factor", rate)], e);
    });

    /// <summary>A nuisance that moves what is seen moves the missing momentum against it: the sum of all transverse momenta stays.</summary>
    /// <param name="nuisance">The index of the nuisance.</param>
    /// <param name="isTurned">Whether the nuisance turns the whole event about the beam, of which the sum keeps its size alone.</param>
    /// <exception cref="PropertyFailedException">It does not.</exception>
    public void MomentumBalance(int nuisance, bool isTurned = false)
    {
        NuisanceInfo info = subject.Model.Nuisances[nuisance];
        Check(draft =>
        {
            TEvent before = subject.Make(draft);
            double value = info.Clip(info.FromUnitNormal(draft.Normals[nuisance]));
            TEvent after = subject.Vary(before, nuisance, value, Noise(draft));
            Reading expected = Read(before), actual = Read(after);
            double scale = expected.TotalScale + actual.TotalScale;
            if (isTurned)
            {
                (double was, double size) = (Size(expected.Total), Size(actual.Total));
                return IsNear(was, size, scale) ? null : new(
                    $"'{info.Name}' of {subject.Model.Name}, at {Text(value)}{NoiseText(draft, nuisance)}, changes the size of the sum of transverse momenta.", [("before", was), ("after", size)], before, after);
            }

            return IsNear(expected.Total.X, actual.Total.X, scale) && IsNear(expected.Total.Y, actual.Total.Y, scale) ? null : new(
                $"'{info.Name}' of {subject.Model.Name}, at {Text(value)}{NoiseText(draft, nuisance)}, changes the sum of transverse momenta.",
                [("x before", expected.Total.X), ("x after", actual.Total.X), ("y before", expected.Total.Y), ("y after", actual.Total.Y)],
                before,
                after);
        });
    }

    /// <summary>The compiled kernel gives what the declaration gives when it runs as plain C#: features, selection, category and rate.</summary>
    /// <exception cref="PropertyFailedException">It does not.</exception>
    public void KernelAgreement()
    {
        Agreement("compiled kernel", (batch, point, noise) =>
        {
            PerturbedEvents<double> events = subject.Model.Perturb<double>(batch, point, noise, selection: false);
            return [.. events.Features.Select(static f => f[0])];
        });
        Check(draft =>
        {
            (EventBatch batch, TEvent e, double[] point, double[] noise) = Stored(draft);
            PerturbedEvents<double> events = subject.Model.Perturb<double>(batch, point, noise, selection: false);
            double weight = WeightOf(batch);
            bool isSelected = subject.Model.Perturb<double>(batch, point, noise).Count == 1;
            IEnumerable<(string Name, Func<TEvent, double> Expected, double Actual)> results =
            [
                ("selection", moved => subject.IsSelected(moved) ? 1 : 0, isSelected ? 1 : 0),
                ("category", moved => subject.Category(moved), events.Category[0]),
                ("weight", moved => weight * subject.Rate(moved, point), events.Weight[0]),
            ];
            foreach ((string name, Func<TEvent, double> expected, double actual) in results)
            {
                double Reference(TEvent stored) => expected(subject.Perturb(stored, point, noise));
                if (Differ(e, Reference, Reference(e), actual))
                {
                    return new(
                        $"The compiled kernel of {subject.Model.Name} disagrees with the declaration on the {name}, {PointText(point, noise)}.",
                        [("declaration", Reference(e)), ("compiled kernel", actual)],
                        e);
                }
            }

            return null;
        });
    }

    /// <summary>A backend gives the features that the declaration gives when it runs as plain C#.</summary>
    /// <param name="backend">What to call it in a message.</param>
    /// <param name="features">The features of the one event in a batch, at a point, with the noise of that event.</param>
    /// <exception cref="PropertyFailedException">It does not.</exception>
    public void Agreement(string backend, Func<EventBatch, double[], double[], double[]> features) => Check(draft =>
    {
        (EventBatch batch, TEvent e, double[] point, double[] noise) = Stored(draft);
        double[] actual = features(batch, point, noise);
        double[] expected = subject.Features(subject.Perturb(e, point, noise));
        for (int i = 0; i < expected.Length; i++)
        {
            int feature = i;
            if (!IsWithin(expected[i], actual[i], Rest(subject.Model.Features[i]))
                && Differ(e, moved => subject.Features(subject.Perturb(moved, point, noise))[feature], expected[i], actual[i]))
            {
                return new(
                    $"'{subject.Model.Features[i].Name}' of {subject.Model.Name}: the {backend} disagrees with the declaration, {PointText(point, noise)}.",
                    [("declaration", expected[i]), (backend, actual[i])],
                    e);
            }
        }

        return null;
    });

    /// <summary>
    /// The compiled derivatives, forward and reverse, are the difference quotients of the declaration when it runs as plain C#: by each nuisance, and
    /// along each way to move a momentum.
    /// </summary>
    /// <param name="rounding">The coarsest step to which the declaration rounds, 0 if it does not: derivatives pass through, quotients do not.</param>
    /// <exception cref="PropertyFailedException">They are not.</exception>
    public void DerivativeAgreement(double rounding)
    {
        // At edges (a root at zero, a branch of one point, a rounding) a quotient does not resolve the derivative: one event in ten may miss; a wrong derivative misses at most.
        Quotients<TEvent> quotients = new(subject, rounding);
        int misses = 0;
        Check(draft =>
        {
            (EventBatch batch, TEvent e, double[] point, double[] noise) = Stored(draft);
            return quotients.FirstDifference(batch, e, point, noise) is { } difference && ++misses > _cases / 10
                ? new(
                    $"'{subject.Model.Features[difference.Feature].Name}' of {subject.Model.Name}: the {difference.Kind} {difference.Direction} is not that of the declaration, {PointText(point, noise)}.",
                    [("declaration", difference.Expected), (difference.Kind, difference.Actual)],
                    e)
                : null;
        });
    }

    private void Unchanged(int feature, string symmetry, double power, double lost, Func<EventDraft, EventAction> actionOf)
    {
        FeatureInfo info = subject.Model.Features[feature];
        Check(draft =>
        {
            EventAction action = actionOf(draft);
            double factor = action is Rescaling ? Math.Pow(draft.Motion.Scale, power) : 1;
            TEvent before = subject.Make(draft);
            TEvent after = subject.Map(before, action);
            double Value(TEvent e) => subject.Features(e)[feature];
            double Scaled(TEvent e) => Value(e) is double value && IsAbsent(info, value) ? value : factor * Value(e);
            double expected = Scaled(before);
            double actual = Value(after);

            // Rounding acts before the move and after it.
            return IsNear(expected, actual, Math.Abs(expected))
                || IsWithin(expected, actual, Math.Max(lost, Rest(info)))
                || IsWithin(expected, actual, Spread(before, Scaled, expected) + Spread(before, e => Value(subject.Map(e, action)), actual))
                ? null
                : new(
                    $"'{info.Name}' of {subject.Model.Name} is not {(power != 1 || action is Rescaling ? "" : "invariant under ")}{symmetry}: {info.Formula}",
                    [("value", Value(before)), ($"{action}", actual), ("expected", expected)],
                    before,
                    after);
        });
    }

    private static bool IsAbsent(FeatureInfo info, double value) => info.Absent is { } absent && absent.Equals(value);

    private (EventBatch Batch, TEvent Event, double[] Point, double[] Noise) Stored(EventDraft draft)
    {
        EventBatch batch = subject.Model.CreateBatch(1);
        Fill(batch, subject.Columns(subject.Make(draft)));
        double[] point = subject.Model.DrawNuisances(draft.Normals.AsSpan()[..subject.Model.Nuisances.Length]);
        return (batch, subject.Read(batch), point, Noise(draft));
    }

    private static void Fill(EventBatch batch, double[] columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (batch.Model.Columns[i].Role == ColumnRole.Label)
            {
                batch.ProcessCodes[0] = (int)columns[i];
            }
            else if (!batch.Model.Columns[i].IsText)
            {
                batch.Column(i)[0] = (float)columns[i];
            }
        }
    }

    private static double WeightOf(EventBatch batch)
    {
        for (int i = 0; i < batch.Model.Columns.Length; i++)
        {
            if (batch.Model.Columns[i].Role == ColumnRole.Weight)
            {
                return batch.Column(i)[0];
            }
        }

        return 1;
    }

    private double[] Noise(EventDraft draft) => [.. draft.Normals.Skip(subject.Model.Nuisances.Length)];

    private Reading Read(TEvent e)
    {
        Reading reading = new(subject.Layout);
        subject.Map(e, reading);
        return reading;
    }

    // At a pole, one over the value goes through zero: of a value so large that the rounding of an event can make it infinite, that is compared.
    private bool Differ(TEvent e, Func<TEvent, double> value, double expected, double actual) =>
        !IsNear(expected, actual, Math.Abs(expected)) && !IsWithin(expected, actual, Spread(e, value, expected))
        && !(double.IsInfinity(expected) != double.IsInfinity(actual) && IsWithin(1 / expected, 1 / actual, Spread(e, moved => 1 / value(moved), 1 / expected)));

    /// <summary>What a value does when each number of an event moves by a little; infinite where it leaves the numbers.</summary>
    private double Spread(TEvent e, Func<TEvent, double> value, double at)
    {
        double sum = 0;
        foreach ((Nudge up, Nudge down) in _nudges)
        {
            double change = Math.Max(Math.Abs(value(subject.Map(e, up)) - at), Math.Abs(value(subject.Map(e, down)) - at));
            sum += double.IsNaN(change) ? double.PositiveInfinity : change;
        }

        return 2 * sum;
    }

    // What rounding leaves of numbers of order one that cancel, as in 1 − a ratio.
    private static double Rest(FeatureInfo info) => info.Unit.Length == 0 ? 1e-14 : 0;

    // Where a neighbour of the event has no number, this one need not have it either.
    private static bool IsWithin(double expected, double actual, double spread) =>
        double.IsPositiveInfinity(spread) || Math.Abs(expected - actual) <= spread;

    private static double Size((double X, double Y) vector) => Math.Sqrt((vector.X * vector.X) + (vector.Y * vector.Y));

    private static bool IsNear(double expected, double actual, double scale) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= Tolerance * scale;

    private void Check(Func<EventDraft, Violation?> judge)
    {
        Violation? last = null;
        ExceptionDispatchInfo? thrown = null;
        int tried = 0;
        bool Holds(EventDraft draft)
        {
            tried += last is null ? 1 : 0;
            try
            {
                Violation? violation = judge(draft);
                last = violation ?? last;
                return violation is null;
            }
            catch (AbsentObjectException)
            {
                // The declaration itself has no answer: a correction has removed what the body had asked for.
                return true;
            }
            catch (Exception e)
            {
                // No event is to blame that anybody knows of, and no simpler one is looked for: the first that was thrown is what is told.
                bool isFirst = thrown is null;
                thrown ??= ExceptionDispatchInfo.Capture(e);
                return !isFirst;
            }
        }

        Config config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(_cases).WithReplay((ulong)seed, Gamma);
        try
        {
            Prop.ForAll(new DraftGenerator(subject.Layout).Arbitrary, Holds).Check(config);
        }
        catch (Exception) when (last is not null)
        {
            // FsCheck tries simpler events until none fails: the last that failed is the simplest.
            throw new PropertyFailedException(last.Describe(Lines, FormattableString.Invariant($"event {tried} of {_cases} with seed {seed}, made simpler")));
        }
        catch (Exception) when (thrown is not null)
        {
            thrown.Throw();
        }
    }

    private List<string> Lines(TEvent e) => Read(e).Lines;

    private static string PointText(double[] nuisances, double[] noise) =>
        nuisances.Length == 0 ? "without nuisances" : $"nuisances at {List(nuisances)}{(noise.Length == 0 ? "" : $" with noise {List(noise)}")}";

    // What a nuisance takes of the noise.
    private string NoiseText(EventDraft draft, int nuisance)
    {
        IEnumerable<double> taken = Noise(draft).Where((_, i) => subject.Layout.NoiseOf[i] == nuisance);
        return taken.Any() ? $" with noise {List(taken)}" : "";
    }

    private static string List(IEnumerable<double> values) => string.Join(", ", values.Select(Text));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private sealed record Violation(string What, IReadOnlyList<(string Name, double Value)> Values, TEvent Event, TEvent? Moved = default)
    {
        public string Describe(Func<TEvent, List<string>> lines, string found)
        {
            int width = Values.Max(static v => v.Name.Length);
            IEnumerable<string> values = Values.Select(v => $"  {v.Name.PadRight(width)}  {Text(v.Value)}");
            IEnumerable<string> moved = Moved is null ? [] : lines(Moved).Select(static line => "  " + line).Prepend("to");
            return string.Join(Environment.NewLine, [What, .. values, $"The event ({found})", .. lines(Event).Select(static line => "  " + line), .. moved]);
        }
    }
}
