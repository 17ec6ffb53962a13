using Mandelstam.Networks;
using Mandelstam.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mandelstam.Generative;

/// <summary>A transformer on the particles of an event (pre-norm): permuted particles give the permuted field, unless places are told apart.</summary>
/// <remarks>
/// A particle enters as (q, q/|q|, log|q|); to the scores of the attention every head adds its own multiple of log(|q_i||q_j| − q_i·q_j). The
/// attention is written out, softmax(QKᵀ/√d)V: fused ones cannot be differentiated twice, which Hutchinson's divergence needs.
/// </remarks>
internal sealed class ParticleTransformer : EventNetwork
{
    private const int Inputs = 7;

    private readonly Perceptron _entrance;
    private readonly Perceptron _time;
    private readonly Parameter? _places;
    private readonly Block[] _blocks;
    private readonly LayerNorm _norm;
    private readonly Perceptron _exit;

    /// <summary>Creates a transformer whose output is zero.</summary>
    /// <param name="particles">Particles per event.</param>
    /// <param name="options">Blocks, width and heads.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="device">Where it lives; the CPU by default.</param>
    public ParticleTransformer(int particles, NetworkOptions options, ulong seed, Device? device = null)
        : base(nameof(ParticleTransformer), particles, options, device)
    {
        int width = options.Width;
        ulong stream = 0;
        Perceptron Layer(int[] sizes, double outputScale = 1) => new(sizes, new CounterRandom(seed, stream++), outputScale, device: Device);
        _entrance = Layer([Inputs, width]);
        _time = Layer([TimeInputs, width, width]);
        _blocks = [.. Enumerable.Range(0, options.Layers).Select(_ => new Block(width, options.Heads, Layer, Device))];
        _norm = nn.LayerNorm([width], device: Device);
        _exit = Layer([width, 3], outputScale: 0);
        register_module("entrance", _entrance);
        register_module("time", _time);
        for (int b = 0; b < _blocks.Length; b++)
        {
            register_module($"block{b}", _blocks[b]);
        }

        register_module("norm", _norm);
        register_module("exit", _exit);
        if (!options.IsEquivariant)
        {
            CounterRandom random = new(seed, stream);
            float[] values = [.. Enumerable.Range(0, particles * width).Select(_ => (float)(0.5 * random.NextNormal()))];
            _places = new Parameter(tensor(values, [particles, width]).to(Device));
            register_parameter("places", _places);
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor events, Tensor times)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = events.view(-1, Particles, 3);
        Tensor lengths = vectors.norm(2, keepdim: true);
        Tensor tokens = _entrance.call(cat([vectors, vectors / lengths, (lengths + Floor).log()], 2)) + _time.call(Embed(times)).unsqueeze(1);
        tokens = _places is null ? tokens : tokens + _places;
        Tensor products = (lengths * lengths.transpose(1, 2)) - vectors.matmul(vectors.transpose(1, 2));
        Tensor proximity = (products.clamp_min(0) + Floor).log().unsqueeze(1);
        foreach (Block block in _blocks)
        {
            tokens = block.call(tokens, proximity);
        }

        return _exit.call(_norm.call(tokens)).flatten(1).MoveToOuterDisposeScope();
    }

    private sealed class Block : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly int _heads;
        private readonly LayerNorm _attentionNorm;
        private readonly LayerNorm _layersNorm;
        private readonly Perceptron _projection;
        private readonly Perceptron _proximity;
        private readonly Perceptron _mixing;
        private readonly Perceptron _layers;

        public Block(int width, int heads, Func<int[], double, Perceptron> layer, Device device)
            : base(nameof(Block))
        {
            _heads = heads;
            _attentionNorm = nn.LayerNorm([width], device: device);
            _projection = layer([width, 3 * width], 1);
            _proximity = layer([1, heads], 1);
            _mixing = layer([width, width], 1);
            _layersNorm = nn.LayerNorm([width], device: device);
            _layers = layer([width, 2 * width, width], 1);
            register_module("attention_norm", _attentionNorm);
            register_module("projection", _projection);
            register_module("proximity", _proximity);
            register_module("mixing", _mixing);
            register_module("layers_norm", _layersNorm);
            register_module("layers", _layers);
        }

        public override Tensor forward(Tensor tokens, Tensor proximity)
        {
            long events = tokens.shape[0], particles = tokens.shape[1], width = tokens.shape[2] / _heads;
            Tensor[] parts = _projection.call(_attentionNorm.call(tokens)).view(events, particles, 3 * _heads, width).transpose(1, 2).chunk(3, 1);
            Tensor bias = _proximity.call(proximity.permute(0, 2, 3, 1)).permute(0, 3, 1, 2);
            Tensor scores = (parts[0].matmul(parts[1].transpose(2, 3)) / Math.Sqrt(width)) + bias;
            Tensor attended = nn.functional.softmax(scores, -1).matmul(parts[2]).transpose(1, 2).reshape(events, particles, _heads * width);
            tokens = tokens + _mixing.call(attended);
            return tokens + _layers.call(_layersNorm.call(tokens));
        }
    }
}
