using System.ComponentModel;

namespace Mandelstam.Simd;

/// <summary>Whole cache lines of one column that wait to be written past the cache, as many floats as a block has rows.</summary>
/// <param name="From">The first float.</param>
/// <param name="To">Where it goes: the beginning of a cache line.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe readonly record struct LineMove(nint From, nint To)
{
    /// <summary>The number of floats.</summary>
    public const int Floats = 256;
}
