using System.Globalization;
using Mandelstam.Reports;

namespace Mandelstam.Generative;

/// <summary>The pictures of a run's report.</summary>
internal static class GenerativeFigures
{
    private const int Bins = 40;

    /// <summary>Dalitz plots of three particles, energies of the first two of more.</summary>
    public static Figure Planes(GenerativeResult result)
    {
        bool isDalitz = result.Definition.Particles.Length == 3;
        double[] X(MomentumTable events) => isDalitz ? GenerativeQuantities.Shares(events, 0, 1) : GenerativeQuantities.EnergyShares(events, 0);
        double[] Y(MomentumTable events) => isDalitz ? GenerativeQuantities.Shares(events, 1, 2) : GenerativeQuantities.EnergyShares(events, 1);
        return DensityMaps.Draw(
            "dalitz",
            isDalitz ? "Dalitz plots" : "Energies of two particles",
            [.. Samples(result).Select(sample => new DensityMap(sample.Title, X(sample.Events), Y(sample.Events)))],
            (isDalitz ? "2p₁·p₂/s" : "x₁ = 2E₁/√s", 0, 1),
            (isDalitz ? "2p₂·p₃/s" : "x₂ = 2E₂/√s", 0, 1),
            caption: $"Events per area, the same shades in all panels; the scale goes with the root of the density, up to the densest cells of the truth. Particles: {Names(result)}.");
    }

    /// <summary>Energies of all particles.</summary>
    public static Figure Energies(GenerativeResult result) => ShapeComparison.Draw(
        "energies",
        "Energies",
        [.. Enumerable.Range(0, result.Definition.Particles.Length).Select(i => Panel(
            result, $"2E/√s of {result.Definition.Particles[i]}", Linear(0, 1), events => GenerativeQuantities.EnergyShares(events, i)))],
        caption: "Unit area. Uniform phase space, where confined models start from, is what remains of a model that has learned nothing.");

    /// <summary>Polar angles and azimuths, and angles between particles.</summary>
    public static Figure Angles(GenerativeResult result) => ShapeComparison.Draw(
        "angles",
        "Directions",
        [
            .. Enumerable.Range(0, result.Definition.Particles.Length).Select(i => Panel(
                result, $"cos θ of {result.Definition.Particles[i]}", Linear(-1, 1), events => GenerativeQuantities.Cosines(events, i))),
            .. Enumerable.Range(0, result.Definition.Particles.Length).Select(i => Panel(
                result, $"φ of {result.Definition.Particles[i]}", Linear(-Math.PI, Math.PI), events => GenerativeQuantities.Azimuths(events, i))),
        ],
        caption: "Unit area. The truth has no preferred direction, nor has a perceptron whose field turns with the event; other networks have to learn that.");

    /// <summary>The least product of two momenta.</summary>
    public static Figure SmallestProducts(GenerativeResult result)
    {
        double low = result.Definition.SmallestShare is double cut ? cut / 10 : 1e-5;
        return ShapeComparison.Draw(
            "smallest-product",
            "Smallest product of two momenta",
            [
                Panel(result, "min 2p_i·p_j/s", Logarithmic(low, 1), GenerativeQuantities.SmallestShares) with { LogarithmicX = true },
                Panel(result, "min 2p_i·p_j/s, logarithmic", Logarithmic(low, 1), GenerativeQuantities.SmallestShares) with { LogarithmicX = true, LogarithmicY = true },
            ],
            columns: 2,
            caption: "Share of the events per bin, bins equal in the logarithm. Small values are soft or collinear particles, where matrix elements are singular."
                + (result.Definition.SmallestShare is double at ? string.Create(CultureInfo.InvariantCulture, $" The truth ends at {at:G3}.") : ""));
    }

    /// <summary>The numbers that should be uniform.</summary>
    public static Figure Uniforms(GenerativeResult result) => ShapeComparison.Draw(
        "rosenblatt",
        "Rosenblatt's transform",
        [.. result.Definition.Uniforms.Select((name, k) => Panel(result, name, Linear(0, 1), events => GenerativeQuantities.Uniforms(result.Definition, events)[k]))],
        caption: "The transform turns true events into independent numbers that are uniform on [0, 1]. Events off phase space may lie outside.");

    /// <summary>How far events are from phase space.</summary>
    public static Figure Conservation(GenerativeResult result) => ShapeComparison.Draw(
        "conservation",
        "Energy and momentum that do not add up",
        [
            new ShapePanel(
                "max(|Σp|, |ΣE − √s|)/√s",
                [.. Samples(result).Select(static sample => new StepHistogram(sample.Title, ConservationMeter.Edges, [.. sample.Conservation.Histogram.Select(static n => (double)n)]))],
                LogarithmicX: true,
                LogarithmicY: true),
        ],
        columns: 1,
        caption: "Share of the events per bin. Confined models stay at the rounding of double precision; the others miss by what they have not learned. Exact zeros lie in the first bin.");

    /// <summary>Losses of the models.</summary>
    public static Figure Training(GenerativeResult result) => TrainingCurves.Draw(
        "training",
        "Training",
        [.. result.Models.Where(static model => model.Training is not null).Select(static model => new TrainingCurve(
            model.Title,
            [.. model.Training!.History.Select(static p => (double)p.Step)],
            [.. model.Training.History.Select(static p => p.Loss)],
            [.. model.Training.History.Select(static p => (double)p.Step)],
            [.. model.Training.History.Select(static p => p.HeldOutLoss)],
            model.Training.BestStep))],
        columns: 2,
        caption: "Loss on the events that are trained on (mean since the point before) and, with averaged weights, on held-out ones. The losses of different models mean different things.");

    private static IEnumerable<GeneratedSample> Samples(GenerativeResult result) => [result.Truth, result.Uniform, .. result.Models];

    private static string Names(GenerativeResult result) => string.Join(", ", result.Definition.Particles.Select(static (name, i) => $"{i + 1} {name}"));

    private static ShapePanel Panel(GenerativeResult result, string quantity, double[] edges, Func<MomentumTable, double[]> values) =>
        new(quantity, [.. Samples(result).Select(sample => StepHistogram.Fill(sample.Title, edges, values(sample.Events)))]);

    private static double[] Linear(double min, double max) => [.. Enumerable.Range(0, Bins + 1).Select(k => min + ((max - min) * k / Bins))];

    private static double[] Logarithmic(double min, double max) => [.. Enumerable.Range(0, Bins + 1).Select(k => min * Math.Pow(max / min, (double)k / Bins))];
}
