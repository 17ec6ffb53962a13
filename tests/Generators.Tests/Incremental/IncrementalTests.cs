using System.Globalization;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Incremental;

/// <summary>An edit that changes nothing of a declaration generates nothing; what is generated depends on nothing but the declaration.</summary>
public sealed class IncrementalTests
{
    private const string Output = "Output";

    private static readonly string _source = Project.Declaration("MevFile");

    [Fact]
    public void Models_are_detached_from_the_compiler() => Project.WithTorch.AssertModelsAreDetached(_source, EventGenerator.ReadStep);

    [Fact]
    public void A_comment_above_changes_nothing() => NothingIsGeneratedAfter("// a comment\n" + _source);

    [Fact]
    public void An_unrelated_type_changes_nothing() => NothingIsGeneratedAfter(_source + "\npublic sealed class Other { public int Value => 3; }\n");

    [Fact]
    public void A_renamed_member_is_read_and_generated_again()
    {
        string after = _source.Replace("LeptonEnergy", "EnergyOfLepton", StringComparison.Ordinal);
        Assert.Equal([IncrementalStepRunReason.Modified], Project.WithTorch.ReasonsAfterEdit(_source, after, EventGenerator.ReadStep));
        Assert.All(Project.WithTorch.ReasonsAfterEdit(_source, after, Output), static reason => Assert.Equal(IncrementalStepRunReason.Modified, reason));
    }

    [Fact]
    public void Another_declaration_leaves_the_first_as_it_was()
    {
        string after = _source + "\n[Event] public partial record Second { [Column(\"x\")] public partial Energy X { get; init; } }\n";
        Assert.Equal(
            [IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.New],
            Project.WithTorch.ReasonsAfterEdit(_source, after, EventGenerator.ReadStep));
    }

    [Theory]
    [InlineData("fi-FI")] // a minus sign of its own, and a decimal comma
    [InlineData("tr-TR")] // an i of its own
    [InlineData("")]
    public void Output_is_the_same_bytes_in_every_culture(string culture)
    {
        string expected = Generated(_source) + Generated(Project.Higgs);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Generated(_source) + Generated(Project.Higgs));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.DoesNotContain("\r", expected, StringComparison.Ordinal);
    }

    private static void NothingIsGeneratedAfter(string edited)
    {
        Assert.Equal([IncrementalStepRunReason.Unchanged], Project.WithTorch.ReasonsAfterEdit(_source, edited, EventGenerator.ReadStep));
        IReadOnlyList<IncrementalStepRunReason> outputs = Project.WithTorch.ReasonsAfterEdit(_source, edited, Output);
        Assert.Equal(2, outputs.Count); // the surface, and the kernels
        Assert.All(outputs, static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    private static string Generated(string source)
    {
        (_, GeneratorRunResult run) = Project.WithTorch.Generate(Project.WithTorch.Compile(source));
        Assert.Equal(4, run.GeneratedSources.Length);
        return string.Concat(run.GeneratedSources.Select(static s => s.HintName + "\n" + s.SourceText));
    }
}
