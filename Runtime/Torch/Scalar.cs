using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number of any type, as operators take it. It holds nothing native.</summary>
public sealed class Scalar : IDisposable
{
    private readonly Value _value;

    internal Scalar(Value value, torch.ScalarType type)
    {
        _value = value;
        Type = type;
    }

    private Scalar(double value, torch.ScalarType type)
        : this(new Value { Kind = ValueKind.Real, Real = value }, type)
    {
    }

    private Scalar(long value, torch.ScalarType type)
        : this(new Value { Kind = type == torch.ScalarType.Bool ? ValueKind.Boolean : ValueKind.Integer, Integer = value }, type)
    {
    }

    /// <summary>The type of the number.</summary>
    public torch.ScalarType Type { get; }

    internal double Real => _value.Kind == ValueKind.Real ? _value.Real : _value.Integer;

    internal long Integer => _value.Kind == ValueKind.Real ? (long)_value.Real : _value.Integer;

    /// <summary>A byte.</summary>
    public static implicit operator Scalar(byte value) => new(value, torch.ScalarType.Byte);

    /// <summary>A signed byte.</summary>
    public static implicit operator Scalar(sbyte value) => new(value, torch.ScalarType.Int8);

    /// <summary>A 16-bit integer.</summary>
    public static implicit operator Scalar(short value) => new(value, torch.ScalarType.Int16);

    /// <summary>A 32-bit integer.</summary>
    public static implicit operator Scalar(int value) => new(value, torch.ScalarType.Int32);

    /// <summary>A 64-bit integer.</summary>
    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);

    /// <summary>A half-precision number.</summary>
    public static implicit operator Scalar(Half value) => new((double)value, torch.ScalarType.Float16);

    /// <summary>A single-precision number.</summary>
    public static implicit operator Scalar(float value) => new(value, torch.ScalarType.Float32);

    /// <summary>A double-precision number.</summary>
    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(value ? 1L : 0L, torch.ScalarType.Bool);

    /// <summary>Does nothing: there is nothing to release.</summary>
    public void Dispose()
    {
    }

    /// <summary>The number as another type, converted as C# converts.</summary>
    internal T As<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return Reinterpret<float, T>((float)Real);
        }
        if (typeof(T) == typeof(double))
        {
            return Reinterpret<double, T>(Real);
        }
        if (typeof(T) == typeof(Half))
        {
            return Reinterpret<Half, T>((Half)Real);
        }
        if (typeof(T) == typeof(bool))
        {
            return Reinterpret<bool, T>(Real != 0);
        }
        if (typeof(T) == typeof(byte))
        {
            return Reinterpret<byte, T>((byte)Integer);
        }
        if (typeof(T) == typeof(sbyte))
        {
            return Reinterpret<sbyte, T>((sbyte)Integer);
        }
        if (typeof(T) == typeof(short))
        {
            return Reinterpret<short, T>((short)Integer);
        }
        if (typeof(T) == typeof(int))
        {
            return Reinterpret<int, T>((int)Integer);
        }
        return typeof(T) == typeof(long) ? Reinterpret<long, T>(Integer)
            : throw new ArgumentException($"libtorch has no element type for {typeof(T).Name}.");
    }

    private static TTo Reinterpret<TFrom, TTo>(TFrom value)
        where TFrom : unmanaged
        where TTo : unmanaged
        => Unsafe.As<TFrom, TTo>(ref value);
}
