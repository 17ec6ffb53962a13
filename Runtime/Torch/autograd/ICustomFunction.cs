namespace TorchSharp;

/// <summary>A custom function without its type parameter, as its node calls it.</summary>
internal interface ICustomFunction
{
    string Name { get; }

    List<torch.Tensor> Forward(torch.autograd.AutogradContext ctx, object[] vars);

    List<torch.Tensor> Backward(torch.autograd.AutogradContext ctx, List<torch.Tensor> grad_outputs);
}
