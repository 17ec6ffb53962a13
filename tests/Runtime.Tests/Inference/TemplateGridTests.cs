using Mandelstam.Inference;
using Xunit;

namespace Mandelstam.Runtime.Tests.Inference;

/// <summary>Interpolated templates: exact where they must be, smooth, linear outside.</summary>
public sealed class TemplateGridTests
{
    private static readonly double[] _tes = [0.9, 0.95, 0.97, 1, 1.04, 1.1];
    private static readonly double[] _jes = [0.9, 0.96, 1, 1.03, 1.1];

    /// <summary>
    /// A product of cubics comes back with its derivatives, also between uneven points: rounding times the conditioning of the splines, 1e-9.
    /// </summary>
    [Fact]
    public void Cubic_polynomials_are_reproduced_with_their_derivatives()
    {
        static double U(double x) => 3 + (2 * (x - 1)) - (50 * Math.Pow(x - 1, 2)) + (400 * Math.Pow(x - 1, 3));
        static double U1(double x) => 2 - (100 * (x - 1)) + (1200 * Math.Pow(x - 1, 2));
        static double U2(double x) => -100 + (2400 * (x - 1));
        static double V(double y) => 5 - (y - 1) + (30 * Math.Pow(y - 1, 2)) - (200 * Math.Pow(y - 1, 3));
        static double V1(double y) => -1 + (60 * (y - 1)) - (600 * Math.Pow(y - 1, 2));
        static double V2(double y) => 60 - (1200 * (y - 1));
        TemplateGrid grid = Grid((x, y, cell) => (cell + 1) * U(x) * V(y));
        TemplateValues values = grid.CreateValues();
        foreach ((double x, double y) in new[] { (0.9, 0.9), (0.913, 1.071), (0.97, 1), (1.0, 1.1), (1.077, 0.951), (1.1, 1.1) })
        {
            grid.Evaluate([x, y], values);
            for (int cell = 0; cell < grid.Cells; cell++)
            {
                double k = cell + 1;
                Near(k * U(x) * V(y), values.Yields[cell]);
                Near(k * U1(x) * V(y), values.First(0)[cell]);
                Near(k * U(x) * V1(y), values.First(1)[cell]);
                Near(k * U2(x) * V(y), values.Second(0, 0)[cell]);
                Near(k * U1(x) * V1(y), values.Second(0, 1)[cell]);
                Near(k * U1(x) * V1(y), values.Second(1, 0)[cell]);
                Near(k * U(x) * V2(y), values.Second(1, 1)[cell]);
            }
        }
    }

    [Fact]
    public void The_splines_pass_through_every_template()
    {
        TemplateGrid grid = Grid((x, y, cell) => Math.Sin((20 * x) + (33 * y) + cell));
        for (int point = 0; point < grid.Points; point++)
        {
            double[] yields = grid.YieldsAt(grid.PointAt(point));
            for (int cell = 0; cell < grid.Cells; cell++)
            {
                Assert.Equal(grid.Yields[(point * grid.Cells) + cell], yields[cell], 1e-12);
            }
        }
    }

    [Fact]
    public void Outside_the_grid_they_go_on_linearly()
    {
        TemplateGrid grid = Grid((x, y, cell) => Math.Exp((3 * x) - y) + cell);
        TemplateValues edge = grid.CreateValues();
        TemplateValues beyond = grid.CreateValues();
        grid.Evaluate([1.1, 1.01], edge);
        grid.Evaluate([1.3, 1.01], beyond);
        for (int cell = 0; cell < grid.Cells; cell++)
        {
            Assert.Equal(edge.Yields[cell] + (0.2 * edge.First(0)[cell]), beyond.Yields[cell], 1e-10);
            Assert.Equal(edge.First(0)[cell], beyond.First(0)[cell], 1e-12);
            Assert.Equal(0, beyond.Second(0, 0)[cell]);
        }
    }

