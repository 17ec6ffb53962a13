namespace TorchSharp;

public static partial class torch
{
    public static unsafe partial class autograd
    {
        /// <summary>A function with a hand-written derivative; derive from the single- or multi-tensor one.</summary>
        /// <typeparam name="T">The deriving class itself.</typeparam>
        public abstract class Function<T> : ICustomFunction
            where T : Function<T>, new()
        {
            private static readonly T Instance = new();

            /// <summary>The name, for messages.</summary>
            public abstract string Name { get; }

            /// <summary>Calls the function.</summary>
            /// <param name="vars">The arguments; gradients flow to the tensors among them.</param>
            public static List<Tensor> apply_internal(params object[] vars) => FunctionNode.Apply(Instance, vars);

            /// <inheritdoc/>
            List<Tensor> ICustomFunction.Forward(AutogradContext ctx, object[] vars) => ForwardAll(ctx, vars);

            /// <inheritdoc/>
            List<Tensor> ICustomFunction.Backward(AutogradContext ctx, List<Tensor> grad_outputs) => BackwardAll(ctx, grad_outputs);

            private protected abstract List<Tensor> ForwardAll(AutogradContext ctx, object[] vars);

            private protected abstract List<Tensor> BackwardAll(AutogradContext ctx, List<Tensor> grad_outputs);
        }
    }
}
