using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Native memory of a thread for the short integer lists of one call, handed out round-robin.</summary>
internal static unsafe class Scratch
{
    /// <summary>The longest list that is copied here.</summary>
    public const int Largest = 16;

    // No operator takes more than a handful of lists, so a slot is long read when its turn comes again.
    private const int Slots = 64;

    [ThreadStatic]
    private static Memory? _memory;

    /// <summary>Copies a list of at most <see cref="Largest"/> numbers.</summary>
    public static nint Copy(ReadOnlySpan<long> values) => (_memory ??= new Memory()).Copy(values);

    private sealed class Memory
    {
        private readonly long* _start = (long*)NativeMemory.Alloc(Slots * Largest * sizeof(long));
        private int _next;

        ~Memory() => NativeMemory.Free(_start);

        public nint Copy(ReadOnlySpan<long> values)
        {
            long* slot = _start + (_next * Largest);
            _next = (_next + 1) % Slots;
            values.CopyTo(new Span<long>(slot, Largest));
            return (nint)slot;
        }
    }
}
