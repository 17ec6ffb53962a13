using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradient descent, with or without momentum.</summary>
public class SGD : OptimizerHelper, optim.IMomentum
{
    private readonly Options _defaults;

    /// <summary>Makes the optimizer of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="lr">The step length.</param>
    /// <param name="momentum">How much of the last step stays.</param>
    /// <param name="dampening">How much of the gradient does not enter the momentum.</param>
    /// <param name="weight_decay">How strongly the parameters are pulled to zero.</param>
    /// <param name="nesterov">Whether the gradient counts once more after the momentum.</param>
    /// <param name="maximize">Whether the loss shall rise.</param>
    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <summary>Makes the optimizer of groups of parameters; what a group does not set, it takes from here.</summary>
    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        _defaults = new Options
        {
            LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize,
        };
        foreach (ParamGroup group in parameters)
        {
            add_param_group(group);
        }
    }

    /// <summary>How much of the last step stays, for groups that are added later.</summary>
    public double Momentum
    {
        get => _defaults.momentum!.Value;
        set => _defaults.momentum = value;
    }

    /// <inheritdoc/>
    public override void add_param_group(Modules.ParamGroup param_group)
    {
        Options options = (Options)(param_group.Options ??= new Options());
        options.LearningRate ??= _defaults.LearningRate;
        options.momentum ??= _defaults.momentum;
        options.dampening ??= _defaults.dampening;
        options.weight_decay ??= _defaults.weight_decay;
        options.nesterov ??= _defaults.nesterov;
        options.maximize ??= _defaults.maximize;
        Add(param_group, parameter => new State(parameter));
    }

    private protected override void Step(Parameter parameter, Tensor gradient, OptimizerState state, OptimizerOptions options)
    {
        State memory = (State)state;
        Options given = (Options)options;
        double momentum = given.momentum!.Value;
        if (given.weight_decay != 0)
        {
            gradient = gradient.add(parameter, alpha: given.weight_decay!.Value);
        }
        if (momentum != 0)
        {
            if (memory.momentum_buffer is null)
            {
                memory.momentum_buffer = gradient.clone().DetachFromDisposeScope();
            }
            else
            {
                memory.momentum_buffer.mul_(momentum).add_(gradient, alpha: 1 - given.dampening!.Value);
            }
            gradient = given.nesterov!.Value ? gradient.add(memory.momentum_buffer, alpha: momentum) : memory.momentum_buffer;
        }
        double lr = given.LearningRate!.Value;
        parameter.add_(gradient, alpha: given.maximize!.Value ? lr : -lr);
    }

    /// <summary>The settings of a group.</summary>
    public class Options : OptimizerOptions
    {
        /// <summary>How much of the last step stays.</summary>
        public double? momentum;

        /// <summary>How much of the gradient does not enter the momentum.</summary>
        public double? dampening;

        /// <summary>How strongly the parameters are pulled to zero.</summary>
        public double? weight_decay;

        /// <summary>Whether the gradient counts once more after the momentum.</summary>
        public bool? nesterov;

        /// <summary>Whether the loss shall rise.</summary>
        public bool? maximize;

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerOptions source)
        {
            base.LoadStateDict(source);
            if (source is Options other)
            {
                (momentum, dampening, weight_decay) = (other.momentum, other.dampening, other.weight_decay);
                (nesterov, maximize) = (other.nesterov, other.maximize);
            }
        }
    }

    /// <summary>Parameters that share settings.</summary>
    public class ParamGroup : ParamGroup<Options>, optim.IMomentum
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
            IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new Options { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
        {
        }

        /// <summary>How much of the last step stays.</summary>
        public double Momentum
        {
            get => Options!.momentum!.Value;
            set => Options!.momentum = value;
        }
    }

    /// <summary>What is remembered of a parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The last step, where there is momentum.</summary>
        public Tensor? momentum_buffer;

        /// <summary>Makes the state of a parameter.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            momentum_buffer = null;
        }

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            Dispose();
            momentum_buffer = ((State)source).momentum_buffer?.to(_parameter.device, copy: true).DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        public override void to(Device device) => momentum_buffer = momentum_buffer?.to(device).DetachFromDisposeScope();

        /// <summary>Releases the tensor.</summary>
        public void Dispose() => momentum_buffer?.Dispose();
    }
}
