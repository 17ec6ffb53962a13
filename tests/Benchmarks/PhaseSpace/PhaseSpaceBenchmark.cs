using System.Text.Json;
using Mandelstam.PhaseSpace;
using Mandelstam.Processes;

namespace Mandelstam.Benchmarks.PhaseSpace;

/// <summary>Events per second of each sampler of massless phase space, against a plain C++ RAMBO where there is a compiler.</summary>
/// <remarks>Every contestant draws its events, momenta and weights, into a buffer that it uses again and again, as one does who goes on with them.</remarks>
internal static class PhaseSpaceBenchmark
{
    private const double SqrtS = 1000;
    private const int BufferEvents = 4 * PhaseSpaceSampler.BlockEvents;
    private const int Rounds = 5;

    /// <summary>Runs and prints.</summary>
    public static void Run(bool json, int particles, int events)
    {
        (string Name, PhaseSpaceSampler Sampler)[] samplers =
        [
            ("rambo", new RamboSampler(SqrtS, particles)),
            ("stiefel", new StiefelSampler(SqrtS, particles)),
            ("diet", new DietSampler(SqrtS, particles)),
        ];
        using CppRambo? cpp = CppRambo.Start(particles, events, BufferEvents);
        List<Func<double>> ways = [];
        foreach ((_, PhaseSpaceSampler sampler) in samplers)
        {
            ways.Add(Interleaved.Timed(() => Draw(sampler, events, 1)));
            ways.Add(Interleaved.Timed(() => Draw(sampler, events, 2)));
        }

        if (cpp is not null)
        {
            ways.Add(cpp.Run);
        }

        double[] rates = [.. Interleaved.Best(Rounds, [.. ways]).Select(seconds => events / seconds)];
        double? reference = cpp is null ? null : rates[^1];
        if (json)
        {
            Dictionary<string, object> results = new() { ["particles"] = particles, ["events"] = events };
            foreach ((int index, (string name, _)) in samplers.Index())
            {
                results[name] = new { events_per_second = rates[2 * index], two_threads_events_per_second = rates[(2 * index) + 1] };
            }

            if (reference is double rate)
            {
                results["cpp"] = new { events_per_second = rate };
            }

            Console.WriteLine(JsonSerializer.Serialize(results));
            return;
        }

        Console.WriteLine(FormattableString.Invariant($"{events} events of {particles} massless particles, momenta and weights, in double precision; ratios in this run"));
        foreach ((int index, (string name, _)) in samplers.Index())
        {
            double one = rates[2 * index], two = rates[(2 * index) + 1];
            string ratio = reference is double rate ? FormattableString.Invariant($"  {one / rate,5:F2} × C++") : "";
            Console.WriteLine(FormattableString.Invariant($"  {name,-8} {one / 1e6,8:F2} M events/s{ratio}   two threads {two / 1e6,8:F2} M events/s  {two / one:F2}×"));
        }

        Console.WriteLine(reference is double plain
            ? FormattableString.Invariant($"  {"C++",-8} {plain / 1e6,8:F2} M events/s  RAMBO, xoshiro256+, one event at a time, {cpp!.Compiler} {CppRambo.Options}")
            : "  C++      left out: there is no compiler (c++, g++ or clang++)");
    }

    private static void Draw(PhaseSpaceSampler sampler, int events, int threads) =>
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            // Every thread has a buffer of its own, and takes its turn among the chunks.
            PhaseSpacePoints points = new(sampler.Particles, BufferEvents);
            for (long first = (long)thread * BufferEvents; first < events; first += (long)threads * BufferEvents)
            {
                points.Count = (int)Math.Min(BufferEvents, events - first);
                sampler.Fill(points, 1, first);
            }
        });
}
