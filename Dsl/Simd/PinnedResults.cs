using System.Runtime.InteropServices;
using Mandelstam.Events;

namespace Mandelstam.Simd;

/// <summary>
/// Keeps the arrays of a result where they are. What goes past the cache goes in whole lines, and which rows share a line is known by the address:
/// an array that the garbage collector moved from one block to the next would get its rows in the wrong places.
/// </summary>
internal sealed class PinnedResults : IDisposable
{
    private readonly List<GCHandle> _handles = [];

    /// <summary>Pins all arrays.</summary>
    /// <param name="output">The result.</param>
    public PinnedResults(PerturbedEvents<float> output)
    {
        IEnumerable<Array?> arrays = [output.Source, .. output.Columns, .. output.Features, output.Category, output.Weight, output.Process];
        foreach (Array array in arrays.OfType<Array>())
        {
            _handles.Add(GCHandle.Alloc(array, GCHandleType.Pinned));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handles.ForEach(static handle => handle.Free());
}
