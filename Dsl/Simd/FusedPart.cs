using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mandelstam.Events;

namespace Mandelstam.Simd;

/// <summary>
/// The work of one thread on a range of rows. Rows that pass the selection are gathered densely into the kernel's input slots, so that the
/// kernel computes full registers; results go from their slots to the output arrays, past the cache where they would not stay in it.
/// </summary>
internal readonly unsafe struct FusedPart<TKernel, TSingle, TDouble>(
    EventBatch batch, double* noise, double[] hoisted, bool selects, PerturbedEvents<float> output)
    where TKernel : struct, IFusedKernel
    where TSingle : struct, ILanes<TSingle>
    where TDouble : struct, IPairedLanes<TDouble, TSingle>
{
    private const int Block = FusedPass<TKernel>.BlockRows;
    private const int Stride = FusedPass<TKernel>.Stride;
    private const int Line = RowStreams.LineFloats;

    // Behind the slots of the results, for what is carried along as it is.
    private readonly int _source = TKernel.Layout.EndResult;
    private readonly int _process = TKernel.Layout.EndResult + 1;
    private readonly int _category = TKernel.Layout.EndResult + 2;
    private readonly bool _hasProcess = batch.HasProcesses();

    // The slots that results are kept in have their own memory, twice: while a block is computed into one half, the other is written past the cache.
    private static int ResultFloats => (TKernel.Layout.EndResult + 3 - TKernel.Layout.FirstResult) * Stride;

    /// <summary>The number of rows that pass the selection.</summary>
    public int Count(int first, int last)
    {
        float* slots = Slots();
        ushort* masks = stackalloc ushort[Block / Line];
        int count = 0;
        for (int row = first; row < last; row += Block)
        {
            count += Select(slots, row, Math.Min(Block, last - row), masks);
        }

        return count;
    }

    /// <summary>Computes the results of a range of rows.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="last">The row after the last.</param>
    /// <param name="start">The place of the first result.</param>
    /// <returns>The place after the last result.</returns>
    public int Run(int first, int last, int start)
    {
        FusedLayout layout = TKernel.Layout;
        float* slots = Slots();
        ushort* masks = stackalloc ushort[Block / Line];
        bool streams = RowStreams.Pays(output);

        // Addressed by the number of the slot, as those of the kernel are.
        float* results = slots + ((layout.Slots - layout.FirstResult) * Stride), others = streams ? results + ResultFloats : results;
        LineMove* moves = stackalloc LineMove[layout.EndResult + 3 - layout.FirstResult];
        LineMove* movesEnd = moves;
        nint* ahead = stackalloc nint[layout.Inputs.Length + 1];
        BlockFlow flow = new(Targets(), output.Weight, Stride, layout.Loops);
        int place = start, filled = 0, row = first, chunk = first, chunkEnd = first;
        do
        {
            while (filled < Block && row < last)
            {
                if (!selects)
                {
                    int rows = Math.Min(Block - filled, last - row);
                    Gather(slots, results, filled, row, rows, null);
                    filled += rows;
                    row += rows;
                    continue;
                }

                if (row >= chunkEnd)
                {
                    (chunk, chunkEnd) = (row, Math.Min(row + Block, last));
                    Select(slots, chunk, chunkEnd - chunk, masks);
                }

                // As many lines of the chunk as it takes to fill the block; the last may overfill it by a part of a line.
                ushort* from = masks + ((row - chunk) / Line);
                int kept = 0, taken = 0;
                while (filled + kept < Block && row + taken < chunkEnd)
                {
                    kept += int.PopCount(from[taken / Line]);
                    taken += Line;
                }

                Gather(slots, results, filled, row, Math.Min(taken, chunkEnd - row), from);
                filled += kept;
                row += taken;
            }

            int ready = Math.Min(filled, Block);
            bool writesItself = !streams && ready == Block;
            flow.Begin(results, writesItself ? place : -1, moves, (int)(movesEnd - moves), ahead, streams ? Ahead(row, last, ahead) : 0);
            if (ready > 0)
            {
                TKernel.Evaluate<TSingle, TDouble>(ref *slots, hoisted, ready, ref flow);
            }

            // Also without a row: what waits for its cache line to fill goes out with the last block.
            flow.Finish(ready);
            RowStreams stream = new(ready, place, start, streams, isLast: filled == ready && row >= last);
            LineMove* end = Scatter(results, others, stream, ready, writesItself, streams ? moves : null);
            movesEnd = streams ? end : moves;
            place += ready;
            filled -= ready;
            KeepRest(slots, results, others, filled);
            float* written = results;
            results = others;
            others = written;
        }
        while (filled > 0 || row < last);

        return place;
    }

    // The selection of up to a block of rows, one bit each.
    private int Select(float* slots, int row, int rows, ushort* masks)
    {
        FusedLayout layout = TKernel.Layout;
        foreach (FusedInput input in layout.SelectionInputs)
        {
            Read(slots + (input.Slot * Stride), 0, input, row, rows, null);
        }

        TKernel.Select<TSingle, TDouble>(ref *slots, hoisted, rows);
        float* selected = slots + (layout.Selected * Stride);
        int count = 0;
        for (int at = 0; at < rows; at += Line)
        {
            uint bits = (uint)Vector512.ExtractMostSignificantBits(Vector512.GreaterThan(Vector512.Load(selected + at), Vector512<float>.Zero));
            if (rows - at < Line)
            {
                bits &= (1u << (rows - at)) - 1;
            }

            masks[at / Line] = (ushort)bits;
            count += int.PopCount((int)bits);
        }

        return count;
    }

    // Appends rows to the inputs; with masks only those that are kept.
    private void Gather(float* slots, float* results, int filled, int row, int rows, ushort* masks)
    {
        ReadOnlySpan<FusedInput> inputs = TKernel.Layout.Inputs;
        if (masks is not null)
        {
            // Four columns at a time, as far as whole lines go.
            for (; inputs.Length >= 4 && rows % Line == 0 && AreColumns(inputs[..4]); inputs = inputs[4..])
            {
                fixed (float* a = batch.Column(inputs[0].Index), b = batch.Column(inputs[1].Index), c = batch.Column(inputs[2].Index), d = batch.Column(inputs[3].Index))
                {
                    float* to = slots + filled;
                    RowCompaction.CopyFour(
                        new(a + row, b + row, c + row, d + row), rows, masks,
                        new(to + (inputs[0].Slot * Stride), to + (inputs[1].Slot * Stride), to + (inputs[2].Slot * Stride), to + (inputs[3].Slot * Stride)));
                }
            }
        }

        foreach (FusedInput input in inputs)
        {
            Read(slots + (input.Slot * Stride), filled, input, row, rows, masks);
        }

        RowCompaction.Numbers(row, rows, masks, (int*)(results + (_source * Stride)) + filled);
        if (_hasProcess)
        {
            fixed (int* codes = batch.ProcessCodes)
            {
                RowCompaction.Copy((float*)(codes + row), rows, masks, results + (_process * Stride) + filled);
            }
        }
    }

    private bool AreColumns(ReadOnlySpan<FusedInput> inputs)
    {
        foreach (FusedInput input in inputs)
        {
            if (!IsColumn(input))
            {
                return false;
            }
        }

        return true;
    }

    private void Read(float* slot, int filled, FusedInput input, int row, int rows, ushort* masks)
    {
        switch (input.Kind)
        {
            case FusedInputKind.Column:
            case FusedInputKind.Weight when batch.Has(input.Index):
                fixed (float* column = batch.Column(input.Index))
                {
                    RowCompaction.Copy(column + row, rows, masks, slot + filled);
                }

                break;
            case FusedInputKind.Noise when noise is not null:
                RowCompaction.Copy(noise + ((long)input.Index * batch.Rows) + row, rows, masks, (double*)slot + filled);
                break;
            case FusedInputKind.Process when _hasProcess:
                fixed (int* codes = batch.ProcessCodes)
                {
                    RowCompaction.Convert(codes + row, rows, masks, slot + filled);
                }

                break;
        }
    }

    // Too many columns for the processor to see by itself where each goes on: what the next block needs is asked for while this one is computed.
    private int Ahead(int row, int last, nint* ahead)
    {
        int count = 0;
        if (!Sse.IsSupported || row >= last)
        {
            return count;
        }

        foreach (FusedInput input in TKernel.Layout.Inputs)
        {
            if (IsColumn(input))
            {
                fixed (float* column = batch.Column(input.Index))
                {
                    ahead[count++] = (nint)(column + row);
                }
            }
        }

        if (_hasProcess)
        {
            fixed (int* codes = batch.ProcessCodes)
            {
                ahead[count++] = (nint)(codes + row);
            }
        }

        return count;
    }

    private bool IsColumn(FusedInput input) => input.Kind == FusedInputKind.Column || (input.Kind == FusedInputKind.Weight && batch.Has(input.Index));

    // The array of each slot of results that a kernel may write to itself.
    private float[]?[] Targets()
    {
        FusedLayout layout = TKernel.Layout;
        float[]?[] targets = new float[]?[layout.EndResult];
        for (int i = 0; i < layout.Columns.Length; i++)
        {
            if (layout.Columns[i] >= 0)
            {
                targets[layout.Columns[i]] = output.Columns[i];
            }
        }

        for (int i = 0; i < layout.Features.Length; i++)
        {
            targets[layout.Features[i]] = output.Features[i];
        }

        return targets;
    }

    // What is the same for all rows is put into its slots once.
    private void FillConstants(float* slots)
    {
        FillConstants(slots, TKernel.Layout.Inputs);
        FillConstants(slots, TKernel.Layout.SelectionInputs);
        float* results = slots + ((TKernel.Layout.Slots - TKernel.Layout.FirstResult) * Stride);
        for (int half = 0; half < 2; half++, results += ResultFloats)
        {
            new Span<int>(results + (_process * Stride), Stride).Fill(-1);
            new Span<int>(results + (_category * Stride), Stride).Fill(-1);
        }
    }

    private void FillConstants(float* slots, FusedInput[] inputs)
    {
        foreach (FusedInput input in inputs)
        {
            float* slot = slots + (input.Slot * Stride);
            switch (input.Kind)
            {
                case FusedInputKind.Weight when !batch.Has(input.Index):
                    new Span<float>(slot, Stride).Fill(1);
                    break;
                case FusedInputKind.Noise when noise is null:
                    new Span<float>(slot, 2 * Stride).Clear();
                    break;
                case FusedInputKind.Process when !_hasProcess:
                    new Span<float>(slot, Stride).Fill(-1);
                    break;
            }
        }
    }

    // Writes what the kernel has not written itself.
    private LineMove* Scatter(float* results, float* next, RowStreams stream, int rows, bool writesItself, LineMove* later)
    {
        FusedLayout layout = TKernel.Layout;
        if (!writesItself)
        {
            for (int i = 0; i < layout.Columns.Length; i++)
            {
                if (layout.Columns[i] >= 0)
                {
                    later = stream.Write(results + (layout.Columns[i] * Stride), next + (layout.Columns[i] * Stride), output.Columns[i]!, later);
                }
            }

            for (int i = 0; i < layout.Features.Length; i++)
            {
                later = stream.Write(results + (layout.Features[i] * Stride), next + (layout.Features[i] * Stride), output.Features[i], later);
            }

            later = stream.Write(results + (layout.Weight * Stride), next + (layout.Weight * Stride), output.Weight, later);
        }

        later = stream.Write(results + (_source * Stride), next + (_source * Stride), output.Source, later);
        later = stream.Write(results + (_process * Stride), next + (_process * Stride), output.Process, later);
        float* category = results + (_category * Stride);
        if (layout.Category >= 0)
        {
            float* number = results + (layout.Category * Stride);
            for (int row = 0; row < rows; row += Line)
            {
                Vector512.ConvertToInt32(Vector512.Load(number + row)).Store((int*)category + row);
            }
        }

        return stream.Write(category, next + (_category * Stride), output.Category, later);
    }

    // What overfilled the block begins the next one.
    private void KeepRest(float* slots, float* results, float* next, int rows)
    {
        if (rows == 0)
        {
            return;
        }

        foreach (FusedInput input in TKernel.Layout.Inputs)
        {
            float* slot = slots + (input.Slot * Stride);
            if (input.Kind == FusedInputKind.Noise)
            {
                Move(slot + (2 * Block), slot);
                Move(slot + (2 * Block) + Line, slot + Line);
            }
            else
            {
                Move(slot + Block, slot);
            }
        }

        foreach (int carried in (ReadOnlySpan<int>)[_source, _process])
        {
            Move(results + (carried * Stride) + Block, next + (carried * Stride));
        }

        static void Move(float* from, float* to) => Vector512.Load(from).Store(to);
    }

    private float* Slots()
    {
        float* slots = RowScratch.Rent(Line + (TKernel.Layout.Slots * Stride) + (2 * ResultFloats)) + Line;
        FillConstants(slots);
        return slots;
    }
}
