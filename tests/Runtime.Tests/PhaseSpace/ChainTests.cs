using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>Chains and line shapes against integrals without random numbers.</summary>
public sealed class ChainTests
{
    // 4.5 standard errors: once in 1.5·10⁵ comparisons by chance.
    private const double Sigmas = 4.5;
    private const double Tau = 1.77693, Pion = 0.13957039, NeutralPion = 0.1349768;

    private static readonly ProcessDefinition RhoDecay = ProcessDefinition.Parse("tau- -> (rho- -> pi- pi0) nu_tau", new() { OffShell = true });

    [Fact]
    public void Without_line_shapes_the_volume_is_the_product_of_the_vertices()
    {
        ProcessDefinition process = ProcessDefinition.Parse("B+ -> (anti-D0 -> K+ pi-) pi+");
        PhaseSpaceSampler sampler = new SequentialSampler(process);
        double expected = PhaseSpaceVolume.TwoBody(5.27941, 1.86484, Pion) * PhaseSpaceVolume.TwoBody(1.86484, 0.493677, Pion);
        Assert.True(sampler.IsUniform);
        Assert.Equal(expected, sampler.Volume!.Value, expected * 1e-14);
        PhaseSpacePoints points = sampler.Sample(20_000, 3);
        Assert.All(points.Weights.ToArray(), weight => Assert.Equal(expected, weight, expected * 1e-14));
        Assert.All(Enumerable.Range(0, points.Count), row => Assert.Equal(1.86484, Math.Sqrt(Events.MassSquared(points, row, 0, 1)), 1e-14));
        (double momentum, double shell) = Events.Violations(points, 5.27941, process.Masses);
        Assert.InRange(momentum, 0, 5.3 * 6 * 2.2e-16);
        Assert.InRange(shell, 0, 28 * 2 * 4.4e-16);
    }

    [Fact]
    public void A_resonance_has_its_line_shape_within_phase_space()
    {
        PhaseSpacePoints points = new SequentialSampler(RhoDecay).Sample(400_000, 5);
        double[] weights = points.Weights.ToArray(), squares = Events.Each(points, row => Events.MassSquared(points, row, 0, 1));
        double whole = Integral(Tau * Tau);
        (double mean, double error) = Events.Mean(weights);
        Assert.InRange(mean, whole - (Sigmas * error), whole + (Sigmas * error));
        foreach (double cut in (double[])[0.4, 0.55, 0.6, 0.65, 0.8, 1.5])
        {
            (mean, error) = Events.Mean(weights.Select((weight, row) => squares[row] < cut ? weight : 0));
            double part = Integral(cut);
            Assert.InRange(mean, part - (Sigmas * error), part + (Sigmas * error));
        }
    }

    [Fact]
    public void Either_of_two_resonances_may_be_the_light_one_and_weights_stay_even()
    {
        // ∫∫ ρρ Φ₂(H; m₁, m₂) Φ₂(m₁) Φ₂(m₂) dm₁² dm₂², in m₁, and for m₂ in the angle of its line shape.
        ProcessDefinition process = ProcessDefinition.Parse("H -> (Z -> e- e+) (Z -> mu- mu+)", new() { OffShell = true });
        const double Higgs = 125.2, Electron = 0.00051099895, Muon = 0.1056583755, Least = 2 * Electron, Most = Higgs - (2 * Muon);
        LineShape z = new(91.188, 2.4955);
        const int Nodes = 4000, Inner = 500;
        double expected = 0;
        for (int i = 0; i < Nodes; i++)
        {
            double first = Least + ((Most - Least) * (i + 0.5) / Nodes), low = 4 * Muon * Muon, high = Math.Pow(Higgs - first, 2);
            double factor = 2 * first * (Most - Least) / Nodes * z.Density(first * first) * z.Probability(low, high) / Inner * PhaseSpaceVolume.TwoBody(first, Electron, Electron);
            for (int j = 0; j < Inner; j++)
            {
                double second = Math.Sqrt(z.MassSquaredAt((j + 0.5) / Inner, low, high));
                expected += factor * PhaseSpaceVolume.TwoBody(Higgs, first, second) * PhaseSpaceVolume.TwoBody(second, Muon, Muon);
            }
        }

        PhaseSpacePoints points = new SequentialSampler(process).Sample(400_000, 7);
        (double mean, double error) = Events.Mean(points.Weights.ToArray());

        // The quadrature is good to 3e-4: p* is a square root at the end of its range.
        Assert.InRange(mean, expected - (Sigmas * error) - (3e-4 * expected), expected + (Sigmas * error) + (3e-4 * expected));
        Assert.InRange(mean / points.Weights.ToArray().Max(), 0.1, 1);
        double[] light = [.. Enumerable.Range(0, points.Count).Select(row => Events.MassSquared(points, row, 0, 1) < Events.MassSquared(points, row, 2, 3) ? points.Weights[row] : 0)];
        Assert.InRange(Events.Mean(light).Mean / mean, 0.49, 0.51);
    }

