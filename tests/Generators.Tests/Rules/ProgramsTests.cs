using System.Globalization;
using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>
/// Programs in the many ways that C# is written in, those of <c>Programs/*.txt</c>: patterns, tuples, functions inside bodies, switches, generic helpers,
/// extension members, constants elsewhere. Each mistake is marked once, at its place; what only looks like one is not.
/// </summary>
/// <remarks>
/// Programs are separated by lines of <c>---</c>: members of the event below, after a line <c>===</c> types beside it; or, after a line
/// <c>declaration</c>, types alone. Those of a file are compiled together, each in a namespace of its own.
/// </remarks>
public sealed class ProgramsTests
{
    private const string Declaration = "declaration\n";

    private static readonly string[] _files =
    [
        .. Directory.GetFiles(Path.Combine(ReferenceData.RepositoryRoot, "tests", "Generators.Tests", "Rules", "Programs"), "*.txt")
            .Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
    ];

    /// <summary>Every file in the folder.</summary>
    public static TheoryData<string> Files => [.. _files];

    [Theory]
    [MemberData(nameof(Files))]
    public Task Each_mistake_is_marked_once_and_nothing_else(string file) =>
        Project.Plain.VerifyAsync(string.Concat(Programs(file).Select(static (program, i) => Source(program, i.ToString(CultureInfo.InvariantCulture)))));

    [Fact]
    public void There_are_programs() => Assert.InRange(_files.Sum(static file => Programs(file).Length), 250, 1500);

    [Theory]
    [MemberData(nameof(Files))]
    public void Right_programs_have_no_marks_and_wrong_ones_have(string file) => Assert.All(
        Programs(file), program => Assert.NotEqual(file.StartsWith("right", StringComparison.Ordinal), program.Contains("{|", StringComparison.Ordinal)));

    private static string[] Programs(string file) => Project.Text("tests", "Generators.Tests", "Rules", "Programs", file + ".txt").TrimEnd('\n').Split("\n---\n");

    private static string Source(string program, string number)
    {
        if (program.StartsWith(Declaration, StringComparison.Ordinal))
        {
            return $"namespace P{number}\n{{\nusing static Mandelstam.Kinematics;\n\n{program[Declaration.Length..]}\n}}\n\n";
        }

        string[] parts = program.Split("\n===\n");
        return $$"""
            namespace P{{number}}
            {
                using static Mandelstam.Kinematics;

                public sealed class Top;

                public sealed class ZBoson;

                public enum Sample { Background, Signal }

                public enum Bin { Low, High }

                [Event]
                public partial record Toy
                {
                    [Massless, Column("el_{pt,eta,phi}")] public partial FourVector<Lab> Electron { get; init; }
                    [Column("mu_{pt,eta,phi,m}")] public partial FourVector<Lab> Muon { get; init; }
                    [Massless, Column("ph_{pt,eta,phi}")] public partial FourVector<Lab> Photon { get; init; }
                    [Column("jet{1,2,3,4}_{pt,eta,phi,m}", Count = "n_jet", Absent = -99)] public partial UpTo4<FourVector<Lab>> Jets { get; init; }
                    [Column("ht")] public partial Energy Ht { get; init; }
                    [Column("npv")] public partial int Vertices { get; init; }
                    [Column("bdt")] public partial double Score { get; init; }
                    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
                    [Weight, Column("w", Optional = true)] public partial double Weight { get; init; }
                    [Label, Column("sample", Optional = true)] public partial Sample Sample { get; init; }

                    {{parts[0]}}
                }

                {{(parts.Length > 1 ? parts[1] : "")}}
            }


            """;
    }
}
