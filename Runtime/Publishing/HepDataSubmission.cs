using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mandelstam.Inference;
using Mandelstam.IO;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mandelstam.Publishing;

/// <summary>Results as a HEPData submission: submission.yaml, one YAML file per table, and the likelihood as a pyhf workspace (schemas 1.1.1, https://hepdata-submission.readthedocs.io).</summary>
public static class HepDataSubmission
{
    /// <summary>The file that names all others.</summary>
    public const string Manifest = "submission.yaml";

    /// <summary>The likelihood beside the tables.</summary>
    public const string Workspace = "workspace.json";

    private const int LongestName = 64;

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Writes a submission.</summary>
    /// <param name="folder">Where to; made where it is missing.</param>
    /// <param name="publication">What is published.</param>
    /// <param name="reactions">What collided, in HEPData's words, such as "P P --> HIGGS X".</param>
    /// <param name="energy">Centre-of-mass energy in GeV.</param>
    public static void Write(string folder, Publication publication, string reactions, double energy)
    {
        ArgumentNullException.ThrowIfNull(publication);
        ImmutableArray<HepDataTable> tables = Tables(publication);
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, Workspace), PyhfWorkspace.Create(publication).ToJsonString(Json) + "\n");
        foreach (HepDataTable table in tables)
        {
            AtomicFile.WriteText(Path.Combine(folder, table.File), Text(Document(table)));
        }

        string comment = $"Signal strength of {publication.Definition.Model.Processes[publication.Definition.Signal]}, method {publication.Method}: {(publication.Observed is null ? "expected results" : "observed and expected results")}.";
        YamlMappingNode head = new()
        {
            { "comment", Words(comment) },
            { "additional_resources", new YamlSequenceNode(new YamlMappingNode { { "location", Words(Workspace) }, { "description", Words("The likelihood as a pyhf workspace (HistFactory)") }, { "type", Words("HistFactory") } }) },
        };

        // Last: a folder with a manifest is whole.
        AtomicFile.WriteText(Path.Combine(folder, Manifest), Text([head, .. tables.Select(table => Entry(table, reactions, energy))]));
    }

    /// <summary>The tables of a publication.</summary>
    /// <param name="publication">What is published.</param>
    public static ImmutableArray<HepDataTable> Tables(Publication publication)
    {
        ArgumentNullException.ThrowIfNull(publication);
        return [Strength(publication), Split(publication), Impacts(publication), Correlations(publication), Scan(publication), Limit(publication), Belt(publication), .. Templates(publication)];
    }

    private static IEnumerable<(string Name, StatisticalSummary Summary)> Summaries(Publication publication)
    {
        (string, StatisticalSummary?)[] all =
        [
            ("observed", publication.Observed), ("observed, with errors of the simulation", publication.ObservedWithSimulation),
            ("expected for mu = 1", publication.Expected), ("expected for mu = 1, with errors of the simulation", publication.ExpectedWithSimulation),
        ];
        foreach ((string name, StatisticalSummary? summary) in all)
        {
            if (summary is not null)
            {
                yield return (name, summary);
            }
        }
    }

    private static HepDataTable Strength(Publication publication)
    {
        (string Name, StatisticalSummary Summary)[] all = [.. Summaries(publication)];
        return new(
            "Signal strength", "signal_strength.yaml", "Estimated signal strength with its interval of 68.27 %: from the Neyman belt over draws of all nuisances, and from the profile likelihood.",
            [HepDataColumn.Of("data", all.Select(static a => a.Name))],
            [
                new("mu", "", [.. all.Select(a =>
                {
                    double mu = a.Summary.Fit.Strength.Value;
                    BeltInterval interval = publication.Belt.Invert(mu);
                    return new HepDataValue(mu, Errors: [("belt", interval.P16 - mu, interval.P84 - mu), ("profile likelihood", a.Summary.Low - mu, a.Summary.High - mu)]);
                })]),
                HepDataColumn.Of("significance in standard deviations", all.Select(static a => a.Summary.Significance)),
            ]);
    }

    private static HepDataTable Split(Publication publication)
    {
        (string Name, ErrorSplit Split)[] all = [.. Summaries(publication).Where(static a => a.Summary.Split is not null).Select(static a => (a.Name, a.Summary.Split!))];
        string[] sources = ["total", "statistics", .. publication.Expected.Fit.Parameters.Skip(1).Select(static p => p.Name), "simulation"];
        return new(
            "Error by source", "error_split.yaml", "Error of the signal strength by source; the squares of all sources add up to that of the total.",
            [HepDataColumn.Of("source", sources)],
            [.. all.Select(static a => HepDataColumn.Of($"sigma(mu), {a.Name}", [a.Split.Total, a.Split.Statistics, .. a.Split.Nuisances.Select(static n => n.Sigma), a.Split.Simulation]))]);
    }

    private static HepDataTable Impacts(Publication publication)
    {
        ImmutableArray<NuisanceImpact> impacts = publication.Best.Impacts;
        return new(
            "Impacts", "impacts.yaml", "Nuisances ranked by the shift of mu when each is held one standard deviation off its estimate and all others are fitted again; pulls and constraints in units of the prior's standard deviation.",
            [HepDataColumn.Of("nuisance", impacts.Select(static i => i.Fitted.Name))],
            [
                new("pull", "", [.. impacts.Select(static i => new HepDataValue(i.Fitted.Pull ?? double.NaN, Errors: [("fit", -(i.Fitted.Constriction ?? double.NaN), i.Fitted.Constriction ?? double.NaN)]))]),
                HepDataColumn.Of("shift of mu, nuisance down", impacts.Select(static i => i.Down)),
                HepDataColumn.Of("shift of mu, nuisance up", impacts.Select(static i => i.Up)),
                HepDataColumn.Of("shift of mu, prior down", impacts.Select(static i => i.PriorDown)),
                HepDataColumn.Of("shift of mu, prior up", impacts.Select(static i => i.PriorUp)),
            ]);
    }

    private static HepDataTable Correlations(Publication publication)
    {
        FitResult fit = publication.Best.Fit;
        (int First, int Second)[] pairs = [.. from first in Enumerable.Range(0, fit.Parameters.Length) from second in Enumerable.Range(0, fit.Parameters.Length) select (first, second)];
        return new(
            "Correlations", "correlations.yaml", "Correlations of the fitted parameters.",
            [HepDataColumn.Of("parameter", pairs.Select(p => fit.Parameters[p.First].Name)), HepDataColumn.Of("other parameter", pairs.Select(p => fit.Parameters[p.Second].Name))],
            [HepDataColumn.Of("correlation", pairs.Select(p => fit.Correlation(p.First, p.Second)))]);
    }

    private static HepDataTable Scan(Publication publication)
    {
        double[] at = [.. publication.Scan(publication.Best).Mu];
        return new(
            "Likelihood scan", "likelihood_scan.yaml", "Twice the negative logarithm of the profile likelihood ratio along the signal strength.",
            [HepDataColumn.Of("mu", at)],
            [.. Summaries(publication).Select(a => HepDataColumn.Of($"-2 ln(L(mu)/L(max)), {a.Name}", ProfileScan.Run(a.Summary.Likelihood, a.Summary.Counts.AsSpan(), at).DeltaTwoLogL))]);
    }

    private static HepDataTable Limit(Publication publication)
    {
        (string Name, StatisticalSummary Summary)[] all = [.. Summaries(publication)];
        return new(
            "Upper limit", "upper_limit.yaml", "Upper limit on the signal strength at 95 % confidence (CLs, asymptotic), and what is expected without signal, with its bands of one and two standard deviations.",
            [HepDataColumn.Of("data", all.Select(static a => a.Name))],
            [
                HepDataColumn.Of("limit on mu", all.Select(static a => a.Summary.Limit.Observed)),
                new("limit expected without signal", "", [.. all.Select(static a =>
                {
                    ImmutableArray<double> bands = a.Summary.Limit.Expected;
                    return new HepDataValue(bands[2], Errors: [("1 sigma", bands[1] - bands[2], bands[3] - bands[2]), ("2 sigma", bands[0] - bands[2], bands[4] - bands[2])]);
                })]),
            ]);
    }

    private static HepDataTable Belt(Publication publication) => new(
        "Confidence belt", "confidence_belt.yaml", "Central 68.27 % interval of the estimate at each true signal strength, over draws of all nuisances.",
        [HepDataColumn.Of("true mu", publication.Belt.Mu)],
        [HepDataColumn.Of("estimate, lower end", publication.Belt.Lower), HepDataColumn.Of("estimate, upper end", publication.Belt.Upper)]);

    private static IEnumerable<HepDataTable> Templates(Publication publication)
    {
        StatisticalSummary summary = publication.BestWithSimulation ?? publication.Best;
        TemplateGrid templates = summary.Likelihood.Templates;
        double[] centre = [.. summary.Likelihood.Shapes.Select(static s => s.Constraint?.Mean ?? s.Nominal)];
        double[] nominal = templates.YieldsAt(centre);
        int point = templates.NearestPoint(centre);
        for (int category = 0; category < publication.Binning.Edges.Length; category++)
        {
            string name = publication.Definition.Model.Categories[publication.Definition.Categories[category]];
            ImmutableArray<double> edges = publication.Binning.Edges[category];
            int from = publication.Binning.Offset(category), count = publication.Binning.Offset(category + 1) - from;
            string[] bins = [.. Enumerable.Range(0, count).Select(b =>
                $"{(b == 0 ? "-inf" : Round(edges[b - 1]))} to {(b == count - 1 ? "inf" : Round(edges[b]))}")];
            List<HepDataColumn> columns = [];
            if (publication.Observed is { } observed)
            {
                columns.Add(HepDataColumn.Of("observed events", observed.Counts.Skip(from).Take(count)));
            }

            for (int process = 0; process < templates.Processes.Length; process++)
            {
                int offset = (process * templates.Bins) + from;
                columns.Add(new($"expected events, {templates.Processes[process]}", "", [.. Enumerable.Range(offset, count).Select(cell => new HepDataValue(
                    nominal[cell],
                    Errors: templates.Variances.IsEmpty ? default : Symmetric("simulation", Math.Sqrt(templates.Variances[(point * templates.Cells) + cell]))))]));
            }

            columns.Add(HepDataColumn.Of("fitted events", summary.Fit.Expected.Skip(from).Take(count)));
            yield return new(
                $"Score, category {name}", $"score_{category + 1}.yaml",
                $"Events of category {name} in bins of the classifier score: expectations of each process at mu = 1 and nominal nuisances, and the sum after the fit.",
                [HepDataColumn.Of("score", bins)], [.. columns]);
        }
    }

    private static ImmutableArray<(string, double, double)> Symmetric(string label, double error) => [(label, -error, error)];

    private static string Round(double edge) => edge.ToString("0.####", CultureInfo.InvariantCulture);

    private static YamlMappingNode Entry(HepDataTable table, string reactions, double energy) => new()
    {
        { "name", Words(table.Name.Length <= LongestName ? table.Name : table.Name[..LongestName]) },
        { "description", Words(table.Description) },
        {
            "keywords", new YamlSequenceNode(
                Keyword("cmenergies", Number(energy)), Keyword("observables", Words("MU")), Keyword("reactions", Words(reactions)), Keyword("phrases", Words("signal strength")))
        },
        { "data_file", Words(table.File) },
    };

    private static YamlMappingNode Keyword(string name, YamlScalarNode value) => new() { { "name", Words(name) }, { "values", new YamlSequenceNode(value) } };

    private static YamlMappingNode Document(HepDataTable table) => new()
    {
        { "independent_variables", new YamlSequenceNode(table.Independent.Select(static c => Column(c, isDependent: false))) },
        { "dependent_variables", new YamlSequenceNode(table.Dependent.Select(static c => Column(c, isDependent: true))) },
    };

    private static YamlMappingNode Column(HepDataColumn column, bool isDependent)
    {
        YamlMappingNode header = new() { { "name", Words(column.Name) } };
        if (column.Units.Length > 0)
        {
            header.Add("units", Words(column.Units));
        }

        YamlMappingNode node = new() { { "header", header } };
        if (isDependent && !column.Qualifiers.IsDefaultOrEmpty)
        {
            node.Add("qualifiers", new YamlSequenceNode(column.Qualifiers.Select(static q => new YamlMappingNode { { "name", Words(q.Name) }, { "value", Words(q.Value) } })));
        }

        node.Add("values", new YamlSequenceNode(column.Values.Select(static value =>
        {
            YamlMappingNode cell = new() { { "value", value.Text is { } text ? Words(text) : Number(value.Number) } };
            (string Label, double Minus, double Plus)[] errors = value.Errors.IsDefault ? [] : [.. value.Errors.Where(static e => double.IsFinite(e.Minus) && double.IsFinite(e.Plus))];
            if (errors.Length > 0)
            {
                cell.Add("errors", new YamlSequenceNode(errors.Select(static e => e.Minus == -e.Plus
                    ? new YamlMappingNode { { "symerror", Number(e.Plus) }, { "label", Words(e.Label) } }
                    : new YamlMappingNode { { "asymerror", new YamlMappingNode { { "minus", Number(e.Minus) }, { "plus", Number(e.Plus) } } }, { "label", Words(e.Label) } })));
            }

            return cell;
        })));
        return node;
    }

    // YAML 1.1 knows a number with an exponent by its point and the exponent's sign; HEPData's sign for "no value" is a dash.
    private static YamlScalarNode Number(double value)
    {
        if (!double.IsFinite(value))
        {
            return Words("-");
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = text.IndexOf('E', StringComparison.Ordinal);
        if (exponent >= 0 && !text.Contains('.', StringComparison.Ordinal))
        {
            text = text.Insert(exponent, ".0");
        }

        return new YamlScalarNode(text) { Style = ScalarStyle.Plain };
    }

    private static YamlScalarNode Words(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };

    private static string Text(params IEnumerable<YamlNode> documents)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(documents.Select(static root => new YamlDocument(root))).Save(writer, assignAnchors: false);

        // The stream ends with the mark of an end that a reader does not need.
        string text = writer.ToString();
        return text.EndsWith("...\n", StringComparison.Ordinal) ? text[..^4] : text;
    }
}
