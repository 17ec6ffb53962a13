using Mandelstam.Randomness;
using Mandelstam.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Generative;

/// <summary>Training of a network along a <see cref="ProbabilityPath"/>: the mean squared distance from what it should answer.</summary>
public sealed class PathObjective : ITrainingObjective
{
    private const int HeldOutRows = 8192;

    private readonly EventNetwork _network;
    private readonly IEventSpace _space;
    private readonly ProbabilityPath _path;
    private readonly MomentumTable _training;
    private readonly MomentumTable _heldOut;
    private readonly EpochSampler _rows;
    private readonly ulong _drawSeed;
    private readonly ulong _heldOutSeed;

    /// <summary>Puts network, space, path and events together.</summary>
    /// <param name="stage">Short name for progress and errors.</param>
    /// <param name="network">The network; its weights are changed by the training.</param>
    /// <param name="space">Where it lives.</param>
    /// <param name="path">What it learns.</param>
    /// <param name="training">Events to train on.</param>
    /// <param name="heldOut">Events held out.</param>
    /// <param name="batch">Events per step.</param>
    /// <param name="seed">Seed of the batches.</param>
    public PathObjective(
        string stage, EventNetwork network, IEventSpace space, ProbabilityPath path, MomentumTable training, MomentumTable heldOut, int batch, ulong seed)
    {
        Stage = stage;
        _network = network;
        _space = space;
        _path = path;
        _training = training;
        _heldOut = heldOut;
        _rows = new EpochSampler(training.Count, batch, seed);
        _drawSeed = CounterRandom.SeedFor(seed, "paths");
        _heldOutSeed = CounterRandom.SeedFor(seed, "held-out paths");
        Identity = FormattableString.Invariant(
            $"{path.Identity} in {space.Name} {OptionText.Of(network.Options)} batch {batch} seed {seed} data {training.Digest()} {heldOut.Digest()}");
    }

    /// <inheritdoc/>
    public string Stage { get; }

    /// <inheritdoc/>
    public nn.Module Model => _network;

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public Tensor Loss(long step) => Loss(_training, _rows.Rows(step), row => new CounterRandom(_drawSeed, CounterRandom.StreamOf((int)step, row)));

    /// <inheritdoc/>
    /// <remarks>The same paths at every look, so that losses differ by the weights alone.</remarks>
    public double HeldOutLoss()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        int[] rows = [.. Enumerable.Range(0, HeldOutRows).Select(row => row % _heldOut.Count)];
        return Loss(_heldOut, rows, row => new CounterRandom(_heldOutSeed, (ulong)row)).to(ScalarType.Float64).item<double>();
    }

    private Tensor Loss(MomentumTable events, int[] rows, Func<int, CounterRandom> randomOf)
    {
        using DisposeScope scope = NewDisposeScope();
        int width = events.Width;
        float[] inputs = new float[rows.Length * width], targets = new float[rows.Length * width], times = new float[rows.Length];
        Span<double> data = stackalloc double[width], prior = stackalloc double[width], input = stackalloc double[width], target = stackalloc double[width];
        for (int i = 0; i < rows.Length; i++)
        {
            CounterRandom random = randomOf(i);
            _space.Draw(events.Event(rows[i]), random, data, prior);
            times[i] = (float)_path.Draw(random, data, prior, input, target);
            for (int k = 0; k < width; k++)
            {
                inputs[(i * width) + k] = (float)input[k];
                targets[(i * width) + k] = (float)target[k];
            }
        }

        Tensor answer = _network.call(tensor(inputs, [rows.Length, width]).to(_network.Device), tensor(times).to(_network.Device));
        return nn.functional.mse_loss(answer, tensor(targets, [rows.Length, width]).to(_network.Device)).MoveToOuterDisposeScope();
    }
}
