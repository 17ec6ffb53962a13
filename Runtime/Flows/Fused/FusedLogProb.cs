using Mandelstam.Networks.Fused;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Mandelstam.Flows.Fused;

/// <summary>log p of a flow as one node of Torch's graph, forward and backward by our own kernels.</summary>
/// <remarks>Its arguments are a <see cref="FlowTraining"/>, a number of threads, the data [N, columns], and all parameters: weight and bias, layer by layer, coupling by coupling.</remarks>
internal sealed unsafe class FusedLogProb : autograd.SingleTensorFunction<FusedLogProb>
{
    private const string Training = "training";
    private const string Threads = "threads";

    /// <inheritdoc/>
    public override string Name => nameof(FusedLogProb);

    /// <inheritdoc/>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        FlowTraining training = (FlowTraining)vars[0];
        int threads = (int)vars[1] > 0 ? (int)vars[1] : Environment.ProcessorCount;
        Tensor data = ((Tensor)vars[2]).contiguous();
        Tensor packed = empty([training.Plan.PackedLength]), tape = empty([training.TapeLength((int)data.shape[0])]), result = empty([data.shape[0]]);
        training.Plan.Pack(vars.Skip(3).Cast<Tensor>(), (float*)TensorAddress.Of(packed), threads);
        training.Forward((float*)TensorAddress.Of(packed), (float*)TensorAddress.Of(data), (float*)TensorAddress.Of(tape), (float*)TensorAddress.Of(result), (int)data.shape[0], threads);
        ctx.save_for_backward([packed, tape]);
        ctx.save_data(Training, training);
        ctx.save_data(Threads, threads);
        return result;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A derivative of the derivative is asked for.</exception>
    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        if (is_grad_enabled())
        {
            // Torch would take the gradients for constants, and second derivatives would come out as zero.
            throw new InvalidOperationException(
                $"The fused kernels of a flow have first derivatives only. Set {nameof(ContrastiveFlow)}.{nameof(ContrastiveFlow.IsFused)} to false to differentiate twice.");
        }

        FlowTraining training = (FlowTraining)ctx.get_data(Training)!;
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor gradient = grad_output.contiguous();
        int rows = (int)gradient.shape[0];
        Tensor data = empty([rows, training.Plan.Dimensions]);
        List<Tensor> results = [null!, null!, data];
        nint[][] weights = new nint[training.Plan.Couplings.Count][], biases = new nint[weights.Length][];
        for (int i = 0; i < weights.Length; i++)
        {
            PerceptronLayout layout = training.Plan.Couplings[i].Conditioner;
            weights[i] = new nint[layout.Layers];
            biases[i] = new nint[layout.Layers];
            for (int layer = 0; layer < layout.Layers; layer++)
            {
                Tensor weight = empty([layout.Outputs(layer), layout.Inputs(layer)]), bias = empty([layout.Outputs(layer)]);
                weights[i][layer] = TensorAddress.Of(weight);
                biases[i][layer] = TensorAddress.Of(bias);
                results.AddRange([weight, bias]);
            }
        }

        training.Backward((float*)TensorAddress.Of(saved[0]), (float*)TensorAddress.Of(saved[1]), (float*)TensorAddress.Of(gradient), rows, (float*)TensorAddress.Of(data), weights, biases, (int)ctx.get_data(Threads)!);
        GC.KeepAlive(saved);
        GC.KeepAlive(gradient);
        GC.KeepAlive(results);
        return results;
    }

    /// <summary>The parameters of a flow in the order of the arguments.</summary>
    public static IEnumerable<Parameter> ParametersOf(ContrastiveFlow flow) =>
        flow.Couplings.SelectMany(static coupling => coupling.Conditioner.Weights.Zip(coupling.Conditioner.Biases, static (weight, bias) => (IEnumerable<Parameter>)[weight, bias])).SelectMany(static pair => pair);
}
