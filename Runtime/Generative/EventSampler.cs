using Mandelstam.Progress;
using Mandelstam.Randomness;

namespace Mandelstam.Generative;

/// <summary>Makes events with a trained network, step by step from the prior.</summary>
/// <remarks>Event i uses stream i of the seed, whatever the number of threads and however many events are made.</remarks>
/// <param name="network">The network.</param>
/// <param name="space">Where it lives.</param>
/// <param name="energy">Total energy √s.</param>
public abstract class EventSampler(EventNetwork network, IEventSpace space, double energy)
{
    private const int BlockRows = 16384;

    /// <summary>Steps from the prior to an event.</summary>
    public abstract int Steps { get; }

    /// <summary>Blocks in which events are made: each takes all steps before the next one begins.</summary>
    /// <param name="count">How many events.</param>
    public static int BlocksOf(int count) => (count + BlockRows - 1) / BlockRows;

    /// <summary>The network.</summary>
    protected EventNetwork Network { get; } = network;

    /// <summary>Makes events.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="meter">Looks at every event after every step; null: nobody does.</param>
    /// <param name="stage">Told of each step of each block.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The events' momenta.</returns>
    /// <exception cref="MandelstamException">The network's output is not finite.</exception>
    public MomentumTable Sample(int count, ulong seed, ConservationMeter? meter = null, IStage? stage = null, CancellationToken cancellation = default)
    {
        int width = 3 * Network.Particles;
        double[] momenta = new double[count * width];
        for (int start = 0; start < count; start += BlockRows)
        {
            int rows = Math.Min(BlockRows, count - start);
            double[] points = new double[rows * width];
            Span<double> block = momenta.AsSpan(start * width, rows * width);
            CounterRandom[] random = [.. Enumerable.Range(start, rows).Select(row => new CounterRandom(seed, (ulong)row))];
            Parallel.For(0, rows, row => space.DrawPrior(random[row], points.AsSpan(row * width, width)));
            for (int step = 0; step < Steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                Step(step, points, random);
                if (points.AsSpan().ContainsAnyExceptInRange(-double.MaxValue, double.MaxValue))
                {
                    throw new MandelstamException("A generated event is not finite: the network is not, or its steps are too large. Train it longer or with a smaller learning rate.");
                }

                if (meter is not null)
                {
                    Look(points, width, meter);
                }

                stage?.Advance();
            }

            for (int i = 0; i < points.Length; i += width)
            {
                space.ToMomenta(points.AsSpan(i, width), block.Slice(i, width));
            }
        }

        return new MomentumTable(momenta, Network.Particles, energy);
    }

    /// <summary>Takes one step with all events of a block.</summary>
    /// <param name="step">0 to <see cref="Steps"/> − 1.</param>
    /// <param name="points">The events, changed.</param>
    /// <param name="random">A stream for each.</param>
    protected abstract void Step(int step, double[] points, CounterRandom[] random);

    /// <summary>The field at all events, at one time.</summary>
    /// <param name="points">The events.</param>
    /// <param name="time">The time.</param>
    protected float[] FieldAt(double[] points, double time)
    {
        float[] times = new float[points.Length / (3 * Network.Particles)];
        times.AsSpan().Fill((float)time);
        return Network.Evaluate(points, times);
    }

    private void Look(double[] points, int width, ConservationMeter meter)
    {
        Lock merging = new();
        Parallel.For(
            0,
            points.Length / width,
            static () => new ConservationMeter(),
            (row, _, own) =>
            {
                Span<double> momenta = stackalloc double[width];
                space.ToMomenta(points.AsSpan(row * width, width), momenta);
                own.Add(momenta, energy);
                return own;
            },
            own =>
            {
                lock (merging)
                {
                    meter.Add(own);
                }
            });
    }
}
