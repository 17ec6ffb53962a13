namespace Mandelstam.TestKit;

/// <summary>Finds the reference vectors, which lie outside the repository.</summary>
/// <remarks>
/// <c>MANDELSTAM_REFERENCE</c> names the folder that holds <c>higgsml</c>, or that one itself; without it, <c>../shared/reference</c> beside the repository
/// is looked at.
/// </remarks>
public static class ReferenceData
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The repository's root: the nearest folder above the tests that holds the solution.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>A file of the reference folder.</summary>
    public static string Path(string relative) =>
        System.IO.Path.Combine(Folder ?? throw new InvalidOperationException("No reference vectors: use [ReferenceFact]."), relative);

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("MANDELSTAM_REFERENCE");
        string candidate = string.IsNullOrEmpty(named) ? System.IO.Path.Combine(FindRoot(), "..", "shared", "reference") : named;
        foreach (string folder in new[] { candidate, System.IO.Path.Combine(candidate, "..") })
        {
            if (Directory.Exists(candidate) && File.Exists(System.IO.Path.Combine(folder, "higgsml", "grid_manifest.csv")))
            {
                return System.IO.Path.GetFullPath(folder);
            }
        }

        return null;
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Dsl.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository: no Dsl.sln above them.");
    }
}
