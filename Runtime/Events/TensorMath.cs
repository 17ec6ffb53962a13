using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Events;

/// <summary>What generated tensor code calls: the few operations that are not one operator of Torch.</summary>
public static class TensorMath
{
    /// <summary>Hands a result to the caller's dispose scope.</summary>
    public static Tensor Keep(Tensor result) => result.MoveToOuterDisposeScope();

    /// <summary>A value as a column: a scalar is repeated for each event.</summary>
    /// <param name="value">A scalar or [n].</param>
    /// <param name="like">A column [n].</param>
    public static Tensor Column(Tensor value, Tensor like) => value.shape.Length == 0 ? value.to(like.dtype).expand(like.shape) : value.alias();

    /// <summary>A number as a column.</summary>
    /// <param name="value">The number.</param>
    /// <param name="like">A column [n].</param>
    public static Tensor Column(double value, Tensor like) => full_like(like, value);

    /// <summary>A condition as a mask [n].</summary>
    /// <param name="condition">A truth value of each event.</param>
    /// <param name="like">A column [n].</param>
    public static Tensor Mask(Tensor condition, Tensor like) => condition.shape.Length == 0 ? condition.expand(like.shape) : condition.alias();

    /// <summary>A condition that does not depend on the event as a mask [n].</summary>
    /// <param name="condition">The truth value.</param>
    /// <param name="like">A column [n].</param>
    public static Tensor Mask(bool condition, Tensor like) => condition ? ones_like(like, ScalarType.Bool) : zeros_like(like, ScalarType.Bool);

    /// <summary>Process codes in the type of the columns; −1 for unlabelled events.</summary>
    /// <param name="processes">Codes [n], or null.</param>
    /// <param name="like">A column [n].</param>
    public static Tensor Process(Tensor? processes, Tensor like) => processes is null ? Column(-1, like) : processes.to(like.dtype);

    /// <summary>One row of the noise; zero without noise.</summary>
    /// <param name="noise">Unit normals [k, n], or null.</param>
    /// <param name="index">The row.</param>
    /// <param name="like">A column [n].</param>
    public static Tensor Noise(Tensor? noise, int index, Tensor like) => noise is null ? zeros_like(like) : noise.select(0, index);

    /// <summary>A tensor of a list; zero without it.</summary>
    /// <param name="values">Scalars or [n], or null.</param>
    /// <param name="index">Which.</param>
    /// <param name="like">A column [n].</param>
    public static Tensor OrZero(IReadOnlyList<Tensor?>? values, int index, Tensor like) => OrZero(values?[index], like);

    /// <summary>A tensor, or zero.</summary>
    /// <param name="value">A scalar or [n], or null.</param>
    /// <param name="like">A column [n].</param>
    public static Tensor OrZero(Tensor? value, Tensor like) => value is null ? zeros_like(like) : value.alias();

    /// <summary>Condition ? a : b, event by event.</summary>
    public static Tensor Select(Tensor condition, Tensor a, Tensor b, Tensor like) => where(condition, Column(a, like), Column(b, like));

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor, Tensor)"/>
    public static Tensor Select(Tensor condition, double a, Tensor b, Tensor like) => where(condition, Column(a, like), Column(b, like));

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor, Tensor)"/>
    public static Tensor Select(Tensor condition, Tensor a, double b, Tensor like) => where(condition, Column(a, like), Column(b, like));

    /// <inheritdoc cref="Select(Tensor, Tensor, Tensor, Tensor)"/>
    public static Tensor Select(Tensor condition, double a, double b, Tensor like) => where(condition, Column(a, like), Column(b, like));

    /// <summary>The square root. Its gradient at zero, infinite in truth, is taken as zero: else the sum of no objects would make all gradients NaN.</summary>
    /// <param name="value">The numbers.</param>
    public static Tensor Sqrt(Tensor value)
    {
        using Tensor isZero = value.eq(0);
        return value.masked_fill(isZero, 1).sqrt().masked_fill(isZero, 0);
    }

    /// <summary>The arc cosine. Its gradient at ±1, infinite in truth, is taken as zero, as that of a root at zero.</summary>
    /// <param name="value">The numbers.</param>
    public static Tensor Acos(Tensor value)
    {
        using Tensor isEnd = value.abs().eq(1), end = value.detach().acos();
        return where(isEnd, end, value.masked_fill(isEnd, 0).acos());
    }

    /// <summary>An angle moved into (−π, π] by whole turns; the gradient is that of the angle.</summary>
    /// <param name="angle">Radians.</param>
    public static Tensor WrapAngle(Tensor angle) => angle - (((angle - Math.PI) / (2 * Math.PI)).ceil() * (2 * Math.PI));

    /// <summary>The sign, −1, 0 or 1; NaN of what is no number, where <c>sign</c> has 0.</summary>
    /// <param name="value">The numbers.</param>
    public static Tensor Sign(Tensor value)
    {
        using Tensor isNone = value.isnan();
        using Tensor sign = value.sign();
        return where(isNone, value, sign);
    }

    /// <summary>Rounds half to even; the gradient passes through as if nothing had been rounded.</summary>
    /// <param name="value">The numbers.</param>
    /// <param name="decimals">Decimals kept.</param>
    public static Tensor Round(Tensor value, int decimals)
    {
        double step = Math.Pow(10, decimals);
        using Tensor scaled = value.detach() * step;
        using Tensor change = (scaled.round() / step) - value.detach();
        return value + change;
    }
}
