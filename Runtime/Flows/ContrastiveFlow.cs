using Mandelstam.Flows.Fused;
using Mandelstam.Networks.Fused;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Flows;

/// <summary>A normalizing flow of interleaved gated-affine and quadratic couplings, from data to independent unit normals.</summary>
/// <remarks>
/// log p(x) = Σ log N(z; 0, 1) + log |det ∂z/∂x|, z = Forward(x). What makes it contrastive is its loss, <see cref="ContrastiveLoss"/>.
/// Source: arXiv:2505.08709, App. A; which columns each layer moves is told at <see cref="FlowOptions"/> and in Dsl/docs/flows.md.
/// </remarks>
public sealed class ContrastiveFlow : nn.Module<Tensor, Tensor>
{
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    private readonly Coupling[] _couplings;
    private readonly ColumnSplit[] _splits;
    private readonly Tensor[] _gather;
    private readonly Tensor[] _scatter;
    private readonly FlowTraining? _fused;

    /// <summary>Creates a flow near the identity.</summary>
    /// <param name="dimensions">Columns of the data, at least 2.</param>
    /// <param name="options">The architecture; the paper's by default.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="dtype">Element type; float32, or float64 where accuracy matters more than time.</param>
    /// <param name="device">Where the flow lives; the CPU by default.</param>
    /// <exception cref="MandelstamException">An option makes no sense, or there are fewer than two columns.</exception>
    public ContrastiveFlow(int dimensions, FlowOptions? options = null, ulong seed = 0, ScalarType dtype = ScalarType.Float32, Device? device = null)
        : base(nameof(ContrastiveFlow))
    {
        Options = options ?? FlowOptions.Paper;
        Options.Validate();
        if (dimensions < 2)
        {
            throw new MandelstamException($"A coupling flow needs at least two columns, to move one given another; got {dimensions}.");
        }

        Dimensions = dimensions;
        DataType = dtype;
        Device = device ?? CPU;
        _splits = ColumnSplit.Sequence(dimensions, Options.Couplings);
        _couplings = new Coupling[Options.Couplings];
        _gather = new Tensor[Options.Couplings];
        _scatter = new Tensor[Options.Couplings];
        for (int layer = 0; layer < _couplings.Length; layer++)
        {
            (IReadOnlyList<int> moved, IReadOnlyList<int> conditions) = _splits[layer];
            CounterRandom random = new(seed, stream: (ulong)layer);
            _couplings[layer] = layer % 2 == 0
                ? new GatedAffineCoupling(moved.Count, conditions.Count, Options, random, dtype, device)
                : new QuadraticCoupling(moved.Count, conditions.Count, Options, random, dtype, device);
            register_module($"coupling{layer}", _couplings[layer]);

            int[] order = [.. moved, .. conditions];
            int[] inverse = new int[dimensions];
            for (int position = 0; position < dimensions; position++)
            {
                inverse[order[position]] = position;
            }

            _gather[layer] = Index(order);
            _scatter[layer] = Index(inverse);
        }

        if (FusedKernels.Suit(DataType, Device, _couplings.Select(static coupling => coupling.Conditioner)))
        {
            _fused = new FlowTraining(this);
            IsFused = true;
        }
    }

    /// <summary>The architecture.</summary>
    public FlowOptions Options { get; }

    /// <summary>Columns of the data.</summary>
    public int Dimensions { get; }

    /// <summary>Element type of weights and results.</summary>
    public ScalarType DataType { get; }

    /// <summary>Where the flow lives.</summary>
    public Device Device { get; }

    /// <summary>
    /// Whether <see cref="LogProb(Tensor)"/> is computed, forward and backward, by fused kernels instead of operators: float32 flows on the CPU, unless
    /// switched off. Fused, the log-density can be differentiated once.
    /// </summary>
    /// <exception cref="InvalidOperationException">Switched on where the kernels do not suit: another type or device, a processor without wide registers, very wide layers.</exception>
    public bool IsFused
    {
        get;
        set => field = !value || _fused is not null ? value : throw new InvalidOperationException("The fused kernels are for float32 flows on a CPU with 256-bit registers, with layers of moderate width.");
    }

    /// <summary>Threads of the fused kernels; 0, as it is at first: one per processor. Results do not depend on it.</summary>
    public int Threads { get; set; }

    /// <summary>The layers, in the order of the way from data to normals.</summary>
    public IReadOnlyList<Coupling> Couplings => _couplings;

    /// <summary>Which columns each layer moves, and which it looks at.</summary>
    public IReadOnlyList<ColumnSplit> Splits => _splits;

