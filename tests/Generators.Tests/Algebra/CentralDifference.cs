namespace Mandelstam.Generators.Tests.Algebra;

/// <summary>Numerical derivatives to compare exact ones with.</summary>
internal static class CentralDifference
{
    // From where the function's curvature shows to where rounding does; a derivative near a pole is seen at small steps alone.
    private static readonly double[] _steps = [1e-3, 1e-4, 1e-6, 1e-8];

    /// <summary>Is the derivative what differences of fourth order approach for some step?</summary>
    /// <param name="function">The function of the distance from the point.</param>
    /// <param name="derivatives">The derivative of each of its results at the point.</param>
    /// <param name="scale">The size of the input.</param>
    /// <returns>For each result the smallest deviation, relative to the derivative and to the change of the value (or of one unit) over <paramref name="scale"/>; NaN where the function is not
    /// defined on both sides.</returns>
    public static double[] Deviations(Func<double, double[]> function, IReadOnlyList<double> derivatives, double scale)
    {
        double[] values = function(0), best = new double[values.Length];
        Array.Fill(best, double.NaN);
        foreach (double relative in _steps)
        {
            double h = relative * scale;
            double[] near = function(h), far = function(2 * h), nearBelow = function(-h), farBelow = function(-2 * h);
            for (int i = 0; i < values.Length; i++)
            {
                double difference = ((8 * (near[i] - nearBelow[i])) - (far[i] - farBelow[i])) / (12 * h);
                double size = Math.Abs(derivatives[i]) + ((1 + Math.Abs(values[i])) / scale);
                double deviation = Math.Abs(difference - derivatives[i]) / size;
                best[i] = best[i] <= deviation || double.IsNaN(deviation) ? best[i] : deviation;
            }
        }

        return best;
    }
}
