using System.Text.Json;
using Mandelstam.Flows;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Benchmarks;

/// <summary>Log-densities of the paper's flow: the fused kernel against Torch, layer by layer.</summary>
internal static class FlowBenchmark
{
    private const int Dimensions = 14;

    /// <summary>Runs and prints.</summary>
    public static void Run(bool json, int events)
    {
        using ContrastiveFlow flow = new(Dimensions, FlowOptions.Paper, seed: 1);
        FlowDensity density = new(flow);
        CounterRandom random = new(1);
        float[] values = [.. Enumerable.Range(0, events * Dimensions).Select(_ => (float)random.NextNormal())];
        double[] seconds = Interleaved.Median(3, () => density.LogProb(values, 1), () => density.LogProb(values), () => ThroughTorch(flow, values));
        double one = events / seconds[0], all = events / seconds[1], torch = events / seconds[2];
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                dimensions = Dimensions,
                fused = new { events_per_second = one, threads = 1 },
                fused_threaded = new { events_per_second = all, threads = Environment.ProcessorCount },
                torch = new { events_per_second = torch, threads = get_num_threads() },
            }));
            return;
        }

        Console.WriteLine(FormattableString.Invariant($"log p of {events} events, {Dimensions} dimensions, 30 couplings of 5 × 64; ratios in this run"));
        Console.WriteLine(FormattableString.Invariant($"  torch                {torch / 1e3,8:F1} k events/s"));
        Console.WriteLine(FormattableString.Invariant($"  fused, one thread    {one / 1e3,8:F1} k events/s  {one / torch:F2}×"));
        Console.WriteLine(FormattableString.Invariant($"  fused, {Environment.ProcessorCount} threads     {all / 1e3,8:F1} k events/s  {all / torch:F2}×"));
    }

    private static void ThroughTorch(ContrastiveFlow flow, float[] values)
    {
        const int Block = 4096 * Dimensions;
        using IDisposable noGradient = no_grad();
        for (int start = 0; start < values.Length; start += Block)
        {
            using DisposeScope scope = NewDisposeScope();
            int length = Math.Min(Block, values.Length - start);
            flow.LogProb(tensor(values.AsSpan(start, length).ToArray(), [length / Dimensions, Dimensions]));
        }
    }
}
