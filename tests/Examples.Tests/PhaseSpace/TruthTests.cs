using Mandelstam.Examples.PhaseSpace;
using Mandelstam.Generative;
using Mandelstam.Inference;
using Mandelstam.Processes;
using Mandelstam.Randomness;
using Xunit;

namespace Mandelstam.Examples.Tests.PhaseSpace;

/// <summary>The events that generative models learn from, against closed forms and against other ways to make them.</summary>
public sealed class TruthTests
{
    private const int Count = 40_000;

    public static TheoryData<string> Names => ["muon-decay", "qqg", "antenna"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Events_are_on_phase_space_and_belong_to_the_seed(string name)
    {
        GenerativeDefinition definition = Definition(name);
        MomentumTable events = definition.Draw(Count, 1);
        ConservationMeter meter = new();
        for (int row = 0; row < Count; row++)
        {
            meter.Add(events.Event(row), definition.Energy);
        }

        Assert.InRange(meter.Momentum, 0, 3e-12);
        Assert.InRange(meter.Energy, 0, 3e-12);
        Assert.Equal(definition.Particles.Length, events.Particles);
        Assert.Equal(events.Values, definition.Draw(Count, 1).Values);
        Assert.Equal(events.Slice(0, 100).Values, definition.Draw(100, 1).Values);
        Assert.NotEqual(events.Slice(0, 100).Values, definition.Draw(100, 2).Values);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_direction_is_preferred(string name)
    {
        MomentumTable events = Definition(name).Draw(Count, 3);
        for (int particle = 0; particle < events.Particles; particle++)
        {
            double[] polar = Of(events, p => (1 + (p[(3 * particle) + 2] / Length(p, particle))) / 2);
            double[] azimuth = Of(events, p => 0.5 + (Math.Atan2(p[(3 * particle) + 1], p[3 * particle]) / (2 * Math.PI)));
            Assert.InRange(KolmogorovSmirnov.OfUniform(polar).Probability, 1e-3, 1);      // twenty tests at fixed seeds
            Assert.InRange(KolmogorovSmirnov.OfUniform(azimuth).Probability, 1e-3, 1);
        }
    }

    [Fact]
    public void Muon_decays_have_the_means_of_the_spectra_and_five_uniform_numbers()
    {
        MuonDecayModels definition = new();
        MomentumTable events = definition.Draw(Count, 4);
        foreach ((int particle, double mean, double variance) in new[] { (1, 0.6, 0.04), (0, 0.7, 0.1 * 7 / 15), (2, 0.7, 0.1 * 7 / 15) })
        {
            // ⟨x⟩ = 3/5 and 7/10; the variance of 12x²(1 − x) is 1/25, that of 2x²(3 − 2x) is 8/15 − 49/100 = 13/300 < 7/150.
            double found = Of(events, p => 2 * Length(p, particle) / definition.Energy).Average();
            Assert.InRange((found - mean) / Math.Sqrt(variance / Count), -4, 4);
        }

        double[][] uniforms = Uniforms(definition, events);
        for (int k = 0; k < uniforms.Length; k++)
        {
            Assert.InRange(KolmogorovSmirnov.OfUniform(uniforms[k]).Probability, 1e-3, 1);
            for (int other = 0; other < k; other++)
            {
                // Uncorrelated to 4 standard errors.
                Assert.InRange(MathNet.Numerics.Statistics.Correlation.Pearson(uniforms[k], uniforms[other]) * Math.Sqrt(Count), -4, 4);
            }
        }
    }

    [Fact]
    public void Uniform_phase_space_is_not_taken_for_muon_decays()
    {
        MuonDecayModels definition = new();
        MomentumTable events = Uniform(3, definition.Energy, 5);
        double[][] uniforms = Uniforms(definition, events);
        Assert.InRange(KolmogorovSmirnov.OfUniform(uniforms[0]).Probability, 0, 1e-6);
        Assert.InRange(KolmogorovSmirnov.OfUniform(uniforms[3]).Probability, 1e-3, 1);
    }

    [Fact]
    public void Quark_and_gluon_events_are_uniform_ones_with_the_weight_of_the_matrix_element()
    {
        // Moments of y₁₃ and x₃, from events and from weighted uniform phase space, to 4 standard errors of both.
        QuarkGluonModels definition = new();
        MomentumTable events = definition.Draw(Count, 6);
        MomentumTable uniform = Uniform(3, 1, 7, 600_000);
        double[] weights = Of(uniform, p =>
        {
            double a = 1 - (2 * Length(p, 0)), b = 1 - (2 * Length(p, 1)), c = 1 - (2 * Length(p, 2));
            return Math.Min(a, Math.Min(b, c)) < definition.SmallestShare ? 0 : (((1 - a) * (1 - a)) + ((1 - b) * (1 - b))) / (a * b);
        });
        for (int particle = 0; particle < 3; particle++)
        {
            double[] drawn = Of(events, p => 2 * Length(p, particle) / definition.Energy);
            double[] known = Of(uniform, p => 2 * Length(p, particle));
            double sum = weights.Sum(), expected = known.Zip(weights, static (x, w) => x * w).Sum() / sum;
            double error = Math.Sqrt(known.Zip(weights, (x, w) => w * w * (x - expected) * (x - expected)).Sum()) / sum;
            double mean = drawn.Average(), scatter = drawn.Sum(x => (x - mean) * (x - mean)) / ((double)Count * Count);
            Assert.InRange((mean - expected) / Math.Sqrt(scatter + (error * error)), -4, 4);
        }

        Assert.All(Of(events, p => 1 - (2 * Math.Max(Length(p, 0), Math.Max(Length(p, 1), Length(p, 2))) / definition.Energy)), y => Assert.InRange(y, 0.01 - 1e-9, 1));
    }

    [Fact]
    public void Muon_decays_are_those_of_the_declaration()
    {
        MuonDecayModels definition = new();
        Assert.Equal(MuonDecay.Process.TotalEnergy, definition.Energy);
        MomentumTable uniform = Uniform(3, definition.Energy, 9, 1000);
        double[] amplitude = Amplitude(MuonDecay.Process, uniform);
        double[] shape = Of(uniform, p =>
        {
            double x = 2 * Length(p, 1) / definition.Energy;
            return x * (1 - x);
        });

        // One constant for all events, to the rounding of products that may be small.
        Assert.All(amplitude.Zip(shape), pair => Assert.Equal(amplitude[0] / shape[0], pair.First / pair.Second, 1e-9 * amplitude[0] / shape[0]));
    }

    [Fact]
    public void Quark_and_gluon_events_are_those_of_the_declaration_on_average_over_directions()
    {
        // Means of x₁, x₂ and x₃, the declared amplitude as weight of uniform events at its own energy; 4 standard errors of both.
        QuarkGluonModels definition = new();
        ProcessDefinition process = QuarkPairGluon.Process;
        MomentumTable events = definition.Draw(Count, 10), uniform = Uniform(3, process.TotalEnergy, 11, 400_000);
        double[] weights = Amplitude(process, uniform);
        for (int row = 0; row < weights.Length; row++)
        {
            double[] p = uniform.Event(row).ToArray();
            double smallest = Math.Min(Product(p, 0, 1), Math.Min(Product(p, 0, 2), Product(p, 1, 2)));
            weights[row] = 2 * smallest > definition.SmallestShare * process.TotalEnergy * process.TotalEnergy ? weights[row] : 0;
        }

        for (int particle = 0; particle < 3; particle++)
        {
            double[] drawn = Of(events, p => 2 * Length(p, particle) / definition.Energy);
            double[] known = Of(uniform, p => 2 * Length(p, particle) / process.TotalEnergy);
            double sum = weights.Sum(), expected = known.Zip(weights, static (x, w) => x * w).Sum() / sum;
            double error = Math.Sqrt(known.Zip(weights, (x, w) => w * w * (x - expected) * (x - expected)).Sum()) / sum;
            double mean = drawn.Average(), scatter = drawn.Sum(x => (x - mean) * (x - mean)) / ((double)Count * Count);
            Assert.InRange((mean - expected) / Math.Sqrt(scatter + (error * error)), -4, 4);
        }
    }

    [Fact]
    public void Antennas_of_three_gluons_have_poles_in_the_ratio_of_their_emission()
    {
        // One emission: 1/ξ < (p₁k)/(p₁p₃) < ξ for the two ends, log-uniform; in random order the middle one is not known, but the three products are, as a set.
        AntennaModels definition = new(3);
        MomentumTable events = definition.Draw(Count, 8);
        double[] ratios = Of(events, p =>
        {
            double[] products = [Product(p, 0, 1), Product(p, 0, 2), Product(p, 1, 2)];
            return products.Max() / products.Min();
        });
        Assert.InRange(ratios.Max(), 300, 400 * (1 + 1e-9));       // the largest ratio of two products is ξ/(1/ξ) = ξ² = 400

        // Σlog over the three pairs of ratios is that of two log-uniform numbers: E[(ln a)² + (ln b)² + (ln a − ln b)²] = 4·(ln ξ)²/3.
        double[] spread = Of(events, p =>
        {
            double a = Math.Log(Product(p, 0, 1)), b = Math.Log(Product(p, 0, 2)), c = Math.Log(Product(p, 1, 2));
            return ((a - b) * (a - b)) + ((a - c) * (a - c)) + ((b - c) * (b - c));
        });
        double log = Math.Log(20), mean = spread.Average();
        double deviation = Math.Sqrt(spread.Sum(v => (v - mean) * (v - mean)) / Count);
        Assert.InRange((mean - (4 * log * log / 3)) / (deviation / Math.Sqrt(Count)), -4, 4);
    }

    private static GenerativeDefinition Definition(string name) => name switch
    {
        "muon-decay" => new MuonDecayModels(),
        "qqg" => new QuarkGluonModels(),
        _ => new AntennaModels(4),
    };

    private static MomentumTable Uniform(int particles, double energy, ulong seed, int count = Count)
    {
        double[] values = new double[count * 3 * particles];
        CounterRandom random = new(seed);
        for (int i = 0; i < values.Length; i += 3 * particles)
        {
            Span<double> p = values.AsSpan(i, 3 * particles);
            ReferencePrior.Draw(random, p);
            ConformalMap.ToMomenta(p, energy, p);
        }

        return new MomentumTable(values, particles, energy);
    }

    private static double[] Amplitude(ProcessDefinition process, MomentumTable events)
    {
        PhaseSpacePoints points = new(events.Particles, events.Count);
        for (int row = 0; row < events.Count; row++)
        {
            double[] p = events.Event(row).ToArray();
            for (int particle = 0; particle < events.Particles; particle++)
            {
                points.Energy(particle)[row] = Length(p, particle);
                points.Px(particle)[row] = p[3 * particle];
                points.Py(particle)[row] = p[(3 * particle) + 1];
                points.Pz(particle)[row] = p[(3 * particle) + 2];
            }
        }

        double[] values = new double[events.Count];
        process.SquaredAmplitude!(points, values);
        return values;
    }

    private static double[][] Uniforms(GenerativeDefinition definition, MomentumTable events)
    {
        double[][] uniforms = [.. definition.Uniforms.Select(_ => new double[events.Count])];
        double[] numbers = new double[uniforms.Length];
        for (int row = 0; row < events.Count; row++)
        {
            definition.Transform(events.Event(row), numbers);
            for (int k = 0; k < numbers.Length; k++)
            {
                uniforms[k][row] = numbers[k];
            }
        }

        return uniforms;
    }

    private static double[] Of(MomentumTable events, Func<double[], double> quantity) =>
        [.. Enumerable.Range(0, events.Count).Select(row => quantity(events.Event(row).ToArray()))];

    private static double Length(double[] p, int particle) =>
        Math.Sqrt((p[3 * particle] * p[3 * particle]) + (p[(3 * particle) + 1] * p[(3 * particle) + 1]) + (p[(3 * particle) + 2] * p[(3 * particle) + 2]));

    private static double Product(double[] p, int i, int j) =>
        (Length(p, i) * Length(p, j)) - (p[3 * i] * p[3 * j]) - (p[(3 * i) + 1] * p[(3 * j) + 1]) - (p[(3 * i) + 2] * p[(3 * j) + 2]);
}
