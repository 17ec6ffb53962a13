using System.ComponentModel;
using Mandelstam.Events;

namespace Mandelstam.Simd;

/// <summary>Runs a derivative kernel over a batch: widest registers, several threads, one result a row.</summary>
/// <typeparam name="TKernel">The generated kernel.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DerivativePass<TKernel>
    where TKernel : struct, IDerivativeKernel
{
    /// <summary>Rows of a block: half as many as of a fused kernel, whose slots are of half the size.</summary>
    public const int BlockRows = 128;

    /// <summary>The distance of slots in float32: a cache line more than the rows, so that equal rows of all slots are not in the same places of the cache.</summary>
    public const int Stride = BlockRows + RowStreams.LineFloats;

    // Below this many rows a thread costs more than it saves.
    private const int RowsPerThread = 4096;

    /// <summary>Computes the results of all rows.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="hoisted">What is the same for all events.</param>
    /// <param name="noise">Unit normals, one row of numbers after the other, or empty.</param>
    /// <param name="weights">The weights of outputs, by the index of the cotangent; null where they are zero.</param>
    /// <param name="threads">Threads to use at most.</param>
    /// <param name="outputs">Receives the results, as the kernel's layout has them; null where there is none.</param>
    public static void Run(EventBatch batch, double[] hoisted, ReadOnlySpan<double> noise, double[]?[] weights, int threads, double[]?[] outputs)
    {
        switch (RegisterWidth.Bits)
        {
            case 512:
                Run<Single512, DoublePair512>(batch, hoisted, noise, weights, threads, outputs);
                break;
            case 256:
                Run<Single256, DoublePair256>(batch, hoisted, noise, weights, threads, outputs);
                break;
            default:
                Run<Single128, DoublePair128>(batch, hoisted, noise, weights, threads, outputs);
                break;
        }
    }

    private static unsafe void Run<TSingle, TDouble>(
        EventBatch batch, double[] hoisted, ReadOnlySpan<double> noise, double[]?[] weights, int threads, double[]?[] outputs)
        where TSingle : struct, ILanes<TSingle>
        where TDouble : struct, IPairedLanes<TDouble, TSingle>
    {
        int parts = Math.Clamp(batch.Rows / RowsPerThread, 1, threads);
        fixed (double* normals = noise)
        {
            DerivativePart<TKernel, TSingle, TDouble> whole = new(batch, normals, hoisted, weights, outputs);
            if (parts == 1)
            {
                whole.Run(0, batch.Rows);
                return;
            }

            int First(int part) => (int)((long)batch.Rows * part / parts);
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part => whole.Run(First(part), First(part + 1)));
        }
    }
}
