using System.Diagnostics;
using System.Text.Json;
using Mandelstam.Cuda;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Benchmarks;

/// <summary>Perturb, correct, select and derive on a CUDA device: the fused kernels, forward and reverse, against the tensor code on the same columns.</summary>
internal static class CudaFeatureBenchmark
{
    // One pass is shorter than the clock's grain and the launch's own time: several are started before the device is waited for.
    private const int Passes = 20;

    /// <summary>Runs and prints.</summary>
    /// <param name="json">As JSON.</param>
    /// <param name="events">The number of events.</param>
    /// <exception cref="MandelstamException">The machine has no CUDA.</exception>
    public static void Run(bool json, int events)
    {
        CudaEvents fused = CudaEvents.For(HiggsTauTau.Model);
        HiggsTauTau.Batch batch = FeatureBenchmark.Events(events);
        double[] point = (HiggsTauTau.Nuisances.Nominal with { Tes = 1.03, Jes = 0.97 }).ToArray();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor?[] columns = [.. batch.Model.Columns.Select((c, i) => c.Role == ColumnRole.Primary ? tensor(batch.Column(i).AsSpan(0, batch.Rows).ToArray()).to(fused.Device) : null)];
        Tensor nuisances = tensor(point, dtype: ScalarType.Float32).to(fused.Device);
        Tensor[] scalars = [.. Enumerable.Range(0, point.Length).Select(k => nuisances.select(0, k))];
        TensorWeights weights = new(ones(HiggsTauTau.Model.Features.Length, batch.Rows, device: fused.Device).transpose(0, 1));
        double[] seconds = Fastest(
            () => fused.Perturb(columns, nuisances), () => fused.Pull(columns, nuisances, weights), () => HiggsTauTau.Tensors.Perturb(columns, scalars));

        int numeric = columns.Count(static c => c is not null), features = HiggsTauTau.Model.Features.Length;

        // In single precision; the forward pass writes flag, category and rate beside columns and features, the reverse pass reads weights.
        double forwardBytes = (4 * (numeric + numeric + features + 1)) + 1 + 8, reverseBytes = 4 * (numeric + features + numeric + point.Length);
        double Rate(int way) => batch.Rows * (double)Passes / seconds[way];
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                events = batch.Rows,
                cuda = new { events_per_second = Rate(0), bytes_per_second = Rate(0) * forwardBytes },
                cuda_pull = new { events_per_second = Rate(1), bytes_per_second = Rate(1) * reverseBytes },
                cuda_torch = new { events_per_second = Rate(2), bytes_per_second = Rate(2) * forwardBytes },
            }));
            return;
        }

        Console.WriteLine(FormattableString.Invariant($"{batch.Rows} events on {fused.Device}; bytes are those that must be read and written"));
        foreach ((string name, int way, double bytes) in new[] { ("fused, forward", 0, forwardBytes), ("fused, reverse", 1, reverseBytes), ("tensor code", 2, forwardBytes) })
        {
            Console.WriteLine(FormattableString.Invariant($"  {name,-20} {Rate(way) / 1e6,10:F1} M events/s  {Rate(way) * bytes / 1e9,8:F1} GB/s"));
        }
    }

    // Seconds of each way, the best of some rounds in turn: what the device can do, not what else it did.
    private static double[] Fastest(params Action[] ways)
    {
        const int Rounds = 6; // the first also compiles and fills libtorch's cache of memory
        double[] best = [.. ways.Select(static _ => double.PositiveInfinity)];
        for (int round = 0; round < Rounds; round++)
        {
            for (int way = 0; way < ways.Length; way++)
            {
                cuda.synchronize();
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < Passes; i++)
                {
                    using DisposeScope inner = NewDisposeScope();
                    ways[way]();
                }

                cuda.synchronize();
                best[way] = Math.Min(best[way], Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        return best;
    }
}
