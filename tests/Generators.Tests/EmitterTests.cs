using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests;

/// <summary>The full text of what each emitter writes, for one small declaration; and that real ones are free of warnings.</summary>
public sealed class EmitterTests
{
    [Theory]
    [InlineData("")]
    [InlineData(".Features")]
    [InlineData(".Scalar")]
    [InlineData(".Simd")]
    [InlineData(".Docs")]
    [InlineData(".Derivatives")]
    [InlineData(".SimdDerivatives")]
    [InlineData(".Tensors")]
    [InlineData(".TensorDerivatives")]
    [InlineData(".Cuda")]
    public async Task The_text_is_as_it_was_read_last(string emitter)
    {
        (_, GeneratorRunResult run) = await Project.WithTorch.VerifyAsync(Project.Declaration("Small"));
        string text = run.GeneratedSources.Single(s => s.HintName == $"Declarations.Small{emitter}.g.cs").SourceText.ToString();
        Snapshot.Match(text, "Small" + emitter);
    }

    [Fact]
    public void No_snapshot_is_left_of_a_test_that_is_gone() => Snapshot.AssertNoOrphans(typeof(EmitterTests).Assembly);

    [Fact]
    public Task The_example_has_no_diagnostic_at_all() => Project.WithTorch.VerifyAsync(Project.Higgs);

    [Theory]
    [InlineData("MevFile")]
    [InlineData("AllCoordinates")]
    [InlineData("Nested")]
    [InlineData("EnergiesOnly")]
    [InlineData("Noisy")]
    [InlineData("Bodies")]
    [InlineData("Names")]
    [InlineData("Balanced")]
    public Task The_declarations_of_the_tests_have_none(string name) => Project.WithTorch.VerifyAsync(Project.Declaration(name));

    /// <summary>To the compiler Zmm.g.cs and ZMM.g.cs are one file, which C# does not say of the types.</summary>
    [Fact]
    public async Task Types_whose_names_differ_in_case_alone_have_files_of_their_own()
    {
        const string Zmm = "[Event] public partial record Zmm { [Column(\"m\")] public partial Energy Mass { get; init; } [Feature] public Energy Twice => 2 * Mass; }\n";
        (Compilation output, GeneratorRunResult run) = await Project.WithTorch.VerifyAsync(Zmm + Zmm.Replace("Zmm", "ZMM", StringComparison.Ordinal));
        Assert.Equal(22, run.GeneratedSources.Select(static s => s.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(new[] { "Zmm", "ZMM" }, name => Assert.NotEmpty(output.GetTypeByMetadataName(name)!.GetMembers("Model")));
    }

    /// <summary>Without the runtime there is no tensor code, and nothing that would need it.</summary>
    [Fact]
    public async Task The_language_alone_is_enough()
    {
        (_, GeneratorRunResult run) = await Project.Plain.VerifyAsync(Project.Declaration("Small"));
        Assert.Equal(8, run.GeneratedSources.Length);
    }
}
