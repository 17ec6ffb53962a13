using System.Text.Json;
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
