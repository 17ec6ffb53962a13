using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Mandelstam.Training;

/// <summary>Exponential moving average of a model's weights: the noise of the last batches averages out, as if with a smaller learning rate.</summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly Parameter[] _parameters;
    private readonly Tensor _average;

    /// <summary>Starts from the present weights.</summary>
    /// <param name="parameters">The weights.</param>
    public WeightAverage(IEnumerable<Parameter> parameters)
    {
        _parameters = [.. parameters];
        using Tensor flat = Flatten();
        _average = flat.clone().DetachFromDisposeScope();
    }

    /// <summary>The averages, all parameters in one row; the own tensor, not a copy.</summary>
    public Tensor Values => _average;

    /// <summary>Takes in the present weights.</summary>
    /// <param name="decay">Share of the average that stays; smaller in the first steps, which are far from the end.</param>
    /// <param name="step">Steps taken.</param>
    public void Update(double decay, long step)
    {
        using DisposeScope scope = NewDisposeScope();
        double stays = Math.Min(decay, (1.0 + step) / (10.0 + step));
        Tensor flat = Flatten();
        using IDisposable noGradient = no_grad();
        _average.mul_(stays).add_(flat, 1 - stays);
    }

    /// <summary>Exchanges weights and averages; twice is nothing.</summary>
    public void Swap()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor present = Flatten();
        using IDisposable noGradient = no_grad();
        long start = 0;
        foreach (Parameter parameter in _parameters)
        {
            long count = parameter.numel();
            parameter.copy_(_average.narrow(0, start, count).view(parameter.shape));
            start += count;
        }

        _average.copy_(present);
    }

    /// <inheritdoc/>
    public void Dispose() => _average.Dispose();

    private Tensor Flatten()
    {
        using IDisposable noGradient = no_grad();
        return cat([.. _parameters.Select(parameter => parameter.reshape(-1))]);
    }
}
