using Mandelstam.Flows;
using Mandelstam.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Runtime.Tests.Flows;

/// <summary>Each coupling alone: closed-form inverse, log-determinant, and the shape of its map.</summary>
public sealed class CouplingTests
{
    // A conditioner whose last layer is not scaled down: the maps are far from the identity.
    private static readonly FlowOptions Wild = new() { HiddenLayers = 2, HiddenWidth = 16, InitialScale = 1, QuadraticRange = 2 };

    public static TheoryData<CouplingKind, int, int> Cases => new()
    {
        { CouplingKind.GatedAffine, 1, 1 },
        { CouplingKind.GatedAffine, 3, 4 },
        { CouplingKind.Quadratic, 1, 1 },
        { CouplingKind.Quadratic, 4, 3 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Inverse_undoes_forward(CouplingKind kind, int moved, int conditions)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Coupling coupling = Create(kind, moved, conditions);
        Tensor input = Normals(500, moved, seed: 1) * 3;
        Tensor condition = Normals(500, conditions, seed: 2) * 3;

        (Tensor output, Tensor forward) = coupling.Forward(input, condition);
        (Tensor back, Tensor inverse) = coupling.Inverse(output, condition);

        // Double rounding (1e-16) times the largest inverse slope, e^2 · 1/0.05, times a few operations.
        Assert.True(Largest(back - input) < 1e-11);
        Assert.True(Largest(forward + inverse) < 1e-11);
        Assert.True(Largest(output - input) > 0.1, "the test has to try something else than the identity");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Log_determinant_is_the_one_of_autograds_Jacobian(CouplingKind kind, int moved, int conditions)
    {
        using DisposeScope scope = NewDisposeScope();
        Coupling coupling = Create(kind, moved, conditions);
        Tensor condition = Normals(20, conditions, seed: 3);
        Tensor input = (Normals(20, moved, seed: 4) * 2).requires_grad_();
        (Tensor output, Tensor logDeterminant) = coupling.Forward(input, condition);

        // Rows do not mix, so that the gradient of a column's sum is that column's row of every event's Jacobian.
        Tensor[] rows = [.. Enumerable.Range(0, moved).Select(column => autograd.grad([output.select(1, column).sum()], [input], retain_graph: true)[0])];
        Tensor jacobian = stack(rows, 1);
        double[] expected = Jacobians.LogDeterminants(jacobian);
        double[] actual = logDeterminant.detach().data<double>().ToArray();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-10);
        }
    }

    [Fact]
    public void Quadratic_is_continuous_with_its_slope_at_the_ends_of_the_parabola()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Coupling coupling = Create(CouplingKind.Quadratic, 1, 1);
        const double Step = 1e-7;
        foreach (double end in new[] { -Wild.QuadraticRange, Wild.QuadraticRange })
        {
            Tensor condition = Normals(50, 1, seed: 5) * 3;
            Tensor inside = full([50, 1], end - (Math.Sign(end) * Step), ScalarType.Float64);
            Tensor outside = full([50, 1], end + (Math.Sign(end) * Step), ScalarType.Float64);
            (Tensor y1, Tensor slope1) = coupling.Forward(inside, condition);
            (Tensor y2, Tensor slope2) = coupling.Forward(outside, condition);

            // Slopes are at most 2e², so values 2·Step apart differ by less than 20·2·Step; log-slopes change by at most Step/(0.05·range).
            Assert.True(Largest(y1 - y2) < 40 * Step);
            Assert.True(Largest(slope1 - slope2) < 40 * Step);
        }
    }

    [Fact]
    public void Quadratic_slope_is_positive_everywhere_and_within_its_bounds()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();

        // Huge weights drive tanh into saturation, the worst that training can do.
        Coupling coupling = Create(CouplingKind.Quadratic, 1, 1);
        coupling.Conditioner.Weights[^1].mul_(1000);
        Tensor line = linspace(-50, 50, 2001, ScalarType.Float64).unsqueeze(1);
        foreach (double at in new[] { -3.0, -0.5, 0.0, 0.7, 4.0 })
        {
            (Tensor output, Tensor logSlope) = coupling.Forward(line, full([2001, 1], at, ScalarType.Float64));
            double[] values = output.data<double>().ToArray();
            for (int i = 1; i < values.Length; i++)
            {
                Assert.True(values[i] > values[i - 1], $"not increasing at u = {-50 + (i * 0.05)} given {at}");
            }

            double[] slopes = logSlope.data<double>().ToArray();
            Assert.All(slopes, slope => Assert.InRange(slope, -2 + Math.Log(0.05) - 1e-12, 2 + Math.Log(1.95) + 1e-12));
        }
    }

    [Fact]
    public void Quadratic_is_the_printed_parabola_on_its_range()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Coupling coupling = Create(CouplingKind.Quadratic, 1, 1);
        double range = Wild.QuadraticRange;
        Tensor inputs = linspace(-range, range, 41, ScalarType.Float64).unsqueeze(1);
        (Tensor output, _) = coupling.Forward(inputs, full([41, 1], 0.3, ScalarType.Float64));
        double[] y = output.data<double>().ToArray();

        // Second differences of a parabola are all alike: αh².
        double first = y[2] - (2 * y[1]) + y[0];
        Assert.True(Math.Abs(first) > 1e-5, "a straight line would not test anything");
        for (int i = 1; i < y.Length - 1; i++)
        {
            Assert.Equal(first, y[i + 1] - (2 * y[i]) + y[i - 1], 1e-12);
        }
    }

    private static Coupling Create(CouplingKind kind, int moved, int conditions) => kind == CouplingKind.GatedAffine
        ? new GatedAffineCoupling(moved, conditions, Wild, new CounterRandom(11, 0), ScalarType.Float64)
        : new QuadraticCoupling(moved, conditions, Wild, new CounterRandom(12, 0), ScalarType.Float64);

    private static Tensor Normals(int rows, int columns, ulong seed) => Jacobians.Normals(rows, columns, seed);

    private static double Largest(Tensor difference) => difference.abs().max().item<double>();
}
