using System.Globalization;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Mandelstam.Generators.Tests.Incremental;

/// <summary>What is generated depends on nothing but the declaration: not on the run, the culture, the place of the file or its line ends.</summary>
public sealed class DeterminismTests
{
    private static readonly string[] _names = ["MevFile", "AllCoordinates", "Bodies", "EnergiesOnly", "Nested", "Noisy", "Names"];
    private static readonly string[] _sources = [Project.Higgs, .. _names.Select(Project.Declaration)];
    private static readonly Lazy<string> _expected = new(static () => Generated(_sources));

    /// <summary>Invariant globalization knows these names too, with invariant data: the test then says less, but is still right.</summary>
    [Theory]
    [InlineData("fi-FI")] // a minus sign of its own, and a decimal comma
    [InlineData("tr-TR")] // an i of its own
    [InlineData("ar-SA")] // digits, a calendar and a direction of its own
    [InlineData("")]
    public void Output_is_the_same_bytes_in_every_culture(string culture)
    {
        string expected = _expected.Value;
        (CultureInfo before, CultureInfo beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Generated(_sources));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }

    [Fact]
    public void Output_is_the_same_bytes_in_every_run() => Assert.Equal(_expected.Value, Generated(_sources));

    [Fact]
    public void Lines_end_the_same_way_on_every_machine()
    {
        Assert.DoesNotContain("\r", _expected.Value, StringComparison.Ordinal);
        Assert.Equal(_expected.Value, Generated([.. _sources.Select(static s => s.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal))]));
    }

    [Fact]
    public void The_place_of_a_file_is_not_in_what_is_made_of_it() =>
        Assert.Equal(_expected.Value, Generated(_sources, static (tree, i) => tree.WithFilePath(i == 0 ? "C:\\Users\\some one\\Event.cs" : "/home/someone/Event.cs")));

    private static string Generated(IEnumerable<string> sources, Func<SyntaxTree, int, SyntaxTree>? change = null) => string.Concat(sources.Select((source, i) =>
    {
        CSharpCompilation compilation = Project.WithTorch.Compile(source);
        if (change is not null)
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], change(compilation.SyntaxTrees[0], i));
        }

        (_, GeneratorRunResult run) = Project.WithTorch.Generate(compilation);
        Assert.True(run.GeneratedSources.Length >= 4); // surface, features, and a kernel for each backend
        return string.Concat(run.GeneratedSources.Select(static s => s.HintName + "\n" + s.SourceText));
    }));
}
