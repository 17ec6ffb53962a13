using System.Text.Json;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsSimulation;
using Mandelstam.Examples.HiggsUncertainty;

namespace Mandelstam.Benchmarks.Simulation;

/// <summary>Simulated events per second of the mixture and of each process, on one thread and on two, and the rate of writing them to Parquet.</summary>
internal static class SimulationBenchmark
{
    private const int Rounds = 3;
    private const int ChunkEvents = 1 << 17;

    /// <summary>Runs and prints.</summary>
    public static void Run(bool json, int events)
    {
        Process?[] processes = [null, .. Enum.GetValues<Process>()];
        SimulatedEvents[] sources = [.. processes.Select(static p => new SimulatedEvents(1, p))];
        List<Func<double>> ways = [];
        foreach (SimulatedEvents source in sources)
        {
            ways.Add(Interleaved.Timed(() => Draw(source, events, 1)));
            ways.Add(Interleaved.Timed(() => Draw(source, events, 2)));
        }

        string folder = Directory.CreateTempSubdirectory("mandelstam-bench-").FullName;
        EventBatch batch = sources[0].Generate(0, Math.Min(ChunkEvents, events), events, 2);
        ways.Add(Interleaved.Timed(() => Write(batch, Path.Combine(folder, "events.parquet"), events)));
        double[] rates = [.. Interleaved.Best(Rounds, [.. ways]).Select(seconds => events / seconds)];
        Directory.Delete(folder, recursive: true);
        Array.ForEach(sources, static source => source.Dispose());
        if (json)
        {
            Dictionary<string, object> results = new() { ["events"] = events };
            foreach ((int i, Process? process) in processes.Index())
            {
                results[NameOf(process)] = new { events_per_second = rates[2 * i], two_threads_events_per_second = rates[(2 * i) + 1] };
            }

            results["write"] = new { events_per_second = rates[^1] };
            Console.WriteLine(JsonSerializer.Serialize(results));
            return;
        }

        Console.WriteLine(FormattableString.Invariant($"{events} simulated events, selected and measured, in batches of the declared event"));
        foreach ((int i, Process? process) in processes.Index())
        {
            double one = rates[2 * i], two = rates[(2 * i) + 1];
            Console.WriteLine(FormattableString.Invariant($"  {NameOf(process),-8} {one / 1e6,6:F2} M events/s   two threads {two / 1e6,6:F2} M events/s  {two / one:F2}×"));
        }

        Console.WriteLine(FormattableString.Invariant($"  writing  {rates[^1] / 1e6,6:F2} M events/s to Parquet, 19 columns"));
    }

    private static string NameOf(Process? process) => process is { } one ? SimulatedEvents.NameOf(one) : "mixture";

    private static void Draw(SimulatedEvents source, int events, int threads)
    {
        foreach (EventBatch _ in source.Stream(events, threads, ChunkEvents))
        {
        }
    }

    private static void Write(EventBatch batch, string path, int events)
    {
        using SimulatedEventWriter writer = new(path);
        int capacity = batch.Rows;
        for (int done = 0; done < events; done += batch.Rows)
        {
            batch.Rows = Math.Min(capacity, events - done);
            writer.Append(batch);
        }

        batch.Rows = capacity;
        writer.Complete();
    }
}
