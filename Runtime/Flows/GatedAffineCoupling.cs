using Mandelstam.Networks;
using Mandelstam.Randomness;
using static TorchSharp.torch;

namespace Mandelstam.Flows;

/// <summary>Affine coupling with a gate, arXiv:2505.08709 Eq. 15: y = g·(u·exp(s) + t) + (1 − g)·u with s, t, g functions of the other columns.</summary>
/// <remarks>
/// Its slope g·exp(s) + 1 − g lies between 1 and exp(s), so that it is positive whatever the network says. |s| is bounded by
/// <see cref="FlowOptions.LogScaleBound"/>. The log-slope is computed as log1p(g·expm1(s)), exact near the identity.
/// </remarks>
public sealed class GatedAffineCoupling : Coupling
{
    private readonly double _bound;

    /// <summary>Creates the layer.</summary>
    /// <param name="moved">Number of columns that it moves.</param>
    /// <param name="conditions">Number of columns that stay.</param>
    /// <param name="options">Size of the conditioner and bound on s.</param>
    /// <param name="random">Where the initial weights come from.</param>
    /// <param name="dtype">Element type.</param>
    /// <param name="device">Where the weights live; the CPU by default.</param>
    public GatedAffineCoupling(int moved, int conditions, FlowOptions options, CounterRandom random, ScalarType dtype = ScalarType.Float32, Device? device = null)
        : base(
            nameof(GatedAffineCoupling),
            moved,
            new Perceptron(Perceptron.Shape(conditions, options.HiddenLayers, options.HiddenWidth, Blocks * moved), random, options.InitialScale, dtype, device))
    {
        _bound = options.LogScaleBound;
    }

    /// <summary>Parameters per moved column, in blocks: s, t and the gate's logit.</summary>
    internal const int Blocks = 3;

    /// <inheritdoc/>
    public override CouplingKind Kind => CouplingKind.GatedAffine;

    /// <inheritdoc/>
    public override (Tensor Output, Tensor LogDeterminant) Forward(Tensor input, Tensor condition)
    {
        (Tensor growth, Tensor shift) = Map(condition);
        return (input + (growth * input) + shift, growth.log1p().sum(1));
    }

    /// <inheritdoc/>
    public override (Tensor Input, Tensor LogDeterminant) Inverse(Tensor output, Tensor condition)
    {
        (Tensor growth, Tensor shift) = Map(condition);
        return ((output - shift) / (growth + 1), growth.log1p().sum(1).neg());
    }

    /// <summary>The map as y = u + growth·u + shift: growth = g·expm1(s) is the slope less one, shift = g·t.</summary>
    private (Tensor Growth, Tensor Shift) Map(Tensor condition)
    {
        Tensor[] blocks = Conditioner.call(condition).chunk(Blocks, 1);
        Tensor gate = blocks[2].sigmoid();
        return (gate * SoftBound(blocks[0], _bound).expm1(), gate * blocks[1]);
    }
}
