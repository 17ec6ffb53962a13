using System.Diagnostics;

namespace Mandelstam.Benchmarks;

/// <summary>Times several ways of doing the same thing in turn, A B C A B C …, so that a machine's drift hits all alike.</summary>
internal static class Interleaved
{
    /// <summary>Median seconds of each, after one round of warm-up.</summary>
    public static double[] Median(int rounds, params Action[] ways) =>
        [.. Rounds(rounds, [.. ways.Select(Timed)]).Select(static times => times[times.Length / 2])];

    /// <summary>Least seconds of each, after one round of warm-up: what other work on the machine adds is left out for all alike.</summary>
    public static double[] Best(int rounds, params Func<double>[] ways) => [.. Rounds(rounds, ways).Select(static times => times[0])];

    /// <summary>An action that reports its seconds.</summary>
    public static Func<double> Timed(Action action) => () =>
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    };

    private static double[][] Rounds(int rounds, Func<double>[] ways)
    {
        double[][] times = [.. ways.Select(_ => new double[rounds])];
        for (int round = -1; round < rounds; round++)
        {
            for (int w = 0; w < ways.Length; w++)
            {
                double seconds = ways[w]();
                if (round >= 0)
                {
                    times[w][round] = seconds;
                }
            }
        }

        Array.ForEach(times, Array.Sort);
        return times;
    }
}
