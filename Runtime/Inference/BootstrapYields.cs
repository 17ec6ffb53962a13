using Mandelstam.Randomness;

namespace Mandelstam.Inference;

/// <summary>
/// Poisson bootstrap of simulated events: in each replica every event counts Poisson(1) times, which is how yields fluctuate with the
/// finite size of the simulation.
/// </summary>
/// <remarks>
/// The multiplicity is a pure function of (seed, replica, event), so that an event counts equally often at every value of the
/// nuisances, in every bin it moves to, and whichever thread asks: replicas of a whole template grid are coherent.
/// </remarks>
public sealed class BootstrapYields
{
    /// <summary>P(k ≤ i) for a mean of one, in units of 2⁻⁶⁴: a comparison of integers decides.</summary>
    private static readonly ulong[] _cumulative = Cumulative();

    private readonly ulong _seed;

    /// <summary>Starts replicas of a sample.</summary>
    /// <param name="seed">The sample's seed; samples with different seeds fluctuate independently.</param>
    public BootstrapYields(ulong seed) => _seed = seed;

    /// <summary>How often an event counts in a replica.</summary>
    /// <param name="replica">The replica, not negative.</param>
    /// <param name="eventId">The event's identity within its sample (its row), whatever becomes of it.</param>
    public int Multiplicity(int replica, long eventId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replica);
        return Multiplicity(new CounterRandom(_seed, (ulong)replica), eventId);
    }

    /// <summary>The yields of one replica.</summary>
    /// <param name="replica">The replica, not negative.</param>
    /// <param name="cells">Cell (process × bins + bin) of each event; a negative one leaves the event out.</param>
    /// <param name="weights">Weight of each event.</param>
    /// <param name="eventIds">Identity of each event.</param>
    /// <param name="yields">Added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Accumulate(int replica, ReadOnlySpan<int> cells, ReadOnlySpan<double> weights, ReadOnlySpan<long> eventIds, Span<double> yields)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replica);
        if (weights.Length != cells.Length || eventIds.Length != cells.Length)
        {
            throw new ArgumentException($"{cells.Length} cells, {weights.Length} weights, {eventIds.Length} events.", nameof(cells));
        }

        CounterRandom random = new(_seed, (ulong)replica);
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i] >= 0)
            {
                yields[cells[i]] += Multiplicity(random, eventIds[i]) * weights[i];
            }
        }
    }

    private static int Multiplicity(CounterRandom random, long eventId)
    {
        ulong bits = random.UInt64At((ulong)eventId);
        int count = 0;
        while (count < _cumulative.Length && bits >= _cumulative[count])
        {
            count++;
        }

        return count;
    }

    private static ulong[] Cumulative()
    {
        List<ulong> cumulative = [];
        double probability = Math.Exp(-1);
        double sum = 0;
        for (int k = 1; probability > 1e-17; k++)
        {
            sum += probability;
            cumulative.Add(sum < 1 ? (ulong)(sum * 18446744073709551616.0) : ulong.MaxValue);
            probability /= k;
        }

        return [.. cumulative];
    }
}
