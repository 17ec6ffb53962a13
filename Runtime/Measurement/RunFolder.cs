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
        if (File.Exists(file))
        {
            byte[] stored = File.ReadAllBytes(file);
            if (stored.Length >= 32 && stored.Length % 8 == 0 && SHA256.HashData(stored.AsSpan(32)).AsSpan().SequenceEqual(stored.AsSpan(0, 32)))
            {
                double[] numbers = new double[(stored.Length - 32) / 8];
                Buffer.BlockCopy(stored, 32, numbers, 0, stored.Length - 32);
                return numbers;
            }
        }

        double[] result = compute();
        byte[] bytes = new byte[8 * result.Length];
        Buffer.BlockCopy(result, 0, bytes, 0, bytes.Length);
        AtomicFile.Write(file, stream =>
        {
            stream.Write(SHA256.HashData(bytes));
            stream.Write(bytes);
        });
        return result;
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

    // Lines are compared as sets: an option that only one side has would shift all that follow it.
    private static string Difference(string before, string now)
    {
        string[] there = Lines(before), here = Lines(now);
        IEnumerable<string> differences = [.. there.Except(here).Select(static line => $"  there: {line}"), .. here.Except(there).Select(static line => $"  now:   {line}")];
        return string.Join(Environment.NewLine, differences.Prepend("What differs:"));
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(static line => line.Trim().TrimEnd(','))];
}
