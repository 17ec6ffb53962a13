using System.Text.Json;
using Mandelstam.Flows;
using Mandelstam.Networks;
using Mandelstam.Randomness;
using Mandelstam.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Benchmarks.Flows;

/// <summary>The paper's flow: log-densities and training steps by the fused kernels, by Torch layer by layer and by PyTorch, on one thread and on two, against the processor's peak.</summary>
internal static class FlowBenchmark
{
    private const int Dimensions = 14;
    private const int Rounds = 5;
    private const int StepRows = 1024;
    private const int StepsPerRound = 3;

    // Events at a time of the two that go layer by layer: the better of these counts.
    private static readonly int[] Blocks = [1024, 4096];

    /// <summary>Runs and prints.</summary>
    /// <param name="json">As JSON.</param>
    /// <param name="events">The number of events.</param>
    public static void Run(bool json, int events)
    {
        using ContrastiveFlow flow = new(Dimensions, FlowOptions.Paper, seed: 1);
        FlowDensity density = new(flow);
        CounterRandom random = new(1);
        float[] values = [.. Enumerable.Range(0, events * Dimensions).Select(_ => (float)random.NextNormal())];
        using TorchChild? python = TorchChild.Start(flow, values);
        double[] peaks = [0, 0];
        Func<double> Peak(int threads) => () =>
        {
            peaks[threads - 1] = Math.Max(peaks[threads - 1], MultiplyAddPeak.Measure(threads) ?? double.NaN);
            return 0;
        };
        if (flow.IsFused)
        {
            flow.IsFused = false;
        }

        Func<double> Torch(int threads, int block) => Interleaved.Timed(() =>
        {
            set_num_threads(threads);
            ThroughTorch(flow, values, block, null);
        });
        List<Func<double>> ways = [];
        foreach (int threads in new[] { 1, 2 })
        {
            ways.AddRange([Peak(threads), Interleaved.Timed(() => density.LogProb(values, threads))]);
            ways.AddRange(Blocks.Select(block => Torch(threads, block)));
            ways.AddRange(Blocks.Select(block => (Func<double>)(() => python?.LogProb(threads, block) ?? double.NaN)));
        }

        double[] seconds = Interleaved.Best(Rounds, [.. ways]);
        double operations = 2.0 * flow.Couplings.Sum(static coupling => coupling.Conditioner.Weights.Sum(static weight => weight.numel()));
        int perThread = ways.Count / 2, threadsOfTorch = Blocks.Length;
        Rate Fused(int t) => new(t + 1, events / seconds[(t * perThread) + 1], events / seconds[(t * perThread) + 1] * operations / peaks[t]);
        Rate Slow(int t, int first) => new(t + 1, events / seconds.AsSpan((t * perThread) + first, Blocks.Length).ToArray().Min(), null);
        Rate[] fused = [Fused(0), Fused(1)], torch = [Slow(0, 2), Slow(1, 2)], byPython = [Slow(0, 2 + threadsOfTorch), Slow(1, 2 + threadsOfTorch)];

        float[] own = density.LogProb(values), layers = new float[events];
        ThroughTorch(flow, values, Blocks[^1], layers);
        double toTorch = Largest(own, layers);
        double? toPython = python is null ? null : Largest(own, python.Values());
        double[] steps = Steps(values, python);
        if (json)
        {
            object Pair(Rate[] rates) => new
            {
                events_per_second = rates[0].EventsPerSecond,
                share_of_fma_peak = rates[0].ShareOfPeak,
                threads = 1,
                two_threads = new { events_per_second = rates[1].EventsPerSecond, share_of_fma_peak = rates[1].ShareOfPeak },
            };
            Console.WriteLine(JsonSerializer.Serialize(
                new
                {
                    dimensions = Dimensions,
                    couplings = flow.Couplings.Count,
                    events,
                    is_fused = density.IsFused,
                    fma_peak = new { flops = peaks[0], two_threads = peaks[1] },
                    fused = Pair(fused),
                    torch = Pair(torch),
                    python = python is null ? (object)new { absent = "python3-torch is not installed" } : new
                    {
                        version = python.Version,
                        events_per_second = byPython[0].EventsPerSecond,
                        threads = 1,
                        two_threads = new { events_per_second = byPython[1].EventsPerSecond },
                    },
                    ratio_to_torch = new { one_thread = Ratio(fused[0], torch[0]), two_threads = Ratio(fused[1], torch[1]) },
                    ratio_to_python = python is null ? null : new { one_thread = Ratio(fused[0], byPython[0]), two_threads = Ratio(fused[1], byPython[1]) },
                    training = new
                    {
                        rows = 2 * StepRows,
                        seconds_per_step = new
                        {
                            one_thread = new { fused = steps[0], torch = steps[1], python = Finite(steps[2]) },
                            two_threads = new { fused = steps[3], torch = steps[4], python = Finite(steps[5]) },
                        },
                        ratio_to_python = python is null ? null : new { one_thread = steps[0] / steps[2], two_threads = steps[3] / steps[5] },
                    },
                    largest_difference = new { fused_torch = toTorch, fused_python = toPython },
                },
                _withoutNulls));
            return;
        }

        Console.WriteLine(FormattableString.Invariant($"log p of {events} events, {Dimensions} dimensions, 30 couplings of 5 × 64; best of {Rounds} rounds in turn"));
        Console.WriteLine(FormattableString.Invariant($"  multiply-add peak    {peaks[0] / 1e9,8:F0} GFLOP/s on one thread, {peaks[1] / 1e9:F0} on two"));
        for (int t = 0; t < 2; t++)
        {
            Console.WriteLine(t == 0 ? "one thread" : "two threads");
            Console.WriteLine(FormattableString.Invariant($"  fused                {fused[t].EventsPerSecond / 1e3,8:F1} k events/s  {100 * fused[t].ShareOfPeak:F0} % of the peak"));
            Console.WriteLine(FormattableString.Invariant($"  torch                {torch[t].EventsPerSecond / 1e3,8:F1} k events/s  fused is {Ratio(fused[t], torch[t]):F2}×"));
            Console.WriteLine(python is null
                ? "  python               not here (python3-torch)"
                : FormattableString.Invariant($"  python, torch {python.Version,-7}{byPython[t].EventsPerSecond / 1e3,8:F1} k events/s  fused is {Ratio(fused[t], byPython[t]):F2}×"));
        }

        Console.WriteLine(FormattableString.Invariant($"a training step on {StepRows} target and as many contrast events, forward, backward and Adam"));
        for (int t = 0; t < 2; t++)
        {
            string beside = python is null ? "" : FormattableString.Invariant($"   python {1e3 * steps[(3 * t) + 2],6:F1} ms   fused / python {steps[3 * t] / steps[(3 * t) + 2]:F2}");
            Console.WriteLine(FormattableString.Invariant(
                $"  {(t == 0 ? "one thread " : "two threads")}   fused {1e3 * steps[3 * t],6:F1} ms   torch {1e3 * steps[(3 * t) + 1],6:F1} ms   fused / torch {steps[3 * t] / steps[(3 * t) + 1]:F2}{beside}"));
        }

        Console.WriteLine(FormattableString.Invariant($"largest |difference| in log p: fused and torch {toTorch:E1}{(toPython is { } p ? FormattableString.Invariant($", fused and python {p:E1}") : "")}"));
    }