    /// <summary>Log-density, same as <see cref="LogProb(Tensor)"/>.</summary>
    /// <param name="input">Data, [N, <see cref="Dimensions"/>].</param>
    /// <returns>log p per row, [N].</returns>
    public override Tensor forward(Tensor input) => LogProb(input);

    /// <summary>Log-density of data, differentiable in data and weights.</summary>
    /// <param name="data">Data, [N, <see cref="Dimensions"/>].</param>
    /// <returns>log p per row, [N].</returns>
    public Tensor LogProb(Tensor data)
    {
        Check(data);
        if (IsFused && data.dtype == DataType)
        {
            return FusedLogProb.apply([_fused!, Threads, data, .. FusedLogProb.ParametersOf(this)]);
        }

        using DisposeScope scope = NewDisposeScope();
        (Tensor latent, Tensor logDeterminant) = Walk(data, Enumerable.Range(0, _couplings.Length), inverse: false);
        Tensor precise = latent.to(ScalarType.Float64);
        return (logDeterminant - ((precise * precise).sum(1) * 0.5) - (Dimensions * HalfLogTwoPi)).to(DataType).MoveToOuterDisposeScope();
    }

    /// <summary>From data to normals.</summary>
    /// <param name="data">Data, [N, <see cref="Dimensions"/>].</param>
    /// <returns>Latent points, same shape, and log |det ∂latent/∂data| per row, [N].</returns>
    public (Tensor Latent, Tensor LogDeterminant) Forward(Tensor data) => Rounded(Walk(data, Enumerable.Range(0, _couplings.Length), inverse: false));

    /// <summary>From normals to data: undoes <see cref="Forward"/>.</summary>
    /// <param name="latent">Latent points, [N, <see cref="Dimensions"/>].</param>
    /// <returns>Data, same shape, and log |det ∂data/∂latent| per row, [N].</returns>
    public (Tensor Data, Tensor LogDeterminant) Inverse(Tensor latent) =>
        Rounded(Walk(latent, Enumerable.Range(0, _couplings.Length).Reverse(), inverse: true));

    /// <summary>Draws events from the learned density.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed of the normals; the same seed gives the same events.</param>
    /// <returns>Events, [count, <see cref="Dimensions"/>], detached from the graph.</returns>
    public Tensor Sample(int count, ulong seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        CounterRandom random = new(seed, stream: 0);
        float[] normals = new float[count * Dimensions];
        for (int i = 0; i < normals.Length; i++)
        {
            normals[i] = (float)random.NormalAt((ulong)i);
        }

        Tensor latent = tensor(normals, [count, Dimensions]).to(DataType, Device);
        return Inverse(latent).Data.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (Tensor index in _gather.Concat(_scatter))
            {
                index.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private (Tensor Points, Tensor LogDeterminant) Rounded((Tensor Points, Tensor LogDeterminant) walked)
    {
        using Tensor precise = walked.LogDeterminant;
        return (walked.Points, precise.to(DataType, copy: true));
    }

    /// <summary>The log-determinant, a sum over all layers, comes in double.</summary>
    private (Tensor Points, Tensor LogDeterminant) Walk(Tensor points, IEnumerable<int> layers, bool inverse)
    {
        Check(points);
        using DisposeScope scope = NewDisposeScope();
        Tensor state = points;
        Tensor total = zeros([points.shape[0]], ScalarType.Float64, Device);
        foreach (int layer in layers)
        {
            using DisposeScope layerScope = NewDisposeScope();
            Coupling coupling = _couplings[layer];
            Tensor ordered = state.index_select(1, _gather[layer]);
            Tensor moving = ordered.narrow(1, 0, coupling.Moved);
            Tensor condition = ordered.narrow(1, coupling.Moved, Dimensions - coupling.Moved);
            (Tensor moved, Tensor logDeterminant) = inverse ? coupling.Inverse(moving, condition) : coupling.Forward(moving, condition);
            state = cat([moved, condition], 1).index_select(1, _scatter[layer]).MoveToOuterDisposeScope();
            total = (total + logDeterminant).MoveToOuterDisposeScope();
        }

        return (state.MoveToOuterDisposeScope(), total.MoveToOuterDisposeScope());
    }

    private void Check(Tensor points)
    {
        if (points.dim() != 2 || points.shape[1] != Dimensions)
        {
            throw new ArgumentException($"The flow takes [N, {Dimensions}]; got [{string.Join(", ", points.shape)}].", nameof(points));
        }
    }

    private Tensor Index(int[] columns)
    {
        using Tensor created = tensor(Array.ConvertAll(columns, column => (long)column));
        return created.to(ScalarType.Int64, Device, copy: true).DetachFromDisposeScope();
    }
}
