using Mandelstam.Inference;
using MathNet.Numerics;

namespace Mandelstam.Examples.HiggsSimulation.Validation;

/// <summary>One feature of two samples.</summary>
/// <param name="Feature">The name of its column.</param>
/// <param name="Distance">The largest difference of the distribution functions (Kolmogorov, Smirnov).</param>
/// <param name="DistanceProbability">The probability of a larger one, were both samples of one distribution.</param>
/// <param name="ChiSquare">χ² over bins that hold equal numbers of events of both together; absent objects are a bin of their own.</param>
/// <param name="Bins">The bins that hold events.</param>
/// <param name="ChiSquareProbability">The probability of a larger χ².</param>
public sealed record FeatureAgreement(string Feature, double Distance, double DistanceProbability, double ChiSquare, int Bins, double ChiSquareProbability)
{
    private const int MostBins = 40;

    /// <summary>Compares.</summary>
    /// <param name="name">The name of the column.</param>
    /// <param name="sample">The one sample; NaN where the feature is absent.</param>
    /// <param name="simulated">The other one.</param>
    public static FeatureAgreement Of(string name, float[] sample, float[] simulated)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(simulated);
        KolmogorovSmirnov test = KolmogorovSmirnov.OfTwo(sample, simulated);

        // NaN sorts first: what is absent comes into the bins below.
        float[] both = [.. sample, .. simulated];
        Array.Sort(both);
        float[] edges = [.. Enumerable.Range(1, MostBins - 1).Select(k => both[(int)((long)k * both.Length / MostBins)]).Distinct()];
        double[] first = Fill(sample, edges), second = Fill(simulated, edges);
        double ratio = Math.Sqrt((double)simulated.Length / sample.Length), sum = 0;
        int bins = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] + second[i] > 0)
            {
                double difference = (ratio * first[i]) - (second[i] / ratio);
                sum += difference * difference / (first[i] + second[i]);
                bins++;
            }
        }

        double probability = bins > 1 ? SpecialFunctions.GammaUpperRegularized(0.5 * (bins - 1), 0.5 * sum) : 1;
        return new(name, test.Distance, test.Probability, sum, bins, probability);
    }

    private static double[] Fill(float[] values, float[] edges)
    {
        double[] contents = new double[edges.Length + 1];
        foreach (float value in values)
        {
            int found = Array.BinarySearch(edges, value);
            contents[found >= 0 ? found + 1 : ~found]++;
        }

        return contents;
    }
}
