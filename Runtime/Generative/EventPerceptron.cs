using Mandelstam.Networks;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Generative;

/// <summary>A perceptron on whole events: linear layers with SiLU between them.</summary>
/// <remarks>
/// It sees lengths, the logarithms of lengths and of the products |q_i||q_j| − q_i·q_j, and each product's share of their sum, which is p_i·p_j of
/// the image in phase space: what matrix elements are made of. Where no direction is preferred it tells coefficients A of f_i = ΣA_ij q_j, so that the
/// field turns with the event; else it sees the vectors, too, and tells the 3N numbers. Divergences are carried forward through the layers in closed form, as directional derivatives: exact ones cost about as
/// much as 3N evaluations, and no second pass backwards.
/// </remarks>
internal sealed class EventPerceptron : EventNetwork
{
    private readonly Perceptron _layers;
    private readonly EventInvariants _invariants;

    /// <summary>Creates a perceptron whose output is zero.</summary>
    /// <param name="particles">Particles per event.</param>
    /// <param name="options">Hidden layers and width.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="device">Where it lives; the CPU by default.</param>
    public EventPerceptron(int particles, NetworkOptions options, ulong seed, Device? device = null)
        : base(nameof(EventPerceptron), particles, options, device)
    {
        _invariants = new(particles, Floor, Device);
        Inputs = _invariants.Count + (options.IsIsotropic ? 0 : 3 * particles);
        int outputs = options.IsIsotropic ? particles * particles : 3 * particles;
        _layers = new Perceptron(Perceptron.Shape(Inputs + TimeInputs, options.Layers, options.Width, outputs), new CounterRandom(seed), outputScale: 0, device: Device);
        register_module("layers", _layers);
    }

    private int Inputs { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor events, Tensor times)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = events.view(-1, Particles, 3);
        Tensor hidden = cat([FeaturesOf(vectors), Embed(times)], 1);
        for (int layer = 0; layer < Options.Layers; layer++)
        {
            hidden = nn.functional.silu(Linear(hidden, layer));
        }

        return FieldOf(Linear(hidden, Options.Layers), vectors).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override (Tensor Field, Tensor Divergence) WithDivergence(Tensor events, Tensor times, Tensor? probe)
    {
        using DisposeScope scope = NewDisposeScope();
        long rows = events.shape[0];
        Tensor vectors = events.view(-1, Particles, 3);

        Tensor directions = probe is null ? DirectionsOf(vectors) : probe.view(1, rows, Particles, 3);
        Tensor slopes = SlopesOf(vectors, directions);
        Tensor hidden = cat([FeaturesOf(vectors), Embed(times)], 1);
        Tensor firstWeight = _layers.Weights[0].narrow(1, 0, Inputs);
        for (int layer = 0; layer < Options.Layers; layer++)
        {
            Tensor sum = Linear(hidden, layer);
            Tensor sigmoid = sum.sigmoid();
            hidden = sum * sigmoid;
            Tensor derivative = sigmoid + (hidden * (1 - sigmoid));
            slopes = nn.functional.linear(slopes, layer == 0 ? firstWeight : _layers.Weights[layer]) * derivative.unsqueeze(0);
        }

        Tensor answer = Linear(hidden, Options.Layers);
        Tensor last = _layers.Weights[Options.Layers];
        Tensor divergence = probe is null
            ? (slopes * last.unsqueeze(1)).sum([0, 2])
            : (FieldOf(nn.functional.linear(slopes.squeeze(0), last), vectors) * probe).sum(1);
        if (Options.IsIsotropic)
        {
            // What the vectors themselves contribute, beside the coefficients in front of them.
            divergence += probe is null
                ? 3 * answer.view(-1, Particles, Particles).diagonal(0, 1, 2).sum(1)
                : (FieldOf(answer, probe.view(-1, Particles, 3)) * probe).sum(1);
        }

        return (FieldOf(answer, vectors).MoveToOuterDisposeScope(), divergence.MoveToOuterDisposeScope());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _invariants.Dispose();
        }

        base.Dispose(disposing);
    }

    private Tensor Linear(Tensor input, int layer) => nn.functional.linear(input, _layers.Weights[layer], _layers.Biases[layer]);

    private Tensor FieldOf(Tensor answer, Tensor vectors) =>
        Options.IsIsotropic ? answer.view(-1, Particles, Particles).matmul(vectors).flatten(1) : answer;

    /// <summary>Directions whose derivatives make the exact divergence, [K, B, N, 3]: answer k is differentiated along direction k.</summary>
    private Tensor DirectionsOf(Tensor vectors)
    {
        long rows = vectors.shape[0];
        if (!Options.IsIsotropic)
        {
            int count = 3 * Particles;
            return eye(count, dtype: ScalarType.Float32, device: Device).view(count, 1, Particles, 3).expand(count, rows, Particles, 3);
        }

        // A_ij is differentiated by moving particle i along q_j.
        Tensor moves = eye(Particles, dtype: ScalarType.Float32, device: Device).view(Particles, 1, 1, Particles, 1);
        return (moves * vectors.transpose(0, 1).unsqueeze(0).unsqueeze(3)).reshape(Particles * Particles, rows, Particles, 3);
    }

    // Vectors are halved, too: they are of order two under the prior.
    private Tensor FeaturesOf(Tensor vectors) =>
        Options.IsIsotropic ? _invariants.Of(vectors) : cat([vectors.flatten(1) * 0.5, _invariants.Of(vectors)], 1);

    /// <summary>Derivatives of <see cref="FeaturesOf"/> along directions: [K, B, features].</summary>
    private Tensor SlopesOf(Tensor vectors, Tensor directions) =>
        Options.IsIsotropic ? _invariants.SlopesOf(vectors, directions) : cat([directions.flatten(2) * 0.5, _invariants.SlopesOf(vectors, directions)], 2);
}
