using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients.</summary>
    public static unsafe partial class autograd
    {
        /// <summary>The gradients of outputs with respect to inputs, without touching <see cref="Tensor.grad"/>.</summary>
        /// <param name="outputs">What is differentiated.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">The gradients with respect to the outputs; not needed for outputs of one element.</param>
        /// <param name="retain_graph">Keeps the recorded graph for another pass.</param>
        /// <param name="create_graph">Records the backward pass itself, for higher derivatives.</param>
        /// <param name="allow_unused">Accepts inputs on which no output depends.</param>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] of = Handles(outputs), by = Handles(inputs), weights = Handles(grad_outputs), results = new nint[inputs.Count];
            fixed (nint* o = of, i = by, w = weights, r = results)
            {
                // PyTorch keeps the graph that it records a derivative in.
                NativeError.Check(NativeMethods.mt_grad(
                    o, of.Length, i, by.Length, w, weights.Length, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, r));
            }
            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            return Array.ConvertAll(results, handle => new Tensor(handle));
        }

        /// <summary>Adds the gradients of tensors to <see cref="Tensor.grad"/> of the leaves.</summary>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] of = Handles(tensors), weights = Handles(grad_tensors), by = Handles(inputs);
            fixed (nint* o = of, w = weights, i = by)
            {
                NativeError.Check(NativeMethods.mt_backward(
                    o, of.Length, w, weights.Length, retain_graph ?? create_graph ? 1 : 0, create_graph ? 1 : 0, i, by.Length));
            }
            GC.KeepAlive(tensors);
            GC.KeepAlive(grad_tensors);
            GC.KeepAlive(inputs);
        }

        /// <summary>Adds the gradients of a tensor to <see cref="Tensor.grad"/> of the leaves.</summary>
        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
            => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>Adds the gradients of a tensor to <see cref="Tensor.grad"/> of the leaves.</summary>
        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
            => backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static nint[] Handles(IList<Tensor>? tensors)
        {
            if (tensors is null)
            {
                return [];
            }
            nint[] handles = new nint[tensors.Count];
            for (int i = 0; i < handles.Length; i++)
            {
                handles[i] = tensors[i].Handle;
            }
            return handles;
        }
    }
}
