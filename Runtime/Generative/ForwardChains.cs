using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>Forward chains of some events at every time, kept in memory: what implicit score matching draws its batches from.</summary>
internal sealed class ForwardChains
{
    private readonly float[][] _times;
    private readonly int _width;

    /// <summary>Runs the chains.</summary>
    /// <param name="chain">The process.</param>
    /// <param name="space">How events are embedded.</param>
    /// <param name="events">The events.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="seed">Seed; chain i uses stream i of it.</param>
    public ForwardChains(LangevinChain chain, IEventSpace space, MomentumTable events, int[] rows, ulong seed)
    {
        _width = events.Width;
        _times = new float[chain.Schedule.Count + 1][];
        for (int t = 0; t < _times.Length; t++)
        {
            _times[t] = new float[rows.Length * _width];
        }

        Parallel.For(0, rows.Length, row =>
        {
            Span<double> q = stackalloc double[_width], prior = stackalloc double[_width];
            CounterRandom random = new(seed, (ulong)row);
            space.Draw(events.Event(rows[row]), random, q, prior);
            for (int t = 0; t < _times.Length; t++)
            {
                if (t > 0)
                {
                    chain.Step(t, random, q);
                }

                for (int k = 0; k < q.Length; k++)
                {
                    _times[t][(row * _width) + k] = (float)q[k];
                }
            }
        });
    }

    /// <summary>An event at a time.</summary>
    /// <param name="row">The chain.</param>
    /// <param name="t">0 to T.</param>
    public ReadOnlySpan<float> At(int row, int t) => _times[t].AsSpan(row * _width, _width);
}
