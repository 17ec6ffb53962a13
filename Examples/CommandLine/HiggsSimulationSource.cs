using Mandelstam.Events;
using Mandelstam.Examples.HiggsSimulation;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Measurement;

namespace Mandelstam.CommandLine;

/// <summary>The example's fast simulation as a source of events for a run.</summary>
internal sealed class HiggsSimulationSource : IEventSimulation
{
    // A run asks for one sample after another; experiments have four, one for each process.
    private const int MostOpen = 8;

    private readonly Dictionary<(ulong Seed, int? Process), SimulatedEvents> _open = [];

    /// <inheritdoc/>
    public string Identity => $"simulation of {HiggsTauTau.Model.Name}, version {typeof(SimulatedEvents).Assembly.GetName().Version}";

    /// <inheritdoc/>
    public double Expected(int process) => SimulatedEvents.Expected((Process)process);

    /// <inheritdoc/>
    public EventBatch Generate(ulong seed, int? process, long first, int count, long total, int threads, CancellationToken cancellation)
    {
        if (!_open.TryGetValue((seed, process), out SimulatedEvents? source))
        {
            if (_open.Count >= MostOpen)
            {
                foreach (SimulatedEvents old in _open.Values)
                {
                    old.Dispose();
                }

                _open.Clear();
            }

            source = new SimulatedEvents(seed, process is int p ? (Process)p : null);
            _open.Add((seed, process), source);
        }

        return source.Generate(first, count, total, threads, cancellation);
    }
}
