using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2017).</summary>
public class AdamW : AdamHelper
{
    /// <summary>Makes the optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The step length.</param>
    /// <param name="beta1">How much of the mean gradient stays from step to step.</param>
    /// <param name="beta2">How much of the mean squared gradient stays from step to step.</param>
    /// <param name="eps">What is added to the root of the mean squared gradient.</param>
    /// <param name="weight_decay">How strongly the parameters are pulled to zero.</param>
    /// <param name="amsgrad">Whether the largest mean squared gradient so far counts (Reddi et al. 2018).</param>
    /// <param name="maximize">Whether the loss shall rise.</param>
    public AdamW(
        IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <summary>Makes the optimizer of groups of parameters; what a group does not set, it takes from here.</summary>
    public AdamW(
        IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : base(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    private protected override Tensor Decayed(Parameter parameter, Tensor gradient, double lr, double decay)
    {
        parameter.mul_(1 - (lr * decay));
        return gradient;
    }
}
