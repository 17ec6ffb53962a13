using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;
using Xunit.Sdk;

namespace Mandelstam.Generators.Tests.Kit;

/// <summary>The harness fails when it should: it is tested with lies.</summary>
public sealed class GeneratorHarnessTests
{
    private const string Source = "public partial class Mass { }";

    [Fact]
    public Task A_marked_diagnostic_is_accepted() => Harness().VerifyAsync("class {|TOY001:lower|} { }");

    [Theory]
    [InlineData("class lower { }")] // not marked
    [InlineData("class {|TOY001:Upper|} { }")] // marked, not reported
    [InlineData("class {|TOY002:lower|} { }")] // wrong id
    [InlineData("{|TOY001:class lower|} { }")] // wrong span
    [InlineData("class {|TOY001:{|TOY001:lower|}|} { }")] // reported once, marked twice
    [InlineData("class {|TOY001:lower|} : Missing { }")] // does not compile
    public Task Lies_are_caught(string marked) => Assert.ThrowsAnyAsync<XunitException>(() => Harness().VerifyAsync(marked));

    [Fact]
    public Task A_generator_that_throws_is_caught() => Assert.ThrowsAsync<InvalidOperationException>(() => Harness(isBroken: true).VerifyAsync(Source));

    [Fact]
    public async Task A_warning_that_a_generated_file_hides_is_caught()
    {
        await Harness().VerifyAsync(Source);
        await Assert.ThrowsAnyAsync<XunitException>(() => Harness(isWarning: true).VerifyAsync(Source));
    }

    [Fact]
    public Task A_warning_that_the_source_hides_is_none() =>
        Harness().VerifyAsync("#pragma warning disable CS0612\nclass A { [System.Obsolete] static void Old() { } static void New() => Old(); }");

    [Fact]
    public void What_was_generated_runs()
    {
        (Compilation output, _) = Harness().Generate(Harness().Compile(Source));
        Assert.Equal(4, GeneratorHarness.Load(output).GetType("Mass")!.GetProperty("Width")!.GetValue(null));
    }

    [Fact]
    public void A_comment_leaves_a_detached_model_unchanged_and_a_leaky_one_modified()
    {
        Assert.Equal([IncrementalStepRunReason.Unchanged], Harness().ReasonsAfterEdit(Source, "// a comment\n" + Source, ToyGenerator.Step));
        Assert.Equal([IncrementalStepRunReason.Modified], Harness(isLeaky: true).ReasonsAfterEdit(Source, "// a comment\n" + Source, ToyGenerator.Step));
    }

    [Fact]
    public void A_rename_modifies_the_model() =>
        Assert.Equal(
            [IncrementalStepRunReason.Modified],
            Harness().ReasonsAfterEdit(Source, Source.Replace("Mass", "Energy", StringComparison.Ordinal), ToyGenerator.Step));

    [Fact]
    public void A_leaked_symbol_is_caught()
    {
        Harness().AssertModelsAreDetached(Source, ToyGenerator.Step);
        Assert.ThrowsAny<XunitException>(() => Harness(isLeaky: true).AssertModelsAreDetached(Source, ToyGenerator.Step));
    }

    [Fact]
    public void A_check_over_no_model_is_caught() =>
        Assert.ThrowsAny<Exception>(() => Harness().AssertModelsAreDetached("class Other { }", ToyGenerator.Step));

    private static GeneratorHarness Harness(bool isLeaky = false, bool isBroken = false, bool isWarning = false) =>
        new(() => new ToyGenerator(isLeaky, isBroken, isWarning), [new LowerCaseAnalyzer()], []);
}
