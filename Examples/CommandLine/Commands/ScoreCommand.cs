using System.CommandLine;
using System.Globalization;
using Mandelstam.CommandLine.Output;
using Mandelstam.Examples.HiggsUncertainty.Challenge;

namespace Mandelstam.CommandLine.Commands;

/// <summary><c>mandelstam score FILE</c>: the figures of merit of a table of pseudo-experiments.</summary>
internal static class ScoreCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "Parquet or CSV with the columns set, pe, mu_true, mu_hat, delta_mu_hat, p16, p84." };
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
        throw new MandelstamException(path);
    }

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
