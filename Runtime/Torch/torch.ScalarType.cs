namespace TorchSharp;

public static partial class torch
{
#pragma warning disable CA1720, IDE1006 // The names of PyTorch's types are the point.
    /// <summary>The 8-bit unsigned integer type.</summary>
    public static ScalarType uint8 = ScalarType.Byte;

    /// <summary>The 8-bit integer type.</summary>
    public static ScalarType int8 = ScalarType.Int8;

    /// <summary>The 16-bit integer type.</summary>
    public static ScalarType int16 = ScalarType.Int16;

    /// <summary>The 32-bit integer type.</summary>
    public static ScalarType int32 = ScalarType.Int32;

    /// <summary>The 64-bit integer type.</summary>
    public static ScalarType int64 = ScalarType.Int64;

    /// <summary>The half-precision type.</summary>
    public static ScalarType float16 = ScalarType.Float16;

    /// <summary>The 16-bit type with the range of single precision.</summary>
    public static ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>The single-precision type.</summary>
    public static ScalarType float32 = ScalarType.Float32;

    /// <summary>The double-precision type.</summary>
    public static ScalarType float64 = ScalarType.Float64;

    /// <summary>The single-precision complex type.</summary>
    public static ScalarType complex64 = ScalarType.ComplexFloat32;

    /// <summary>The double-precision complex type.</summary>
    public static ScalarType complex128 = ScalarType.ComplexFloat64;

    /// <summary>The type of truth values.</summary>
    public static ScalarType @bool = ScalarType.Bool;

    /// <summary>The single-precision type.</summary>
    public static ScalarType @float = ScalarType.Float32;

    /// <summary>The double-precision type.</summary>
    public static ScalarType @double = ScalarType.Float64;

    /// <summary>The 64-bit integer type.</summary>
    public static ScalarType @long = ScalarType.Int64;

    /// <summary>The 32-bit integer type.</summary>
    public static ScalarType @int = ScalarType.Int32;
#pragma warning restore CA1720, IDE1006

    /// <summary>The types of tensor elements; the numbers are libtorch's.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>8 bits, unsigned.</summary>
        Byte = 0,

        /// <summary>8 bits.</summary>
        Int8 = 1,

        /// <summary>16 bits.</summary>
        Int16 = 2,

        /// <summary>32 bits.</summary>
        Int32 = 3,

        /// <summary>64 bits.</summary>
        Int64 = 4,

        /// <summary>Half precision.</summary>
        Float16 = 5,

        /// <summary>Single precision.</summary>
        Float32 = 6,

        /// <summary>Double precision.</summary>
        Float64 = 7,

        /// <summary>Two single-precision numbers.</summary>
        ComplexFloat32 = 9,

        /// <summary>Two double-precision numbers.</summary>
        ComplexFloat64 = 10,

        /// <summary>Truth values, one byte each.</summary>
        Bool = 11,

        /// <summary>16 bits with the exponent range of single precision.</summary>
        BFloat16 = 15,
    }
}
