using System.Reflection;

namespace Mandelstam.IO;

/// <summary>Where native libraries lie that come neither with .NET nor with the system: what <c>./mandelstam setup</c> fetched.</summary>
public static class NativeFolder
{
    private const string RepositoryMark = "Dsl.sln";
    private static readonly string FetchedTo = Path.Combine(".mandelstam", "native");

    /// <summary>The folder that the set-up fetched to in the repository that this library was built in.</summary>
    internal static string? OfTheBuild { get; } = typeof(NativeFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(static a => a.Key == nameof(NativeFolder))?.Value;

    /// <summary>
    /// Finds a native library: beside the application, else in <c>.mandelstam/native</c> of the repository that the application lies in, else where the
    /// repository that this library was built in has it: an application may lie anywhere.
    /// </summary>
    /// <param name="fileName">The library's file name, <c>libduckdb.so</c>, say.</param>
    /// <returns>The full path, or null where there is none.</returns>
    public static string? Find(string fileName) => Find(fileName, AppContext.BaseDirectory, OfTheBuild);

    /// <summary>As <see cref="Find(string)"/>, for an application that lies in the given folder.</summary>
    /// <param name="fileName">The library's file name.</param>
    /// <param name="applicationFolder">Looked into first; the repository is the nearest folder above it that holds <c>Dsl.sln</c>.</param>
    /// <param name="lastFolder">Looked into where there is no repository above it; null for no such folder.</param>
    /// <returns>The full path, or null where there is none.</returns>
    public static string? Find(string fileName, string applicationFolder, string? lastFolder = null)
    {
        string beside = Path.Combine(Path.GetFullPath(applicationFolder), fileName);
        if (File.Exists(beside))
        {
            return beside;
        }

        for (DirectoryInfo? folder = new(Path.GetFullPath(applicationFolder)); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, RepositoryMark)))
            {
                string fetched = Path.Combine(folder.FullName, FetchedTo, fileName);
                return File.Exists(fetched) ? fetched : null;
            }
        }

        return lastFolder is not null && Path.Combine(lastFolder, fileName) is var last && File.Exists(last) ? last : null;
    }
}
