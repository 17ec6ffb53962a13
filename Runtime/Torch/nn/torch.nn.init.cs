namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>First values of parameters; each function fills a tensor in place and returns it.</summary>
        public static class init
        {
            /// <summary>Which of a layer's widths sets the scale.</summary>
            public enum FanInOut
            {
                /// <summary>The number of inputs.</summary>
                FanIn,

                /// <summary>The number of outputs.</summary>
                FanOut,
            }

            /// <summary>The function that follows the layer.</summary>
            public enum NonlinearityType
            {
                /// <summary>None.</summary>
                Linear,

                /// <summary>None, after a convolution.</summary>
                Conv1D,

                /// <summary>None, after a convolution.</summary>
                Conv2D,

                /// <summary>None, after a convolution.</summary>
                Conv3D,

                /// <summary>None, after a transposed convolution.</summary>
                ConvTranspose1D,

                /// <summary>None, after a transposed convolution.</summary>
                ConvTranspose2D,

                /// <summary>None, after a transposed convolution.</summary>
                ConvTranspose3D,

                /// <summary>The logistic function.</summary>
                Sigmoid,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh,

                /// <summary>max(0, x).</summary>
                ReLU,

                /// <summary>x, or a small multiple of it where it is negative.</summary>
                LeakyReLU,
            }

            /// <summary>Fills with one number.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val) => Quietly(tensor, t => t.fill_(val));

            /// <summary>Fills with zero.</summary>
            public static Tensor zeros_(Tensor tensor) => Quietly(tensor, t => t.zero_());

            /// <summary>Fills with one.</summary>
            public static Tensor ones_(Tensor tensor) => Quietly(tensor, t => t.fill_(1));

            /// <summary>Fills from a uniform distribution.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
                => Quietly(tensor, t => t.uniform_(low, high, generator));

            /// <summary>Fills from a normal distribution.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
                => Quietly(tensor, t => t.normal_(mean, std, generator));

            /// <summary>Fills from a uniform distribution that keeps the variance through a layer (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                double bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Fills from a normal distribution that keeps the variance through a layer (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            /// <summary>Fills from a uniform distribution that keeps the variance through a rectifier (He et al. 2015).</summary>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * KaimingSpread(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Fills from a normal distribution that keeps the variance through a rectifier (He et al. 2015).</summary>
            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
                => normal_(tensor, 0, KaimingSpread(tensor, a, mode, nonlinearity));

            /// <summary>The recommended gain of a function.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>The numbers of inputs and outputs of a layer with this weight.</summary>
            /// <exception cref="ArgumentException">The weight has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                long[] shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
                }
                long receptive = shape.Skip(2).Aggregate(1L, (product, length) => product * length);
                return (shape[1] * receptive, shape[0] * receptive);
            }

            private static double KaimingSpread(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            // A parameter may not be changed in place while gradients are recorded.
            private static Tensor Quietly(Tensor tensor, Action<Tensor> fill)
            {
                using IDisposable quiet = no_grad();
                fill(tensor);
                return tensor;
            }
        }
    }
}
