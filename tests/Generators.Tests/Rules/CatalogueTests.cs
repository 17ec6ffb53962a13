using Mandelstam.Analyzers;
using Mandelstam.Compiler.Checks;
using Mandelstam.Generators.Tests.Docs;
using Mandelstam.TestKit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Mandelstam.Generators.Tests.Rules;

/// <summary>The catalogue, its pages and the analyzer say the same.</summary>
public sealed class CatalogueTests
{
    // No short code shows these: another compiler's work, a declaration of 20,000 operations, and a mistake of the compiler's own.
    private static readonly string[] _withoutExample = ["PHY0013", "PHY0701", "PHY0999"];

    // First two digits of an id: declaration, frames, dimensions, decays, phase space, nuisances, features, backends, internal.
    private static readonly string[] _blocks = ["00", "01", "02", "03", "04", "05", "06", "07", "09"];

    /// <summary>Every id.</summary>
    public static TheoryData<string> Ids => [.. Compiler.Checks.Rules.All.Select(static rule => rule.Id)];

    [Fact]
    public void Ids_are_unique_and_in_their_blocks()
    {
        string[] ids = [.. Compiler.Checks.Rules.All.Select(static rule => rule.Id)];
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.True(id.Length == 7 && id.StartsWith("PHY", StringComparison.Ordinal) && _blocks.Contains(id[3..5]), id));
        Assert.Equal(Compiler.Checks.Rules.All.Count, typeof(Compiler.Checks.Rules).GetFields().Count(static f => f.FieldType == typeof(Rule)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_says_what_to_do_and_where_to_read(string id)
    {
        Rule rule = Compiler.Checks.Rules.ById(id);
        DiagnosticDescriptor descriptor = new DeclarationAnalyzer().SupportedDiagnostics.Single(d => d.Id == id);
        Assert.Equal(rule.Title, descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.EndsWith($"/Dsl/docs/diagnostics/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.Contains("'{0}'", rule.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("invalid", rule.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_page_shows_wrong_code_and_right_code(string id)
    {
        string text = Project.Text("Dsl", "docs", "diagnostics", id + ".md");
        Assert.StartsWith($"# {id}: {Compiler.Checks.Rules.ById(id).Title}\n", text, StringComparison.Ordinal);
        Assert.Contains(
            $"[{id}]({id}.md) | {Compiler.Checks.Rules.ById(id).Title} |",
            Project.Text("Dsl", "docs", "diagnostics", "index.md"), StringComparison.Ordinal);
        IReadOnlyList<CodeBlock> blocks = CodeBlock.Read("diagnostics", id + ".md");
        if (_withoutExample.Contains(id))
        {
            Assert.Empty(blocks);
            return;
        }

        Assert.Equal(["Wrong", "Right"], blocks.Select(static b => b.Heading));
        (_, _, IReadOnlyList<Diagnostic> wrong) = await Project.Plain.DiagnoseAsync(blocks[0].ToSource());
        Assert.Equal([id], wrong.Select(static d => d.Id));
        await Project.Plain.VerifyAsync(blocks[1].ToSource());
    }

    [Fact]
    public void No_page_is_left_of_a_rule_that_is_gone()
    {
        string folder = Path.Combine(ReferenceData.RepositoryRoot, "Dsl", "docs", "diagnostics");
        IEnumerable<string> pages = Directory.GetFiles(folder, "PHY*.md").Select(static f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);
        Assert.Equal(Compiler.Checks.Rules.All.Select(static rule => rule.Id), pages);
    }
}
