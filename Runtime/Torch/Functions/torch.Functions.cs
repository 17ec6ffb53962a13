namespace TorchSharp;

#pragma warning disable CS1591 // One line per operator: what each one computes is documented at https://pytorch.org/docs/stable/torch.html under its name.

// Trigonometric, hyperbolic, special and activation functions: the static forms of the tensor's methods.
public static partial class torch
{
    public static Tensor acos(Tensor input) => input.acos();
    public static Tensor acosh(Tensor input) => input.acosh();
    public static Tensor asin(Tensor input) => input.asin();
    public static Tensor asinh(Tensor input) => input.asinh();
    public static Tensor atan(Tensor input) => input.atan();
    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);
    public static Tensor atanh(Tensor input) => input.atanh();
    public static Tensor cos(Tensor input) => input.cos();
    public static Tensor cosh(Tensor input) => input.cosh();
    public static Tensor sin(Tensor input) => input.sin();
    public static Tensor sinc(Tensor input) => input.sinc();
    public static Tensor sinh(Tensor input) => input.sinh();
    public static Tensor tan(Tensor input) => input.tan();
    public static Tensor tanh(Tensor input) => input.tanh();
    public static Tensor digamma(Tensor input) => input.digamma();
    public static Tensor erf(Tensor input) => input.erf();
    public static Tensor erfc(Tensor input) => input.erfc();
    public static Tensor erfinv(Tensor input) => input.erfinv();
    public static Tensor lgamma(Tensor input) => input.lgamma();
    public static Tensor logit(Tensor input, double? eps = null) => input.logit(eps);
    public static Tensor sigmoid(Tensor input) => input.sigmoid();
}
