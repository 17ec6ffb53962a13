using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>Integrals of a process over its phase space, by random events.</summary>
/// <param name="Process">The process.</param>
/// <param name="Events">The events drawn.</param>
/// <param name="Volume">The volume in GeV^(2n−4), of a chain in GeV^Σ(2n−4) over its vertices; exact where it is known in closed form.</param>
/// <param name="VolumeError">Its standard error; 0 where it is exact.</param>
/// <param name="Integral">∫|M|² over phase space within the selection, without 1/n!; of 1 where no |M|² is declared.</param>
/// <param name="IntegralError">Its standard error.</param>
/// <param name="Maximum">The largest weight that was met.</param>
public sealed record ProcessEstimate(
    ProcessDefinition Process, long Events, double Volume, double VolumeError, double Integral, double IntegralError, double Maximum)
{
    /// <summary>GeV⁻² in picobarn: (ħc)².</summary>
    public const double PicobarnGeV2 = 0.3893793721e9;

    private const int ChunkEvents = 16 * PhaseSpaceSampler.BlockEvents;
    private const string Purpose = "process estimate";

    /// <summary>The fraction of events that unweighting at the maximum keeps.</summary>
    public double Efficiency => Integral / Maximum;

    /// <summary>The width of a decay in GeV, the cross-section of a scattering in GeV⁻², 1/n! for identical particles included; null where no |M|² is declared.</summary>
    public (double Value, double Error)? Rate
    {
        get
        {
            double factor = Process.IdenticalFactor / Process.Flux;
            return Process.SquaredAmplitude is null ? null : (factor * Integral, factor * IntegralError);
        }
    }

    /// <summary>Integrates.</summary>
    /// <param name="process">The process.</param>
    /// <param name="sampler">What draws its events; null for <see cref="FlatSampler.Of"/>.</param>
    /// <param name="events">How many events to draw.</param>
    /// <param name="seed">The seed; the same events are drawn for every number of threads.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="MandelstamException">|M|² is not finite, or negative, or nothing passes the selection.</exception>
    public static ProcessEstimate Of(
        ProcessDefinition process, PhaseSpaceSampler? sampler = null, long events = 1 << 18, ulong seed = 1, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(events);
        sampler ??= FlatSampler.Of(process);
        EventWeight weight = new(process);
        ulong key = Randomness.CounterRandom.SeedFor(seed, Purpose);
        Sums[] chunks = new Sums[(events + ChunkEvents - 1) / ChunkEvents];
        void Sample(int chunk)
        {
            long first = (long)chunk * ChunkEvents;
            PhaseSpacePoints points = new(sampler.Particles, (int)Math.Min(ChunkEvents, events - first));
            sampler.Fill(points, key, first);
            double[] weights = new double[points.Count];
            weight.Of(points, weights);
            chunks[chunk] = Sums.Of(points.Weights, weights);
        }

        Chunks.For(chunks.Length, threads, Sample, cancellation);

        // Added in order: the same bits for every number of threads.
        Sums sums = chunks.Aggregate(static (a, b) => a + b);
        if (!(sums.Largest > 0))
        {
            throw new MandelstamException(FormattableString.Invariant(
                $"'{process.Name}' has weight in none of {events} events: its |M|² vanishes, or its [Selection] drops everything."));
        }

        (double integral, double integralError) = Mean(sums.Weight, sums.WeightSquared, events);
        (double volume, double volumeError) = sampler.Volume is double exact ? (exact, 0) : Mean(sums.Flat, sums.FlatSquared, events);
        return new(process, events, volume, volumeError, integral, integralError, sums.Largest);
    }

    private static (double Mean, double Error) Mean(double sum, double squares, long count)
    {
        double mean = sum / count;
        return (mean, Math.Sqrt(Math.Max((squares / count) - (mean * mean), 0) / count));
    }

    private readonly record struct Sums(double Flat, double FlatSquared, double Weight, double WeightSquared, double Largest)
    {
        public static Sums operator +(Sums a, Sums b) => new(
            a.Flat + b.Flat, a.FlatSquared + b.FlatSquared, a.Weight + b.Weight, a.WeightSquared + b.WeightSquared, Math.Max(a.Largest, b.Largest));

        public static Sums Of(ReadOnlySpan<double> flat, ReadOnlySpan<double> weights)
        {
            double f = 0, ff = 0, w = 0, ww = 0, largest = 0;
            for (int row = 0; row < flat.Length; row++)
            {
                f += flat[row];
                ff += flat[row] * flat[row];
                w += weights[row];
                ww += weights[row] * weights[row];
                largest = Math.Max(largest, weights[row]);
            }

            return new(f, ff, w, ww, largest);
        }
    }
}
