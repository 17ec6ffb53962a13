using System.Reflection;
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
            foreach (string page in new[] { "language.md", "vectors.md", "nuisances.md", "derivatives.md", "gpu.md", "decays.md", "../../README.md" })
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

    /// <summary>Nobody finds an operation that no page names.</summary>
    [Theory]
    [InlineData(typeof(FourVector<>), "FourVector<TFrame>")]
    [InlineData(typeof(FourVector), "FourVector<TFrame>")]
    [InlineData(typeof(Momentum<>), "Momentum<TFrame>")]
    [InlineData(typeof(Direction<>), "Momentum<TFrame>")]
    [InlineData(typeof(Velocity<,>), "Momentum<TFrame>")]
    [InlineData(typeof(TransverseVector<>), "TransverseVector<TFrame>")]
    [InlineData(typeof(TransverseVector), "TransverseVector<TFrame>")]
    [InlineData(typeof(UpTo2<>), "UpTo1<T>")]
    [InlineData(typeof(Kinematics), "Functions")]
    public void Every_operation_is_on_the_page_of_vectors(Type type, string heading)
    {
        string section = Project.Text("Dsl", "docs", "vectors.md").Split("\n## ").Single(s => s.StartsWith(heading, StringComparison.Ordinal) || s.StartsWith('`' + heading, StringComparison.Ordinal));
        string[] names =
        [
            .. type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(static m => m is PropertyInfo or FieldInfo { IsLiteral: true } or MethodInfo { IsSpecialName: false } && m.Name is not ("ToString" or "Equals" or "GetHashCode" or "Deconstruct" or "Item"))
                .Select(static m => m.Name).Distinct(),
        ];
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Matches($@"`([a-zA-Z]+\.)?{name}\b", section));
    }

    [Fact]
    public void The_pages_have_blocks()
    {
        Assert.Equal(18, Blocks.Count);
        Assert.Contains(CodeBlock.Read("language.md"), static b => b.Kind == "statements");
    }
}
