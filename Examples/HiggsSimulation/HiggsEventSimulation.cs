using System.Security.Cryptography;
using System.Text;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Measurement;

namespace Mandelstam.Examples.HiggsSimulation;

/// <summary>The fast simulation as a source of samples for measurements.</summary>
public sealed class HiggsEventSimulation : IEventSimulation
{
    private const int IdentityDigits = 16;

    // Raised whenever the same numbers and seed give other events.
    private const int Revision = 2;

    /// <summary>The name with the revision of what is drawn, and a checksum of all numbers: other numbers are another simulation.</summary>
    public string Identity { get; } = FormattableString.Invariant($"HiggsSimulation {Revision} ") + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(Enum.GetValues<Process>().Select(static p => ProductionTables.ShippedText(SimulatedEvents.NameOf(p)))))))[..IdentityDigits];

    /// <inheritdoc/>
    public double Expected(int process) => SimulatedEvents.Expected((Process)process);

    /// <inheritdoc/>
    public EventBatch Generate(ulong seed, int? process, long first, int count, long total, int threads, CancellationToken cancellation)
    {
        using SimulatedEvents events = new(seed, (Process?)process);
        return events.Generate(first, count, total, threads, cancellation);
    }
}
