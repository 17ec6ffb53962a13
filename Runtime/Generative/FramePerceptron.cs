using Mandelstam.Networks;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Generative;

/// <summary>A perceptron in the event's own frame, where no direction is preferred: SiLU layers on components and invariants, whose answer is turned back.</summary>
/// <remarks>
/// The first axis lies along the first particle, the second one in the plane of the first two, the third one on the side of the third. The field turns with
/// the event, reflections included. Where the first two particles are parallel it may jump, as fields of pairs that are turned towards each other
/// (<see cref="Alignment"/>) do.
/// </remarks>
internal sealed class FramePerceptron : EventNetwork
{
    // Shorter vectors than this have no direction in single precision.
    private const double Shortest = 1e-12;

    private readonly Perceptron _layers;
    private readonly EventInvariants _invariants;

    /// <summary>Creates a perceptron whose output is zero.</summary>
    /// <param name="particles">Particles per event.</param>
    /// <param name="options">Hidden layers and width.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="device">Where it lives; the CPU by default.</param>
    public FramePerceptron(int particles, NetworkOptions options, ulong seed, Device? device = null)
        : base(nameof(FramePerceptron), particles, options, device)
    {
        _invariants = new(particles, Floor, Device);
        int inputs = (3 * particles) + _invariants.Count + TimeInputs;
        _layers = new Perceptron(Perceptron.Shape(inputs, options.Layers, options.Width, 3 * particles), new CounterRandom(seed), outputScale: 0, device: Device);
        register_module("layers", _layers);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor events, Tensor times)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = events.view(-1, Particles, 3), axes = AxesOf(vectors);
        Tensor hidden = cat([vectors.matmul(axes.transpose(1, 2)).flatten(1) * 0.5, _invariants.Of(vectors), Embed(times)], 1);
        for (int layer = 0; layer < Options.Layers; layer++)
        {
            hidden = nn.functional.silu(nn.functional.linear(hidden, _layers.Weights[layer], _layers.Biases[layer]));
        }

        Tensor answer = nn.functional.linear(hidden, _layers.Weights[Options.Layers], _layers.Biases[Options.Layers]);
        return answer.view(-1, Particles, 3).matmul(axes).flatten(1).MoveToOuterDisposeScope();
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

    /// <summary>The axes, [B, 3, 3], one a row.</summary>
    private Tensor AxesOf(Tensor vectors)
    {
        Tensor first = Unit(vectors.narrow(1, 0, 1)), along = vectors.narrow(1, 1, 1);
        Tensor second = Unit(along - ((along * first).sum([2], keepdim: true) * first));
        Tensor third = (first.roll(-1, 2) * second.roll(1, 2)) - (first.roll(1, 2) * second.roll(-1, 2));
        if (Particles > 2)
        {
            Tensor side = (third * vectors.narrow(1, 2, 1)).sum([2], keepdim: true);
            third = where(side.lt(0), -third, third);
        }

        return cat([first, second, third], 1);
    }

    private static Tensor Unit(Tensor vectors) => vectors / vectors.square().sum([2], keepdim: true).sqrt().clamp_min(Shortest);
}
