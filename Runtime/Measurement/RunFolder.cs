using System.Security.Cryptography;
using Mandelstam.IO;

namespace Mandelstam.Measurement;

/// <summary>The folder of a run: results, and checkpoints by which an interrupted run goes on where it was.</summary>
/// <remarks>A checkpoint belongs to an identity (input, options, seed); with another one the folder is refused, so that nothing is mixed or lost.</remarks>
public sealed class RunFolder
{
    private const string IdentityFile = "identity.txt";

    private RunFolder(string path, bool isResumed)
    {
        Path = path;
        IsResumed = isResumed;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>An earlier run of the same identity had begun here.</summary>
    public bool IsResumed { get; }

    /// <summary>Opens a folder for a run.</summary>
    /// <param name="path">The folder; made where it is missing.</param>
    /// <param name="identity">Everything that the results depend on, as text.</param>
    /// <exception cref="MandelstamException">The folder holds another run.</exception>
    public static RunFolder Open(string path, string identity)
    {
        string checkpoints = System.IO.Path.Combine(path, "checkpoints");
        string file = System.IO.Path.Combine(checkpoints, IdentityFile);
        bool exists = File.Exists(file);
        if (exists && File.ReadAllText(file) != identity)
        {
            throw new MandelstamException(
                $"'{path}' holds another run (other input, options or seed). Give another folder with --out, or delete this one.{Environment.NewLine}{Difference(File.ReadAllText(file), identity)}");
        }

        Directory.CreateDirectory(checkpoints);
        if (!exists)
        {
            AtomicFile.WriteText(file, identity);
        }

        return new(path, exists);
    }

    /// <summary>A file of the results.</summary>
    public string FilePath(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A checkpoint's file.</summary>
    public string Checkpoint(string name) => System.IO.Path.Combine(Path, "checkpoints", name);

    /// <summary>Numbers of a stage: read where they were computed before, else computed and kept.</summary>
    /// <param name="name">The checkpoint.</param>
    /// <param name="compute">Computes them.</param>
    public double[] Numbers(string name, Func<double[]> compute)
    {
        string file = Checkpoint(name + ".bin");
        if (Read(file) is { } known)
        {
            return known;
        }

        double[] result = compute();
        Write(file, result);
        return result;
    }

    /// <summary>The sum of the numbers of many parts, added in their order. What is summed so far is kept in one file, by which an interrupted run goes on behind the last part that was added.</summary>
    /// <param name="name">The checkpoint.</param>
    /// <param name="parts">How many parts.</param>
    /// <param name="compute">Computes a part's numbers: as many for each.</param>
    /// <param name="onAdded">Told of each part, also of those that an earlier run had added.</param>
    public double[] Sum(string name, int parts, Func<int, double[]> compute, Action<int> onAdded)
    {
        string file = Checkpoint(name + ".bin");
        double[] kept = Read(file) ?? [0]; // first the number of parts, then their sum
        for (int part = 0; part < parts; part++)
        {
            if (part >= kept[0])
            {
                double[] numbers = compute(part);
                Array.Resize(ref kept, numbers.Length + 1);
                for (int i = 0; i < numbers.Length; i++)
                {
                    kept[i + 1] += numbers[i];
                }

                kept[0] = part + 1;
                Write(file, kept);
            }

            onAdded(part);
        }

        return kept[1..];
    }

    /// <summary>A digest of a file's content, for the identity of a run.</summary>
    /// <param name="path">The file.</param>
    public static string DigestOf(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MandelstamException($"Cannot read '{path}': {e.Message}", e);
        }
    }

    private static double[]? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        byte[] stored = File.ReadAllBytes(file);
        if (stored.Length < 32 || stored.Length % 8 != 0 || !SHA256.HashData(stored.AsSpan(32)).AsSpan().SequenceEqual(stored.AsSpan(0, 32)))
        {
            return null;
        }

        double[] numbers = new double[(stored.Length - 32) / 8];
        Buffer.BlockCopy(stored, 32, numbers, 0, stored.Length - 32);
        return numbers;
    }

    private static void Write(string file, double[] numbers)
    {
        byte[] bytes = new byte[8 * numbers.Length];
        Buffer.BlockCopy(numbers, 0, bytes, 0, bytes.Length);
        AtomicFile.Write(file, stream =>
        {
            stream.Write(SHA256.HashData(bytes));
            stream.Write(bytes);
        });
    }

    // Lines are compared as sets: an option that only one side has would shift all that follow it.
    private static string Difference(string before, string now)
    {
        string[] there = Lines(before), here = Lines(now);
        IEnumerable<string> differences = [.. there.Except(here).Select(static line => $"  there: {line}"), .. here.Except(there).Select(static line => $"  now:   {line}")];
        return string.Join(Environment.NewLine, differences.Prepend("What differs:"));
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(static line => line.Trim().TrimEnd(','))];
}
