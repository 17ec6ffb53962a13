using Mandelstam.TestKit;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Declarations of other analyses than the example's, with much that looks suspicious and is right: nothing is said of them.</summary>
public sealed class AnalysesTests
{
    /// <summary>Every file in the folder.</summary>
    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Path.Combine(ReferenceData.RepositoryRoot, "tests", "Generators.Tests", "Declarations", "Analyses"), "*.cs")
            .Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public Task Nothing_is_said_of_what_is_right(string name) => Project.Plain.VerifyAsync(Project.Declaration(Path.Combine("Analyses", name)));

    [Fact]
    public void There_are_analyses() => Assert.InRange(Files.Count, 7, 40);
}
