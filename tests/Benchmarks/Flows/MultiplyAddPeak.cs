using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Benchmarks.Flows;

/// <summary>What the processor's multiply-adds reach at best: chains of them in the widest registers, without memory.</summary>
internal static class MultiplyAddPeak
{
    // Some thirty milliseconds: threads that start together need a few until each has a core of its own.
    private const int Steps = 16_000_000;
    private const int Chains = 12;

    /// <summary>Operations per second in float32, a multiplication and an addition counted as two; null where there are no such registers.</summary>
    /// <param name="threads">Threads that do it at the same time.</param>
    public static double? Measure(int threads)
    {
        if (!Fma.IsSupported)
        {
            return null;
        }

        bool wide = Avx512F.IsSupported;
        using Barrier together = new(threads);
        double[] seconds = new double[threads];
        void Work(int thread)
        {
            together.SignalAndWait();
            long start = Stopwatch.GetTimestamp();
            Run(wide);
            seconds[thread] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(thread => new Thread(() => Work(thread)))];
        Array.ForEach(others, static thread => thread.Start());
        Work(0);
        Array.ForEach(others, static thread => thread.Join());
        return seconds.Sum(s => 2.0 * Steps * Chains * (wide ? Vector512<float>.Count : Vector256<float>.Count) / s);
    }

    private static float Run(bool wide) => wide ? Wide(0.999f, 0.001f) : Narrow(0.999f, 0.001f);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Wide(float factor, float term)
    {
        Vector512<float> m = Vector512.Create(factor), a = Vector512.Create(term);
        Vector512<float> x0 = m, x1 = m, x2 = m, x3 = m, x4 = m, x5 = m, x6 = m, x7 = m, x8 = m, x9 = m, x10 = m, x11 = m;
        for (int i = 0; i < Steps; i++)
        {
            x0 = Vector512.FusedMultiplyAdd(x0, m, a);
            x1 = Vector512.FusedMultiplyAdd(x1, m, a);
            x2 = Vector512.FusedMultiplyAdd(x2, m, a);
            x3 = Vector512.FusedMultiplyAdd(x3, m, a);
            x4 = Vector512.FusedMultiplyAdd(x4, m, a);
            x5 = Vector512.FusedMultiplyAdd(x5, m, a);
            x6 = Vector512.FusedMultiplyAdd(x6, m, a);
            x7 = Vector512.FusedMultiplyAdd(x7, m, a);
            x8 = Vector512.FusedMultiplyAdd(x8, m, a);
            x9 = Vector512.FusedMultiplyAdd(x9, m, a);
            x10 = Vector512.FusedMultiplyAdd(x10, m, a);
            x11 = Vector512.FusedMultiplyAdd(x11, m, a);
        }

        return Vector512.Sum(x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Narrow(float factor, float term)
    {
        Vector256<float> m = Vector256.Create(factor), a = Vector256.Create(term);
        Vector256<float> x0 = m, x1 = m, x2 = m, x3 = m, x4 = m, x5 = m, x6 = m, x7 = m, x8 = m, x9 = m, x10 = m, x11 = m;
        for (int i = 0; i < Steps; i++)
        {
            x0 = Vector256.FusedMultiplyAdd(x0, m, a);
            x1 = Vector256.FusedMultiplyAdd(x1, m, a);
            x2 = Vector256.FusedMultiplyAdd(x2, m, a);
            x3 = Vector256.FusedMultiplyAdd(x3, m, a);
            x4 = Vector256.FusedMultiplyAdd(x4, m, a);
            x5 = Vector256.FusedMultiplyAdd(x5, m, a);
            x6 = Vector256.FusedMultiplyAdd(x6, m, a);
            x7 = Vector256.FusedMultiplyAdd(x7, m, a);
            x8 = Vector256.FusedMultiplyAdd(x8, m, a);
            x9 = Vector256.FusedMultiplyAdd(x9, m, a);
            x10 = Vector256.FusedMultiplyAdd(x10, m, a);
            x11 = Vector256.FusedMultiplyAdd(x11, m, a);
        }

        return Vector256.Sum(x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11);
    }
}
