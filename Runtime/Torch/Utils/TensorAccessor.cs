using System.Collections;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor in the host's memory, in row-major order whatever its strides. It keeps the tensor alive.</summary>
/// <typeparam name="T">The element type of the tensor.</typeparam>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly T* _data;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _data = (T*)tensor.HostData();
        _shape = tensor.shape;
        _strides = tensor.stride();
        _contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>False: elements can be written.</summary>
    public bool IsReadOnly => false;

    /// <summary>The element at a position, one index per dimension.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public T this[params long[] indices]
    {
        get => *At(indices);
        set => *At(indices) = value;
    }

    /// <summary>Whether two accessors belong to equal tensors.</summary>
    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left._tensor.Equals(right._tensor);

    /// <summary>Whether two accessors belong to different tensors.</summary>
    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    /// <summary>All elements.</summary>
    public T[] ToArray()
    {
        T[] result = new T[Count];
        CopyTo(result);
        return result;
    }

    /// <summary>All elements in an array of the tensor's shape; that of a number has one element.</summary>
    public Array ToNDArray()
    {
        Array result = Array.CreateInstance(typeof(T), _shape.Length == 0 ? [1] : _shape);
        T[] flat = ToArray();
        Buffer.BlockCopy(flat, 0, result, 0, checked((int)(Count * sizeof(T))));
        return result;
    }

    /// <summary>Copies the elements from one on.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies the elements from one on.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = checked((int)(Count - tensorIndex));
        Span<T> target = array.Slice(arrayIndex, count);
        if (_contiguous)
        {
            new ReadOnlySpan<T>(_data + tensorIndex, count).CopyTo(target);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                target[i] = _data[Offset(tensorIndex + i)];
            }
        }
        GC.KeepAlive(_tensor);
    }

    /// <summary>Overwrites the elements from one on.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <summary>Overwrites the elements from one on.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array[arrayIndex..];
        int count = checked((int)Math.Min(source.Length, Count - tensorIndex));
        for (int i = 0; i < count; i++)
        {
            _data[_contiguous ? tensorIndex + i : Offset(tensorIndex + i)] = source[i];
        }
        GC.KeepAlive(_tensor);
    }

    /// <summary>Does nothing: the tensor lives on.</summary>
    public void Dispose()
    {
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => ((nint)_data).GetHashCode();

    private long Offset(long position)
    {
        long offset = 0;
        for (int dimension = _shape.Length - 1; dimension >= 0; dimension--)
        {
            offset += position % _shape[dimension] * _strides[dimension];
            position /= _shape[dimension];
        }
        return offset;
    }

    private T* At(long[] indices)
    {
        if (indices.Length == 1 && _shape.Length != 1)
        {
            return indices[0] >= 0 && indices[0] < Count ? _data + Offset(indices[0]) : throw new IndexOutOfRangeException();
        }
        if (indices.Length != _shape.Length)
        {
            throw new ArgumentException($"{indices.Length} indices were given for a tensor of {_shape.Length} dimensions.", nameof(indices));
        }
        long offset = 0;
        for (int dimension = 0; dimension < indices.Length; dimension++)
        {
            if (indices[dimension] < 0 || indices[dimension] >= _shape[dimension])
            {
                throw new IndexOutOfRangeException();
            }
            offset += indices[dimension] * _strides[dimension];
        }
        return _data + offset;
    }
}
