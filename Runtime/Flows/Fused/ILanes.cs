namespace Mandelstam.Flows.Fused;

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

    /// <summary>Nearest integers.</summary>
    static abstract T Round(T value);

    /// <summary>2 to the power of integers within [−126, 127].</summary>
    static abstract T PowerOfTwo(T exponent);

    /// <summary>Splits positive normal numbers into 2^exponent · (1 + mantissa), mantissa within [−0.3, 0.42].</summary>
    static abstract T Split(T value, out T exponent);
}
