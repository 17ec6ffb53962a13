using Mandelstam.Processes;

namespace Mandelstam.PhaseSpace.Files;

/// <summary>Writes the events of a process to a file: Les Houches events, Parquet or text, by extension; whole or not at all.</summary>
public abstract class EventSink : IDisposable
{
    private static readonly string[] LesHouches = [".lhe", ".lhe.gz"];

    /// <summary>Starts a file.</summary>
    /// <param name="path">The target: .lhe, .lhe.gz, or what <see cref="Data.TableWriter"/> knows. An old file stays until <see cref="Complete"/>.</param>
    /// <param name="run">What is written.</param>
    /// <exception cref="MandelstamException">The extension is not known, or the place cannot be written to.</exception>
    public static EventSink Create(string path, EventRun run)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(run);
        return Array.Exists(LesHouches, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            ? new LheSink(path, run)
            : new TableSink(path, run.Process);
    }

    /// <summary>Appends events.</summary>
    /// <param name="points">Their momenta and weights.</param>
    public abstract void Append(PhaseSpacePoints points);

    /// <summary>Puts the file in its place.</summary>
    public abstract void Complete();

    /// <summary>Frees the buffers; without <see cref="Complete"/>, removes what was written.</summary>
    public abstract void Dispose();
}
