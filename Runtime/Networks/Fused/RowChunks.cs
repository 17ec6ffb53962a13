namespace Mandelstam.Networks.Fused;

/// <summary>Shares rows out among threads, chunk by chunk, each thread with working memory of its own.</summary>
internal static class RowChunks
{
    /// <summary>Does all chunks.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="chunkRows">Rows per chunk; the last one may have fewer. What is a chunk does not depend on the threads.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="prepare">Makes one thread's working memory.</param>
    /// <param name="work">Given the first row of a chunk, the number of its rows, and the memory.</param>
    public static void Run<TMemory>(int rows, int chunkRows, int threads, Func<TMemory> prepare, Action<int, int, TMemory> work)
        where TMemory : IDisposable
    {
        int chunks = (rows + chunkRows - 1) / chunkRows;
        int next = -1;
        void Work()
        {
            using TMemory memory = prepare();
            for (int chunk = Interlocked.Increment(ref next); chunk < chunks; chunk = Interlocked.Increment(ref next))
            {
                int start = chunk * chunkRows;
                work(start, Math.Min(chunkRows, rows - start), memory);
            }
        }

        int workers = Math.Clamp(threads, 1, Math.Max(1, chunks));
        if (workers == 1)
        {
            Work();
        }
        else
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work());
        }
    }
}
