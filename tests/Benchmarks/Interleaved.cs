using System.Diagnostics;

namespace Mandelstam.Benchmarks;

/// <summary>Times several ways of doing the same thing in turn, A B C A B C …, so that a machine's drift hits all alike.</summary>
internal static class Interleaved
{
    /// <summary>Median seconds of each, after one round of warm-up.</summary>
    public static double[] Median(int rounds, params Action[] ways)
    {
        double[][] times = [.. ways.Select(_ => new double[rounds])];
        for (int round = -1; round < rounds; round++)
        {
            for (int w = 0; w < ways.Length; w++)
            {
                long start = Stopwatch.GetTimestamp();
                ways[w]();
                if (round >= 0)
                {
                    times[w][round] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                }
            }
        }

        return [.. times.Select(static t =>
        {
            Array.Sort(t);
            return t[t.Length / 2];
        })];
    }
}