    /// <summary>Two points make a line, three a parabola, one axis or three: all through their polynomials.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(9, 3)]
    public void Few_points_give_the_polynomial_through_them(int points, int degree)
    {
        double[] axis = [.. Enumerable.Range(0, points).Select(i => i + (0.1 * i * i))];
        TemplateGrid grid = new([new TemplateAxis("a", [.. axis])], ["p"], 1, [.. axis.Select(x => 1 + Math.Pow(x, degree))], []);
        double at = 0.37 * axis[^1];
        Assert.Equal(1 + Math.Pow(at, degree), grid.YieldsAt([at])[0], 1e-10 * (1 + Math.Pow(at, degree)));

        double[] cube = [.. axis.SelectMany(x => axis.SelectMany(y => axis.Select(z => 1 + (Math.Pow(x, degree) * y) - z)))];
        TemplateAxis same = new("a", [.. axis]);
        TemplateGrid three = new([same, same with { Name = "b" }, same with { Name = "c" }], ["p"], 1, [.. cube], []);
        Assert.Equal(1 + (Math.Pow(at, degree) * 0.5) - 0.8, three.YieldsAt([at, 0.5, 0.8])[0], 1e-9 * (1 + Math.Pow(at, degree)));
    }

    /// <summary>
    /// Natural ends: through every template, lines exactly, no curvature at the ends, so that the continuation has the slope and curvature of
    /// the inside.
    /// </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Natural_splines_have_no_curvature_at_their_ends(int points)
    {
        double[] axis = [.. Enumerable.Range(0, points).Select(i => i + (0.2 * i * i))];
        TemplateGrid line = Natural(x => 2 + (0.5 * x));
        TemplateGrid wave = Natural(x => 3 + Math.Sin(x));
        foreach (double x in axis)
        {
            Assert.Equal(3 + Math.Sin(x), wave.YieldsAt([x, 0.4])[0], 1e-12);
        }

        Assert.Equal(2 + (0.5 * 0.77), line.YieldsAt([0.77, 0.4])[0], 1e-12);
        TemplateValues values = wave.CreateValues();
        foreach (double end in new[] { axis[0], axis[^1] })
        {
            wave.Evaluate([end, 0.4], values);
            Assert.Equal(0, values.Second(0, 0)[0], 1e-10);
        }

        TemplateGrid again = InferenceJson.Deserialize<TemplateGrid>(InferenceJson.Serialize(wave), "test");
        Assert.Equal(SplineEnds.Natural, again.Ends);
        Assert.Equal(wave.YieldsAt([0.3, 0.1]), again.YieldsAt([0.3, 0.1]));

        TemplateGrid Natural(Func<double, double> f) => new(
            [new TemplateAxis("a", [.. axis]), new TemplateAxis("b", [0, 1, 2, 3])],
            ["p"],
            1,
            [.. axis.SelectMany(x => Enumerable.Repeat(f(x), 4))],
            [],
            SplineEnds.Natural);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new TemplateGrid([new TemplateAxis("a", [1, 1])], ["p"], 1, [1, 2], []));
        Assert.Throws<ArgumentException>(() => new TemplateGrid([new TemplateAxis("a", [1, 2])], ["p"], 1, [1, 2, 3], []));
        Assert.Throws<ArgumentException>(() => new TemplateGrid([], ["p", "p"], 1, [1, 2], []));
        Assert.Contains("'q', bin 1", Assert.Throws<ArgumentException>(() => new TemplateGrid([], ["p", "q"], 2, [1, 2, 3, double.NaN], [])).Message);
    }

    [Fact]
    public void Templates_survive_storage_exactly()
    {
        TemplateGrid grid = Grid((x, y, cell) => Math.Exp(x * y * cell) / 3);
        TemplateGrid again = InferenceJson.Deserialize<TemplateGrid>(InferenceJson.Serialize(grid), "test");
        Assert.Equal(grid.Yields.ToArray(), again.Yields.ToArray());
        Assert.Equal(grid.YieldsAt([0.93, 1.02]), again.YieldsAt([0.93, 1.02]));
        MandelstamException error = Assert.Throws<MandelstamException>(() => InferenceJson.Deserialize<TemplateGrid>("""{"axes":[]}""", "model.json"));
        Assert.StartsWith("model.json does not hold a TemplateGrid", error.Message, StringComparison.Ordinal);
        Assert.Throws<MandelstamException>(() => InferenceJson.Deserialize<TemplateGrid>("{", "model.json"));
    }

    private static TemplateGrid Grid(Func<double, double, int, double> yield) => new(
        [new TemplateAxis("tes", [.. _tes]), new TemplateAxis("jes", [.. _jes])],
        ["signal", "background"],
        3,
        [.. _tes.SelectMany(x => _jes.SelectMany(y => Enumerable.Range(0, 6).Select(cell => yield(x, y, cell))))],
        []);

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-9 * Math.Max(1, Math.Abs(expected)));
}
