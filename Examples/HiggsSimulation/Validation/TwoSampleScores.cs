using Mandelstam.Trees;

namespace Mandelstam.Examples.HiggsSimulation.Validation;

/// <summary>Scores of a classifier that tells a sample from simulated events, each event judged by one that has not seen it.</summary>
/// <param name="Sample">Probabilities to be of the sample, of the sample's events; both samples count as equally probable.</param>
/// <param name="Simulated">The same of simulated events.</param>
/// <param name="Importance">The inputs with their shares of the gain, largest first.</param>
internal sealed record TwoSampleScores(float[] Sample, float[] Simulated, IReadOnlyList<(string Input, double Share)> Importance)
{
    private const int Folds = 2;

    /// <summary>Trains two classifiers, each on one half of all events, and judges the other half.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="simulated">Simulated events.</param>
    /// <param name="options">How trees are grown.</param>
    public static TwoSampleScores Of(ComparedEvents sample, ComparedEvents simulated, BoostedTreesOptions options)
    {
        (float[] real, string[] names) = sample.ClassifierInputs();
        (float[] made, _) = simulated.ClassifierInputs();
        float[] ofReal = new float[sample.Count], ofMade = new float[simulated.Count];
        double[] gains = new double[names.Length];
        for (int fold = 0; fold < Folds; fold++)
        {
            float[] a = Rows(real, fold, names.Length), b = Rows(made, fold, names.Length);
            int count = a.Length / names.Length, others = b.Length / names.Length;
            bool[] isReal = [.. Enumerable.Range(0, count + others).Select(i => i < count)];
            float[] weights = [.. isReal.Select(r => r ? (float)others / count : 1)];
            using BoostedTrees trees = BoostedTrees.Train((float[])[.. a, .. b], names.Length, isReal, weights, options);
            Put(trees.Score(Rows(real, 1 - fold, names.Length)), ofReal, 1 - fold);
            Put(trees.Score(Rows(made, 1 - fold, names.Length)), ofMade, 1 - fold);
            double[] own = trees.Importance();
            for (int i = 0; i < gains.Length; i++)
            {
                gains[i] += own[i] / Folds;
            }
        }

        return new(ofReal, ofMade, [.. names.Select((name, i) => (name, gains[i])).OrderByDescending(static x => x.Item2)]);
    }

    private static float[] Rows(float[] values, int fold, int inputs)
    {
        int rows = ((values.Length / inputs) + 1 - fold) / Folds;
        float[] result = new float[rows * inputs];
        for (int i = 0; i < rows; i++)
        {
            values.AsSpan(((Folds * i) + fold) * inputs, inputs).CopyTo(result.AsSpan(i * inputs));
        }

        return result;
    }

    private static void Put(double[] scores, float[] target, int fold)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            target[(Folds * i) + fold] = (float)scores[i];
        }
    }
}
