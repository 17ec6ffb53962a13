using Mandelstam.Events;

namespace Mandelstam.Testing;

/// <summary>Compares compiled derivatives with difference quotients of the declaration.</summary>
/// <remarks>
/// A quotient knows how good it is: two steps, and the quotients to either side, differ by what is wrong with it. At a kink, a jump or a wrap that is all,
/// and any derivative is right.
/// </remarks>
/// <typeparam name="TEvent">The declared record.</typeparam>
/// <param name="subject">The declaration.</param>
/// <param name="rounding">The coarsest step to which it rounds, 0 if it does not.</param>
internal sealed class Quotients<TEvent>(EventSubject<TEvent> subject, double rounding)
{
    // Columns are smooth functions of a nudge, and never rounded: a small step is best.
    private const double ColumnStep = 1e-6;

    // A few roundings of double arithmetic.
    private const double Rounding = 1e-15;

    // Error of a central difference: h² from the curvature, 10⁻¹⁶/h from rounding; a declaration that rounds needs steps far above its own.
    private readonly double _step = rounding > 0 ? 0.02 : 1e-4;
    private readonly IReadOnlyList<(Nudge Up, Nudge Down)> _near = Nudge.Of(subject.Layout, rounding > 0 ? 0.01 : 5e-5);
    private readonly IReadOnlyList<(Nudge Up, Nudge Down)> _far = Nudge.Of(subject.Layout, rounding > 0 ? 0.02 : 1e-4);

    private readonly IReadOnlyList<(Nudge Up, Nudge Down)> _columnsNear = Nudge.Of(subject.Layout, ColumnStep / 2);
    private readonly IReadOnlyList<(Nudge Up, Nudge Down)> _columnsFar = Nudge.Of(subject.Layout, ColumnStep);

    /// <summary>The first derivative that differs; null where none does.</summary>
    public Difference? FirstDifference(EventBatch batch, TEvent e, double[] point, double[] noise)
    {
        double[] at = subject.Features(subject.Perturb(e, point, noise));
        EventModel model = subject.Model;
        Lazy<EventGradients[]> gradients = new(() =>
            [.. Enumerable.Range(0, at.Length).Select(f => model.Pullback(batch, point, EventWeights.OfFeature(model, f, 1), noise))]);
        for (int i = 0; i < model.Nuisances.Length; i++)
        {
            int nuisance = i;
            double[] Moved(double by)
            {
                double[] moved = [.. point];
                moved[nuisance] += by;
                return subject.Features(subject.Perturb(e, moved, noise));
            }

            EventDirection direction = EventDirection.ByNuisance(model, i);
            double[][] values = [Moved(_step), Moved(-_step), Moved(_step / 2), Moved(-_step / 2)];
            if (Compare(batch, point, noise, direction, new double[model.Columns.Length], at, values, gradients) is { } difference)
            {
                return difference with { Direction = $"by {model.Nuisances[i].Name}" };
            }
        }

        for (int i = 0; i < _far.Count; i++)
        {
            Nudge[] moves = [_far[i].Up, _far[i].Down, _near[i].Up, _near[i].Down];
            double[][] values = [.. moves.Select(move => subject.Features(subject.Perturb(subject.Map(e, move), point, noise)))];
            Nudge[] steps = [_columnsFar[i].Up, _columnsFar[i].Down, _columnsNear[i].Up, _columnsNear[i].Down];
            (double[] rates, double[] errors) = Rates([.. steps.Select(step => subject.Columns(subject.Map(e, step)))]);
            EventDirection direction = new(rates, new double[point.Length]);
            if (Compare(batch, point, noise, direction, errors, at, values, gradients) is { } difference)
            {
                return difference with { Direction = $"by {_far[i].Up.Describe(subject.Layout)}" };
            }
        }

        return null;
    }

