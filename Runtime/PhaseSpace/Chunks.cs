using System.Runtime.ExceptionServices;

namespace Mandelstam.PhaseSpace;

/// <summary>Work on chunks by several threads, whose errors come out as they were thrown.</summary>
internal static class Chunks
{
    /// <summary>Calls an action for every chunk.</summary>
    /// <param name="count">The number of chunks.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="body">Works on the chunk of an index.</param>
    /// <param name="cancellation">Stops the work between chunks.</param>
    public static void For(int count, int threads, Action<int> body, CancellationToken cancellation = default)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, body);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
    }
}
