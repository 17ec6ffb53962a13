using System.Numerics;

namespace Mandelstam.Events;

/// <summary>The base of generated models: checks arguments, takes the kernel of the precision asked for, and spreads it over threads.</summary>
public abstract class CompiledEventModel : EventModel
{
    // Below this many rows a thread costs more than it saves.
    private const int RowsPerThread = 4096;

    // Derivatives of fewer rows are taken one after the other: lanes would stay empty, and the just-in-time compiler takes longer over their kernels.
    private const int LeastRowsInLanes = 64;

    private delegate void RowRange(ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, int first, int last);

    /// <inheritdoc/>
    public sealed override PerturbedEvents<T> Perturb<T>(
        EventBatch batch,
        ReadOnlySpan<double> nuisances,
        ReadOnlySpan<double> noise = default,
        bool selection = true,
        int threads = 1,
        PerturbedEvents<T>? reuse = null)
    {
        Check(batch, nuisances, noise, threads);
        PerturbedEvents<T> output = reuse ?? Allocate<T>(batch.Rows);
        if (!output.HasRoom(batch.Rows, Columns.Length, Features.Length))
        {
            throw new ArgumentException($"The arrays to reuse have no room for {batch.Rows} events of '{Name}'.", nameof(reuse));
        }

        int count = 0;
        switch (output)
        {
            case PerturbedEvents<float> single:
                PerturbFused(batch, nuisances, noise, selection, threads, single, ref count);
                break;
            case PerturbedEvents<double> full:
                count = PerturbScalar(batch, nuisances, noise, selection, threads, full);
                break;
            default:
                throw new ArgumentException($"Events are computed in float or double, not in {typeof(T).Name}.", nameof(reuse));
        }

        return output.WithCount(count);
    }

    /// <summary>The generated kernel in double precision: one pass over a range of rows.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">One value per nuisance.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="selection">Whether to drop the events that fail the selection.</param>
    /// <param name="first">The first row.</param>
    /// <param name="last">The row after the last.</param>
    /// <param name="output">Where the events that are kept go.</param>
    /// <param name="count">The next free place of <paramref name="output"/>; moved on.</param>
    protected abstract void PerturbRows(
        EventBatch batch,
        ReadOnlySpan<double> nuisances,
        ReadOnlySpan<double> noise,
        bool selection,
        int first,
        int last,
        PerturbedEvents<double> output,
        ref int count);

    /// <summary>The generated kernel in single precision, over the whole batch.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">One value per nuisance.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="selection">Whether to drop the events that fail the selection.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="output">Where the events that are kept go.</param>
    /// <param name="count">Receives the number of events that are kept.</param>
    protected abstract void PerturbFused(
        EventBatch batch,
        ReadOnlySpan<double> nuisances,
        ReadOnlySpan<double> noise,
        bool selection,
        int threads,
        PerturbedEvents<float> output,
        ref int count);

