using Mandelstam.Examples.Tests.CommandLine;
using Mandelstam.Measurement;
using Xunit;

namespace Mandelstam.Examples.Tests.Measurement;

/// <summary>Options from a configuration file.</summary>
public sealed class MeasurementOptionsTests
{
    [Fact]
    public void A_file_changes_what_it_names_and_nothing_else()
    {
        MeasurementOptions basis = MeasurementOptions.Quick;
        MeasurementOptions found = Read("""{ "bins": 12, "flow": { "couplings": 6 }, /* why not */ "Contrasts": [3], }""", basis);
        Assert.Equal(12, found.Bins);
        Assert.Equal(3.0, Assert.Single(found.Contrasts));
        Assert.Equal(basis.Flow with { Couplings = 6 }, found.Flow);
        Assert.Equal((basis with { Bins = 12, Flow = found.Flow, Contrasts = found.Contrasts }).ToJson(), found.ToJson());
    }

    [Fact]
    public void Options_survive_their_text()
    {
        foreach (MeasurementOptions options in new[] { MeasurementOptions.Default, MeasurementOptions.Simulated, MeasurementOptions.Quick })
        {
            options.Validate();
            Assert.Equal(options.ToJson(), MeasurementOptions.FromJson(options.ToJson()).ToJson());
        }
    }

    [Theory]
    [InlineData("""{ "binz": 12 }""", "no option 'binz'")]
    [InlineData("""{ "flow": { "copulings": 6 } }""", "no option 'copulings'")]
    [InlineData("""{ "bins": "many" }""", "Bins")]
    [InlineData("""{ "flow": 3 }""", "Flow")]
    [InlineData("""{ "contrasts": null }""", "Contrasts")]
    [InlineData("""{ "flow": null }""", "Flow")]
    [InlineData("""{ "classifierTraining": { "adam": null } }""", "Adam")]
    [InlineData("""[1, 2]""", "configuration")]
    [InlineData("""{ "bins": 12""", "configuration")]
    [InlineData("", "configuration")]
    public void What_cannot_be_read_is_named(string text, string said)
    {
        MandelstamException error = Assert.Throws<MandelstamException>(() => Read(text, MeasurementOptions.Default));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        MandelstamException error = Assert.Throws<MandelstamException>(() => MeasurementOptions.Read("no-such-config.json", MeasurementOptions.Default));
        Assert.Contains("no-such-config.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "bins": 1 }""", "Bins is 1; it has to be at least 2")]
    [InlineData("""{ "classifierMembers": 1 }""", "ClassifierMembers")]
    [InlineData("""{ "contrasts": [] }""", "Contrasts")]
    [InlineData("""{ "contrasts": [2, -1] }""", "Contrasts")]
    [InlineData("""{ "replicas": 0 }""", "Replicas")]
    public void Numbers_that_make_no_sense_are_refused(string text, string said)
    {
        MandelstamException error = Assert.Throws<MandelstamException>(Read(text, MeasurementOptions.Default).Validate);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    private static MeasurementOptions Read(string text, MeasurementOptions basis)
    {
        using Tool tool = new();
        return MeasurementOptions.Read(tool.Write("config.json", text), basis);
    }
}
