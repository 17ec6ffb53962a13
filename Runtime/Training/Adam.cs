using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Mandelstam.Training;

/// <summary>The Adam optimiser (arXiv:1412.6980), with moments in two flat tensors that can be saved and restored exactly.</summary>
/// <remarks>
/// Same arithmetic as torch.optim.Adam (with weight decay: AdamW): m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g²,
/// w ← w − η/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε). Float32 parameters on the CPU are updated in one pass over memory; others in a handful of
/// operations on one vector of all parameters, instead of a handful per parameter: a flow has hundreds of small ones.
/// </remarks>
public sealed class Adam : IDisposable
{
    private readonly Parameter[] _parameters;
    private readonly AdamOptions _options;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private readonly bool _isFused;

    /// <summary>Creates the optimiser with zero moments.</summary>
    /// <param name="parameters">What is trained; all of one element type, on one device.</param>
    /// <param name="options">Constants; the usual ones by default.</param>
    public Adam(IEnumerable<Parameter> parameters, AdamOptions? options = null)
    {
        _parameters = [.. parameters];
        if (_parameters.Length == 0)
        {
            throw new ArgumentException("There is nothing to train: the model has no parameters.", nameof(parameters));
        }

        _options = options ?? new AdamOptions();
        long count = _parameters.Sum(parameter => parameter.numel());
        _mean = zeros([count], _parameters[0].dtype, _parameters[0].device).DetachFromDisposeScope();
        _square = zeros([count], _parameters[0].dtype, _parameters[0].device).DetachFromDisposeScope();
        _isFused = Array.TrueForAll(_parameters, static parameter => parameter.dtype == ScalarType.Float32 && parameter.device.type == DeviceType.CPU && parameter.is_contiguous());
    }

    /// <summary>Steps taken so far, t.</summary>
    public long Steps { get; private set; }

    /// <summary>Running mean of gradients, all parameters in one row; the optimiser's own tensor, not a copy.</summary>
    public Tensor FirstMoment => _mean;

    /// <summary>Running mean of squared gradients, likewise.</summary>
    public Tensor SecondMoment => _square;

    /// <summary>Takes one step along the gradients that backward() has left, and clears them.</summary>
    /// <param name="learningRate">η of this step.</param>
    /// <param name="maximumNorm">Gradients with a larger Euclidean norm (of all parameters together) are scaled down to it.</param>
    /// <returns>The norm before clipping. Where it is not finite, weights and moments are left as they were.</returns>
    public double Step(double learningRate, double maximumNorm = double.PositiveInfinity)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        if (_isFused)
        {
            return FusedStep(learningRate, maximumNorm);
        }

        Tensor gradient = cat([.. _parameters.Select(Flat)]);
        foreach (Parameter parameter in _parameters)
        {
            parameter.grad = null;
        }

        double norm = gradient.norm().to(ScalarType.Float64).item<double>();
        if (!double.IsFinite(norm))
        {
            return norm;
        }

        if (norm > maximumNorm)
        {
            gradient.mul_(maximumNorm / norm);
        }

        Steps++;
        (double correction1, double correction2) = Corrections();
        _mean.mul_(_options.Beta1).add_(gradient, 1 - _options.Beta1);
        _square.mul_(_options.Beta2).addcmul_(gradient, gradient, 1 - _options.Beta2);
        Tensor update = _mean / (_square.sqrt().div_(correction2).add_(_options.Epsilon));

        long start = 0;
        foreach (Parameter parameter in _parameters)
        {
            long count = parameter.numel();
            if (_options.WeightDecay > 0)
            {
                parameter.mul_(1 - (learningRate * _options.WeightDecay));
            }

            parameter.add_(update.narrow(0, start, count).view(parameter.shape), -learningRate / correction1);
            start += count;
        }

        return norm;
    }

    /// <summary>Puts back a saved state.</summary>
    /// <param name="steps">Steps taken when it was saved.</param>
    /// <param name="firstMoment">Saved <see cref="FirstMoment"/>.</param>
    /// <param name="secondMoment">Saved <see cref="SecondMoment"/>.</param>
    public void Restore(long steps, Tensor firstMoment, Tensor secondMoment)
    {
        Steps = steps;
        using IDisposable noGradient = no_grad();
        _mean.copy_(firstMoment);
        _square.copy_(secondMoment);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
    }

    private (double First, double Second) Corrections() => (1 - Math.Pow(_options.Beta1, Steps), Math.Sqrt(1 - Math.Pow(_options.Beta2, Steps)));

    private unsafe double FusedStep(double learningRate, double maximumNorm)
    {
        Tensor?[] gradients = Array.ConvertAll(_parameters, static parameter => parameter.grad?.contiguous());
        double square = 0;
        for (int i = 0; i < _parameters.Length; i++)
        {
            square += gradients[i] is { } gradient ? FusedAdam.Square((float*)TensorAddress.Of(gradient), gradient.numel()) : 0;
            _parameters[i].grad = null;
        }

        double norm = Math.Sqrt(square);
        if (!double.IsFinite(norm))
        {
            return norm;
        }

        Steps++;
        (double correction1, double correction2) = Corrections();
        FusedAdam update = new(
            (float)(norm > maximumNorm ? maximumNorm / norm : 1),
            (float)_options.Beta1,
            (float)(1 - _options.Beta1),
            (float)_options.Beta2,
            (float)(1 - _options.Beta2),
            (float)(1 - (learningRate * _options.WeightDecay)),
            (float)(learningRate / correction1),
            (float)correction2,
            (float)_options.Epsilon);
        float* mean = (float*)TensorAddress.Of(_mean), squares = (float*)TensorAddress.Of(_square);
        for (int i = 0; i < _parameters.Length; i++)
        {
            long count = _parameters[i].numel();
            update.Apply((float*)TensorAddress.Of(_parameters[i]), gradients[i] is { } gradient ? (float*)TensorAddress.Of(gradient) : null, mean, squares, count);
            mean += count;
            squares += count;
        }

        GC.KeepAlive(gradients);
        return norm;
    }

    /// <summary>A parameter that the loss does not reach (the gate of a clamped batch, say) has no gradient, which counts as zero.</summary>
    private static Tensor Flat(Parameter parameter) => parameter.grad is { } gradient ? gradient.reshape(-1) : zeros_like(parameter).reshape(-1);
}
