namespace TorchSharp;

/// <summary>Conversions to and from <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this byte value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this sbyte value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this short value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this Half value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>As a scalar.</summary>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>As a single-precision number.</summary>
    public static float ToSingle(this Scalar value) => value.As<float>();

    /// <summary>As a double-precision number.</summary>
    public static double ToDouble(this Scalar value) => value.As<double>();

    /// <summary>As a half-precision number.</summary>
    public static Half ToHalf(this Scalar value) => value.As<Half>();

    /// <summary>As a signed byte.</summary>
    public static sbyte ToSByte(this Scalar value) => value.As<sbyte>();

    /// <summary>As a byte.</summary>
    public static byte ToByte(this Scalar value) => value.As<byte>();

    /// <summary>As a 16-bit integer.</summary>
    public static short ToInt16(this Scalar value) => value.As<short>();

    /// <summary>As a 32-bit integer.</summary>
    public static int ToInt32(this Scalar value) => value.As<int>();

    /// <summary>As a 64-bit integer.</summary>
    public static long ToInt64(this Scalar value) => value.As<long>();

    /// <summary>As a truth value.</summary>
    public static bool ToBoolean(this Scalar value) => value.As<bool>();
}
