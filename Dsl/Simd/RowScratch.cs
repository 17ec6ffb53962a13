using System.Runtime.InteropServices;

namespace Mandelstam.Simd;

/// <summary>The memory of a thread's slots, kept from call to call: clearing or mapping it anew would cost more than a small batch.</summary>
internal static unsafe class RowScratch
{
    private const int LineBytes = RowStreams.LineFloats * sizeof(float);

    // Pinned, so that an address is all that it takes; it goes with its thread.
    [ThreadStatic]
    private static byte[]? _memory;

    /// <summary>Memory that begins at a cache line and holds numbers of an earlier call, or zeros. It is the thread's own until it asks again.</summary>
    /// <param name="floats">The number of float32 that it holds.</param>
    public static float* Rent(int floats)
    {
        int bytes = (floats * sizeof(float)) + LineBytes;
        if (_memory is null || _memory.Length < bytes)
        {
            _memory = GC.AllocateArray<byte>(bytes, pinned: true);
        }

        nuint address = (nuint)(byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0);
        return (float*)((address + LineBytes - 1) & ~(nuint)(LineBytes - 1));
    }
}
