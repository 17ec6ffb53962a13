using Mandelstam.Networks;
using Mandelstam.Randomness;
using static TorchSharp.torch;

namespace Mandelstam.Flows;

/// <summary>Quadratic coupling: arXiv:2505.08709 Eq. 16, made a bijection of the line.</summary>
/// <remarks>
/// <para>
/// As printed, y = ½αu² + βu + γ takes every value twice, and has no density. Here the parabola is used on [−B, B] only, where its slope
/// αu + β is kept positive, and continued outside along its tangents at ±B: continuous with its first derivative, increasing, onto the line.
/// </para>
/// <para>
/// With β = exp(b), |b| bounded by <see cref="FlowOptions.LogScaleBound"/>, and κ = α/β = (1 − ε)·tanh(a)/B, the slope divided by β lies in
/// [ε, 2 − ε], ε = <see cref="FlowOptions.MinimumSlope"/>. With u° = clamp(u, −B, B) both pieces are one expression:
/// y = γ + β·(u + κ·u°·(u − u°/2)), log dy/du = b + log1p(κ·u°).
/// </para>
/// <para>
/// Inverse, with w = (y − γ)/β: u = 2w / (1 + √(1 + 2κw)) on the parabola, the form of the root that cancels nowhere and holds for κ → 0;
/// where w lies beyond the end value w± = ±B + κB²/2, u = ±B + (w − w±)/(1 ± κB).
/// </para>
/// </remarks>
public sealed class QuadraticCoupling : Coupling
{
    private readonly double _bound;
    private readonly double _range;
    private readonly double _curvature;

    /// <summary>Creates the layer.</summary>
    /// <param name="moved">Number of columns that it moves.</param>
    /// <param name="conditions">Number of columns that stay.</param>
    /// <param name="options">Size of the conditioner, range of the parabola and bounds on its slope.</param>
    /// <param name="random">Where the initial weights come from.</param>
    /// <param name="dtype">Element type.</param>
    /// <param name="device">Where the weights live; the CPU by default.</param>
    public QuadraticCoupling(int moved, int conditions, FlowOptions options, CounterRandom random, ScalarType dtype = ScalarType.Float32, Device? device = null)
        : base(
            nameof(QuadraticCoupling),
            moved,
            new Perceptron(Perceptron.Shape(conditions, options.HiddenLayers, options.HiddenWidth, Blocks * moved), random, options.InitialScale, dtype, device))
    {
        _bound = options.LogScaleBound;
        _range = options.QuadraticRange;
        _curvature = (1 - options.MinimumSlope) / options.QuadraticRange;
    }

    /// <summary>Parameters per moved column, in blocks: a (curvature), b (log slope) and γ (shift).</summary>
    internal const int Blocks = 3;

    /// <inheritdoc/>
    public override CouplingKind Kind => CouplingKind.Quadratic;

    /// <inheritdoc/>
    public override (Tensor Output, Tensor LogDeterminant) Forward(Tensor input, Tensor condition)
    {
        (Tensor curvature, Tensor logSlope, Tensor shift) = Map(condition);
        Tensor inside = input.clamp(-_range, _range);
        Tensor bend = curvature * inside;
        Tensor output = shift + (logSlope.exp() * (input + (bend * (input - (inside * 0.5)))));
        return (output, (logSlope + bend.log1p()).sum(1));
    }

    /// <inheritdoc/>
    public override (Tensor Input, Tensor LogDeterminant) Inverse(Tensor output, Tensor condition)
    {
        (Tensor curvature, Tensor logSlope, Tensor shift) = Map(condition);
        Tensor value = (output - shift) * logSlope.neg().exp();

        // The tangents meet the parabola at w = ±B + κB²/2; inside that, 1 + 2κw is at least ε², whatever κ.
        Tensor atEnds = curvature * (0.5 * _range * _range);
        Tensor within = value.minimum(atEnds + _range).maximum(atEnds - _range);
        Tensor inside = (within * 2 / (((curvature * within * 2) + 1).sqrt() + 1)).clamp(-_range, _range);
        Tensor bend = curvature * inside;
        Tensor input = inside + ((value - within) / (bend + 1));
        return (input, (logSlope + bend.log1p()).sum(1).neg());
    }

    private (Tensor Curvature, Tensor LogSlope, Tensor Shift) Map(Tensor condition)
    {
        Tensor[] blocks = Conditioner.call(condition).chunk(Blocks, 1);
        return (blocks[0].tanh() * _curvature, SoftBound(blocks[1], _bound), blocks[2]);
    }
}
