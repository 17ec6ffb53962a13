using Mandelstam.Reports.Drawing;

namespace Mandelstam.Runtime.Tests.Reports;

/// <summary>Contours of functions whose contours are known.</summary>
public sealed class ContourLinesTests
{
    [Fact]
    public void Contour_of_a_cone_is_one_closed_circle()
    {
        IReadOnlyList<(double X, double Y)> circle = Assert.Single(ContourLines.Of(Grid(41, static (x, y) => Math.Sqrt(((x - 20) * (x - 20)) + ((y - 20) * (y - 20)))), 12.3));
        Assert.Equal(circle[0].X, circle[^1].X, 1e-9);
        Assert.Equal(circle[0].Y, circle[^1].Y, 1e-9);

        // Along a grid line the cone is not quite linear: 1/(8·12) of a step at most.
        Assert.All(circle, static p => Assert.Equal(12.3, Math.Sqrt(((p.X - 20) * (p.X - 20)) + ((p.Y - 20) * (p.Y - 20))), 0.011));
    }

    [Fact]
    public void Lines_of_a_saddle_do_not_cross_and_end_at_the_edges()
    {
        IReadOnlyList<(double X, double Y)>[] lines = [.. ContourLines.Of(Grid(12, static (x, y) => (x - 5.4) * (y - 5.7)), 0.05)];
        Assert.Equal(2, lines.Length);
        Assert.All(lines, static line =>
        {
            Assert.True(line[0].X is 0 or 11 || line[0].Y is 0 or 11);
            Assert.True(line[^1].X is 0 or 11 || line[^1].Y is 0 or 11);
            Assert.Single(line.Select(static p => p.X > 5.4).Distinct());
        });
    }

    [Fact]
    public void Where_nothing_is_known_nothing_is_drawn()
    {
        Assert.Empty(ContourLines.Of(Grid(5, static (_, _) => double.NaN), 1));
        Assert.Empty(ContourLines.Of(Grid(5, static (_, _) => 1), 2));
    }

    private static double[,] Grid(int points, Func<double, double, double> value)
    {
        double[,] grid = new double[points, points];
        for (int i = 0; i < points; i++)
        {
            for (int j = 0; j < points; j++)
            {
                grid[i, j] = value(i, j);
            }
        }

        return grid;
    }
}
