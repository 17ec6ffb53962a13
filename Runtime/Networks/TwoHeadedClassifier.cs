using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Networks;

/// <summary>Signal against background with one output per category of events (jet bin): a shared trunk and two heads.</summary>
/// <remarks>Inputs are standardised features and, where there are flows, their discriminants Φ (<see cref="Discriminant"/>). Outputs are logits.</remarks>
public sealed class TwoHeadedClassifier : nn.Module<Tensor, Tensor>, IEventClassifier
{
    /// <summary>Number of heads.</summary>
    public const int Heads = 2;

    private readonly Perceptron? _trunk;
    private readonly Perceptron[] _heads = new Perceptron[Heads];
    private CounterRandom? _dropoutRandom;

    /// <summary>Creates a classifier with random weights.</summary>
    /// <param name="inputs">Inputs per event.</param>
    /// <param name="options">Architecture.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="device">Where it lives; the CPU by default.</param>
    public TwoHeadedClassifier(int inputs, ClassifierOptions? options = null, ulong seed = 0, Device? device = null)
        : base(nameof(TwoHeadedClassifier))
    {
        Options = options ?? ClassifierOptions.Paper;
        Options.Validate();
        Inputs = inputs;
        Device = device ?? CPU;
        int width = inputs;
        if (Options.TrunkLayers > 0)
        {
            width = Options.HiddenWidth;
            _trunk = new Perceptron(Perceptron.Shape(inputs, Options.TrunkLayers - 1, width, width), new CounterRandom(seed, stream: 0), device: device) { Dropout = Options.Dropout };
            register_module("trunk", _trunk);
        }

        for (int head = 0; head < Heads; head++)
        {
            _heads[head] = new Perceptron(
                Perceptron.Shape(width, Options.HeadLayers, Options.HiddenWidth, 1), new CounterRandom(seed, stream: 1 + (ulong)head), device: device) { Dropout = Options.Dropout };
            register_module($"head{head}", _heads[head]);
        }
    }

    /// <inheritdoc/>
    public int Inputs { get; }

    /// <summary>The architecture.</summary>
    public ClassifierOptions Options { get; }

    /// <summary>Where it lives.</summary>
    public Device Device { get; }

    /// <summary>What both heads share, followed by GELU; null for nothing.</summary>
    internal Perceptron? Trunk => _trunk;

    /// <summary>The heads.</summary>
    internal IReadOnlyList<Perceptron> HeadNetworks => _heads;

    /// <summary>Chooses where dropout draws from while training; best a stream of its own for every step.</summary>
    /// <param name="random">The stream; trunk and heads walk along it in turn.</param>
    public void DropFrom(CounterRandom random)
    {
        _dropoutRandom = random;
        foreach (Perceptron part in _trunk is null ? _heads : [_trunk, .. _heads])
        {
            part.DropoutRandom = random;
        }
    }

    /// <summary>Logits of both heads.</summary>
    /// <param name="input">Inputs, [N, <see cref="Inputs"/>].</param>
    /// <returns>One logit per event and head, [N, 2]; the head of the event's own category is the one that counts.</returns>
    /// <exception cref="InvalidOperationException">Training with dropout, but <see cref="DropFrom"/> was not called.</exception>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor shared = input;
        if (_trunk is not null)
        {
            shared = nn.functional.gelu(_trunk.call(input));
            shared = training && Options.Dropout > 0
                ? DropoutMask.Apply(shared, Options.Dropout, _dropoutRandom ?? throw new InvalidOperationException($"Call {nameof(DropFrom)} before training with dropout."))
                : shared;
        }

        return cat([_heads[0].call(shared), _heads[1].call(shared)], 1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public IEventLogits Logits() => new ClassifierLogits(this);
}
