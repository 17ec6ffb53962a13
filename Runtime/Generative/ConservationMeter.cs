namespace Mandelstam.Generative;

/// <summary>How far events are from phase space: momentum and energy that do not add up, and squared masses, over any number of events.</summary>
/// <remarks>Masses are those of the momenta as they are handed on: energies are lengths of vectors, so that only rounding is left.</remarks>
public sealed class ConservationMeter
{
    /// <summary>Decades of the histogram: 10⁻¹⁸ to 10².</summary>
    private const int FirstDecade = -18;

    private const int Decades = 20;
    private const int BinsPerDecade = 4;

    private readonly long[] _bins = new long[Decades * BinsPerDecade];

    /// <summary>Edges of the histogram's bins, equal in the logarithm.</summary>
    public static double[] Edges => [.. Enumerable.Range(0, (Decades * BinsPerDecade) + 1).Select(static k => Math.Pow(10, FirstDecade + ((double)k / BinsPerDecade)))];

    /// <summary>Events that were looked at.</summary>
    public long Events { get; private set; }

    /// <summary>Largest |Σp|/√s; infinite where a number was not finite.</summary>
    public double Momentum { get; private set; }

    /// <summary>Largest |ΣE − √s|/√s; infinite where a number was not finite.</summary>
    public double Energy { get; private set; }

    /// <summary>Largest |m²|/s of any particle; infinite where a number was not finite.</summary>
    public double MassSquared { get; private set; }

    /// <summary>Events per bin of <see cref="Edges"/>, by the larger of momentum and energy; what is outside lies in the first or last bin.</summary>
    public IReadOnlyList<long> Histogram => _bins;

    /// <summary>The larger of momentum and energy that half of the events stay below, to a quarter of a decade.</summary>
    public double Median
    {
        get
        {
            long sum = 0;
            for (int bin = 0; bin < _bins.Length; bin++)
            {
                sum += _bins[bin];
                if (2 * sum >= Events)
                {
                    return Edges[bin + 1];
                }
            }

            return double.NaN;
        }
    }

    /// <summary>Looks at an event.</summary>
    /// <param name="momenta">3N numbers.</param>
    /// <param name="energy">What the energies should add up to, √s.</param>
    public void Add(ReadOnlySpan<double> momenta, double energy)
    {
        double x = 0, y = 0, z = 0, total = 0, mass = 0;
        for (int i = 0; i < momenta.Length; i += 3)
        {
            double px = momenta[i], py = momenta[i + 1], pz = momenta[i + 2];
            double e = ConformalMap.Length(momenta.Slice(i, 3));
            x += px;
            y += py;
            z += pz;
            total += e;
            mass = Larger(mass, Math.Abs((e * e) - (px * px) - (py * py) - (pz * pz)) / (energy * energy));
        }

        double momentum = Larger(0, Math.Sqrt((x * x) + (y * y) + (z * z)) / energy);
        double missing = Larger(0, Math.Abs(total - energy) / energy);
        double worst = Math.Max(momentum, missing);
        double place = worst > 0 ? (Math.Log10(worst) - FirstDecade) * BinsPerDecade : 0;
        _bins[(int)Math.Clamp(place, 0, _bins.Length - 1)]++;
        Momentum = Math.Max(Momentum, momentum);
        Energy = Math.Max(Energy, missing);
        MassSquared = Math.Max(MassSquared, mass);
        Events++;
    }

    /// <summary>Takes in what another one has seen.</summary>
    /// <param name="other">The other one.</param>
    public void Add(ConservationMeter other)
    {
        for (int bin = 0; bin < _bins.Length; bin++)
        {
            _bins[bin] += other._bins[bin];
        }

        Momentum = Math.Max(Momentum, other.Momentum);
        Energy = Math.Max(Energy, other.Energy);
        MassSquared = Math.Max(MassSquared, other.MassSquared);
        Events += other.Events;
    }

    /// <summary>All that it has seen, as numbers.</summary>
    internal double[] ToNumbers() => [Events, Momentum, Energy, MassSquared, .. _bins.Select(static n => (double)n)];

    /// <summary>Takes in numbers of <see cref="ToNumbers"/>.</summary>
    /// <param name="numbers">The numbers.</param>
    internal static ConservationMeter FromNumbers(ReadOnlySpan<double> numbers)
    {
        ConservationMeter meter = new() { Events = (long)numbers[0], Momentum = numbers[1], Energy = numbers[2], MassSquared = numbers[3] };
        for (int bin = 0; bin < meter._bins.Length; bin++)
        {
            meter._bins[bin] = (long)numbers[4 + bin];
        }

        return meter;
    }

    /// <summary>What is not finite is infinitely wrong, not skipped.</summary>
    private static double Larger(double known, double found) => double.IsFinite(found) ? Math.Max(known, found) : double.PositiveInfinity;
}
