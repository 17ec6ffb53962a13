using System.Text.Json.Nodes;
using Mandelstam.Inference;

namespace Mandelstam.Publishing;

/// <summary>A publication's numbers for results.json and measurement.json.</summary>
public static class PublicationJson
{
    /// <summary>The entry "statistics".</summary>
    /// <param name="publication">What is published.</param>
    public static JsonObject Create(Publication publication)
    {
        ArgumentNullException.ThrowIfNull(publication);
        JsonObject json = new()
        {
            ["method"] = publication.Method,
            ["parameters"] = new JsonArray([.. publication.Expected.Fit.Parameters.Select(static p => (JsonNode)p.Name)]),
        };
        void Add(string name, StatisticalSummary? summary)
        {
            if (summary is not null)
            {
                json[name] = Summary(publication, summary);
            }
        }

        Add("expected", publication.Expected);
        Add("expected_with_simulation_error", publication.ExpectedWithSimulation);
        Add("observed", publication.Observed);
        Add("observed_with_simulation_error", publication.ObservedWithSimulation);
        return json;
    }

    private static JsonObject Summary(Publication publication, StatisticalSummary summary)
    {
        BeltInterval belt = publication.Belt.Invert(summary.Fit.Strength.Value);
        ProfileScan scan = publication.Scan(summary);
        int size = summary.Fit.Parameters.Length;
        return new()
        {
            ["mu_hat"] = Number(summary.Fit.Strength.Value),
            ["sigma"] = Number(summary.Fit.Strength.Sigma),
            ["profile_interval"] = Numbers([summary.Low, summary.High]),
            ["belt_interval"] = Numbers([belt.P16, belt.P84]),
            ["error_split"] = summary.Split is not { } split ? null : new JsonObject
            {
                ["total"] = Number(split.Total),
                ["statistics"] = Number(split.Statistics),
                ["nuisances"] = new JsonArray([.. split.Nuisances.Select(static part => (JsonNode)new JsonObject { ["name"] = part.Name, ["sigma"] = Number(part.Sigma) })]),
                ["simulation"] = Number(split.Simulation),
                ["statistics_if_nuisances_were_known"] = Number(split.Known),
            },
            ["impacts"] = new JsonArray([.. summary.Impacts.Select(static impact => (JsonNode)new JsonObject
            {
                ["name"] = impact.Fitted.Name,
                ["value"] = Number(impact.Fitted.Value),
                ["sigma"] = impact.Fitted.AtBound ? null : Number(impact.Fitted.Sigma),
                ["pull"] = Number(impact.Fitted.Pull),
                ["constriction"] = impact.Fitted.AtBound ? null : Number(impact.Fitted.Constriction),
                ["down"] = Number(impact.Down),
                ["up"] = Number(impact.Up),
                ["prior_down"] = Number(impact.PriorDown),
                ["prior_up"] = Number(impact.PriorUp),
            })]),
            ["correlation"] = new JsonArray([.. Enumerable.Range(0, size).Select(row => (JsonNode)Numbers(Enumerable.Range(0, size).Select(column => summary.Fit.Correlation(row, column))))]),
            ["upper_limit"] = new JsonObject
            {
                ["level"] = Number(summary.Limit.Level),
                ["limit"] = Number(summary.Limit.Observed),
                ["expected"] = Numbers(summary.Limit.Expected),
            },
            ["significance"] = Number(summary.Significance),
            ["scan"] = new JsonObject { ["mu"] = Numbers(scan.Mu), ["delta_two_log_l"] = Numbers(scan.DeltaTwoLogL) },
        };
    }

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(static v => Number(v))]);

    // JSON has no NaN: what is not known is null.
    private static JsonNode? Number(double? value) => value is double number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
