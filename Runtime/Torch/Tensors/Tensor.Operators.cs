using TorchSharp.Interop;

namespace TorchSharp;

#pragma warning disable CS1591 // The symbols of PyTorch's tensors, with its meaning: elementwise, with broadcasting and type promotion.

public static partial class torch
{
    // Symbols and conversions.
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Aten.add_Tensor.Call(left, right, 1);
        public static Tensor operator +(Tensor left, Scalar right) => Aten.add_Scalar.Call(left, right, 1);
        public static Tensor operator +(Tensor left, int right) => Aten.add_Scalar.Call(left, right, 1);
        public static Tensor operator +(Tensor left, long right) => Aten.add_Scalar.Call(left, right, 1);
        public static Tensor operator +(Tensor left, float right) => Aten.add_Scalar.Call(left, right, 1);
        public static Tensor operator +(Tensor left, double right) => Aten.add_Scalar.Call(left, right, 1);
        public static Tensor operator +(Scalar left, Tensor right) => Aten.add_Scalar.Call(right, left, 1);
        public static Tensor operator +(int left, Tensor right) => Aten.add_Scalar.Call(right, left, 1);
        public static Tensor operator +(long left, Tensor right) => Aten.add_Scalar.Call(right, left, 1);
        public static Tensor operator +(float left, Tensor right) => Aten.add_Scalar.Call(right, left, 1);
        public static Tensor operator +(double left, Tensor right) => Aten.add_Scalar.Call(right, left, 1);

        public static Tensor operator -(Tensor left, Tensor right) => Aten.sub_Tensor.Call(left, right, 1);
        public static Tensor operator -(Tensor left, Scalar right) => Aten.sub_Scalar.Call(left, right, 1);
        public static Tensor operator -(Tensor left, int right) => Aten.sub_Scalar.Call(left, right, 1);
        public static Tensor operator -(Tensor left, long right) => Aten.sub_Scalar.Call(left, right, 1);
        public static Tensor operator -(Tensor left, float right) => Aten.sub_Scalar.Call(left, right, 1);
        public static Tensor operator -(Tensor left, double right) => Aten.sub_Scalar.Call(left, right, 1);
        public static Tensor operator -(Scalar left, Tensor right) => Aten.rsub_Scalar.Call(right, left, 1);
        public static Tensor operator -(int left, Tensor right) => Aten.rsub_Scalar.Call(right, left, 1);
        public static Tensor operator -(long left, Tensor right) => Aten.rsub_Scalar.Call(right, left, 1);
        public static Tensor operator -(float left, Tensor right) => Aten.rsub_Scalar.Call(right, left, 1);
        public static Tensor operator -(double left, Tensor right) => Aten.rsub_Scalar.Call(right, left, 1);

        public static Tensor operator *(Tensor left, Tensor right) => Aten.mul_Tensor.Call(left, right);
        public static Tensor operator *(Tensor left, Scalar right) => Aten.mul_Scalar.Call(left, right);
        public static Tensor operator *(Tensor left, int right) => Aten.mul_Scalar.Call(left, right);
        public static Tensor operator *(Tensor left, long right) => Aten.mul_Scalar.Call(left, right);
        public static Tensor operator *(Tensor left, float right) => Aten.mul_Scalar.Call(left, right);
        public static Tensor operator *(Tensor left, double right) => Aten.mul_Scalar.Call(left, right);
        public static Tensor operator *(Scalar left, Tensor right) => Aten.mul_Scalar.Call(right, left);
        public static Tensor operator *(int left, Tensor right) => Aten.mul_Scalar.Call(right, left);
        public static Tensor operator *(long left, Tensor right) => Aten.mul_Scalar.Call(right, left);
        public static Tensor operator *(float left, Tensor right) => Aten.mul_Scalar.Call(right, left);
        public static Tensor operator *(double left, Tensor right) => Aten.mul_Scalar.Call(right, left);

