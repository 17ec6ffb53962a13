using System.Collections.Immutable;

namespace Mandelstam.Measurement;

/// <summary>A population at one point of the nuisances, scored and binned event by event.</summary>
/// <param name="Rows">The row of each event in the population.</param>
/// <param name="Process">Its process.</param>
/// <param name="Weight">Its weight at nominal rates.</param>
/// <param name="Bins">Its bin under each method.</param>
public sealed record BinnedEvents(int[] Rows, int[] Process, float[] Weight, ImmutableArray<ushort[]> Bins)
{
    /// <summary>Expected events and their variances, index process × bins + bin.</summary>
    /// <param name="method">Which method's bins.</param>
    /// <param name="processes">Number of processes.</param>
    /// <param name="bins">Number of bins.</param>
    /// <param name="factor">A factor on each row of the population, such as a bootstrap's multiplicity; null for one.</param>
    public (double[] Yields, double[] Variances) Sum(int method, int processes, int bins, ReadOnlySpan<float> factor = default)
    {
        double[] yields = new double[processes * bins], variances = new double[processes * bins];
        ushort[] bin = Bins[method];
        double cell = 0;
        for (int i = 0; i < Rows.Length; i++)
        {
            // Copies of one event lie side by side; those that fall into one bin are one event of the simulation, not several.
            double weight = Weight[i] * (factor.IsEmpty ? 1 : factor[Rows[i]]);
            int index = (Process[i] * bins) + bin[i];
            yields[index] += weight;
            bool goesOn = i > 0 && Rows[i] == Rows[i - 1] && bin[i] == bin[i - 1];
            cell = goesOn ? cell : 0;
            variances[index] += (weight * weight) + (2 * weight * cell);
            cell += weight;
        }

        return (yields, variances);
    }
}
