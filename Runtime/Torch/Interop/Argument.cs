using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>One argument of an operator. It keeps what it points to alive until the call is over.</summary>
internal readonly unsafe struct Argument
{
    /// <summary>The tensor, array or generator that must outlive the call.</summary>
    public readonly object? Owner;

    /// <summary>What crosses to the shim.</summary>
    public readonly Value Value;

    private Argument(ValueKind kind, int count, nint pointer, object? owner)
    {
        Owner = owner;
        Value.Kind = kind;
        Value.Count = count;
        Value.Pointer = pointer;
    }

    private Argument(ValueKind kind, long integer)
    {
        Value.Kind = kind;
        Value.Integer = integer;
    }

    private Argument(double real)
    {
        Value.Kind = ValueKind.Real;
        Value.Real = real;
    }

    /// <summary>No value: an optional argument that is left out.</summary>
    public static Argument None => default;

    public static implicit operator Argument(torch.Tensor? value) => value is null ? None : new(ValueKind.Tensor, 0, value.Handle, value);

    public static implicit operator Argument(Scalar? value) => value is null ? None : value.Type switch
    {
        torch.ScalarType.Float64 or torch.ScalarType.Float32 or torch.ScalarType.Float16 => new(value.Real),
        torch.ScalarType.Bool => new(ValueKind.Boolean, value.Integer),
        _ => new(ValueKind.Integer, value.Integer),
    };

    public static implicit operator Argument(int value) => new(ValueKind.Integer, value);

    public static implicit operator Argument(long value) => new(ValueKind.Integer, value);

    public static implicit operator Argument(long? value) => value is { } given ? given : None;

    public static implicit operator Argument(double value) => new(value);

    public static implicit operator Argument(double? value) => value is { } given ? given : None;

    public static implicit operator Argument(bool value) => new(ValueKind.Boolean, value ? 1 : 0);

    public static implicit operator Argument(torch.ScalarType value) => new(ValueKind.Integer, (long)value);

    public static implicit operator Argument(torch.ScalarType? value) => value is { } given ? given : None;

    public static implicit operator Argument(torch.Device? value) => value is null ? None : new(ValueKind.Device, (int)value.type, value.index, null);

    public static implicit operator Argument(torch.Generator? value) => value is null ? None : new(ValueKind.Generator, 0, value.Handle, value);

    public static implicit operator Argument(long[]? value) => value is null ? None : Pin(ValueKind.Integers, value);

    public static implicit operator Argument(ReadOnlySpan<long> value)
    {
        long[] pinned = GC.AllocateUninitializedArray<long>(Math.Max(value.Length, 1), pinned: true);
        value.CopyTo(pinned);
        return new(ValueKind.Integers, value.Length, Address(pinned), pinned);
    }

    public static implicit operator Argument(string? value)
    {
        if (value is null)
        {
            return None;
        }
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        byte[] pinned = GC.AllocateUninitializedArray<byte>(Math.Max(bytes.Length, 1), pinned: true);
        bytes.CopyTo(pinned, 0);
        return new(ValueKind.Text, bytes.Length, Address(pinned), pinned);
    }

    /// <summary>A list of tensors, none of them null.</summary>
    public static Argument List(IReadOnlyList<torch.Tensor> tensors) => Tensors(ValueKind.Tensors, tensors);

    /// <summary>A list in which null stands for "no tensor", as <c>index</c> takes it.</summary>
    public static Argument OptionalList(IReadOnlyList<torch.Tensor?> tensors) => Tensors(ValueKind.OptionalTensors, tensors);

    private static Argument Tensors(ValueKind kind, IReadOnlyList<torch.Tensor?> tensors)
    {
        long[] handles = GC.AllocateUninitializedArray<long>(Math.Max(tensors.Count, 1), pinned: true);
        for (int i = 0; i < tensors.Count; i++)
        {
            handles[i] = tensors[i] is { } tensor ? tensor.Handle
                : kind == ValueKind.OptionalTensors ? 0 : throw new ArgumentNullException(nameof(tensors), $"Tensor {i} of the list is null.");
        }
        return new(kind, tensors.Count, Address(handles), new Owners(tensors, handles));
    }

    // Small lists (shapes, dimensions) go through a ring of native memory of the thread, long ones through pinned arrays: both live until the
    // shim has read them, which it does before it runs anything that could come back here.
    private static Argument Pin(ValueKind kind, long[] values)
    {
        if (values.Length <= Scratch.Largest)
        {
            return new(kind, values.Length, Scratch.Copy(values), null);
        }
        long[] pinned = GC.AllocateUninitializedArray<long>(values.Length, pinned: true);
        values.CopyTo(pinned, 0);
        return new(kind, values.Length, Address(pinned), pinned);
    }

    private static nint Address<T>(T[] pinned)
        where T : unmanaged
        => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));

    private sealed record Owners(object Tensors, object Handles);
}
