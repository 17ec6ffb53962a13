using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mandelstam.Processes;
using Xunit;

namespace Mandelstam.Dsl.Tests.Processes;

public class PhaseSpacePointsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(4, 512)]
    [InlineData(10, 1000)]
    public void Columns_begin_at_cache_lines_and_do_not_overlap(int particles, int count)
    {
        PhaseSpacePoints points = new(particles, count);
        long before = 0;
        foreach (nint address in Columns(points))
        {
            Assert.Equal(0, address % 64);
            Assert.True(address - before >= count * sizeof(double));
            Assert.NotEqual(0, (address - before) % 4096);
            before = address;
        }
    }

    [Fact]
    public void A_column_keeps_what_was_written_to_it()
    {
        PhaseSpacePoints points = new(2, 20);
        double next = 0;
        for (int particle = 0; particle < 2; particle++)
        {
            Fill(points.Energy(particle), next++);
            Fill(points.Px(particle), next++);
            Fill(points.Py(particle), next++);
            Fill(points.Pz(particle), next++);
        }

        Fill(points.Weights, next);
        Assert.Equal([0.0, 1, 2, 3, 4, 5, 6, 7, 8], Column(19));
        points.Count = 5;
        Assert.Equal(5, points.Weights.Length);
        Assert.Equal([0.0, 1, 2, 3, 4, 5, 6, 7, 8], Column(4));
        Assert.Equal(20, points.Capacity);

        static void Fill(Span<double> column, double value) => column.Fill(value);
        double[] Column(int row) =>
            [.. Enumerable.Range(0, 2).SelectMany(i => new[] { points.Energy(i)[row], points.Px(i)[row], points.Py(i)[row], points.Pz(i)[row] }), points.Weights[row]];
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        PhaseSpacePoints points = new(2, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => points.Energy(2)[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => points.Pz(-1)[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => points.Count = 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhaseSpacePoints(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhaseSpacePoints(1, -1));
    }

    private static IEnumerable<nint> Columns(PhaseSpacePoints points)
    {
        for (int particle = 0; particle < points.Particles; particle++)
        {
            yield return Address(points.Energy(particle));
            yield return Address(points.Px(particle));
            yield return Address(points.Py(particle));
            yield return Address(points.Pz(particle));
        }

        yield return Address(points.Weights);
    }

    private static unsafe nint Address(Span<double> column) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(column));
}
