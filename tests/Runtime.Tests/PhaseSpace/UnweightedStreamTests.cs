using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>Unweighted events of muon decay with massless electrons, whose distributions have closed forms.</summary>
public sealed class UnweightedStreamTests
{
    private const double Mass = 0.1056583755, Fermi = 1.1663788e-5;

    // |M|² = 64 G²(p_μ·p_ν̄)(p_e·p_νμ), averaged over the spin of the muon: 16 G²M⁴ x(1 − x) with x = 2E_ν̄/M.
    private static readonly ProcessDefinition Muon = ProcessDefinition.Parse("mu- -> e- anti-nu_e nu_mu", new() { Massless = [0] }) with
    {
        SquaredAmplitude = static (points, results) =>
        {
            for (int row = 0; row < points.Count; row++)
            {
                results[row] = 64 * Fermi * Fermi * Mass * points.Energy(1)[row] * (Events.MassSquared(points, row, 0, 2) / 2);
            }
        },
    };

    private static readonly ProcessEstimate Estimate = ProcessEstimate.Of(Muon, events: 1 << 18, seed: 3, threads: 2);

    [Fact]
    public void The_width_is_that_of_the_muon()
    {
        double expected = Fermi * Fermi * Math.Pow(Mass, 5) / (192 * Math.Pow(Math.PI, 3));
        (double value, double error) = Estimate.Rate!.Value;
        Assert.InRange(value, expected - (4.5 * error), expected + (4.5 * error));
        Assert.InRange(error / value, 0, 0.002);
        Assert.Equal(PhaseSpaceVolume.Massless(Mass, 3), Estimate.Volume);
        Assert.Equal(0, Estimate.VolumeError);

        // x(1 − x) has its mean over flat phase space at two thirds of its maximum.
        Assert.Equal(2.0 / 3, Estimate.Efficiency, 0.005);
    }

    [Fact]
    public void Events_have_the_spectra_of_the_amplitude()
    {
        UnweightedStream stream = new(Estimate);
        double[] x = [.. stream.Draw(50_000, 5).SelectMany(static points => points.Energy(1).ToArray()).Select(static e => 2 * e / Mass)];
        Assert.Equal(50_000, x.Length);
        Assert.InRange(Kolmogorov.PValue(x, static v => v * v * v * (4 - (3 * v))), 1e-3, 1);
        double[] electron = [.. stream.Draw(50_000, 6).SelectMany(static points => points.Energy(0).ToArray()).Select(static e => 2 * e / Mass)];
        Assert.InRange(Kolmogorov.PValue(electron, static v => v * v * v * (2 - v)), 1e-3, 1);
        Assert.Equal(0, stream.Overweight);
        Assert.Equal(1, stream.LargestWeight);

        // Two thirds, less the fifth that the maximum is above the largest weight met.
        Assert.Equal(2.0 / 3 / 1.2, stream.Efficiency, 0.01);
    }

    [Fact]
    public void Events_heavier_than_the_maximum_are_counted_and_keep_their_weight()
    {
        UnweightedStream stream = new(Estimate with { Maximum = 0.5 * Estimate.Maximum });
        double sum = 0, weighted = 0;
        foreach (PhaseSpacePoints points in stream.Draw(200_000, 9))
        {
            for (int row = 0; row < points.Count; row++)
            {
                sum += points.Weights[row];
                weighted += points.Weights[row] * 2 * points.Energy(1)[row] / Mass;
            }
        }

        Assert.InRange(stream.Overweight, 1, 200_000);
        Assert.Equal(1 / (1.2 * 0.5), stream.LargestWeight, 0.01);

        // ⟨x⟩ = 3/5; its error is 0.2/√200000.
        Assert.Equal(0.6, weighted / sum, 0.002);
    }

    [Fact]
    public void Events_do_not_depend_on_the_number_of_threads()
    {
        UnweightedStream one = new(Estimate), three = new(Estimate);
        Assert.Equal(Energies(one, 1), Energies(three, 3));
        Assert.Equal(one.Trials, three.Trials);

        static double[] Energies(UnweightedStream stream, int threads) => [.. stream.Draw(100_000, 2, threads).SelectMany(static points => points.Energy(2).ToArray())];
    }

    [Fact]
    public void A_selection_is_obeyed_and_an_impossible_one_refused()
    {
        ProcessDefinition hard = Muon with { Selection = static (points, results) => Select(points, results, 0.8) };
        ProcessEstimate estimate = ProcessEstimate.Of(hard);
        foreach (PhaseSpacePoints points in new UnweightedStream(estimate).Draw(5000, 1))
        {
            Assert.All(points.Energy(1).ToArray(), static e => Assert.InRange(2 * e / Mass, 0.8, 1));
        }

        // ∫ 12x²(1 − x) above 0.8.
        Assert.Equal(1 - (0.8 * 0.8 * 0.8 * (4 - 2.4)), estimate.Integral / Estimate.Integral, 0.005);
        Assert.Throws<MandelstamException>(() => ProcessEstimate.Of(Muon with { Selection = static (points, results) => Select(points, results, 2) }));

        static void Select(PhaseSpacePoints points, Span<bool> results, double least)
        {
            for (int row = 0; row < points.Count; row++)
            {
                results[row] = 2 * points.Energy(1)[row] / Mass > least;
            }
        }
    }

    [Fact]
    public void An_amplitude_that_is_no_probability_is_refused()
    {
        Assert.Throws<MandelstamException>(() => ProcessEstimate.Of(Muon with { SquaredAmplitude = static (points, results) => results[..points.Count].Fill(-1) }));
        Assert.Throws<MandelstamException>(() => ProcessEstimate.Of(Muon with { SquaredAmplitude = static (points, results) => results[..points.Count].Fill(double.NaN) }));
        Assert.Throws<MandelstamException>(() => ProcessEstimate.Of(Muon with { SquaredAmplitude = static (points, results) => results[..points.Count].Clear() }));
    }
}
