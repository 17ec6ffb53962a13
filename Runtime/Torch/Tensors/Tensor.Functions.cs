using TorchSharp.Interop;

namespace TorchSharp;

#pragma warning disable CS1591 // One line per operator: what each one computes is documented at https://pytorch.org/docs/stable/tensors.html under its name.

public static partial class torch
{
    // Trigonometric, hyperbolic, special and activation functions.
    public partial class Tensor
    {
        public Tensor acos() => Aten.acos.Call(this);
        public Tensor acosh() => Aten.acosh.Call(this);
        public Tensor asin() => Aten.asin.Call(this);
        public Tensor asinh() => Aten.asinh.Call(this);
        public Tensor atan() => Aten.atan.Call(this);
        public Tensor atan2(Tensor other) => Aten.atan2.Call(this, other);
        public Tensor atanh() => Aten.atanh.Call(this);
        public Tensor cos() => Aten.cos.Call(this);
        public Tensor cosh() => Aten.cosh.Call(this);
        public Tensor sin() => Aten.sin.Call(this);
        public Tensor sinc() => Aten.sinc.Call(this);
        public Tensor sinh() => Aten.sinh.Call(this);
        public Tensor tan() => Aten.tan.Call(this);
        public Tensor tanh() => Aten.tanh.Call(this);
        public Tensor digamma() => Aten.digamma.Call(this);
        public Tensor erf() => Aten.erf.Call(this);
        public Tensor erfc() => Aten.erfc.Call(this);
        public Tensor erfinv() => Aten.erfinv.Call(this);
        public Tensor lgamma() => Aten.lgamma.Call(this);
        public Tensor logit(double? eps = null) => Aten.logit.Call(this, eps);
        public Tensor sigmoid() => Aten.sigmoid.Call(this);
        public Tensor elu(double alpha = 1) => Aten.elu.Call(this, alpha);
        public Tensor gelu() => Aten.gelu.Call(this);
        public Tensor relu() => Aten.relu.Call(this);
        public Tensor selu() => Aten.selu.Call(this);
        public Tensor silu() => Aten.silu.Call(this);
        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.softplus.Call(this, beta, threshold);
        public Tensor log_sigmoid() => Aten.log_sigmoid.Call(this);
        public Tensor leaky_relu(Scalar negative_slope) => Aten.leaky_relu.Call(this, negative_slope);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.Call(this, dim, dtype);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.Call(this, dim, dtype);
    }
}