    private static double? Finite(double seconds) => double.IsNaN(seconds) ? null : seconds;

    private static readonly JsonSerializerOptions _withoutNulls = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    // Seconds of a training step: fused, through operators, PyTorch; on one thread, then on two.
    private static double[] Steps(float[] values, TorchChild? python)
    {
        ContrastiveLoss loss = new() { Contrast = 0.2 };
        List<Func<double>> ways = [];
        List<IDisposable> owned = [];
        float[] batch = values[..(2 * StepRows * Dimensions)];
        foreach (int threads in new[] { 1, 2 })
        {
            foreach (bool isFused in new[] { true, false })
            {
                ContrastiveFlow flow = new(Dimensions, FlowOptions.Paper, seed: 1);
                flow.IsFused = flow.IsFused && isFused;
                flow.Threads = threads;
                Adam adam = new(flow.parameters());
                owned.AddRange([flow, adam]);
                ways.Add(Interleaved.Timed(() =>
                {
                    set_num_threads(threads);
                    for (int i = 0; i < StepsPerRound; i++)
                    {
                        using DisposeScope scope = NewDisposeScope();
                        Tensor logProb = flow.LogProb(tensor(batch, [2 * StepRows, Dimensions]));
                        loss.Batch(logProb.narrow(0, 0, StepRows), logProb.narrow(0, StepRows, StepRows)).backward();
                        adam.Step(1e-4);
                    }
                }));
            }

            ways.Add(() =>
            {
                double sum = 0;
                for (int i = 0; i < StepsPerRound; i++)
                {
                    sum += python?.Step(threads, StepRows) ?? double.NaN;
                }

                return sum;
            });
        }

        double[] seconds = Interleaved.Best(Rounds, [.. ways]);
        owned.ForEach(static one => one.Dispose());
        return Array.ConvertAll(seconds, static s => s / StepsPerRound);
    }

    private static double Ratio(Rate one, Rate other) => one.EventsPerSecond / other.EventsPerSecond;

    private static double Largest(float[] one, float[] other) => one.Zip(other, static (a, b) => Math.Abs((double)a - b)).Max();

    private static void ThroughTorch(ContrastiveFlow flow, float[] values, int rows, float[]? results)
    {
        int block = rows * Dimensions;
        using IDisposable noGradient = no_grad();
        for (int start = 0; start < values.Length; start += block)
        {
            using DisposeScope scope = NewDisposeScope();
            int length = Math.Min(block, values.Length - start);
            Tensor logProb = flow.LogProb(tensor(values.AsSpan(start, length).ToArray(), [length / Dimensions, Dimensions]));
            if (results is not null)
            {
                logProb.data<float>().ToArray().CopyTo(results, start / Dimensions);
            }
        }
    }

    private sealed record Rate(int Threads, double EventsPerSecond, double? ShareOfPeak);
}
