using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>An optimizer with settings per group and state per parameter.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private protected Dictionary<nint, OptimizerState> States { get; } = [];

    /// <summary>The settings and the state: the objects themselves, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        StateDictionary dictionary = new();
        foreach (ParamGroup group in Groups)
        {
            List<int> indices = [];
            dictionary.Options.Add(group.Options!);
            dictionary.StateIndexRef.Add(indices);
            foreach (Parameter parameter in group.Parameters)
            {
                indices.Add(dictionary.State.Count);
                dictionary.State.Add(States[parameter.Handle]);
            }
        }
        return dictionary;
    }

    /// <summary>Copies settings and state of an optimizer over equally many groups and parameters.</summary>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        StateDictionary own = this.state_dict();
        if (state_dict.Options.Count != own.Options.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        }
        if (state_dict.State.Count != own.State.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        }
        foreach ((OptimizerOptions options, OptimizerOptions source) in own.Options.Zip(state_dict.Options))
        {
            options.LoadStateDict(source);
        }
        foreach ((OptimizerState state, OptimizerState source) in own.State.Zip(state_dict.State))
        {
            if (!ReferenceEquals(state, source))
            {
                state.LoadStateDict(source);
            }
        }
    }

    /// <summary>Moves the state to a device.</summary>
    public void to(Device device)
    {
        foreach (OptimizerState state in States.Values)
        {
            state.to(device);
        }
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using IDisposable recording = enable_grad();
            loss = closure();
        }
        using IDisposable quiet = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (ParamGroup group in Groups)
        {
            foreach (Parameter parameter in group.Parameters)
            {
                if (parameter.grad is { } gradient)
                {
                    Step(parameter, gradient, States[parameter.Handle], group.Options!);
                }
            }
        }
        return loss;
    }

    /// <summary>Makes the step of one parameter.</summary>
    private protected abstract void Step(Parameter parameter, Tensor gradient, OptimizerState state, OptimizerOptions options);

    /// <summary>Takes in a group whose settings are complete.</summary>
    private protected void Add(ParamGroup group, Func<Parameter, OptimizerState> makeState)
    {
        // An enumerable may be a query: its parameters are looked up in every step.
        group.Parameters = [.. group.Parameters];
        group.InitialLearningRate = group.LearningRate;
        Groups.Add(group);
        foreach (Parameter parameter in group.Parameters)
        {
            OptimizerState state = makeState(parameter);
            States[parameter.Handle] = state;
            state.Initialize(group.Options!);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (IDisposable state in States.Values.OfType<IDisposable>())
        {
            state.Dispose();
        }
        base.Dispose(disposing);
    }
}
