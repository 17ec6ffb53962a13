using Mandelstam.Events;

namespace Mandelstam.Measurement;

/// <summary>A source of simulated events that does not end: event i of a seed is always the same one, and different seeds are independent samples.</summary>
public interface IEventSimulation
{
    /// <summary>What simulates, and in which version: a run goes on only with the same.</summary>
    string Identity { get; }

    /// <summary>Expected events of a process before the analysis's own selection: the sum of its weights.</summary>
    /// <param name="process">An index into the model's processes.</param>
    double Expected(int process);

    /// <summary>Simulates some events of a sample, with weights and labels.</summary>
    /// <param name="seed">The sample.</param>
    /// <param name="process">An index into the model's processes; null for the mixture of all.</param>
    /// <param name="first">The number of the first event.</param>
    /// <param name="count">How many.</param>
    /// <param name="total">Events of the whole sample: the weights of a process add up to what is expected of it.</param>
    /// <param name="threads">Threads to use; the events do not depend on it.</param>
    /// <param name="cancellation">Stops the work.</param>
    EventBatch Generate(ulong seed, int? process, long first, int count, long total, int threads, CancellationToken cancellation);
}
