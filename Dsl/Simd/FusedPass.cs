using System.ComponentModel;
using Mandelstam.Events;

namespace Mandelstam.Simd;

/// <summary>Runs a fused kernel over a batch: widest registers, several threads, results in the order of the rows.</summary>
/// <typeparam name="TKernel">The generated kernel.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FusedPass<TKernel>
    where TKernel : struct, IFusedKernel
{
    /// <summary>Rows of a block: enough for what is done once a block not to count, few enough for its slots, about a hundred, to stay in the second-level cache.</summary>
    public const int BlockRows = LineMove.Floats;

    /// <summary>
    /// The distance of slots in float32. In front of a slot's rows the last ones of the block before are kept until they fill a cache line;
    /// behind them whole registers may be written.
    /// </summary>
    public const int Stride = BlockRows + (3 * RowStreams.LineFloats);

    // Below this many rows a thread costs more than it saves.
    private const int RowsPerThread = 8192;

    /// <summary>Perturbs, selects and derives.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">One value per nuisance.</param>
    /// <param name="noise">Unit normals, one row of numbers after the other, or empty.</param>
    /// <param name="selection">Whether to drop the events that fail the selection.</param>
    /// <param name="threads">Threads to use at most.</param>
    /// <param name="output">Receives the events that are kept; its arrays have room for all.</param>
    /// <returns>The number of events kept.</returns>
    public static int Run(
        EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, bool selection, int threads, PerturbedEvents<float> output) =>
        RegisterWidth.Bits switch
        {
            512 => Run<Single512, DoublePair512>(batch, nuisances, noise, selection, threads, output),
            256 => Run<Single256, DoublePair256>(batch, nuisances, noise, selection, threads, output),
            _ => Run<Single128, DoublePair128>(batch, nuisances, noise, selection, threads, output),
        };

    private static unsafe int Run<TSingle, TDouble>(
        EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, bool selection, int threads, PerturbedEvents<float> output)
        where TSingle : struct, ILanes<TSingle>
        where TDouble : struct, IPairedLanes<TDouble, TSingle>
    {
        double[] hoisted = new double[TKernel.Layout.Hoisted + 1];
        TKernel.Hoist(nuisances, hoisted);
        bool selects = selection && TKernel.Layout.SelectionInputs.Length > 0;
        int parts = Math.Clamp(batch.Rows / RowsPerThread, 1, threads);
        using PinnedResults? pinned = RowStreams.Pays(output) ? new(output) : null;
        fixed (double* normals = noise)
        {
            FusedPart<TKernel, TSingle, TDouble> whole = new(batch, normals, hoisted, selects, output);
            if (parts == 1)
            {
                return whole.Run(0, batch.Rows, 0);
            }

            // Where a part's results begin is known only once the parts before it have been selected: so that comes first, by itself.
            int[] starts = new int[parts];
            int[] counts = new int[parts];
            int First(int part) => (int)((long)batch.Rows * part / parts);
            ParallelOptions options = new() { MaxDegreeOfParallelism = threads };
            if (selects)
            {
                Parallel.For(0, parts, options, part => counts[part] = whole.Count(First(part), First(part + 1)));
            }
            else
            {
                for (int part = 0; part < parts; part++)
                {
                    counts[part] = First(part + 1) - First(part);
                }
            }

            for (int part = 1; part < parts; part++)
            {
                starts[part] = starts[part - 1] + counts[part - 1];
            }

            Parallel.For(0, parts, options, part => whole.Run(First(part), First(part + 1), starts[part]));
            return starts[^1] + counts[^1];
        }
    }
}
