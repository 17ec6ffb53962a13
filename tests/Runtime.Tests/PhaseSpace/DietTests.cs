using Mandelstam.PhaseSpace;
using Mandelstam.Processes;
using Mandelstam.Randomness;
using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Runtime.Tests.PhaseSpace;

public sealed class DietTests
{
    public static TheoryData<double, double[]> Processes => new()
    {
        { 1, [0, 0] },
        { 91.2, [0, 0, 0] },
        { 1000, [0, 0, 0, 0, 0, 0, 0] },
        { 5.28, [1.87, 0.14, 0.135, 0] },
        { 0.493677, [0.13957039, 0.13957039, 0.13957039] },
    };

    [Theory]
    [MemberData(nameof(Processes))]
    public void The_way_back_gives_the_numbers_again(double sqrtS, double[] masses)
    {
        const int Count = 5000;
        DietSampler sampler = new(sqrtS, masses);
        CounterRandom random = new(4);
        double[] uniforms = [.. Enumerable.Range(0, Count * sampler.Dimensions).Select(_ => random.NextUniform())], back = new double[uniforms.Length];
        PhaseSpacePoints points = new(masses.Length, Count);
        sampler.Map(uniforms, points);
        sampler.Invert(points, back);

        // Momenta have 16 digits of √s; near threshold, and where a cluster is light, its mass and its angles have some digits fewer.
        double[] errors = [.. uniforms.Zip(back, static (a, b) => Math.Abs(a - b)).Order()];
        Assert.InRange(errors[^1], 0, 1e-7);
        Assert.InRange(errors[errors.Length / 2], 0, 1e-14);
    }

    [Fact]
    public void The_root_is_the_root()
    {
        CounterRandom random = new(9);
        for (int k = 1; k <= 40; k++)
        {
            DietRoot root = new(k);
            for (int i = 0; i < 500; i++)
            {
                double u = random.NextUniform(), r = (i % 4) switch { 0 => u, 1 => Math.Pow(u, 6), 2 => 1 - Math.Pow(u, 6), _ => Math.Pow(u, 8) };
                if (r is not (> 1e-16 and < 1))
                {
                    continue;
                }

                // x has 16 digits, of which 1 − x has fewer near 1; Above sums up to k terms.
                double x = Solve(root, r), slack = k * (k + 1) * (1 - x) * 2.3e-16;
                Assert.InRange(Math.Abs(DietRoot.Above(x, k) - r), 0, slack + (k * 4e-16 * r));
            }
        }
    }

    [Fact]
    public void Numbers_from_the_sequence_integrate_better_than_random_ones()
    {
        // ⟨y₀₁²⟩ = 12/(n²(n² − 1)) from 2¹⁶ events: random numbers are off by 8e-4 on average, the sequence by a tenth of that.
        Assert.InRange(Error(new DietSampler(1, 3, quasiRandom: true)), 0, 0.2 * Error(new DietSampler(1, 3)));

        static double Error(DietSampler sampler) => Enumerable.Range(1, 8).Average(seed =>
        {
            PhaseSpacePoints points = sampler.Sample(1 << 16, (ulong)seed);
            return Math.Abs(Events.Each(points, row => Math.Pow(Events.MassSquared(points, row, 0, 1), 2)).Average() - (12.0 / 72));
        });
    }

    private static unsafe double Solve(DietRoot root, double r)
    {
        double* column = stackalloc double[RowTile.RowStep];
        new Span<double>(column, RowTile.RowStep).Fill(r);
        root.Solve<Double128>(column, RowTile.RowStep);
        return column[0];
    }
}
