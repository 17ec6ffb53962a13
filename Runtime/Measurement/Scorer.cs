using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Inference;

namespace Mandelstam.Measurement;

/// <summary>Perturbs, scores and bins events: the step that every template, pseudo-experiment and measurement goes through.</summary>
/// <param name="definition">What is measured.</param>
/// <param name="models">The networks.</param>
/// <param name="binnings">The bins of each method; empty while they are being chosen.</param>
/// <param name="threads">Threads to use; results do not depend on it.</param>
public sealed class Scorer(MeasurementDefinition definition, TrainedModels models, ImmutableArray<ScoreBinning> binnings, int threads)
{
    // Bounds the memory of the networks' inputs.
    private const int BlockRows = 16384;

    /// <summary>Number of methods.</summary>
    public int MethodCount => binnings.Length;

    /// <summary>Number of bins of a method.</summary>
    /// <param name="method">The method.</param>
    public int BinsOfMethod(int method) => binnings[method].Bins;

    /// <summary>The scores of events at one point of the nuisances.</summary>
    /// <param name="events">The events.</param>
    /// <param name="nuisances">The point, in declared order.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <returns>The perturbed events of used categories (row, process, weight, head) and their scores under each method.</returns>
    public ScoredEvents Score(EventBatch events, double[] nuisances, double[] noise) =>
        Score(definition.Model.Perturb<float>(events, nuisances, noise, threads: threads));

    /// <summary>The scores of perturbed events.</summary>
    /// <param name="perturbed">The events.</param>
    /// <returns>Those of used categories and their scores under each method.</returns>
    public ScoredEvents Score(PerturbedEvents<float> perturbed)
    {
        int[] heads = models.Heads(perturbed);
        int[] used = [.. Enumerable.Range(0, perturbed.Count).Where(i => heads[i] >= 0)];
        int[] usedHeads = Array.ConvertAll(used, i => heads[i]);
        float[][] scores = [.. models.Methods.Select(_ => new float[used.Length])];

        // Blocks side by side, each on one thread: then all of the work is shared out, not the networks' part alone. Torch has threads of its own.
        int workers = models.AreFused ? Math.Max(1, threads) : 1;
        Parallel.For(0, (used.Length + BlockRows - 1) / BlockRows, new ParallelOptions { MaxDegreeOfParallelism = workers }, b =>
        {
            int start = b * BlockRows;
            int[] block = used[start..Math.Min(start + BlockRows, used.Length)];
            int[] blockHeads = usedHeads[start..(start + block.Length)];
            float[] inputs = models.Inputs(perturbed, block, heads, threads: threads / workers);
            float[][] blockScores = models.Scores(inputs, blockHeads, threads / workers);
            for (int m = 0; m < scores.Length; m++)
            {
                blockScores[m].CopyTo(scores[m], start);
            }
        });

        return new(
            perturbed,
            used,
            usedHeads,
            Array.ConvertAll(used, i => perturbed.Process[i]),
            Array.ConvertAll(used, i => (float)perturbed.Weight[i]),
            [.. scores]);
    }

    /// <summary>The bins of replicated events at one point of the nuisances.</summary>
    /// <param name="events">The replicated events.</param>
    /// <param name="rows">The row of each in the population.</param>
    /// <param name="nuisances">The point, in declared order.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    public BinnedEvents Bin(EventBatch events, int[] rows, double[] nuisances, double[] noise)
    {
        ScoredEvents scored = Score(events, nuisances, noise);
        return new(Array.ConvertAll(scored.Used, i => rows[scored.Perturbed.Source[i]]), scored.Process, scored.Weight, [.. Enumerable.Range(0, binnings.Length).Select(m => BinsOf(scored, m))]);
    }

    /// <summary>The bins of scored events.</summary>
    /// <param name="scored">The events.</param>
    /// <param name="method">Which method's bins.</param>
    public ushort[] BinsOf(ScoredEvents scored, int method)
    {
        ushort[] bins = new ushort[scored.Used.Length];
        for (int i = 0; i < bins.Length; i++)
        {
            bins[i] = (ushort)binnings[method].Bin(scored.Heads[i], scored.Scores[method][i]);
        }

        return bins;
    }
}
