namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>How the challenge turns weighted simulation into pseudo-experiments: split, seeds, signal strengths, event counts, order.</summary>
public static class Ingestion
{
    /// <summary>Expected number of events at 10 fb⁻¹, μ = 1: the sum to which each part's weights are rescaled.</summary>
    public const double SumOfWeights = 1_051_433;

    /// <summary>The share of a file's rows, from its beginning, that pseudo-experiments are drawn from.</summary>
    public const double TestFraction = 0.3;

    /// <summary>The seed of the soft missing momentum: the same in every pseudo-experiment, whose noise differs only by scale.</summary>
    public const long SoftMetSeed = 31415;

    /// <summary>What is added to the seed before each process's counts are drawn, in the order of <see cref="ChallengeProcess"/>: it accumulates.</summary>
    private static readonly int[] _seedOffsets = [0, 1, 3, 6];

    /// <summary>Splits a file into test and training part, each with its weights rescaled to <see cref="SumOfWeights"/>.</summary>
    /// <param name="weights">The file's weights, in file order.</param>
    public static EventSplit Split(ReadOnlySpan<float> weights)
    {
        int test = (int)(TestFraction * weights.Length);
        return new EventSplit(test, Rescale(weights[..test]), Rescale(weights[test..]));
    }

    /// <summary>Rescales weights to a total: only the total is kept, not the processes' shares.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="total">Their sum afterwards.</param>
    /// <returns>weight × total / sum, from left to right in float32; the sum itself is taken in double.</returns>
    /// <exception cref="MandelstamException">The weights do not add up to a positive number.</exception>
    public static float[] Rescale(ReadOnlySpan<float> weights, double total = SumOfWeights)
    {
        double sum = 0;
        foreach (float weight in weights)
        {
            sum += weight;
        }

        if (!(sum > 0) || !double.IsFinite(sum))
        {
            throw new MandelstamException(FormattableString.Invariant(
                $"The weights of {weights.Length} events add up to {sum}: pseudo-experiments need a positive, finite sum."));
        }

        float[] rescaled = new float[weights.Length];
        for (int i = 0; i < rescaled.Length; i++)
        {
            rescaled[i] = weights[i] * (float)total / (float)sum;
        }

        return rescaled;
    }

    /// <summary>The signal strengths of the sets: uniform in [0.1, 3).</summary>
    /// <param name="seed">The challenge's random seed.</param>
    /// <param name="sets">How many.</param>
    public static double[] SignalStrengths(long seed, int sets)
    {
        NumpyRandom random = new(seed);
        double[] strengths = new double[sets];
        for (int set = 0; set < sets; set++)
        {
            strengths[set] = random.Uniform(0.1, 3);
        }

        return strengths;
    }

    /// <summary>The seed of a pseudo-experiment.</summary>
    /// <param name="set">Index of its set.</param>
    /// <param name="experiment">Its index within the set.</param>
    /// <param name="experimentsPerSet">Pseudo-experiments per set.</param>
    /// <param name="initialSeed">The seed of the whole test.</param>
    public static long Seed(int set, int experiment, int experimentsPerSet, long initialSeed) =>
        ((long)set * experimentsPerSet) + experiment + initialSeed;

    /// <summary>Draws which events a pseudo-experiment consists of, how often, and in which order.</summary>
    /// <param name="processes">Process of each test row, in file order.</param>
    /// <param name="weights">Expected number of each test row.</param>
    /// <param name="mu">The signal strength.</param>
    /// <param name="nuisances">The drawn nuisances; only the normalisations act here.</param>
    /// <param name="seed">The pseudo-experiment's seed.</param>
    /// <returns>Counts and order. Expected numbers are float32 products, as the challenge computes them.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PseudoExperimentEvents Draw(
        ReadOnlySpan<ChallengeProcess> processes, ReadOnlySpan<float> weights, double mu, NuisanceDraw nuisances, long seed)
    {
        if (processes.Length != weights.Length)
        {
            throw new ArgumentException($"{processes.Length} processes for {weights.Length} weights.", nameof(processes));
        }

        int[] counts = new int[weights.Length];
        List<int> rows = [];
        foreach (ChallengeProcess process in Enum.GetValues<ChallengeProcess>())
        {
            NumpyRandom random = new(seed + _seedOffsets[(int)process]);
            float norm = (float)nuisances.Norm(process, mu);
            for (int row = 0; row < weights.Length; row++)
            {
                if (processes[row] == process)
                {
                    counts[row] = checked((int)random.Poisson(norm * weights[row]));
                    rows.AddRange(Enumerable.Repeat(row, counts[row]));
                }
            }
        }

        int[] order = new NumpyRandom(seed).Permutation(rows.Count);
        for (int position = 0; position < order.Length; position++)
        {
            order[position] = rows[order[position]];
        }

        return new PseudoExperimentEvents(counts, order);
    }

    /// <summary>The unit normals of the soft missing momentum, by position in the table that the nuisances act on.</summary>
    /// <param name="rows">Number of positions.</param>
    /// <param name="seed">The generator's seed.</param>
    /// <returns>All x components, then all y components: the noise is the soft missing momentum times these.</returns>
    public static (double[] X, double[] Y) SoftMetNoise(int rows, long seed = SoftMetSeed)
    {
        NumpyRandom random = new(seed);
        double[] x = new double[rows];
        double[] y = new double[rows];
        foreach (double[] component in (double[][])[x, y])
        {
            for (int row = 0; row < rows; row++)
            {
                component[row] = random.Normal();
            }
        }

        return (x, y);
    }
}
