using Mandelstam.Networks;
using Mandelstam.Training;
using Mandelstam.Trees;

namespace Mandelstam.Measurement;

/// <summary>Boosted trees for either category.</summary>
internal sealed class BoostedTreePair : IEventClassifier, IEventLogits
{
    private const double LeastProbability = 1e-6;

    private readonly Lock _use = new();
    private readonly BoostedTrees[] _heads;

    private BoostedTreePair(BoostedTrees[] heads) => _heads = heads;

    /// <inheritdoc/>
    public int Inputs => _heads[0].Inputs;

    /// <summary>Trains both.</summary>
    /// <param name="sample">The events, signal and background of equal weight in each category.</param>
    /// <param name="options">How.</param>
    /// <exception cref="MandelstamException">The library that grows them cannot be loaded.</exception>
    public static BoostedTreePair Train(ClassifierSample sample, BoostedTreesOptions options) => new(
    [
        .. Enumerable.Range(0, TwoHeadedClassifier.Heads).Select(head =>
        {
            ClassifierSample own = sample.Take([.. Enumerable.Range(0, sample.Heads.Length).Where(i => sample.Heads[i] == head)]);
            return BoostedTrees.Train(own.Events.Values, own.Events.Columns, own.IsSignal, own.Events.Weights, options);
        }),
    ]);

    /// <inheritdoc/>
    public bool IsConcurrent => true;

    /// <inheritdoc/>
    public IEventLogits Logits() => this;

    /// <inheritdoc/>
    public float[] Of(ReadOnlySpan<float> events, ReadOnlySpan<int> heads, int threads = 0)
    {
        float[] logits = new float[heads.Length];
        int inputs = Inputs;
        int[] headOf = heads.ToArray();
        for (int head = 0; head < _heads.Length; head++)
        {
            int own = head;
            int[] rows = [.. Enumerable.Range(0, headOf.Length).Where(i => headOf[i] == own)];
            float[] values = new float[rows.Length * inputs];
            for (int i = 0; i < rows.Length; i++)
            {
                events.Slice(rows[i] * inputs, inputs).CopyTo(values.AsSpan(i * inputs));
            }

            double[] scores;
            lock (_use)
            {
                scores = _heads[head].Score(values);
            }

            for (int i = 0; i < rows.Length; i++)
            {
                double probability = Math.Clamp(scores[i], LeastProbability, 1 - LeastProbability);
                logits[rows[i]] = (float)Math.Log(probability / (1 - probability));
            }
        }

        return logits;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BoostedTrees trees in _heads)
        {
            trees.Dispose();
        }
    }
}
