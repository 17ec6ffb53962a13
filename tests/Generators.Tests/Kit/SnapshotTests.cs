using Mandelstam.TestKit;
using Xunit;
using Xunit.Sdk;

namespace Mandelstam.Generators.Tests.Kit;

/// <summary>A snapshot fails when it should.</summary>
public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    private string Stem => Path.Combine(_folder, "SnapshotTests.Test.name");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_missing_snapshot_fails_and_leaves_what_was_received()
    {
        Assert.ThrowsAny<XunitException>(() => Snapshot.Match("text", Stem, mayAccept: false));
        Assert.Equal("text", File.ReadAllText(Stem + ".received.cs"));
    }

    [Fact]
    public void A_tampered_snapshot_fails_at_its_first_difference()
    {
        Snapshot.Match("one\ntwo\n", Stem, mayAccept: true);
        Snapshot.Match("one\r\ntwo\r\n", Stem, mayAccept: false);
        XunitException failure = Assert.ThrowsAny<XunitException>(() => Snapshot.Match("one\nTwo\n", Stem, mayAccept: false));
        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_version_of_a_tool_is_normalised()
    {
        Snapshot.Match("""[GeneratedCode("M", "0.1.0")]""", Stem, mayAccept: true);
        Snapshot.Match("""[GeneratedCode("M", "0.2.0")]""", Stem, mayAccept: false);
        Assert.ThrowsAny<XunitException>(() => Snapshot.Match("""[GeneratedCode("N", "0.1.0")]""", Stem, mayAccept: false));
    }

    [Fact]
    public void A_snapshot_without_a_test_is_an_orphan()
    {
        Snapshot.Match("text", Path.Combine(_folder, $"{nameof(SnapshotTests)}.{nameof(A_snapshot_without_a_test_is_an_orphan)}.x"), mayAccept: true);
        Assert.Empty(Snapshot.Orphans(GetType().Assembly, _folder));
        Snapshot.Match("text", Stem, mayAccept: true);
        Assert.Equal([Stem + ".verified.cs"], Snapshot.Orphans(GetType().Assembly, _folder));
    }
}
