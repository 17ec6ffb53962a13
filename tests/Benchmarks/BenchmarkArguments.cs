using System.Globalization;

namespace Mandelstam.Benchmarks;

/// <summary>Reads the few options that benchmarks have.</summary>
internal static class BenchmarkArguments
{
    /// <summary>A whole number after an option.</summary>
    public static int Number(string[] args, string option, int otherwise)
    {
        int at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : otherwise;
    }

    /// <summary>The word after an option; empty without it.</summary>
    public static string Word(string[] args, string option)
    {
        int at = Array.IndexOf(args, option);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : "";
    }
}
