using Mandelstam.Events;

namespace Mandelstam.Testing;

/// <summary>Compares compiled derivatives with difference quotients of the declaration.</summary>
/// <remarks>
/// A quotient knows how good it is: two steps, and the quotients to either side, differ by what is wrong with it. At a kink, a jump or a wrap that is all,
/// and any derivative is right. A derivative is wrong when quotients of every size say so.
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
    private readonly double[] _steps = rounding > 0 ? [0.02] : [1e-4, 1e-6, 1e-8];

    // The energy of a light particle by itself makes any mass of it: no quotient resolves that.
    private readonly IReadOnlyList<Nudge> _nudges = [.. Nudge.Of(subject.Layout, 1).Select(static n => n.Up).Where(static n => !n.IsOffShell)];

    /// <summary>The first derivative that differs; null where none does.</summary>
    public Difference? FirstDifference(EventBatch batch, TEvent e, double[] point, double[] noise)
    {
        EventModel model = subject.Model;
        EventGradients[] gradients =
            [.. Enumerable.Range(0, model.Features.Length).Select(f => model.Pullback(batch, point, EventWeights.OfFeature(model, f, 1), noise))];
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
            double[][] forward = model.Pushforward(batch, point, direction, noise).Features;
            if (Compare(batch, direction, new double[model.Columns.Length], forward, gradients, Moved) is { } difference)
            {
                return difference with { Direction = $"by {model.Nuisances[i].Name}" };
            }
        }

        foreach (Nudge nudge in _nudges)
        {
            (double[] rates, double[] errors) = Rates(e, nudge);
            if (Enumerable.Range(0, rates.Length).Any(i => model.Columns[i].Role == ColumnRole.Weight && rates[i] != 0))
            {
                // The weight is no input to differentiate by.
                continue;
            }

            EventDirection direction = new(rates, new double[point.Length]);
            double[][] forward = model.Pushforward(batch, point, direction, noise).Features;
            double[] Moved(double by) => subject.Features(subject.Perturb(subject.Map(e, nudge.Times(by)), point, noise));
            if (Compare(batch, direction, errors, forward, gradients, Moved) is { } difference)
            {
                return difference with { Direction = $"by {nudge.Describe(subject.Layout)}" };
            }
        }

        return null;
    }

    /// <summary>How fast the columns move, and how well a quotient knows that.</summary>
    private (double[] Rates, double[] Errors) Rates(TEvent e, Nudge nudge)
    {
        double[][] moved = [.. new[] { 1, -1, 0.5, -0.5 }.Select(part => subject.Columns(subject.Map(e, nudge.Times(part * ColumnStep))))];
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
        EventBatch batch, EventDirection direction, double[] errors, double[][] forward, EventGradients[] gradients, Func<double, double[]> moved)
    {
        double[] at = moved(0);
        double largest = Enumerable.Range(0, errors.Length).Where(i => gradients[0].Columns[i] is not null).Max(i => Math.Abs(batch.Column(i)[0]));
        double[][][] values = [.. _steps.Select(step => new[] { step, -step, step / 2, -step / 2 }.Select(moved).ToArray())];
        for (int feature = 0; feature < at.Length; feature++)
        {
            double backward = Along(gradients[feature], direction, out double scale);
            Along(gradients[feature], new(errors, new double[direction.Nuisances.Length]), out double unknown);

            // What may cancel: terms of the sum over columns, and energies, of whose squares a mass is the root of what they leave over.
            double size = Math.Abs(at[feature]);
            double cancelled = (1e-9 * (scale + size)) + (1e-12 * largest * Math.Max(1, largest / size));
            foreach ((string kind, double actual) in new[] { ("derivative", forward[feature][0]), ("gradient", backward) })
            {
                double quotient = double.NaN;
                bool isFound = false;
                for (int i = 0; i < _steps.Length && !isFound; i++)
                {
                    (quotient, double tolerance) = Quotient([.. values[i].Select(v => v[feature])], at[feature], _steps[i]);
                    double rounded = rounding > 0 ? 8 * rounding / _steps[i] * Steepness(gradients[feature]) : 0;
                    tolerance += cancelled + (4 * unknown) + rounded;
                    isFound = !double.IsFinite(tolerance) || IsWithin(quotient, actual, tolerance);
                }

                if (!isFound)
                {
                    return new(feature, kind, "", quotient, actual);
                }
            }
        }

        return null;
    }

    private static (double Value, double Tolerance) Quotient(double[] f, double at, double step)
    {
        double wide = (f[0] - f[1]) / (2 * step), narrow = (f[2] - f[3]) / step;
        double value = ((4 * narrow) - wide) / 3;
        double sides = Math.Abs(f[2] - at - (at - f[3])) / step;
        return (value, (4 * Math.Abs(wide - narrow)) + (4 * sides) + (1e-6 * (Math.Abs(value) + Math.Abs(at))) + (Rounding * Math.Abs(at) / step));
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
    /// <param name="Kind">The forward derivative, or the one that the gradient gives.</param>
    /// <param name="Direction">By what.</param>
    /// <param name="Expected">The quotient.</param>
    /// <param name="Actual">What was compiled.</param>
    public sealed record Difference(int Feature, string Kind, string Direction, double Expected, double Actual);
}
