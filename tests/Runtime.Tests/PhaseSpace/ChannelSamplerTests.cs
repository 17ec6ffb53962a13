using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

/// <summary>The sampler that adapts to |M|²: whatever it has learned, its weights are those of phase space.</summary>
public sealed class ChannelSamplerTests
{
    // 4.5 standard errors: once in 1.5·10⁵ comparisons by chance.
    private const double Sigmas = 4.5;

    // Poles of all pairs, with a cut: between massless particles, between massive ones, in a chain with a line shape, and against the beam.
    private static readonly ProcessDefinition[] s_processes =
    [
        Of("H -> g g g", new(), 0.01),
        Of("B+ -> anti-D0 pi+ pi+ pi-", new(), 0),
        Of("tau- -> (rho- -> pi- pi0) nu_tau", new() { OffShell = true }, 0),
        Of("g g -> g g g", new() { SqrtS = 100 }, 0.01),
    ];

    public static TheoryData<int> Processes => [.. Enumerable.Range(0, s_processes.Length)];

    [Theory]
    [MemberData(nameof(Processes))]
    public void Weights_integrate_as_those_of_flat_phase_space_do(int index)
    {
        ProcessDefinition process = s_processes[index];
        ChannelSampler channels = ChannelSampler.Train(process, threads: 2);
        PhaseSpaceSampler flat = FlatSampler.Of(process);
        ProcessEstimate adapted = ProcessEstimate.Of(process, channels, 1 << 17, 3, 2), plain = ProcessEstimate.Of(process, flat, 1 << 20, 5, 2);
        double error = Math.Sqrt((adapted.IntegralError * adapted.IntegralError) + (plain.IntegralError * plain.IntegralError));
        Assert.InRange(adapted.Integral - plain.Integral, -Sigmas * error, Sigmas * error);
        Assert.InRange(adapted.Efficiency / plain.Efficiency, 1.2, double.PositiveInfinity);

        // Without |M|² it is the volume: nothing of phase space is left out. Flat densities are a poor estimate of that, but one without bias.
        PhaseSpacePoints points = channels.Sample(1 << 18, 7, 2);
        (double volume, double volumeError) = Events.Mean(points.Weights.ToArray());
        Assert.InRange(volume - plain.Volume, -Sigmas * (volumeError + plain.VolumeError), Sigmas * (volumeError + plain.VolumeError));
        (double momentum, double shell) = Events.Violations(points, process.TotalEnergy, process.Masses);
        Assert.InRange(momentum / process.TotalEnergy, 0, 2 * process.Particles * 2.2e-16);
        Assert.InRange(shell / Math.Pow(process.TotalEnergy, 2), 0, 2 * 4.4e-16);
    }

    [Fact]
    public void Unweighted_events_have_the_distributions_of_weighted_flat_ones()
    {
        ProcessDefinition process = s_processes[3];
        ProcessEstimate estimate = ProcessEstimate.Of(process, threads: 2);
        Assert.IsType<ChannelSampler>(estimate.Sampler);
        UnweightedStream stream = new(estimate);
        List<double> mass = [], beam = [], azimuth = [];
        foreach (PhaseSpacePoints points in stream.Draw(20_000, 3, 2))
        {
            mass.AddRange(Events.Each(points, row => Math.Log(Events.MassSquared(points, row, 0, 2))));
            beam.AddRange(Events.Each(points, row => points.Pz(1)[row] / points.Energy(1)[row]));
            azimuth.AddRange(Events.Each(points, row => Math.Atan2(points.Py(0)[row], points.Px(0)[row])));
        }

        PhaseSpacePoints flat = new RamboSampler(100, 3).Sample(1 << 20, 9, 2);
        double[] weights = new double[flat.Count];
        process.SquaredAmplitude!(flat, weights);
        bool[] kept = new bool[flat.Count];
        process.Selection!(flat, kept);
        double largest = weights.Where((_, i) => kept[i]).Max();

        // Hit or miss keeps few of the flat ones, but the right ones.
        CounterRandom random = new(11);
        int[] rows = [.. Enumerable.Range(0, flat.Count).Where(i => kept[i] && random.NextUniform() * largest < weights[i])];
        Assert.InRange(rows.Length, 1000, flat.Count);
        Agree(mass, row => Math.Log(Events.MassSquared(flat, row, 0, 2)));
        Agree(beam, row => flat.Pz(1)[row] / flat.Energy(1)[row]);
        Agree(azimuth, row => Math.Atan2(flat.Py(0)[row], flat.Px(0)[row]));

        void Agree(List<double> values, Func<int, double> number) => Assert.InRange(Kolmogorov.PValue([.. values], [.. rows.Select(number)]), 1e-3, 1);
    }

