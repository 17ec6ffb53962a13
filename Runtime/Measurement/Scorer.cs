using System.Collections.Immutable;
using Mandelstam.Events;
using Mandelstam.Inference;
using Mandelstam.Networks;

namespace Mandelstam.Measurement;

/// <summary>Perturbs, scores and bins events: the step that every template, pseudo-experiment and measurement goes through.</summary>
/// <param name="definition">What is measured.</param>
/// <param name="models">The networks.</param>
/// <param name="binnings">The bins of each method; empty while they are being chosen.</param>
/// <param name="threads">Threads to use; results do not depend on it.</param>
/// <param name="profile">How nuisances are searched for by methods that see them; null where there are none.</param>
public sealed class Scorer(MeasurementDefinition definition, TrainedModels models, ImmutableArray<ScoreBinning> binnings, int threads, NuisanceProfile? profile = null)
{
    // Means and covariances of scores need fewer events than bins do.
    private const int ProfiledOneIn = 4;

    // Bounds the memory of the networks' inputs; small batches are cut finer, so that every thread has some.
    private const int MostBlockRows = 16384;
    private const int LeastBlockRows = 1024;

    /// <summary>Calls that may be made at a time: networks of the fused kernels share nothing, Torch has threads of its own.</summary>
    public int Workers => models.AreFused ? Math.Max(1, threads) : 1;

    /// <summary>Number of methods.</summary>
    public int MethodCount => binnings.Length;

    /// <summary>Number of bins of a method.</summary>
    /// <param name="method">The method.</param>
    public int BinsOfMethod(int method) => binnings[method].Bins;

    /// <summary>The scores of events at one point of the nuisances.</summary>
    /// <param name="events">The events.</param>
    /// <param name="nuisances">The point, in declared order.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="only">The one method whose scores are asked for; null for all.</param>
    /// <returns>The perturbed events of used categories (row, process, weight, head) and their scores under each method; none of a method that was not asked for.</returns>
    public ScoredEvents Score(EventBatch events, double[] nuisances, double[] noise, int? only = null) =>
        Score(definition.Model.Perturb<float>(events, nuisances, noise, threads: threads), only);

