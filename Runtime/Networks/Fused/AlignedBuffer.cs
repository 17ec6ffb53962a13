using System.Runtime.InteropServices;

namespace Mandelstam.Networks.Fused;

/// <summary>Working memory of one thread: float32 numbers, aligned to cache lines, zero at first.</summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const int Alignment = 64;

    private float* _start;

    /// <summary>Takes memory.</summary>
    /// <param name="length">Numbers.</param>
    public AlignedBuffer(long length)
    {
        nuint bytes = (nuint)length * sizeof(float);
        _start = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_start, bytes);
    }

    /// <summary>Gives back memory that was not disposed of.</summary>
    ~AlignedBuffer() => Free();

    /// <summary>The first number.</summary>
    public float* Start => _start;

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
