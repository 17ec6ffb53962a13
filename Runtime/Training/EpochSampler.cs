using Mandelstam.Randomness;

namespace Mandelstam.Training;

/// <summary>Which rows make up the batch of a step: every row once per epoch, in an order that depends on seed and epoch alone.</summary>
/// <remarks>A batch may run over the end of an epoch into the next, so that all batches have the same size and no row is left out.</remarks>
public sealed class EpochSampler
{
    private readonly ulong _seed;
    private readonly int _batch;
    private readonly int[] _order;
    private long _epoch = -1;

    /// <summary>Creates a sampler.</summary>
    /// <param name="rows">Number of rows to draw from, at least 1.</param>
    /// <param name="batch">Rows per batch, at least 1; more than <paramref name="rows"/> repeats rows within a batch.</param>
    /// <param name="seed">Seed of all epochs.</param>
    public EpochSampler(int rows, int batch, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        _seed = seed;
        _batch = batch;
        _order = new int[rows];
    }

    /// <summary>Rows of one step's batch.</summary>
    /// <param name="step">Step, from 0.</param>
    /// <returns>Row numbers, as many as the batch has.</returns>
    public int[] Rows(long step)
    {
        int[] rows = new int[_batch];
        long position = step * _batch;
        for (int i = 0; i < rows.Length; i++, position++)
        {
            long epoch = Math.DivRem(position, _order.Length, out long index);
            Shuffle(epoch);
            rows[i] = _order[index];
        }

        return rows;
    }

    /// <summary>Fisher–Yates with the draws of this epoch.</summary>
    private void Shuffle(long epoch)
    {
        if (epoch == _epoch)
        {
            return;
        }

        CounterRandom random = new(_seed, (ulong)epoch);
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        for (int i = _order.Length - 1; i > 0; i--)
        {
            int other = (int)(random.UniformAt((ulong)i) * (i + 1));
            (_order[i], _order[other]) = (_order[other], _order[i]);
        }

        _epoch = epoch;
    }
}