    [Fact]
    public void Events_depend_on_seed_and_number_alone()
    {
        ChannelSampler one = ChannelSampler.Train(s_processes[0], threads: 1), three = ChannelSampler.Train(s_processes[0], threads: 3);
        const int Count = (5 * PhaseSpaceSampler.BlockEvents) + 77;
        double[] expected = one.Sample(Count, 7).Px(1).ToArray();
        Assert.Equal(expected, three.Sample(Count, 7, threads: 3).Px(1).ToArray());
        Assert.NotEqual(expected, one.Sample(Count, 8).Px(1).ToArray());
        PhaseSpacePoints later = new(3, Count - PhaseSpaceSampler.BlockEvents);
        one.Fill(later, 7, firstEvent: PhaseSpaceSampler.BlockEvents);
        Assert.Equal(expected[PhaseSpaceSampler.BlockEvents..], later.Px(1).ToArray());
    }

    [Fact]
    public void A_flat_amplitude_needs_no_channels()
    {
        ProcessDefinition even = ProcessDefinition.Parse("H -> g g g") with { SquaredAmplitude = static (points, results) => results[..points.Count].Fill(1) };
        Assert.IsType<StiefelSampler>(ProcessSampler.Of(even));
        Assert.IsType<SequentialSampler>(ProcessSampler.Of(ProcessDefinition.Parse("B+ -> (anti-D0 -> K+ pi-) pi+")));
        Assert.Throws<ArgumentException>(() => ChannelSampler.Train(ProcessDefinition.Parse("H -> g g g")));
        ProcessDefinition chain = ProcessDefinition.Parse("tau- -> (rho- -> pi- pi0) nu_tau", new() { OffShell = true });
        Assert.Throws<ArgumentException>(() => ProcessEstimate.Of(chain with { SquaredAmplitude = even.SquaredAmplitude }, new SequentialSampler(chain)));
    }

    // Σ over pairs of M²/m_ij², a product of it with the beam's where there is one, and every pair above the cut.
    private static ProcessDefinition Of(string text, ProcessOptions options, double cut)
    {
        ProcessDefinition process = ProcessDefinition.Parse(text, options);
        double s = process.TotalEnergy * process.TotalEnergy;
        return process with
        {
            SquaredAmplitude = (points, results) =>
            {
                for (int row = 0; row < points.Count; row++)
                {
                    double product = 1;
                    for (int i = 0; i < points.Particles; i++)
                    {
                        int j = (i + 1) % points.Particles;
                        product *= s / Math.Max(Events.MassSquared(points, row, i, j), 1e-9 * s);
                        double beam = points.Energy(i)[row] - Math.Abs(points.Pz(i)[row]);
                        product *= process.IsDecay ? 1 : process.TotalEnergy / Math.Max(beam, 1e-9 * process.TotalEnergy);
                    }

                    results[row] = Math.Pow(product, process.IsMassless ? 1 : 0.5);
                }
            },
            Selection = (points, results) =>
            {
                for (int row = 0; row < points.Count; row++)
                {
                    results[row] = true;
                    for (int i = 0; i < points.Particles; i++)
                    {
                        int j = (i + 1) % points.Particles;
                        results[row] &= Events.MassSquared(points, row, i, j) >= cut * s
                            && (process.IsDecay || points.Energy(i)[row] - Math.Abs(points.Pz(i)[row]) >= 0.05 * process.TotalEnergy);
                    }
                }
            },
        };
    }
}
