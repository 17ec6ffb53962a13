using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Helpers for training.</summary>
        public static class utils
        {
            // Keeps the quotient finite where all gradients vanish; PyTorch's number.
            private const double Tiny = 1e-6;

            /// <summary>Scales all gradients down so that the norm of all together is at most a bound.</summary>
            /// <param name="tensors">The parameters.</param>
            /// <param name="max_norm">The bound.</param>
            /// <param name="norm_type">The order of the norm.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using IDisposable quiet = no_grad();
                using DisposeScope scope = NewDisposeScope();
                List<Tensor> gradients = [.. tensors.Select(tensor => tensor.grad).OfType<Tensor>()];
                if (gradients.Count == 0)
                {
                    return 0;
                }
                Tensor norms = stack(gradients.Select(gradient => linalg.vector_norm(gradient, norm_type).to(gradients[0].device)));
                double total = linalg.vector_norm(norms, norm_type).ToDouble();
                double scale = max_norm / (total + Tiny);
                if (scale < 1)
                {
                    foreach (Tensor gradient in gradients)
                    {
                        gradient.mul_(scale);
                    }
                }
                return total;
            }

            /// <summary>Clips every element of every gradient to an interval around zero.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using IDisposable quiet = no_grad();
                foreach (Parameter tensor in tensors)
                {
                    using Tensor? gradient = tensor.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }
        }
    }
}
