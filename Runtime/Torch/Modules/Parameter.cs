namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains.</summary>
public class Parameter : torch.Tensor
{
    /// <summary>Makes a parameter of a tensor; the tensor object becomes invalid.</summary>
    /// <param name="data">The numbers.</param>
    /// <param name="requires_grad">Whether gradients are recorded.</param>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(data.with_requires_grad(requires_grad))
    {
    }

    /// <summary>The parameter itself, out of every dispose scope: modules own theirs.</summary>
    internal Parameter DetachedParameter()
    {
        DetachFromDisposeScope();
        return this;
    }
}
