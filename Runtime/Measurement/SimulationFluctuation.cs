using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>Yields as another simulated sample of the same size might have had them.</summary>
internal static class SimulationFluctuation
{
    // Below this share of its expectation a yield is not drawn: a sample that small would have no use as a template.
    private const double Least = 0.01;

    /// <summary>Draws normal fluctuations of the simulation.</summary>
    /// <param name="yields">Expected events of each cell.</param>
    /// <param name="variances">Their variances from the limited number of simulated events: sums of squared weights.</param>
    /// <param name="random">A stream of its own for each draw.</param>
    public static double[] Of(double[] yields, double[] variances, CounterRandom random) =>
        [.. yields.Zip(variances, (yield, variance) => Math.Max(yield + (Math.Sqrt(variance) * random.NextNormal()), Least * yield))];
}
