using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>The events of a run, chunk by chunk, in memory that does not grow with their number.</summary>
/// <remarks>What is handed out is filled again for the next chunk: use it, or copy it, before going on.</remarks>
public abstract class EventStream
{
    /// <summary>Draws events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">The most threads to use; the events are the same for every number of them.</param>
    /// <param name="cancellation">Stops the work.</param>
    public abstract IEnumerable<PhaseSpacePoints> Draw(long count, ulong seed, int threads = 1, CancellationToken cancellation = default);
}
