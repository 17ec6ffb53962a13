using Mandelstam.TestKit;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Mandelstam.Generators.Tests.Kit;

/// <summary>Marks say what they cover, and a mark that says nothing is refused.</summary>
public sealed class MarkedSourceTests
{
    [Fact]
    public void Marks_are_taken_out_and_may_nest()
    {
        MarkedSource source = MarkedSource.Parse("a {|X1:b {|X2:c|} d|} e");
        Assert.Equal("a b c d e", source.Text);
        Assert.Equal(new ExpectedDiagnostic[] { new("X2", new TextSpan(4, 1)), new("X1", new TextSpan(2, 5)) }, source.Expected.AsEnumerable());
    }

    [Theory]
    [InlineData("class {|X1:x { }")]
    [InlineData("class {|X1")]
    public void Unbalanced_marks_are_refused(string marked) => Assert.Throws<FormatException>(() => MarkedSource.Parse(marked));
}
