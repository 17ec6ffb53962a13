using System.Reflection;
using System.Runtime.InteropServices;
using Mandelstam.IO;

namespace Mandelstam.Data.DuckDb;

/// <summary>Finds libduckdb at run time and hands it to the P/Invokes of <see cref="Native"/>.</summary>
internal static class DuckDbLibrary
{
    public const string Name = "duckdb";
    private const string FileName = "libduckdb.so";
    private const string Variable = "MANDELSTAM_DUCKDB";
    private static readonly Lock Gate = new();
    private static nint _handle;

    /// <summary>Loads the library where that has not happened yet.</summary>
    /// <exception cref="MandelstamException">It is not there, or the machine cannot load it.</exception>
    public static void EnsureLoaded()
    {
        // A failure is not remembered: whoever runs the set-up in another window need not start over.
        lock (Gate)
        {
            if (_handle != 0)
            {
                return;
            }

            string path = Locate(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, NativeFolder.OfTheBuild);
            try
            {
                _handle = NativeLibrary.Load(path);
            }
            catch (Exception problem) when (problem is DllNotFoundException or BadImageFormatException)
            {
                throw new MandelstamException(
                    $"'{path}' cannot be loaded ({problem.Message}). Run './mandelstam setup' to fetch it again, or set {Variable} to another {FileName}.",
                    problem);
            }

            NativeLibrary.SetDllImportResolver(typeof(DuckDbLibrary).Assembly, Resolve);
        }
    }

    /// <summary>The path to load: the environment variable's, else what lies beside the application or was fetched by the set-up.</summary>
    public static string Locate(string? named, string applicationFolder, string? lastFolder = null)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new MandelstamException($"{Variable} names '{named}', which is not a file. Set it to a {FileName}, or unset it.");
        }

        return NativeFolder.Find(FileName, applicationFolder, lastFolder) ?? throw new MandelstamException(
            $"{FileName}, which reads Parquet and CSV, is missing. Run './mandelstam setup', or set {Variable} to its path.");
    }

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath) => libraryName == Name ? _handle : 0;
}
