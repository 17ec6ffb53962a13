using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> have in common: all but where the weight decay comes in.</summary>
public abstract class AdamHelper : OptimizerHelper, optim.IBetas
{
    private readonly Options _defaults;

    private protected AdamHelper(IEnumerable<ParamGroup> parameters, double lr, double beta1, double beta2, double eps, double weight_decay, bool amsgrad, bool maximize)
    {
        _defaults = new Options
        {
            LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize,
        };
        foreach (ParamGroup group in parameters)
        {
            add_param_group(group);
        }
    }

    /// <summary>How much of the means stays from step to step, for groups that are added later.</summary>
    public (double, double) Betas
    {
        get => (_defaults.beta1!.Value, _defaults.beta2!.Value);
        set => (_defaults.beta1, _defaults.beta2) = value;
    }

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        Options options = (Options)(param_group.Options ??= new Options());
        options.LearningRate ??= _defaults.LearningRate;
        options.beta1 ??= _defaults.beta1;
        options.beta2 ??= _defaults.beta2;
        options.eps ??= _defaults.eps;
        options.weight_decay ??= _defaults.weight_decay;
        options.amsgrad ??= _defaults.amsgrad;
        options.maximize ??= _defaults.maximize;
        Add(param_group, parameter => new State(parameter));
    }

    private protected override void Step(Parameter parameter, Tensor gradient, OptimizerState state, OptimizerOptions options)
    {
        State memory = (State)state;
        Options given = (Options)options;
        double lr = given.LearningRate!.Value, beta1 = given.beta1!.Value, beta2 = given.beta2!.Value, decay = given.weight_decay!.Value;
        if (given.maximize!.Value)
        {
            gradient = -gradient;
        }
        memory.step++;
        if (decay != 0)
        {
            gradient = Decayed(parameter, gradient, lr, decay);
        }
        double correction1 = 1 - Math.Pow(beta1, memory.step);
        double correction2 = 1 - Math.Pow(beta2, memory.step);
        memory.exp_avg!.mul_(beta1).add_(gradient, alpha: 1 - beta1);
        memory.exp_avg_sq!.mul_(beta2).addcmul_(gradient, gradient, value: 1 - beta2);
        Tensor spread = memory.exp_avg_sq;
        if (memory.max_exp_avg_sq is { } largest)
        {
            spread = largest.copy_(maximum(largest, spread));
        }
        Tensor scale = spread.sqrt().div_(Math.Sqrt(correction2)).add_(given.eps!.Value);
        parameter.addcdiv_(memory.exp_avg, scale, value: -lr / correction1);
    }

    /// <summary>Pulls to zero: the parameter itself, or by way of the gradient, which it returns.</summary>
    private protected abstract Tensor Decayed(Parameter parameter, Tensor gradient, double lr, double decay);

    /// <summary>The settings of a group.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>How much of the mean gradient stays from step to step.</summary>
        public double? beta1;

        /// <summary>How much of the mean squared gradient stays from step to step.</summary>
        public double? beta2;

        /// <summary>How strongly the parameters are pulled to zero.</summary>
        public double? weight_decay;

        /// <summary>What is added to the root of the mean squared gradient.</summary>
        public double? eps;

        /// <summary>Whether the largest mean squared gradient so far counts.</summary>
        public bool? amsgrad;

        /// <summary>Whether the loss shall rise.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            if (source is Options other)
            {
                (beta1, beta2, eps) = (other.beta1, other.beta2, other.eps);
                (weight_decay, amsgrad, maximize) = (other.weight_decay, other.amsgrad, other.maximize);
            }
        }
    }

    /// <summary>Parameters that share settings.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IBetas
    {
        /// <summary>Makes an empty group.</summary>
        public ParamGroup()
        {
        }

        /// <summary>Makes a group.</summary>
        public ParamGroup(IEnumerable<Parameter> parameters, Options options)
            : base(parameters, options)
        {
        }

        /// <summary>Makes a group.</summary>
        public ParamGroup(
            IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize })
        {
        }

        /// <summary>How much of the means stays from step to step.</summary>
        public (double, double) Betas
        {
            get => (Options!.beta1!.Value, Options.beta2!.Value);
            set => (Options!.beta1, Options.beta2) = value;
        }
    }

    /// <summary>What is remembered of a parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The number of steps.</summary>
        public long step;

        /// <summary>The mean gradient.</summary>
        public Tensor? exp_avg;

        /// <summary>The mean squared gradient.</summary>
        public Tensor? exp_avg_sq;

        /// <summary>The largest mean squared gradient so far, where it counts.</summary>
        public Tensor? max_exp_avg_sq;

        /// <summary>Makes the state of a parameter.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            exp_avg = zeros_like(_parameter).DetachFromDisposeScope();
            exp_avg_sq = zeros_like(_parameter).DetachFromDisposeScope();
            max_exp_avg_sq = ((Options)options).amsgrad == true ? zeros_like(_parameter).DetachFromDisposeScope() : null;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            State other = (State)source;
            Dispose();
            step = other.step;
            exp_avg = Copy(other.exp_avg);
            exp_avg_sq = Copy(other.exp_avg_sq);
            max_exp_avg_sq = Copy(other.max_exp_avg_sq);
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            exp_avg = exp_avg?.to(device).DetachFromDisposeScope();
            exp_avg_sq = exp_avg_sq?.to(device).DetachFromDisposeScope();
            max_exp_avg_sq = max_exp_avg_sq?.to(device).DetachFromDisposeScope();
        }

        /// <summary>Releases the tensors.</summary>
        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
            max_exp_avg_sq?.Dispose();
        }

        private Tensor? Copy(Tensor? tensor) => tensor?.to(_parameter.device, copy: true).DetachFromDisposeScope();
    }
}