    private int PerturbScalar(
        EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, bool selection, int threads, PerturbedEvents<double> output)
    {
        int parts = Math.Clamp(batch.Rows / RowsPerThread, 1, threads);
        if (parts == 1)
        {
            int count = 0;
            PerturbRows(batch, nuisances, noise, selection, 0, batch.Rows, output, ref count);
            return count;
        }

        // Each part writes from its own first row on, then the gaps are closed: no part waits for another, and the order is that of the rows.
        double[] point = nuisances.ToArray();
        double[] normals = noise.ToArray();
        int[] starts = [.. Enumerable.Range(0, parts + 1).Select(i => (int)((long)batch.Rows * i / parts))];
        int[] ends = new int[parts];
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            int at = starts[part];
            PerturbRows(batch, point, normals, selection, starts[part], starts[part + 1], output, ref at);
            ends[part] = at;
        });
        int total = ends[0];
        for (int part = 1; part < parts; part++)
        {
            total = output.MoveBlock(starts[part], ends[part] - starts[part], total);
        }

        return total;
    }

    /// <inheritdoc/>
    public sealed override EventTangents Pushforward(
        EventBatch batch, ReadOnlySpan<double> nuisances, EventDirection direction, ReadOnlySpan<double> noise = default, int threads = 1, EventTangents? reuse = null) =>
        Pushforward(batch, nuisances, direction, noise, threads, reuse, inLanes: batch?.Rows >= LeastRowsInLanes);

    /// <summary>The same by the kernel that is asked for, for tests and benchmarks.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">The point.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="reuse">The result of an earlier call, to be written again.</param>
    /// <param name="inLanes">A register of events at a time, or one event after another.</param>
    internal EventTangents Pushforward(
        EventBatch batch, ReadOnlySpan<double> nuisances, EventDirection direction, ReadOnlySpan<double> noise, int threads, EventTangents? reuse, bool inLanes)
    {
        Check(batch, nuisances, noise, threads);
        ArgumentNullException.ThrowIfNull(direction);
        CheckLength(direction.Columns.Length, Columns.Length, "columns", nameof(direction));
        CheckLength(direction.Nuisances.Length, Nuisances.Length, "nuisances", nameof(direction));
        EventTangents output = reuse ?? new(Numeric(batch.Rows), [.. Features.Select(_ => Uninitialized(batch.Rows))], Uninitialized(batch.Rows));
        if (reuse is not null)
        {
            CheckReuse([.. reuse.Features, reuse.Rate], Features.Length + 1, reuse.Columns, batch.Rows);
        }

        if (inLanes)
        {
            PushFused(batch, nuisances, noise, direction, threads, output);
        }
        else
        {
            Split(batch, nuisances, noise, threads, (point, normals, first, last) => PushRows(batch, point, normals, direction, first, last, output));
        }

        return output;
    }

    /// <inheritdoc/>
    public sealed override EventGradients Pullback(
        EventBatch batch, ReadOnlySpan<double> nuisances, EventWeights weights, ReadOnlySpan<double> noise = default, int threads = 1, EventGradients? reuse = null) =>
        Pullback(batch, nuisances, weights, noise, threads, reuse, inLanes: batch?.Rows >= LeastRowsInLanes);

    /// <summary>The same by the kernel that is asked for, for tests and benchmarks.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">The point.</param>
    /// <param name="weights">The weights of the sum.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="reuse">The result of an earlier call, to be written again.</param>
    /// <param name="inLanes">A register of events at a time, or one event after another.</param>
    internal EventGradients Pullback(
        EventBatch batch, ReadOnlySpan<double> nuisances, EventWeights weights, ReadOnlySpan<double> noise, int threads, EventGradients? reuse, bool inLanes)
    {
        Check(batch, nuisances, noise, threads);
        ArgumentNullException.ThrowIfNull(weights);
        CheckLength(weights.Columns.Length, Columns.Length, "columns", nameof(weights));
        CheckLength(weights.Features.Length, Features.Length, "features", nameof(weights));
        foreach (double[]? values in weights.Columns.Concat(weights.Features).Append(weights.Rate))
        {
            CheckLength(values?.Length ?? batch.Rows, batch.Rows, "events", nameof(weights));
        }

        EventGradients output = reuse ?? new(Numeric(batch.Rows), [.. Nuisances.Select(_ => Uninitialized(batch.Rows))]);
        if (reuse is not null)
        {
            CheckReuse(reuse.Nuisances, Nuisances.Length, reuse.Columns, batch.Rows);
        }

        if (inLanes)
        {
            PullFused(batch, nuisances, noise, weights, threads, output);
        }
        else
        {
            Split(batch, nuisances, noise, threads, (point, normals, first, last) => PullRows(batch, point, normals, weights, first, last, output));
        }

        return output;
    }

    /// <summary>The generated forward derivative over a range of rows.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">One value per nuisance.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="first">The first row.</param>
    /// <param name="last">The row after the last.</param>
    /// <param name="output">Where the derivatives go, by row.</param>
    protected abstract void PushRows(
        EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, EventDirection direction, int first, int last, EventTangents output);

    /// <summary>The generated reverse derivative over a range of rows.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">One value per nuisance.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="weights">The weights of the sum.</param>
    /// <param name="first">The first row.</param>
    /// <param name="last">The row after the last.</param>
    /// <param name="output">Where the derivatives go, by row.</param>
    protected abstract void PullRows(
        EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, EventWeights weights, int first, int last, EventGradients output);

    /// <summary>The generated forward derivative in lanes, over the whole batch.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">One value per nuisance.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="output">Where the derivatives go, by row.</param>
    protected abstract void PushFused(
        EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, EventDirection direction, int threads, EventTangents output);

    /// <summary>The generated reverse derivative in lanes, over the whole batch.</summary>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">One value per nuisance.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="weights">The weights of the sum.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="output">Where the derivatives go, by row.</param>
    protected abstract void PullFused(
        EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, EventWeights weights, int threads, EventGradients output);

    private static void CheckLength(int actual, int expected, string what, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"There are {expected} {what}, but {actual} numbers were given.", parameter);
        }
    }

    private static void Split(EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, int threads, RowRange kernel)
    {
        int parts = Math.Clamp(batch.Rows / RowsPerThread, 1, threads);
        if (parts == 1)
        {
            kernel(nuisances, noise, 0, batch.Rows);
            return;
        }

        double[] point = nuisances.ToArray();
        double[] normals = noise.ToArray();
        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
            kernel(point, normals, (int)((long)batch.Rows * part / parts), (int)((long)batch.Rows * (part + 1) / parts)));
    }

    private void Check(EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise, int threads)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (batch.Model.GetType() != GetType())
        {
            throw new ArgumentException($"The batch holds events of '{batch.Model.Name}', not of '{Name}'.", nameof(batch));
        }

        if (nuisances.Length != Nuisances.Length)
        {
            throw new ArgumentException($"'{Name}' has {Nuisances.Length} nuisances, but {nuisances.Length} values were given.", nameof(nuisances));
        }

        if (!noise.IsEmpty && noise.Length != NoiseCount * batch.Rows)
        {
            throw new ArgumentException($"Noise for {batch.Rows} events of '{Name}' is {NoiseCount * batch.Rows} numbers, but {noise.Length} were given.", nameof(noise));
        }
    }

    private double[]?[] Numeric(int rows) => [.. Columns.Select(c => IsNumeric(c) ? Uninitialized(rows) : null)];

    private static bool IsNumeric(ColumnInfo column) => column.Role == ColumnRole.Primary && !column.IsText;

    private static double[] Uninitialized(int rows) => GC.AllocateUninitializedArray<double>(rows);

    private void CheckReuse(double[][] values, int count, double[]?[] columns, int rows)
    {
        if (values.Length != count || values.Any(v => v.Length != rows) || !columns.Select(static c => c?.Length).SequenceEqual(Columns.Select(c => IsNumeric(c) ? rows : (int?)null)))
        {
            throw new ArgumentException($"The arrays to reuse are not those of {rows} events of '{Name}'.", "reuse");
        }
    }

    private PerturbedEvents<T> Allocate<T>(int rows)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(
            rows,
            GC.AllocateUninitializedArray<int>(rows),
            [.. Columns.Select(c => IsNumeric(c) ? GC.AllocateUninitializedArray<T>(rows) : null)],
            [.. Features.Select(_ => GC.AllocateUninitializedArray<T>(rows))],
            GC.AllocateUninitializedArray<int>(rows),
            GC.AllocateUninitializedArray<double>(rows),
            GC.AllocateUninitializedArray<int>(rows));
}
