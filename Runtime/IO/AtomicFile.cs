using System.Text;

namespace Mandelstam.IO;

/// <summary>Writes whole files: under a temporary name beside the target, flushed to disk, then renamed over it.</summary>
/// <remarks>A reader, or a run that was killed half-way, sees the old file or the new one, never a part.</remarks>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a file through a stream.</summary>
    /// <param name="path">The target; its folder is created where it is missing.</param>
    /// <param name="write">Fills the stream; where it throws, the target stays as it was.</param>
    public static void Write(string path, Action<Stream> write)
    {
        WriteVia(path, temporary =>
        {
            using FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
            write(stream);
            stream.Flush(flushToDisk: true);
        });
    }

    /// <summary>Writes a text file: UTF-8 without a byte-order mark.</summary>
    /// <param name="path">The target; its folder is created where it is missing.</param>
    /// <param name="text">The whole text.</param>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Utf8.GetBytes(text)));

    /// <summary>For writers that insist on a file name of their own (a database engine, say): they get the temporary one.</summary>
    /// <param name="path">The target; its folder is created where it is missing.</param>
    /// <param name="write">Writes the file whose name it is given; the name keeps the target's extensions.</param>
    public static void WriteVia(string path, Action<string> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? throw new ArgumentException($"'{path}' is a folder, not a file.", nameof(path));
        Directory.CreateDirectory(folder);
        string temporary = TemporaryName(full);
        try
        {
            write(temporary);
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>For writers that stay open for longer than one call: the name to write under, before renaming it to the target.</summary>
    /// <param name="path">The target.</param>
    /// <returns>A name beside it that nobody else uses, hidden, and with the target's extensions.</returns>
    internal static string TemporaryName(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", $".{Guid.NewGuid():N}.partial.{Path.GetFileName(path)}");
}
