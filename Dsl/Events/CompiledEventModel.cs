using System.Numerics;

namespace Mandelstam.Events;

/// <summary>The base of generated models: spreads the kernel over threads and gathers what it kept, in row order.</summary>
public abstract class CompiledEventModel : EventModel
{
    // Below this many rows a thread costs more than it saves.
    private const int RowsPerThread = 4096;

    /// <inheritdoc/>
    public sealed override PerturbedEvents<T> Perturb<T>(
        EventBatch batch, ReadOnlySpan<double> nuisances, ReadOnlySpan<double> noise = default, bool selection = true, int threads = 1)
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

        PerturbedEvents<T> output = Allocate<T>(batch.Rows);
        int parts = Math.Clamp(batch.Rows / RowsPerThread, 1, threads);
        if (parts == 1)
        {
            int count = 0;
            PerturbRows(batch, nuisances, noise, selection, 0, batch.Rows, output, ref count);
            return output.WithCount(count);
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

        return output.WithCount(total);
    }

    /// <summary>The generated kernel: one pass over a range of rows.</summary>
    /// <typeparam name="T">The type of the outputs.</typeparam>
    /// <param name="batch">The events.</param>
    /// <param name="nuisances">One value per nuisance.</param>
    /// <param name="noise">Unit normals, or empty.</param>
    /// <param name="selection">Whether to drop the events that fail the selection.</param>
    /// <param name="first">The first row.</param>
    /// <param name="last">The row after the last.</param>
    /// <param name="output">Where the events that are kept go.</param>
    /// <param name="count">The next free place of <paramref name="output"/>; moved on.</param>
    protected abstract void PerturbRows<T>(
        EventBatch batch,
        ReadOnlySpan<double> nuisances,
        ReadOnlySpan<double> noise,
        bool selection,
        int first,
        int last,
        PerturbedEvents<T> output,
        ref int count)
        where T : unmanaged, IFloatingPointIeee754<T>;

    private PerturbedEvents<T> Allocate<T>(int rows)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(
            rows,
            new int[rows],
            [.. Columns.Select(c => c.Role == ColumnRole.Primary && !c.IsText ? new T[rows] : null)],
            [.. Features.Select(_ => new T[rows])],
            new int[rows],
            new double[rows],
            new int[rows]);
}
