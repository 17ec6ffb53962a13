using System.CommandLine;
using System.Globalization;
using Mandelstam.CommandLine.Output;
using Mandelstam.Data;
using Mandelstam.Examples.HiggsUncertainty.Challenge;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam score FILE</c>: the figures of merit of a table of pseudo-experiments.</summary>
internal static class ScoreCommand
{
    private static readonly string[] Columns = ["set", "pe", "mu_true", "mu_hat", "delta_mu_hat", "p16", "p84"];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> file = new("file") { Description = $"Parquet or CSV with the columns {string.Join(", ", Columns)}." };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Command command = new("score", "Interval, coverage, quantiles_score, rmse and mae of a table of pseudo-experiments, pooled and per set.") { file, json };
        command.SetAction(parsed =>
        {
            ChallengeScore score = ChallengeScore.Evaluate(Read(parsed.GetRequiredValue(file)));
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                WriteJson(score, output);
            }
            else
            {
                WriteText(score, output);
            }
        });
        return command;
    }

    private static IEnumerable<ScoredExperiment> Read(string path)
    {
        Table table = Table.Read(path, emptyIsNaN: true);
        string[] missing = [.. Columns.Where(column => !table.Has(column))];
        if (missing.Length > 0)
        {
            throw new MandelstamException(
                $"'{path}' is not a table of pseudo-experiments: it has no {string.Join(", ", missing)}. Its columns must be {string.Join(", ", Columns)}.");
        }

        long[] set = table.Longs("set");
        long[] index = table.Longs("pe");
        double?[] muTrue = Numbers(table, "mu_true");
        double?[] muHat = Numbers(table, "mu_hat");
        double?[] deltaMuHat = Numbers(table, "delta_mu_hat");
        double?[] p16 = Numbers(table, "p16");
        double?[] p84 = Numbers(table, "p84");
        return Enumerable.Range(0, table.Rows).Select(row =>
            new ScoredExperiment(Small(path, set[row]), Small(path, index[row]), muTrue[row], muHat[row], deltaMuHat[row], p16[row], p84[row]));
    }

    /// <summary>An empty cell is a number that was not given, which is not the same as one that is not a number.</summary>
    private static double?[] Numbers(Table table, string name)
    {
        string[] texts = table.Texts(name);
        return [.. table.Doubles(name).Select((value, row) => texts[row].Length == 0 ? (double?)null : value)];
    }

    private static int Small(string path, long number) => number is >= int.MinValue and <= int.MaxValue
        ? (int)number
        : throw new MandelstamException($"'{path}' numbers a set or pseudo-experiment {number}: number them from 0.");

    private static void WriteJson(ChallengeScore score, TextWriter output) =>
        JsonOutput.Write(output, new
        {
            score.Pooled,
            Sets = score.Sets.Select(set => new
            {
                set.Set,
                set.Size,
                set.MuTrue,
                set.Summary.Interval,
                set.Summary.Coverage,
                set.Summary.QuantilesScore,
                set.Summary.Rmse,
                set.Summary.Mae,
            }),
        });

    private static void WriteText(ChallengeScore score, TextWriter output)
    {
        TextTable table = new("set", "size", "mu_true", "interval", "coverage", "quantiles_score", "rmse", "mae") { IsNumber = _ => true };
        table.Add(["pooled", Text(score.Sets.Sum(set => set.Size)), "", .. Figures(score.Pooled)]);
        foreach (SetScore set in score.Sets)
        {
            table.Add([Text(set.Set), Text(set.Size), Text(set.MuTrue), .. Figures(set.Summary)]);
        }

        table.Write(output);
    }

    private static string[] Figures(ScoreSummary summary) =>
        [Text(summary.Interval), Text(summary.Coverage), Text(summary.QuantilesScore), Text(summary.Rmse), Text(summary.Mae)];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
