using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace;

/// <summary>Integrals of a process over its phase space, by random events.</summary>
/// <param name="Process">The process.</param>
/// <param name="Sampler">What drew the events.</param>
/// <param name="Events">The events drawn.</param>
/// <param name="Volume">The volume of phase space of all final particles, without 1/n!, in GeV^(2n−4); exact where it is known in closed form.</param>
/// <param name="VolumeError">Its standard error; 0 where it is exact.</param>
/// <param name="Integral">∫|M|² over phase space within the selection, without 1/n!; of 1 where no |M|² is declared, for a chain over the measure of its vertices.</param>
/// <param name="IntegralError">Its standard error.</param>
/// <param name="Maximum">The largest weight that was met.</param>
public sealed record ProcessEstimate(
    ProcessDefinition Process, PhaseSpaceSampler Sampler, long Events, double Volume, double VolumeError, double Integral, double IntegralError, double Maximum)
{
    /// <summary>GeV⁻² in picobarn: (ħc)².</summary>
    public const double PicobarnGeV2 = 0.3893793721e9;

    private const int ChunkEvents = 16 * PhaseSpaceSampler.BlockEvents;
    private const int VolumeEvents = 1 << 18;
    private const string Purpose = "process estimate";
    private const string VolumePurpose = "volume";

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
    /// <param name="sampler">What draws its events; null for <see cref="ProcessSampler.Of"/>.</param>
    /// <param name="events">How many events to draw.</param>
    /// <param name="seed">The seed; the same events are drawn for every number of threads.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The sampler goes by vertices, and the process declares |M|².</exception>
    /// <exception cref="MandelstamException">|M|² is not finite, or negative, or nothing passes the selection.</exception>
    public static ProcessEstimate Of(
        ProcessDefinition process, PhaseSpaceSampler? sampler = null, long events = 1 << 18, ulong seed = 1, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(events);
        sampler ??= ProcessSampler.Of(process, threads, cancellation);
        if (sampler.IsByVertex && process.SquaredAmplitude is not null)
        {
            throw new ArgumentException($"'{process.Name}' declares the |M|² of all its final particles, the sampler has the measure of its vertices.", nameof(sampler));
        }

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
            chunks[chunk] = Sums.Of(weights);
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
        (double volume, double volumeError) = VolumeOf(process, seed, threads);
        return new(process, sampler, events, volume, volumeError, integral, integralError, sums.Largest);
    }

    // Of flat events, whatever was drawn for |M|².
    private static (double Value, double Error) VolumeOf(ProcessDefinition process, ulong seed, int threads)
    {
        PhaseSpaceSampler flat = FlatSampler.Of(process);
        if (flat.Volume is double exact)
        {
            return (exact, 0);
        }

        Sums sums = Sums.Of(flat.Sample(VolumeEvents, Randomness.CounterRandom.SeedFor(seed, VolumePurpose), threads).Weights);
        return Mean(sums.Weight, sums.WeightSquared, VolumeEvents);
    }

    private static (double Mean, double Error) Mean(double sum, double squares, long count)
    {
        double mean = sum / count;
        return (mean, Math.Sqrt(Math.Max((squares / count) - (mean * mean), 0) / count));
    }

    private readonly record struct Sums(double Weight, double WeightSquared, double Largest)
    {
        public static Sums operator +(Sums a, Sums b) => new(a.Weight + b.Weight, a.WeightSquared + b.WeightSquared, Math.Max(a.Largest, b.Largest));

        public static Sums Of(ReadOnlySpan<double> weights)
        {
            double w = 0, ww = 0, largest = 0;
            foreach (double weight in weights)
            {
                w += weight;
                ww += weight * weight;
                largest = Math.Max(largest, weight);
            }

            return new(w, ww, largest);
        }
    }
}
