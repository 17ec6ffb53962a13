using TorchSharp.Interop;

namespace TorchSharp;

#pragma warning disable CS1591 // One line per operator: what each one computes is documented at https://pytorch.org/docs/stable/tensors.html under its name.

public static partial class torch
{
    // Operators that change the tensor itself and return it.
    public partial class Tensor
    {
        public Tensor add_(Scalar scalar) => Aten.add__Scalar.Apply(this, scalar);
        public Tensor add_(Scalar scalar, Scalar alpha) => Aten.add__Scalar.Apply(this, scalar, alpha);
        public Tensor add_(Tensor target) => Aten.add__Tensor.Apply(this, target);
        public Tensor add_(Tensor target, Scalar alpha) => Aten.add__Tensor.Apply(this, target, alpha);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => Aten.addcdiv_.Apply(this, tensor1, tensor2);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcdiv_.Apply(this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.addcmul_.Apply(this, tensor1, tensor2, value);
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Aten.bernoulli__float.Apply(this, p, generator);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Aten.clamp_.Apply(this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Aten.clamp__Tensor.Apply(this, min, max);
        public Tensor clamp_max_(Scalar max) => Aten.clamp_max_.Apply(this, max);
        public Tensor clamp_min_(Scalar min) => Aten.clamp_min_.Apply(this, min);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Aten.copy_.Apply(this, source, nonBlocking);
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Aten.div__Scalar_mode.Apply(this, target, NameOf(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Aten.div__Tensor_mode.Apply(this, target, NameOf(rounding_mode));
        public Tensor exp_() => Aten.exp_.Apply(this);
        public Tensor fill_(Scalar value) => Aten.fill__Scalar.Apply(this, value);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add_.Apply(this, dim, index, source, alpha);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.index_copy_.Apply(this, dim, index, source);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Aten.index_fill__int_Scalar.Apply(this, dim, index, value);
        public Tensor lerp_(Tensor end, Tensor weight) => Aten.lerp__Tensor.Apply(this, end, weight);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.masked_fill__Scalar.Apply(this, mask, value);
        public Tensor mul_(Scalar target) => Aten.mul__Scalar.Apply(this, target);
        public Tensor mul_(Tensor target) => Aten.mul__Tensor.Apply(this, target);
        public Tensor neg_() => Aten.neg_.Apply(this);
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Aten.normal_.Apply(this, mean, std, generator);
        public Tensor pow_(Scalar exponent) => Aten.pow__Scalar.Apply(this, exponent);
        public Tensor pow_(Tensor exponent) => Aten.pow__Tensor.Apply(this, exponent);
        public Tensor relu_() => Aten.relu_.Apply(this);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.scatter__src.Apply(this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.scatter_add_.Apply(this, dim, index, src);
        public Tensor sqrt_() => Aten.sqrt_.Apply(this);
        public Tensor sub_(Scalar target) => Aten.sub__Scalar.Apply(this, target);
        public Tensor sub_(Tensor target) => Aten.sub__Tensor.Apply(this, target);
        public Tensor uniform_(double from, double to, Generator? generator = null) => Aten.uniform_.Apply(this, from, to, generator);
        public Tensor unsqueeze_(long dim) => Aten.unsqueeze_.Apply(this, dim);
        public Tensor zero_() => Aten.zero_.Apply(this);
    }
}
