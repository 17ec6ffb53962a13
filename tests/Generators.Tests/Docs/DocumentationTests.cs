using Xunit;

namespace Mandelstam.Generators.Tests.Docs;

/// <summary>What the pages show compiles, without a warning.</summary>
public sealed class DocumentationTests
{
    /// <summary>Page and number of the block.</summary>
    public static TheoryData<string, int> Blocks
    {
        get
        {
            TheoryData<string, int> blocks = [];
            foreach (string page in new[] { "language.md", "nuisances.md", "derivatives.md", "gpu.md", "decays.md", "../../README.md" })
            {
                for (int i = 0; i < CodeBlock.Read(page).Count; i++)
                {
                    blocks.Add(page, i);
                }
            }

            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public Task Every_block_compiles(string page, int index) => Project.WithTorch.VerifyAsync(CodeBlock.Read(page)[index].ToSource());

    [Fact]
    public void The_pages_have_blocks()
    {
        Assert.Equal(14, Blocks.Count);
        Assert.Contains(CodeBlock.Read("language.md"), static b => b.Kind == "statements");
    }
}
