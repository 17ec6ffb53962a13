using System.Text.Json.Nodes;
using Mandelstam.Inference;
using Mandelstam.Measurement;

namespace Mandelstam.Publishing;

/// <summary>A likelihood as a pyhf workspace: HistFactory in JSON, schema 1.0.0 (arXiv:2103.02182, https://pyhf.github.io).</summary>
/// <remarks>
/// <para>
/// One channel per category, one sample per process. The strength is the normfactor <c>mu</c>; a shape is a histosys with the templates one σ of its prior down and up; a rate is a normsys; the
/// templates' errors are a staterror per channel. All constraints are unit Gaussians of α = (value − mean)/σ, of the logarithm for a log-normal prior.
/// </para>
/// <para>
/// HistFactory knows a nuisance at −1, 0 and +1 σ, interpolates between (code 4p or 0 for a histosys, 4 or 1 for a normsys) and adds effects of several; ours has splines through a grid of values. The
/// two agree exactly at those three values of each nuisance, and elsewhere as far as the effects are linear.
/// </para>
/// </remarks>
public static class PyhfWorkspace
{
    private const double FarthestPull = 10;

    /// <summary>Writes a likelihood.</summary>
    /// <param name="likelihood">The model, with or without the templates' errors: they are exported where <see cref="BinnedLikelihood.TemplateErrors"/> is 1.</param>
    /// <param name="binning">Which bins form a channel.</param>
    /// <param name="categories">The channels' names.</param>
    /// <param name="counts">The data, bin after bin.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a nuisance has no constraint, which HistFactory demands.</exception>
    public static JsonObject Create(BinnedLikelihood likelihood, ScoreBinning binning, IReadOnlyList<string> categories, ReadOnlySpan<double> counts)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        ArgumentNullException.ThrowIfNull(binning);
        ArgumentNullException.ThrowIfNull(categories);
        if (binning.Bins != likelihood.Bins || binning.Edges.Length != categories.Count || counts.Length != likelihood.Bins || likelihood.TemplateErrors is not (0 or 1))
        {
            throw new ArgumentException($"{likelihood.Bins} bins of the likelihood, {binning.Bins} of {binning.Edges.Length} categories, {categories.Count} names, {counts.Length} counts, template errors {likelihood.TemplateErrors} (0 or 1).", nameof(binning));
        }

        if (likelihood.Parameters.Skip(1).FirstOrDefault(static p => p.Constraint is null) is { } free)
        {
            throw new ArgumentException($"The nuisance '{free.Name}' has no constraint; HistFactory knows none without.", nameof(likelihood));
        }

        double[] data = counts.ToArray();
        JsonArray channels = [], observations = [];
        for (int category = 0; category < categories.Count; category++)
        {
            int from = binning.Offset(category), to = binning.Offset(category + 1);
            channels.Add(new JsonObject { ["name"] = categories[category], ["samples"] = Samples(likelihood, categories[category], from, to) });
            observations.Add(new JsonObject { ["name"] = categories[category], ["data"] = Numbers(data[from..to]) });
        }

        JsonArray parameters = [new JsonObject { ["name"] = "mu", ["inits"] = Numbers([1]), ["bounds"] = new JsonArray(Numbers([-20, 20])) }];
        foreach (FitParameter parameter in likelihood.Parameters.Skip(1))
        {
            GaussianConstraint constraint = parameter.Constraint!;
            parameters.Add(new JsonObject
            {
                ["name"] = parameter.Name,
                ["bounds"] = new JsonArray(Numbers(
                [
                    Math.Max(-FarthestPull, (parameter.Min - constraint.Mean) / constraint.Sigma),
                    Math.Min(FarthestPull, (parameter.Max - constraint.Mean) / constraint.Sigma),
                ])),
            });
        }

        return new()
        {
            ["channels"] = channels,
            ["observations"] = observations,
            ["measurements"] = new JsonArray(new JsonObject
            {
                ["name"] = "signal strength",
                ["config"] = new JsonObject { ["poi"] = "mu", ["parameters"] = parameters },
            }),
            ["version"] = "1.0.0",
        };
    }

    /// <summary>A publication's likelihood, with the simulation's errors where they are known; its data, or expected ones of strength one.</summary>
    /// <param name="publication">What is published.</param>
    public static JsonObject Create(Publication publication)
    {
        ArgumentNullException.ThrowIfNull(publication);
        StatisticalSummary summary = publication.BestWithSimulation ?? publication.Best;
        MeasurementDefinition definition = publication.Definition;
        return Create(summary.Likelihood, publication.Binning, [.. definition.Categories.Select(c => definition.Model.Categories[c])], summary.Counts.AsSpan());
    }

    private static JsonArray Samples(BinnedLikelihood likelihood, string channel, int from, int to)
    {
        TemplateGrid templates = likelihood.Templates;
        double[] centre = [.. likelihood.Shapes.Select(static shape => shape.Constraint!.Mean)];
        double[] nominal = templates.YieldsAt(centre);
        int point = templates.NearestPoint(centre);
        JsonArray samples = [];
        for (int process = 0; process < templates.Processes.Length; process++)
        {
            int offset = process * templates.Bins;
            string name = templates.Processes[process];
            JsonArray modifiers = [];
            if (likelihood.Signal.Contains(name))
            {
                modifiers.Add(new JsonObject { ["name"] = "mu", ["type"] = "normfactor", ["data"] = null });
            }

            for (int s = 0; s < likelihood.Shapes.Length; s++)
            {
                double sigma = likelihood.Shapes[s].Constraint!.Sigma;
                JsonArray Varied(double by)
                {
                    double[] at = [.. centre];
                    at[s] += by;
                    return Numbers(templates.YieldsAt(at)[(offset + from)..(offset + to)]);
                }

                modifiers.Add(new JsonObject
                {
                    ["name"] = likelihood.Shapes[s].Name,
                    ["type"] = "histosys",
                    ["data"] = new JsonObject { ["lo_data"] = Varied(-sigma), ["hi_data"] = Varied(sigma) },
                });
            }

            foreach (RateParameter rate in likelihood.Rates.Where(rate => rate.Processes.Contains(name)))
            {
                GaussianConstraint constraint = rate.Parameter.Constraint!;
                modifiers.Add(new JsonObject
                {
                    ["name"] = rate.Parameter.Name,
                    ["type"] = "normsys",
                    ["data"] = new JsonObject { ["lo"] = constraint.Mean - constraint.Sigma, ["hi"] = constraint.Mean + constraint.Sigma },
                });
            }

            if (likelihood.TemplateErrors > 0)
            {
                modifiers.Add(new JsonObject
                {
                    ["name"] = $"staterror_{channel}",
                    ["type"] = "staterror",
                    ["data"] = Numbers(Enumerable.Range(from, to - from).Select(bin => Math.Sqrt(templates.Variances[(point * templates.Cells) + offset + bin]))),
                });
            }

            samples.Add(new JsonObject { ["name"] = name, ["data"] = Numbers(nominal[(offset + from)..(offset + to)]), ["modifiers"] = modifiers });
        }

        return samples;
    }

    private static JsonArray Numbers(IEnumerable<double> values) => new([.. values.Select(static v => (JsonNode)v)]);
}
