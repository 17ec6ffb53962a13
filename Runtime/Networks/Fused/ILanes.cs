namespace Mandelstam.Networks.Fused;

/// <summary>A register of float32 lanes: what the fused kernels are written in, once for every register width.</summary>
/// <typeparam name="T">The register.</typeparam>
internal unsafe interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Width { get; }

    /// <summary>Number of registers that the processor has; decides how large a tile of a matrix product stays in them.</summary>
    static abstract int Registers { get; }

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    /// <summary>The same value in all lanes.</summary>
    static abstract T All(float value);

    /// <summary>Reads from any address.</summary>
    static abstract T Load(float* source);

    /// <summary>Writes to any address.</summary>
    static abstract void Store(T value, float* target);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract T MultiplyAdd(T left, T right, T addend);

    /// <summary>Cuts to [−limit, limit].</summary>
    static abstract T Clamp(T value, float limit);

    /// <summary>Magnitudes.</summary>
    static abstract T Abs(T value);

    /// <summary>The smaller one; where one is not a number, the right one.</summary>
    static abstract T Min(T left, T right);

    /// <summary>The larger one; where one is not a number, the right one.</summary>
    static abstract T Max(T left, T right);

    /// <summary>The first value where the second is positive, its opposite where that is negative.</summary>
    static abstract T WithSign(T value, T sign);

    /// <summary>The value in lanes where the other two are equal, zero elsewhere.</summary>
    static abstract T WhereEqual(T left, T right, T value);

    /// <summary>Sum of all lanes.</summary>
    static abstract float Sum(T value);

    /// <summary>Splits numbers within [0, 8) into the eighth that each is in, as <see cref="Pick"/> takes it, and the fraction.</summary>
    static abstract T Eighth(T value, out T fraction);

    /// <summary>One of eight numbers in each lane.</summary>
    /// <param name="numbers">The eight, twice.</param>
    /// <param name="eighth">What <see cref="Eighth"/> gave.</param>
    static abstract T Pick(float* numbers, T eighth);

    /// <summary>Nearest integers.</summary>
    static abstract T Round(T value);

    /// <summary>2 to the power of integers within [−126, 127].</summary>
    static abstract T PowerOfTwo(T exponent);

    /// <summary>Splits positive normal numbers into 2^exponent · (1 + mantissa), mantissa within [−0.3, 0.42].</summary>
    static abstract T Split(T value, out T exponent);
}
