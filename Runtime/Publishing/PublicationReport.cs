using System.Collections.Immutable;
using Mandelstam.Inference;
using Mandelstam.Reports;

namespace Mandelstam.Publishing;

/// <summary>The part of a report that a publication needs: error split, impacts, likelihood beside the belt, limit, correlations.</summary>
public static class PublicationReport
{
    /// <summary>Fills a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="publication">What is published.</param>
    /// <param name="isSharedPopulation">Belt and templates are made of the same simulated events, so that the belt has no error of the simulation.</param>
    public static void Add(ReportSection section, Publication publication, bool isSharedPopulation)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(publication);
        StatisticalSummary best = publication.Best;
        string data = publication.Observed is null ? "expected data of strength 1 (every bin holds its expectation)" : "the data";
        section.Paragraph(
            $"The likelihood of {data}, with μ and {string.Join(", ", best.Fit.Parameters.Skip(1).Select(static p => p.Name))} as parameters and their priors as constraints. "
            + "The interval that is quoted is the belt's; what follows says where it comes from, and is what others need to combine it with their own measurement.");
        AddSplit(section, publication, isSharedPopulation);
        AddImpacts(section, best);
        AddScan(section, publication);
        AddLimit(section, publication);
        section.Figure(CorrelationMatrix.Draw(
            "correlations",
            "Correlations of the fitted parameters",
            [.. best.Fit.Parameters.Select(static p => p.Name == "mu" ? "μ" : p.Name)],
            Correlations(best.Fit)));
    }

    private static void AddSplit(ReportSection section, Publication publication, bool isSharedPopulation)
    {
        (string Name, StatisticalSummary? Summary)[] columns =
        [
            ("observed", publication.Observed), ("observed, with simulation", publication.ObservedWithSimulation),
            ("expected", publication.Expected), ("expected, with simulation", publication.ExpectedWithSimulation),
        ];
        (string Name, ErrorSplit Split)[] shown = [.. columns.Where(static c => c.Summary?.Split is not null).Select(static c => (c.Name, c.Summary!.Split!))];
        if (shown.Length == 0)
        {
            section.Note("The fit found no error of μ, so there is nothing to split.");
            return;
        }

        ReportTable table = new("Error of μ by source. Squares add up to the square of the total.", ["Source", .. shown.Select(static c => c.Name)]);
        table.Row(["statistics", .. shown.Select(static c => ReportNumber.Fixed(c.Split.Statistics, 3))]);
        for (int n = 0; n < shown[0].Split.Nuisances.Length; n++)
        {
            table.Row([shown[0].Split.Nuisances[n].Name, .. shown.Select(c => ReportNumber.Fixed(c.Split.Nuisances[n].Sigma, 3))]);
        }

        table.Row(["simulation", .. shown.Select(static c => c.Split.Simulation > 0 ? ReportNumber.Fixed(c.Split.Simulation, 3) : "not in the fit")]);
        table.Row(["total", .. shown.Select(static c => ReportNumber.Fixed(c.Split.Total, 3))]);
        table.Row(["statistics, were all nuisances known", .. shown.Select(static c => ReportNumber.Fixed(c.Split.Known, 3))]);
        section.Subheading("Where the error comes from").Table(table).Paragraph(
            "Each part is how far μ̂ moves when what lies behind it fluctuates: the events, the measurement that constrains a nuisance, the simulated sample behind the templates. A nuisance that the events know better "
            + "than its constraint counts under statistics; the last line says what is left of them once all nuisances are known, and the impacts below which nuisances cost the difference.");
        if (isSharedPopulation && publication.ExpectedWithSimulation is not null)
        {
            section.Note(
                "The columns with simulation hold for data from elsewhere: there the templates' own fluctuation counts, and with a sample as small as this one it is large. In this run's pseudo-experiments "
                + "it is absent, since they are drawn from the same events that the templates are made of.");
        }
    }

    private static void AddImpacts(ReportSection section, StatisticalSummary best)
    {
        section.Subheading("Nuisances").Figure(ImpactPlot.Draw(
            "impacts",
            "Nuisances by their impact on μ",
            "μ̂",
            [
                .. best.Impacts.Select(static impact => new ImpactBar(
                    new NuisancePull(impact.Fitted.Name, impact.Fitted.Pull ?? double.NaN, impact.Fitted.AtBound ? double.NaN : impact.Fitted.Constriction ?? double.NaN, impact.Fitted.Pull is not null),
                    impact.Down,
                    impact.Up,
                    impact.PriorDown,
                    impact.PriorUp)),
            ]));
        ReportTable table = new("Impact on μ̂ of one σ of each nuisance.", "Nuisance", "value", "pull", "error over prior's", "down", "up", "prior down", "prior up");
        foreach (NuisanceImpact impact in best.Impacts)
        {
            table.Row(
                impact.Fitted.Name,
                ReportNumber.Significant(impact.Fitted.Value, 4),
                ReportNumber.Fixed(impact.Fitted.Pull ?? double.NaN, 2),
                impact.Fitted.AtBound ? ReportNumber.Missing : ReportNumber.Fixed(impact.Fitted.Constriction ?? double.NaN, 2),
                ReportNumber.Fixed(impact.Down, 4),
                ReportNumber.Fixed(impact.Up, 4),
                ReportNumber.Fixed(impact.PriorDown, 4),
                ReportNumber.Fixed(impact.PriorUp, 4));
        }

        section.Details("Impacts as numbers", details => details.Table(table));
    }

    private static void AddScan(ReportSection section, Publication publication)
    {
        StatisticalSummary best = publication.Best;
        BeltInterval belt = publication.Belt.Invert(best.Fit.Strength.Value);
        List<ScanCurve> curves = [Curve("nuisances fitted", publication.Scan(best)), Curve("nuisances nominal", publication.Scan(best, isNominal: true))];
        if (publication.BestWithSimulation is { } full)
        {
            curves.Add(Curve("with errors of the simulation", ProfileScan.Run(full.Likelihood, full.Counts.AsSpan(), [.. curves[0].Values])));
        }

        if (publication.Observed is not null)
        {
            curves.Add(Curve("expected", ProfileScan.Run(publication.Expected.Likelihood, publication.Expected.Counts.AsSpan(), [.. curves[0].Values])));
        }

        section.Subheading("Likelihood beside the belt").Figure(LikelihoodScan.Draw(
            "likelihood-scan",
            "Likelihood of the signal strength",
            "signal strength μ",
            curves,
            best.Fit.Strength.Value,
            caption: "Twice the negative log-likelihood above its minimum. The band is the confidence belt's interval at this estimate, over draws of all nuisances; where the first curve crosses 1 lies the interval that the likelihood alone would give.",
            interval: (belt.P16, belt.P84)));
        ReportTable table = new("Intervals of one standard deviation.", "Data", "μ̂", "belt from", "to", "likelihood from", "to", "width ratio");
        void Row(string name, StatisticalSummary summary)
        {
            BeltInterval interval = publication.Belt.Invert(summary.Fit.Strength.Value);
            table.Row(
                name, ReportNumber.Fixed(summary.Fit.Strength.Value, 3), ReportNumber.Fixed(interval.P16, 3), ReportNumber.Fixed(interval.P84, 3), ReportNumber.Fixed(summary.Low, 3), ReportNumber.Fixed(summary.High, 3),
                ReportNumber.Fixed((summary.High - summary.Low) / (interval.P84 - interval.P16), 2));
        }

        if (publication.Observed is { } observed)
        {
            Row("observed", observed);
        }

        foreach (double mu in new[] { 0, 1, 2, 3.0 })
        {
            Row(FormattableString.Invariant($"expected, μ = {mu}"), mu == 1 ? publication.Expected : StatisticalSummary.Expected(publication.Expected.Likelihood, mu));
        }

        section.Table(table);
    }

    private static void AddLimit(ReportSection section, Publication publication)
    {
        StatisticalSummary best = publication.Best;
        UpperLimit limit = best.Limit;
        bool isAtEdge = publication.Belt.Invert(best.Fit.Strength.Value).P16 <= 0;
        section.Subheading("Upper limit").Paragraph(
            (isAtEdge ? "The interval reaches zero: the upper limit is what to quote. " : "The interval does not reach zero; the limit is given for completeness. ")
            + "CLs with the profile likelihood ratio bounded at zero, in its asymptotic form (arXiv:1007.1727).");
        ReportTable table = new(
            FormattableString.Invariant($"Upper limit on μ at {100 * limit.Level:0.#} % confidence, and significance of the signal in standard deviations."),
            "Data", "limit", "expected without signal", "−2σ", "−1σ", "+1σ", "+2σ", "significance");
        void Row(string name, StatisticalSummary? summary)
        {
            if (summary is not null)
            {
                ImmutableArray<double> bands = summary.Limit.Expected;
                table.Row(
                    name, ReportNumber.Fixed(summary.Limit.Observed, 3), ReportNumber.Fixed(bands[2], 3), ReportNumber.Fixed(bands[0], 3), ReportNumber.Fixed(bands[1], 3),
                    ReportNumber.Fixed(bands[3], 3), ReportNumber.Fixed(bands[4], 3), ReportNumber.Fixed(summary.Significance, 2));
            }
        }

        Row("observed", publication.Observed);
        Row("observed, with simulation", publication.ObservedWithSimulation);
        Row("expected, μ = 1", publication.Expected);
        Row("expected, μ = 1, with simulation", publication.ExpectedWithSimulation);
        section.Table(table);
    }

    private static ScanCurve Curve(string name, ProfileScan scan) => new(name, scan.Mu, scan.DeltaTwoLogL);

    private static double[,] Correlations(FitResult fit)
    {
        double[,] matrix = new double[fit.Parameters.Length, fit.Parameters.Length];
        for (int row = 0; row < fit.Parameters.Length; row++)
        {
            for (int column = 0; column < fit.Parameters.Length; column++)
            {
                matrix[row, column] = fit.Correlation(row, column);
            }
        }

        return matrix;
    }
}
