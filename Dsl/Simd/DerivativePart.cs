using Mandelstam.Events;

namespace Mandelstam.Simd;

/// <summary>The work of one thread on a range of rows: blocks of them go to the kernel's input slots, and results from their slots to the output arrays.</summary>
internal readonly unsafe struct DerivativePart<TKernel, TSingle, TDouble>(
    EventBatch batch, double* noise, double[] hoisted, double[]?[] weights, double[]?[] outputs)
    where TKernel : struct, IDerivativeKernel
    where TSingle : struct, ILanes<TSingle>
    where TDouble : struct, IPairedLanes<TDouble, TSingle>
{
    private const int Block = DerivativePass<TKernel>.BlockRows;
    private const int Stride = DerivativePass<TKernel>.Stride;

    private readonly bool _hasProcess = batch.HasProcesses();

    /// <summary>Computes the results of a range of rows.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="last">The row after the last.</param>
    public void Run(int first, int last)
    {
        DerivativeLayout layout = TKernel.Layout;
        float* slots = RowScratch.Rent(layout.Slots * Stride);
        foreach (FusedInput input in layout.Inputs)
        {
            FillConstant(slots + (input.Slot * Stride), input);
        }

        for (int row = first; row < last; row += Block)
        {
            int rows = Math.Min(Block, last - row);
            foreach (FusedInput input in layout.Inputs)
            {
                Read(slots + (input.Slot * Stride), input, row, rows);
            }

            TKernel.Evaluate<TSingle, TDouble>(ref *slots, hoisted, rows);
            for (int i = 0; i < layout.Outputs.Length; i++)
            {
                Span<double> output = outputs[i] is { } values ? values.AsSpan(row, rows) : [];
                if (layout.Outputs[i] >= 0)
                {
                    new ReadOnlySpan<double>(slots + (layout.Outputs[i] * Stride), rows).CopyTo(output);
                }
                else
                {
                    output.Clear();
                }
            }
        }
    }

    // What is the same for all rows is put into its slot once.
    private void FillConstant(float* slot, FusedInput input)
    {
        switch (input.Kind)
        {
            case FusedInputKind.Noise when noise is null:
            case FusedInputKind.Cotangent when weights[input.Index] is null:
                new Span<double>(slot, Stride).Clear();
                break;
            case FusedInputKind.Process when !_hasProcess:
                new Span<float>(slot, Stride).Fill(-1);
                break;
        }
    }

    private void Read(float* slot, FusedInput input, int row, int rows)
    {
        switch (input.Kind)
        {
            case FusedInputKind.Column:
                batch.Column(input.Index).AsSpan(row, rows).CopyTo(new(slot, rows));
                break;
            case FusedInputKind.Noise when noise is not null:
                new ReadOnlySpan<double>(noise + ((long)input.Index * batch.Rows) + row, rows).CopyTo(new(slot, rows));
                break;
            case FusedInputKind.Cotangent when weights[input.Index] is { } weight:
                weight.AsSpan(row, rows).CopyTo(new(slot, rows));
                break;
            case FusedInputKind.Process when _hasProcess:
                for (int i = 0; i < rows; i++)
                {
                    slot[i] = batch.ProcessCodes[row + i];
                }

                break;
        }
    }
}