        public static Tensor operator /(Tensor left, Tensor right) => Aten.div_Tensor.Call(left, right);
        public static Tensor operator /(Tensor left, Scalar right) => Aten.div_Scalar.Call(left, right);
        public static Tensor operator /(Tensor left, int right) => Aten.div_Scalar.Call(left, right);
        public static Tensor operator /(Tensor left, long right) => Aten.div_Scalar.Call(left, right);
        public static Tensor operator /(Tensor left, float right) => Aten.div_Scalar.Call(left, right);
        public static Tensor operator /(Tensor left, double right) => Aten.div_Scalar.Call(left, right);
        public static Tensor operator /(Scalar left, Tensor right) => Aten.mul_Scalar.Call(right.reciprocal(), left);
        public static Tensor operator /(int left, Tensor right) => Aten.mul_Scalar.Call(right.reciprocal(), left);
        public static Tensor operator /(long left, Tensor right) => Aten.mul_Scalar.Call(right.reciprocal(), left);
        public static Tensor operator /(float left, Tensor right) => Aten.mul_Scalar.Call(right.reciprocal(), left);
        public static Tensor operator /(double left, Tensor right) => Aten.mul_Scalar.Call(right.reciprocal(), left);

        public static Tensor operator %(Tensor left, Tensor right) => Aten.remainder_Tensor.Call(left, right);
        public static Tensor operator %(Tensor left, Scalar right) => Aten.remainder_Scalar.Call(left, right);
        public static Tensor operator %(Tensor left, int right) => Aten.remainder_Scalar.Call(left, right);
        public static Tensor operator %(Tensor left, long right) => Aten.remainder_Scalar.Call(left, right);
        public static Tensor operator %(Tensor left, float right) => Aten.remainder_Scalar.Call(left, right);
        public static Tensor operator %(Tensor left, double right) => Aten.remainder_Scalar.Call(left, right);

        public static Tensor operator -(Tensor tensor) => tensor.neg();
        public static Tensor operator ~(Tensor left) => left.bitwise_not();
        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);
        public static Tensor operator ==(Scalar left, Tensor right) => right.eq(left);
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);
        public static Tensor operator !=(Scalar left, Tensor right) => right.ne(left);
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);

        public static implicit operator Tensor(byte value) => tensor(value);
        public static implicit operator Tensor(sbyte value) => tensor(value);
        public static implicit operator Tensor(short value) => tensor(value);
        public static implicit operator Tensor(int value) => tensor(value);
        public static implicit operator Tensor(long value) => tensor(value);
        public static implicit operator Tensor(float value) => tensor(value);
        public static implicit operator Tensor(double value) => tensor(value);
        public static implicit operator Tensor(bool value) => tensor(value);
        public static implicit operator Tensor(Scalar scalar) => full([], scalar, dtype: scalar.Type);
        public static implicit operator Tensor(byte[] value) => tensor(value);
        public static implicit operator Tensor(sbyte[] value) => tensor(value);
        public static implicit operator Tensor(short[] value) => tensor(value);
        public static implicit operator Tensor(int[] value) => tensor(value);
        public static implicit operator Tensor(long[] value) => tensor(value);
        public static implicit operator Tensor(float[] value) => tensor(value);
        public static implicit operator Tensor(double[] value) => tensor(value);
        public static implicit operator Tensor(bool[] value) => tensor(value);

        public static explicit operator byte(Tensor value) => value.ToScalar().As<byte>();
        public static explicit operator sbyte(Tensor value) => value.ToScalar().As<sbyte>();
        public static explicit operator short(Tensor value) => value.ToScalar().As<short>();
        public static explicit operator int(Tensor value) => value.ToScalar().As<int>();
        public static explicit operator long(Tensor value) => value.ToScalar().As<long>();
        public static explicit operator float(Tensor value) => value.ToScalar().As<float>();
        public static explicit operator double(Tensor value) => value.ToScalar().As<double>();
        public static explicit operator bool(Tensor value) => value.ToScalar().As<bool>();
    }
}
