using System.Globalization;
using System.Text.RegularExpressions;
using Mandelstam.Publishing;
using Mandelstam.Runtime.Tests.Data;
using Mandelstam.Runtime.Tests.Measurement;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mandelstam.Runtime.Tests.Publishing;

public sealed partial class HepDataSubmissionTests
{
    private readonly ToyMeasurement _definition = new();

    [Fact]
    public void A_submission_follows_HEPDatas_schemas()
    {
        using TemporaryFolder folder = new();
        Publication publication = _definition.Result("nowhere").Publication;
        HepDataSubmission.Write(folder.Root, publication, "P P --> X", 13000);
        YamlMappingNode[] documents = Read(folder[HepDataSubmission.Manifest]);
        Assert.Equal("comment", Key(documents[0], 0));
        Assert.Equal(HepDataSubmission.Tables(publication).Length, documents.Length - 1);
        Assert.All(documents[1..], entry =>
        {
            Assert.Equal(["name", "description", "keywords", "data_file"], entry.Children.Keys.Select(static k => k.ToString()));
            Assert.InRange(Text(entry, "name").Length, 1, 64);
            Assert.All((YamlSequenceNode)entry["keywords"], static k => Assert.Contains(Text((YamlMappingNode)k, "name"), new[] { "cmenergies", "observables", "reactions", "phrases" }));
            YamlMappingNode table = Assert.Single(Read(folder[Text(entry, "data_file")]));
            Assert.Equal(["independent_variables", "dependent_variables"], table.Children.Keys.Select(static k => k.ToString()));
            YamlMappingNode[] columns = [.. new[] { "independent_variables", "dependent_variables" }.SelectMany(kind => (YamlSequenceNode)table[kind]).Cast<YamlMappingNode>()];
            Assert.Single(columns.Select(static c => ((YamlSequenceNode)c["values"]).Children.Count).Distinct());
            Assert.All(columns, static c => Assert.All((YamlSequenceNode)c["values"], static v => CheckValue((YamlMappingNode)v)));
        });
    }

    [Fact]
    public void Its_numbers_are_those_of_the_publication()
    {
        using TemporaryFolder folder = new();
        Publication publication = _definition.Result("nowhere").Publication;
        HepDataSubmission.Write(folder.Root, publication, "P P --> X", 13000);
        YamlMappingNode split = Assert.Single(Read(folder["error_split.yaml"]));
        double[] sigmas = [.. ((YamlSequenceNode)split["dependent_variables"][0]["values"]).Select(static v => double.Parse(v["value"].ToString(), CultureInfo.InvariantCulture))];
        Assert.Equal(publication.Expected.Split!.Total, sigmas[0]);
        Assert.Equal(sigmas[0] * sigmas[0], sigmas.Skip(1).Sum(static s => s * s), 1e-9);
        Assert.True(File.Exists(folder[HepDataSubmission.Workspace]));
    }

    // A plain scalar has to be a number to readers of YAML 1.1, such as HEPData's; anything else is quoted.
    private static void CheckValue(YamlMappingNode value)
    {
        Assert.Contains("value", value.Children.Keys.Select(static k => k.ToString()));
        foreach (YamlScalarNode scalar in value.AllNodes.OfType<YamlScalarNode>().Where(static n => n.Style == ScalarStyle.Plain && !double.IsNaN(Parse(n.Value!))))
        {
            Assert.Matches(Yaml11Number(), scalar.Value);
        }

        if (value.Children.TryGetValue("errors", out YamlNode? errors))
        {
            Assert.All((YamlSequenceNode)errors, static e => Assert.True(((YamlMappingNode)e).Children.ContainsKey("symerror") != ((YamlMappingNode)e).Children.ContainsKey("asymerror")));
        }
    }

    private static double Parse(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;

    private static string Key(YamlMappingNode node, int index) => node.Children.Keys.ElementAt(index).ToString();

    private static string Text(YamlMappingNode node, string key) => node[key].ToString();

    private static YamlMappingNode[] Read(string file)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(File.ReadAllText(file)));
        return [.. stream.Documents.Select(static d => (YamlMappingNode)d.RootNode)];
    }

    [GeneratedRegex(@"^[-+]?([0-9]+|[0-9]+\.[0-9]*([eE][-+][0-9]+)?)$")]
    private static partial Regex Yaml11Number();
}
