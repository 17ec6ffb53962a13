using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Mandelstam.TestKit;

/// <summary>Compares text with <c>Snapshots/Class.Test.name.verified.cs</c> beside the test's source file.</summary>
/// <remarks>
/// A missing file fails. Nothing is accepted unless <c>DSL_SNAPSHOTS=accept</c> is set, and never where <c>CI</c> is set. Only line endings and
/// the tool's version in GeneratedCode attributes are normalised; every other byte must match.
/// </remarks>
public static partial class Snapshot
{
    /// <summary>Compares with the snapshot of this name.</summary>
    /// <param name="actual">The text.</param>
    /// <param name="name">What tells the snapshots of one test apart.</param>
    /// <param name="test">The test; filled in by the compiler.</param>
    /// <param name="file">The test's file; filled in by the compiler.</param>
    public static void Match(string actual, string name, [CallerMemberName] string test = "", [CallerFilePath] string file = "")
    {
        bool mayAccept = Environment.GetEnvironmentVariable("DSL_SNAPSHOTS") == "accept" && Environment.GetEnvironmentVariable("CI") is null;
        Match(actual, Path.Combine(Folder(file), $"{Path.GetFileNameWithoutExtension(file)}.{test}.{name}"), mayAccept);
    }

    /// <summary>Compares with a snapshot by its path; what <see cref="Match(string, string, string, string)"/> does, without the environment.</summary>
    /// <param name="actual">The text.</param>
    /// <param name="stem">The path without <c>.verified.cs</c>.</param>
    /// <param name="mayAccept">Take a text that differs for the right one.</param>
    public static void Match(string actual, string stem, bool mayAccept)
    {
        string verified = stem + ".verified.cs", received = stem + ".received.cs";
        actual = Normalize(actual);
        string? expected = File.Exists(verified) ? Normalize(File.ReadAllText(verified)) : null;
        if (actual == expected)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(stem)!);
        if (mayAccept)
        {
            File.WriteAllText(verified, actual);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail(expected is null
            ? $"There is no snapshot {verified}. Read {received}; if it is right, run again with DSL_SNAPSHOTS=accept."
            : $"Snapshot {Path.GetFileName(verified)} differs: {FirstDifference(expected, actual)}");
    }

    /// <summary>Fails for every snapshot whose <c>Class.Test</c> is no longer a test: dead files do not pile up.</summary>
    /// <param name="tests">The assembly of the tests.</param>
    /// <param name="file">A file beside the snapshots; filled in by the compiler.</param>
    public static void AssertNoOrphans(Assembly tests, [CallerFilePath] string file = "") => Assert.Empty(Orphans(tests, Folder(file)));

    /// <summary>The snapshots of a folder that belong to no test.</summary>
    /// <param name="tests">The assembly of the tests.</param>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyList<string> Orphans(Assembly tests, string folder)
    {
        HashSet<string> known =
        [
            .. from type in tests.GetTypes()
               from method in type.GetMethods()
               where method.GetCustomAttribute<FactAttribute>() is not null
               select $"{type.Name}.{method.Name}",
        ];
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.verified.cs") : [];
        return [.. files.Where(f => !known.Contains(string.Join('.', Path.GetFileName(f).Split('.')[..2])))];
    }

    [GeneratedRegex("""(GeneratedCode\("[^"]+", )"[^"]*"(\))""")]
    private static partial Regex VersionPattern { get; }

    private static string Folder(string file) => Path.Combine(Path.GetDirectoryName(file)!, "Snapshots");

    private static string Normalize(string text) => VersionPattern.Replace(text.ReplaceLineEndings("\n"), "$1\"VERSION\"$2");

    private static string FirstDifference(string expected, string actual)
    {
        string[] a = expected.Split('\n'), b = actual.Split('\n');
        int line = Enumerable.Range(0, Math.Max(a.Length, b.Length)).First(i => a.ElementAtOrDefault(i) != b.ElementAtOrDefault(i));
        return $"line {line + 1}\n  verified: {a.ElementAtOrDefault(line) ?? "<end>"}\n  received: {b.ElementAtOrDefault(line) ?? "<end>"}";
    }
}
