using Mandelstam.Randomness;
using Mandelstam.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Generative;

/// <summary>Implicit score matching (Hyvärinen, JMLR 6 (2005) 695) on the forward chains: E[w_t(½|s|² + ∇·s)] is least where s is the score at time t.</summary>
/// <remarks>
/// The network tells what is added to the (softened) score b of the prior, s = b + n. Then ½|s|² + ∇·s = ½|n|² + b·n + ∇·n and terms without
/// n, which are left out: what is singular at |q| = 0 is known and not learned, and an untrained model is the prior.
/// Times are drawn event by event, with the schedule's frequencies; chains are run for some events at a time and then anew for others.
/// </remarks>
public sealed class ImplicitScoreObjective : ITrainingObjective
{
    private readonly EventNetwork _network;
    private readonly LangevinChain _chain;
    private readonly IEventSpace _space;
    private readonly MomentumTable _training;
    private readonly MomentumTable _heldOut;
    private readonly ScoreMatchingOptions _options;
    private readonly EpochSampler _blocks;
    private readonly double[] _cumulative;
    private readonly ulong _seed;
    private ForwardChains? _chains;
    private ForwardChains? _heldOutChains;
    private long _block = -1;

    /// <summary>Puts network, process and events together.</summary>
    /// <param name="stage">Short name for progress and errors.</param>
    /// <param name="network">The network; its weights are changed by the training.</param>
    /// <param name="space">How events are embedded.</param>
    /// <param name="chain">The forward process.</param>
    /// <param name="training">Events to train on.</param>
    /// <param name="heldOut">Events held out.</param>
    /// <param name="options">Batches, chains and divergence.</param>
    /// <param name="seed">Seed of everything random.</param>
    public ImplicitScoreObjective(
        string stage, EventNetwork network, IEventSpace space, LangevinChain chain, MomentumTable training, MomentumTable heldOut, ScoreMatchingOptions options, ulong seed)
    {
        options.Validate();
        Stage = stage;
        _network = network;
        _space = space;
        _chain = chain;
        _training = training;
        _heldOut = heldOut;
        _options = options;
        _seed = seed;
        _blocks = new EpochSampler(training.Count, options.Chains, CounterRandom.SeedFor(seed, "blocks"));
        _cumulative = new double[chain.Schedule.Count];
        double sum = 0;
        for (int t = 1; t <= _cumulative.Length; t++)
        {
            _cumulative[t - 1] = sum += chain.Schedule.Frequency(t);
        }

        Identity = FormattableString.Invariant(
            $"implicit score matching in {space.Name} {OptionText.Of(network.Options)} {OptionText.Of(chain.Schedule.Options)} {OptionText.Of(options)} seed {seed} data {training.Digest()} {heldOut.Digest()}");
    }

    /// <inheritdoc/>
    public string Stage { get; }

    /// <inheritdoc/>
    public nn.Module Model => _network;

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public Tensor Loss(long step)
    {
        long block = step / _options.StepsPerBlock;
        if (block != _block)
        {
            _chains = null;
            _chains = new ForwardChains(_chain, _space, _training, _blocks.Rows(block), CounterRandom.SeedFor(_seed, FormattableString.Invariant($"chains {block}")));
            _block = block;
        }

        CounterRandom random = new(CounterRandom.SeedFor(_seed, "batches"), (ulong)step);
        return Loss(_chains!, [.. Enumerable.Range(0, _options.Batch).Select(_ => (int)random.NextBelow((ulong)_options.Chains))], random);
    }

    /// <inheritdoc/>
    /// <remarks>The same chains, times and probes at every look, so that losses differ by the weights alone.</remarks>
    public double HeldOutLoss()
    {
        const int BlockRows = 1024;
        int rows = Math.Min(_options.HeldOutChains, _heldOut.Count);
        _heldOutChains ??= new ForwardChains(_chain, _space, _heldOut, [.. Enumerable.Range(0, rows)], CounterRandom.SeedFor(_seed, "held-out chains"));
        CounterRandom random = new(CounterRandom.SeedFor(_seed, "held-out batches"));
        double sum = 0;
        for (int start = 0; start < rows; start += BlockRows)
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            int[] block = [.. Enumerable.Range(start, Math.Min(BlockRows, rows - start))];
            sum += block.Length * Loss(_heldOutChains, block, random).to(ScalarType.Float64).item<double>();
        }

        return sum / rows;
    }

    private Tensor Loss(ForwardChains chains, int[] rows, CounterRandom random)
    {
        using DisposeScope scope = NewDisposeScope();
        int width = _training.Width;
        float[] events = new float[rows.Length * width], priorScores = new float[events.Length];
        float[] times = new float[rows.Length], scales = new float[rows.Length], weights = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            int t = DrawTime(random);
            times[i] = (float)t / _cumulative.Length;
            scales[i] = (float)_chain.Schedule.OutputScale(t);
            weights[i] = (float)_chain.Schedule.LossWeight(t);
            ReadOnlySpan<float> q = chains.At(rows[i], t);
            q.CopyTo(events.AsSpan(i * width));
            for (int k = 0; k < width; k += 3)
            {
                double length = ConformalMap.Length([q[k], q[k + 1], q[k + 2]]);
                double factor = ReferencePrior.ScoreFactor(length, LangevinChain.Softening);
                for (int c = k; c < k + 3; c++)
                {
                    priorScores[(i * width) + c] = (float)(factor * q[c]);
                }
            }
        }

        Tensor input = tensor(events, [rows.Length, width]).to(_network.Device);
        Tensor? probe = _options.IsExact ? null : tensor(Array.ConvertAll(events, _ => random.NextUniform() < 0.5 ? -1f : 1f), [rows.Length, width]).to(_network.Device);
        (Tensor field, Tensor divergence) = _network.WithDivergence(input, tensor(times).to(_network.Device), probe);
        Tensor scale = tensor(scales).to(_network.Device);
        Tensor added = field * scale.unsqueeze(1);
        Tensor loss = (((0.5 * added) + tensor(priorScores, [rows.Length, width]).to(_network.Device)) * added).sum(1) + (divergence * scale);
        return (loss * tensor(weights).to(_network.Device)).mean().MoveToOuterDisposeScope();
    }

    private int DrawTime(CounterRandom random)
    {
        int found = Array.BinarySearch(_cumulative, random.NextUniform() * _cumulative[^1]);
        return Math.Min(found < 0 ? ~found : found, _cumulative.Length - 1) + 1;
    }
}