    /// <summary>The scores of perturbed events.</summary>
    /// <param name="perturbed">The events.</param>
    /// <param name="only">The one method whose scores are asked for; null for all.</param>
    /// <returns>Those of used categories and their scores under each method; none of a method that was not asked for.</returns>
    public ScoredEvents Score(PerturbedEvents<float> perturbed, int? only = null)
    {
        int[] heads = models.Heads(perturbed);
        int[] used = [.. Enumerable.Range(0, perturbed.Count).Where(i => heads[i] >= 0)];
        int[] usedHeads = Array.ConvertAll(used, i => heads[i]);
        float[][] scores = [.. models.Methods.Select((_, m) => m == (only ?? m) ? new float[used.Length] : [])];

        InBlocks(used, (start, block, own) =>
        {
            int[] blockHeads = usedHeads[start..(start + block.Length)];
            float[] inputs = models.Inputs(perturbed, block, heads, threads: own);
            float[][] blockScores = models.Scores(inputs, blockHeads, own, only);
            foreach ((float[] whole, float[] part) in scores.Zip(blockScores).Where(static pair => pair.First.Length > 0))
            {
                part.CopyTo(whole, start);
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

    /// <summary>What a classifier without flows says of events at nominal nuisances: fast, to choose which are worth more.</summary>
    /// <param name="events">The events.</param>
    /// <returns>For each event its logit and its category: 0 or 1, or −1 for an event that is not selected or of no used category.</returns>
    internal (float[] Logits, int[] Heads) Screen(EventBatch events)
    {
        PerturbedEvents<float> perturbed = definition.Model.Perturb<float>(events, definition.Model.NominalNuisances(), threads: threads);
        int[] found = models.Heads(perturbed);
        float[] logits = new float[events.Rows];
        int[] heads = new int[events.Rows];
        heads.AsSpan().Fill(-1);
        int[] used = [.. Enumerable.Range(0, perturbed.Count).Where(i => found[i] >= 0)];
        InBlocks(used, (_, block, own) =>
        {
            float[] blockLogits = models.FastLogits(perturbed, block, Array.ConvertAll(block, i => found[i]), own);
            for (int i = 0; i < block.Length; i++)
            {
                int row = perturbed.Source[block[i]];
                (logits[row], heads[row]) = (blockLogits[i], found[block[i]]);
            }
        });
        return (logits, heads);
    }

    /// <summary>The bins of replicated events at one point of the nuisances.</summary>
    /// <param name="events">The replicated events.</param>
    /// <param name="rows">The row of each in the population.</param>
    /// <param name="nuisances">The point, in declared order.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    public BinnedEvents Bin(EventBatch events, int[] rows, double[] nuisances, double[] noise) => Bin(Score(events, nuisances, noise), rows);

    /// <summary>The bins of replicated events that were scored.</summary>
    /// <param name="scored">The events.</param>
    /// <param name="rows">The row of each in the population.</param>
    public BinnedEvents Bin(ScoredEvents scored, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return new(Array.ConvertAll(scored.Used, i => rows[scored.Perturbed.Source[i]]), scored.Process, scored.Weight, [.. Enumerable.Range(0, binnings.Length).Select(m => BinsOf(scored, m))]);
    }

    /// <summary>The same on one thread, for callers that share out the work themselves.</summary>
    public Scorer OnOneThread() => new(definition, models, binnings, 1, profile);

    /// <summary>For each row the factor one or zero: is it among the few whose scores <see cref="ProfileSums"/> need be asked for?</summary>
    /// <param name="rows">How many rows.</param>
    public static float[] ProfiledRows(int rows) => [.. Enumerable.Range(0, rows).Select(static row => row % ProfiledOneIn == 0 ? 1f : 0)];

    /// <summary>Sums over events of the scores at a profile's design, bin by bin, method after method of those that see nuisances: what <see cref="ProfileMoments"/> takes.</summary>
    /// <param name="scored">The events.</param>
    /// <param name="factors">A factor on the weight of each row that was scored; rows with zero are left out.</param>
    public double[] ProfileSums(ScoredEvents scored, float[] factors)
    {
        ArgumentNullException.ThrowIfNull(scored);
        int[] methods = ProfiledMethods();
        if (methods.Length == 0)
        {
            return [];
        }

        int design = profile!.Design.Length, size = ProfileMoments.SizeOf(design);
        int[] places = [.. Enumerable.Range(0, scored.Used.Length).Where(i => factors[scored.Perturbed.Source[scored.Used[i]]] > 0)];
        float[] variables = models.Variables(scored.Perturbed, Array.ConvertAll(places, i => scored.Used[i]));
        int[] heads = Array.ConvertAll(places, i => scored.Heads[i]);
        float[][] scores = [.. profile.Design.Select(block => models.ScoresAt(variables, heads, models.Methods[methods[0]].Members, profile.Blocks[0], block, Workers))];
        List<double> sums = [];
        foreach (int m in methods)
        {
            ushort[] bins = BinsOf(scored, m);
            double[] own = new double[binnings[m].Bins * size];
            for (int k = 0; k < places.Length; k++)
            {
                Span<double> bin = own.AsSpan(bins[places[k]] * size, size);
                double weight = scored.Weight[places[k]] * factors[scored.Perturbed.Source[scored.Used[places[k]]]];
                bin[0] += weight;
                bin[1] += weight * weight;
                for (int g = 0, at = 2 + design; g < design; g++)
                {
                    bin[2 + g] += weight * scores[g][k];
                    for (int h = 0; h <= g; h++)
                    {
                        bin[at++] += weight * scores[g][k] * scores[h][k];
                    }
                }
            }

            sums.AddRange(own);
        }

        return [.. sums];
    }

    /// <summary>Numbers that <see cref="ProfileSums"/> gives.</summary>
    public int ProfileSize => ProfileParts().Select(static part => part.End.Value).LastOrDefault();

    /// <summary>The moments of each method that sees nuisances.</summary>
    /// <param name="sums">What <see cref="ProfileSums"/> gave, or sums of that; empty where it was not asked.</param>
    internal ImmutableArray<ProfileMoments> MomentsOf(ReadOnlySpan<double> sums)
    {
        List<ProfileMoments> moments = [];
        foreach (Range part in sums.IsEmpty ? [] : ProfileParts())
        {
            moments.Add(new(sums[part], profile!.Design.Length));
        }

        return [.. moments];
    }

    /// <summary>The moments of each method that sees nuisances, of many events at one point and a few at another.</summary>
    /// <param name="many">What <see cref="ProfileSums"/> gave for many events at the first point.</param>
    /// <param name="few">What it gave for some of them.</param>
    /// <param name="moved">What it gave for the same few at the other point.</param>
    /// <param name="groups">How many such parts the many have.</param>
    internal ImmutableArray<ProfileMoments> MomentsOf(ReadOnlySpan<double> many, ReadOnlySpan<double> few, ReadOnlySpan<double> moved, int groups)
    {
        List<ProfileMoments> moments = [];
        foreach (Range part in ProfileParts())
        {
            moments.Add(ProfileMoments.Of(many[part], few[part], moved[part], groups * ProfiledOneIn, profile!.Design.Length));
        }

        return [.. moments];
    }

    // Where the sums of each method that sees nuisances stand.
    private IEnumerable<Range> ProfileParts()
    {
        int at = 0;
        foreach (int m in ProfiledMethods())
        {
            int next = at + (binnings[m].Bins * ProfileMoments.SizeOf(profile!.Design.Length));
            yield return at..next;
            at = next;
        }
    }

    // Blocks side by side, each on one thread: then all of the work is shared out, not the networks' part alone. Torch has threads of its own.
    private void InBlocks(int[] used, Action<int, int[], int> work)
    {
        int workers = Workers;
        int rows = Math.Clamp((used.Length + (4 * workers) - 1) / (4 * workers), LeastBlockRows, MostBlockRows);
        Parallel.For(0, (used.Length + rows - 1) / rows, new ParallelOptions { MaxDegreeOfParallelism = workers }, b =>
            work(b * rows, used[(b * rows)..Math.Min((b + 1) * rows, used.Length)], threads / workers));
    }

    private int[] ProfiledMethods() => profile is null ? [] : [.. Enumerable.Range(0, binnings.Length).Where(m => models.Methods[m].Block is not null)];

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