    // How fast the columns move, and how well a quotient knows that.
    private (double[] Rates, double[] Errors) Rates(double[][] moved)
    {
        double[] rates = new double[moved[0].Length], errors = new double[rates.Length];
        for (int i = 0; i < rates.Length; i++)
        {
            double Change(int up, int down)
            {
                double change = moved[up][i] - moved[down][i];
                return subject.Model.Columns[i].Unit == "rad" ? Math.IEEERemainder(change, Math.Tau) : change;
            }

            double wide = Change(0, 1) / (2 * ColumnStep), narrow = Change(2, 3) / ColumnStep;
            rates[i] = ((4 * narrow) - wide) / 3;
            errors[i] = Math.Abs(wide - narrow) + (Rounding * Math.Abs(moved[2][i]) / ColumnStep);
        }

        return (rates, errors);
    }

    private Difference? Compare(
        EventBatch batch, double[] point, double[] noise, EventDirection direction, double[] errors, double[] at, double[][] values, Lazy<EventGradients[]> gradients)
    {
        double[][] forward = subject.Model.Pushforward(batch, point, direction, noise).Features;
        double largest = Enumerable.Range(0, batch.Model.Columns.Length).Where(i => gradients.Value[0].Columns[i] is not null).Max(i => Math.Abs(batch.Column(i)[0]));
        for (int feature = 0; feature < at.Length; feature++)
        {
            double[] f = [.. values.Select(v => v[feature])];
            double wide = (f[0] - f[1]) / (2 * _step), narrow = (f[2] - f[3]) / _step;
            double expected = ((4 * narrow) - wide) / 3;
            double sides = Math.Abs(f[2] - at[feature] - (at[feature] - f[3])) / _step;
            double actual = forward[feature][0];
            double tolerance = (4 * Math.Abs(wide - narrow)) + (4 * sides) + (1e-6 * (Math.Abs(expected) + Math.Abs(at[feature])));
            if (!double.IsFinite(tolerance))
            {
                continue;
            }

            double backward = Along(gradients.Value[feature], direction, out double scale);
            Along(gradients.Value[feature], new(errors, new double[point.Length]), out double unknown);
            // The same factors in another order; what cancels in them is no larger than the columns.
            double reordered = (1e-9 * (scale + Math.Abs(at[feature]))) + (1e-12 * largest);
            double cancelled = reordered + (4 * unknown);
            double rounded = rounding > 0 ? 8 * rounding / _step * Steepness(gradients.Value[feature]) : 0;
            if (!IsWithin(expected, actual, tolerance) && !IsWithin(expected, actual, tolerance + cancelled + rounded))
            {
                return new(feature, "derivative", "", expected, actual);
            }

            if (double.IsFinite(scale) && !IsWithin(actual, backward, reordered))
            {
                return new(feature, "gradient", "", actual, backward);
            }
        }

        return null;
    }

    private static bool IsWithin(double expected, double actual, double tolerance) => Math.Abs(expected - actual) <= tolerance;

    private static double Steepness(EventGradients gradients) => gradients.Columns.Sum(static c => c is null ? 0 : Math.Abs(c[0]));

    private static double Along(EventGradients gradients, EventDirection direction, out double scale)
    {
        double sum = 0;
        scale = 0;
        for (int i = 0; i < direction.Columns.Length; i++)
        {
            double term = gradients.Columns[i] is { } column ? column[0] * direction.Columns[i] : 0;
            sum += term;
            scale += Math.Abs(term);
        }

        for (int i = 0; i < direction.Nuisances.Length; i++)
        {
            double term = gradients.Nuisances[i][0] * direction.Nuisances[i];
            sum += term;
            scale += Math.Abs(term);
        }

        return sum;
    }

    /// <summary>A derivative that is not what it should be.</summary>
    /// <param name="Feature">Of which feature.</param>
    /// <param name="Kind">The forward derivative, or the gradient against it.</param>
    /// <param name="Direction">By what.</param>
    /// <param name="Expected">The quotient, or the forward derivative.</param>
    /// <param name="Actual">What was compiled.</param>
    public sealed record Difference(int Feature, string Kind, string Direction, double Expected, double Actual);
}
