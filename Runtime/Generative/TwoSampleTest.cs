using Mandelstam.Networks;
using Mandelstam.Randomness;
using Mandelstam.Training;

namespace Mandelstam.Generative;

/// <summary>A classifier that is trained to tell two samples apart, judged on events that it has not seen (Lopez-Paz, Oquab, arXiv:1610.06545).</summary>
/// <remarks>
/// It sees momenta, energies, and logarithms of energies and of the products p_i·p_j. The area under its ROC curve is ½ where it cannot tell,
/// and the error is DeLong's (Biometrics 44 (1988) 837). The area is a lower bound: a better classifier could find more.
/// </remarks>
public static class TwoSampleTest
{
    /// <summary>Added to energies and products in units of √s and s before taking the logarithm.</summary>
    private const double Floor = 1e-6;

    /// <summary>Inputs of the classifier: standardised later, none of them random.</summary>
    /// <param name="events">Events.</param>
    /// <returns>Columns, each with one number per event.</returns>
    public static float[][] Features(MomentumTable events)
    {
        int particles = events.Particles;
        int pairs = particles * (particles - 1) / 2;
        float[][] columns = [.. Enumerable.Range(0, (5 * particles) + pairs).Select(_ => new float[events.Count])];
        for (int row = 0; row < events.Count; row++)
        {
            ReadOnlySpan<double> p = events.Event(row);
            int column = 0;
            foreach (double component in p)
            {
                columns[column++][row] = (float)(component / events.Energy);
            }

            for (int i = 0; i < particles; i++)
            {
                double energy = ConformalMap.Length(p.Slice(3 * i, 3)) / events.Energy;
                columns[column++][row] = (float)energy;
                columns[column++][row] = (float)Math.Log(energy + Floor);
            }

            for (int j = 1; j < particles; j++)
            {
                for (int i = 0; i < j; i++)
                {
                    double product = ConformalMap.ProductOf(p.Slice(3 * i, 3), p.Slice(3 * j, 3)) / (events.Energy * events.Energy);
                    columns[column++][row] = (float)Math.Log(product + Floor);
                }
            }
        }

        return columns;
    }

    /// <summary>The samples with labels: half of each to train on (a tenth of that for the choice of weights), half to judge by.</summary>
    /// <param name="truth">The one sample.</param>
    /// <param name="generated">The other one; as many events.</param>
    /// <param name="seed">Seed of the split.</param>
    public static (ClassifierSample Training, ClassifierSample HeldOut, ClassifierSample Judging) Prepare(MomentumTable truth, MomentumTable generated, ulong seed)
    {
        if (truth.Count != generated.Count)
        {
            throw new ArgumentException($"{truth.Count} and {generated.Count} events; both samples have to have the same number.", nameof(generated));
        }

        float[][] a = Features(truth), b = Features(generated);
        float[][] columns = [.. a.Zip(b, static (x, y) => (float[])[.. x, .. y])];
        string[] names = [.. columns.Select(static (_, c) => FormattableString.Invariant($"input {c}"))];
        Standardizer scale = Standardizer.Fit(names, columns, options: new StandardizerOptions { Limit = 8, Logarithms = [] });
        float[] values = scale.Apply(columns, [.. Enumerable.Range(0, columns.Length)], [.. Enumerable.Range(0, columns[0].Length)]);
        bool[] isTruth = [.. Enumerable.Range(0, columns[0].Length).Select(i => i < truth.Count)];
        ClassifierSample all = new(new TrainingSample(values, columns.Length), isTruth, new int[isTruth.Length]);
        (ClassifierSample learning, ClassifierSample judging) = all.Split(0.5, CounterRandom.SeedFor(seed, "judging"));
        (ClassifierSample training, ClassifierSample heldOut) = learning.Split(0.1, CounterRandom.SeedFor(seed, "held out"));
        return (training, heldOut, judging);
    }

    /// <summary>The area under the ROC curve of scores, ties counted half, with DeLong's standard error.</summary>
    /// <param name="positive">Scores of the events that should have the higher ones.</param>
    /// <param name="negative">Scores of the others.</param>
    public static (double Area, double Error) AreaUnderCurve(ReadOnlySpan<float> positive, ReadOnlySpan<float> negative)
    {
        float[] high = positive.ToArray(), low = negative.ToArray();
        Array.Sort(high);
        Array.Sort(low);
        (double mean, double variance) = PlacementsOf(high, low);
        (_, double other) = PlacementsOf(low, high);
        return (mean, Math.Sqrt((variance / high.Length) + (other / low.Length)));
    }

    /// <summary>Mean and variance of the share of the others that lie below an event; both arrays are sorted.</summary>
    private static (double Mean, double Variance) PlacementsOf(float[] events, float[] others)
    {
        double sum = 0, squares = 0;
        int below = 0, notAbove = 0;
        foreach (float score in events)
        {
            while (below < others.Length && others[below] < score)
            {
                below++;
            }

            notAbove = Math.Max(notAbove, below);
            while (notAbove < others.Length && others[notAbove] <= score)
            {
                notAbove++;
            }

            double placement = (below + notAbove) / (2.0 * others.Length);
            sum += placement;
            squares += placement * placement;
        }

        double mean = sum / events.Length;
        return (mean, Math.Max(0, (squares / events.Length) - (mean * mean)));
    }
}
