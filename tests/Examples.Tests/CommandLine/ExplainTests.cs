using System.Text.Json;
using Mandelstam.CommandLine;
using Mandelstam.Events;
using Mandelstam.Examples.HiggsUncertainty;
using Xunit;

namespace Mandelstam.Examples.Tests.CommandLine;

/// <summary><c>mandelstam explain</c>.</summary>
public sealed class ExplainTests
{
    [Fact]
    public void Text_names_formula_unit_and_columns_of_every_feature()
    {
        using Tool tool = new();
        Assert.Equal(0, tool.Run("explain", "toy"));
        string text = tool.Output.ReplaceLineEndings("\n");
        Assert.StartsWith("Toy: 2 features of 1 primary columns\n", text, StringComparison.Ordinal);
        Assert.Contains("\ntwice [GeV]\n  Two of it.\n  formula  2 * X\n  columns  x\n  symmetry BoostZ, Homogeneous(1)\n", text, StringComparison.Ordinal);
        Assert.Contains("\ninverse\n  formula  1 / X\n  columns  x\n  absent   -25\n", text, StringComparison.Ordinal);
        Assert.Contains("EnergyScale  shape       Normal(1, 0.01)", text, StringComparison.Ordinal);
        Assert.Contains("labels           passenger, optional", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--latex")]
    public void A_declaration_of_any_assembly_is_explained_as_an_example_is(params string[] how)
    {
        using Tool tool = new();
        Assert.Equal(0, tool.Run(ExampleRegistry.BuiltIn, ["explain", "higgs", .. how], CancellationToken.None));
        string expected = tool.Output, assembly = typeof(HiggsTauTau).Assembly.Location;
        Assert.Equal(0, tool.Run(["explain", assembly, .. how]));
        Assert.Equal(expected, tool.Output);
        Assert.Equal(0, tool.Run(["explain", assembly, "--event", "HiggsTauTau", .. how]));
        Assert.Equal(expected, tool.Output);
    }

    [Fact]
    public void An_assembly_that_has_no_such_declaration_is_told()
    {
        using Tool tool = new();
        string assembly = typeof(HiggsTauTau).Assembly.Location;
        Assert.Equal(1, tool.Run("explain", assembly, "--event", "Higgs"));
        Assert.Equal($"mandelstam: '{assembly}' declares no event 'Higgs'. Known: HiggsTauTau.{Environment.NewLine}", tool.Error);
        Assert.Equal(1, tool.Run("explain", typeof(Tool).Assembly.Location.Replace("Tests.dll", "Nowhere.dll", StringComparison.Ordinal)));
        Assert.Contains("There is no file", tool.Error, StringComparison.Ordinal);
        Assert.Equal(1, tool.Run("explain", tool.Write("text.dll", "text")));
        Assert.Contains("is no .NET assembly", tool.Error, StringComparison.Ordinal);
        Assert.Equal(1, tool.Run("explain", typeof(EventModel).Assembly.Location));
        Assert.Contains("declares no event: ", tool.Error, StringComparison.Ordinal);
        Assert.Equal(1, tool.Run("explain", assembly, "--jsn"));
        Assert.Contains("no option '--jsn'", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_carries_the_metadata()
    {
        using Tool tool = new();
        Assert.Equal(0, tool.Run("explain", "toy", "--json"));
        using JsonDocument document = JsonDocument.Parse(tool.Output);
        JsonElement feature = document.RootElement.GetProperty("features")[1];
        Assert.Equal("inverse", feature.GetProperty("name").GetString());
        Assert.Equal("1 / X", feature.GetProperty("formula").GetString());
        Assert.Equal("1 / x", feature.GetProperty("latex").GetString());
        Assert.Equal("", feature.GetProperty("unit").GetString());
        Assert.Equal("x", feature.GetProperty("columns")[0].GetString());
        Assert.Empty(feature.GetProperty("symmetries").EnumerateArray());
        Assert.Equal(["BoostZ", "Homogeneous(1)"], document.RootElement.GetProperty("features")[0].GetProperty("symmetries").EnumerateArray().Select(static s => s.GetString()));
        Assert.Equal(-25, feature.GetProperty("absent").GetDouble());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("features")[0].GetProperty("absent").ValueKind);
        Assert.Equal(3, document.RootElement.GetProperty("nuisances").GetArrayLength());
        Assert.Equal(4, document.RootElement.GetProperty("columns").GetArrayLength());
    }
}