    [Fact]
    public void A_vertex_of_three_below_a_vertex_has_the_volume_of_both()
    {
        ProcessDefinition process = ProcessDefinition.Parse("B+ -> (anti-D0 -> K+ pi- pi0) pi+");
        double expected = PhaseSpaceVolume.TwoBody(5.27941, 1.86484, Pion) * PhaseSpaceIntegral.Volume(1.86484, 0.493677, Pion, NeutralPion);
        PhaseSpacePoints points = new SequentialSampler(process).Sample(200_000, 9);
        (double mean, double error) = Events.Mean(points.Weights.ToArray());
        Assert.InRange(mean, expected - (Sigmas * error), expected + (Sigmas * error));
        (double momentum, _) = Events.Violations(points, 5.27941, process.Masses);
        Assert.InRange(momentum, 0, 5.3 * 8 * 2.2e-16);
    }

    [Fact]
    public void A_declared_amplitude_is_integrated_over_all_of_phase_space_whatever_drew_the_masses()
    {
        ProcessDefinition process = RhoDecay with { SquaredAmplitude = static (points, results) => results[..points.Count].Fill(1) };
        ProcessEstimate estimate = ProcessEstimate.Of(process, events: 400_000, seed: 11);
        double expected = PhaseSpaceIntegral.Volume(Tau, 0, Pion, NeutralPion);
        Assert.InRange(estimate.Integral, expected - (Sigmas * estimate.IntegralError), expected + (Sigmas * estimate.IntegralError));

        ProcessDefinition narrow = ProcessDefinition.Parse("B+ -> (anti-D0 -> K+ pi-) pi+") with { SquaredAmplitude = process.SquaredAmplitude };
        Assert.Contains("anti-D0", Assert.Throws<MandelstamException>(() => ProcessEstimate.Of(narrow)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B+ -> (anti-D0 -> K+ pi-) pi+", false)]
    [InlineData("B+ -> (anti-D0 -> K+ pi- pi0) pi+", false)]
    [InlineData("t -> b (W+ -> e+ nu_e)", true)]
    public void A_flat_sample_of_a_chain_fills_the_phase_space_of_its_final_particles(string text, bool offShell)
    {
        ProcessDefinition process = ProcessDefinition.Parse(text, new() { OffShell = offShell });
        (double mean, double error) = Events.Mean(FlatSampler.Of(process).Sample(200_000, 13).Weights.ToArray());
        double expected = PhaseSpaceIntegral.Volume(process.TotalEnergy, [.. process.Masses]);
        Assert.InRange(mean / expected, 1 - 1e-6 - (Sigmas * error / expected), 1 + 1e-6 + (Sigmas * error / expected));
        ProcessEstimate estimate = ProcessEstimate.Of(process, events: 1 << 16);
        Assert.InRange(estimate.Volume, expected * (1 - 1e-6) - (Sigmas * estimate.VolumeError), expected * (1 + 1e-6) + (Sigmas * estimate.VolumeError));
    }

    // Of the weight below a squared mass of the pion pair: in the angle of the line shape, midpoint rule.
    private static double Integral(double most)
    {
        const int Nodes = 20_000;
        LineShape rho = RhoDecay.Tree.Daughters[0].LineShape!;
        double least = Math.Pow(Pion + NeutralPion, 2), sum = 0;
        for (int node = 0; node < Nodes; node++)
        {
            double mass = Math.Sqrt(rho.MassSquaredAt((node + 0.5) / Nodes, least, most));
            sum += PhaseSpaceVolume.TwoBody(Tau, mass, 0) * PhaseSpaceVolume.TwoBody(mass, Pion, NeutralPion);
        }

        return sum * rho.Probability(least, most) / Nodes;
    }
}
