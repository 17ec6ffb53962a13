using Mandelstam.Data.DuckDb;
using Mandelstam.IO;
using Xunit;

namespace Mandelstam.Runtime.Tests.Data;

public sealed class NativeLibraryTests : IDisposable
{
    private const string Library = "libduckdb.so";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_lies_beside_the_application_comes_before_what_the_setup_fetched()
    {
        string application = Directory.CreateDirectory(_folder["repository/tests/bin"]).FullName;
        Directory.CreateDirectory(_folder["repository/.mandelstam/native"]);
        _folder.Text("repository/Dsl.sln", "");
        Assert.Null(NativeFolder.Find(Library, application));

        string fetched = _folder.Text("repository/.mandelstam/native/libduckdb.so", "");
        Assert.Equal(fetched, NativeFolder.Find(Library, application));

        string beside = _folder.Text("repository/tests/bin/libduckdb.so", "");
        Assert.Equal(beside, NativeFolder.Find(Library, application));
    }

    [Fact]
    public void An_application_outside_of_the_repository_has_what_was_fetched_for_the_build()
    {
        string application = Directory.CreateDirectory(_folder["elsewhere/bin"]).FullName;
        Directory.CreateDirectory(_folder["repository/.mandelstam/native"]);
        string fetched = _folder.Text("repository/.mandelstam/native/libduckdb.so", "");
        Assert.Equal(fetched, NativeFolder.Find(Library, application, Path.GetDirectoryName(fetched)));
        Assert.Equal(fetched, DuckDbLibrary.Locate(null, application, Path.GetDirectoryName(fetched)));
        Assert.Null(NativeFolder.Find("libother.so", application, Path.GetDirectoryName(fetched)));
        Assert.True(Path.IsPathFullyQualified(NativeFolder.OfTheBuild!));
    }

    [Fact]
    public void A_missing_library_is_told_with_the_way_out()
    {
        string message = Assert.Throws<MandelstamException>(() => DuckDbLibrary.Locate(null, _folder.Root)).Message;
        Assert.Contains("./mandelstam setup", message, StringComparison.Ordinal);
        Assert.Contains("MANDELSTAM_DUCKDB", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_names_the_library_or_is_told_to_be_wrong()
    {
        string named = _folder.Text("my-duckdb.so", "");
        Assert.Equal(named, DuckDbLibrary.Locate(named, _folder.Root));
        Assert.Contains("not a file", Assert.Throws<MandelstamException>(() => DuckDbLibrary.Locate(_folder["nowhere.so"], _folder.Root)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
