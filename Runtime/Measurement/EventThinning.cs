using Mandelstam.Randomness;

namespace Mandelstam.Measurement;

/// <summary>Which events of a simulated sample are worth scoring: all that look like signal, and of the rest a share that stands for it.</summary>
/// <remarks>
/// An event's fluctuation reaches the strength by the share of signal at its score. Where n events of weight w lie at a score with influence c, the strength's variance from
/// the simulation is Σ n w² c²/p if a share p is scored: for a given number of scored events it is least with p ∝ w|c| (importance sampling). The influence is taken as the ratio of signal
/// to background that a classifier without flows gives at nominal nuisances, up to the ratio beyond which most of the information Σ s²/b lies; it need not be right for the
/// weights 1/p to be: sums of kept weights are unbiased whatever the classifier says.
/// </remarks>
internal sealed class EventThinning
{
    // Events beyond the ratio that this part of the information lies above are all kept.
    private const double InformationInFull = 0.8;

    // The least share, for events without signal beside them: they hold the fit's nuisances, and some become signal-like at other nuisances.
    private const double Floor = 0.1;

    private readonly double[] _signalToBackground = new double[2];
    private readonly double _full;

    /// <summary>Learns from scored events.</summary>
    /// <param name="logits">The classifier's logits, trained with equal weight of signal and background in each category.</param>
    /// <param name="heads">The category of each event: 0 or 1.</param>
    /// <param name="weights">Its weight.</param>
    /// <param name="isSignal">Whether it is signal.</param>
    public EventThinning(ReadOnlySpan<float> logits, ReadOnlySpan<int> heads, ReadOnlySpan<float> weights, ReadOnlySpan<bool> isSignal)
    {
        double[] signal = new double[2], background = new double[2];
        for (int i = 0; i < logits.Length; i++)
        {
            (isSignal[i] ? signal : background)[heads[i]] += weights[i];
        }

        for (int head = 0; head < 2; head++)
        {
            _signalToBackground[head] = background[head] > 0 ? signal[head] / background[head] : 0;
        }

        // Σ s²/b is the sum of s/b over signal events.
        List<(double Ratio, double Information)> events = [];
        for (int i = 0; i < logits.Length; i++)
        {
            if (isSignal[i])
            {
                double ratio = Ratio(logits[i], heads[i]);
                events.Add((ratio, ratio * weights[i]));
            }
        }

        events.Sort(static (a, b) => b.Ratio.CompareTo(a.Ratio));
        double full = InformationInFull * events.Sum(static e => e.Information), sum = 0;
        foreach ((double ratio, double information) in events)
        {
            _full = ratio;
            sum += information;
            if (sum >= full)
            {
                break;
            }
        }
    }

    /// <summary>The share of events that is kept, where each has the reference weight.</summary>
    /// <param name="logit">The classifier's logit.</param>
    /// <param name="head">The event's category; −1 for none at nominal nuisances.</param>
    public double ShareOf(float logit, int head) => head < 0 || !(_full > 0) ? Floor : Math.Clamp(Ratio(logit, head) / _full, Floor, 1);

    /// <summary>Chooses events and gives them their weights.</summary>
    /// <param name="logits">Logits; those of events of no category do not matter.</param>
    /// <param name="heads">Categories, −1 for none.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="reference">The weight that the shares hold for; a lighter event is kept more rarely, and then weighs as much as others at its score.</param>
    /// <param name="seed">The choice of an event depends on it and its place alone: with a higher reference some of the same events are kept.</param>
    /// <returns>For each event the weight that stands for it and those that are left out; zero for the latter.</returns>
    public float[] Keep(ReadOnlySpan<float> logits, ReadOnlySpan<int> heads, ReadOnlySpan<float> weights, double reference, ulong seed)
    {
        CounterRandom random = new(seed);
        float[] kept = new float[weights.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            double least = reference / ShareOf(logits[i], heads[i]);
            kept[i] = random.UniformAt((ulong)i) * least < weights[i] ? (float)Math.Max(weights[i], least) : 0;
        }

        return kept;
    }

    private double Ratio(float logit, int head) => Math.Exp(logit) * _signalToBackground[head];
}
