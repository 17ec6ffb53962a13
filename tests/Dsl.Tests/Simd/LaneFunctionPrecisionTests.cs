using Mandelstam.Simd;
using Mandelstam.TestKit;
using Xunit;
using static Mandelstam.Dsl.Tests.Simd.LaneFunctionTests;

namespace Mandelstam.Dsl.Tests.Simd;

/// <summary>
/// The functions of fused kernels against 400-bit arithmetic where double precision is no judge: next to the zeros of the circular functions and of
/// the logarithm, at the ends of the ranges, at the joints of the approximations.
/// </summary>
public sealed class LaneFunctionPrecisionTests
{
    private const int Samples = 300;

    [Theory]
    [MemberData(nameof(Singles), MemberType = typeof(LaneFunctionTests))]
    public void A_function_is_as_accurate_as_it_says(string name, double least, double most, bool isLogarithmic, double ulps)
    {
        // Precise sums Taylor's series as it is: arguments beyond a few hundred would take it thousands of terms.
        float[] x = [.. Points(name, least, most, isLogarithmic).Where(static v => Math.Abs(v) <= 200 || !float.IsFinite(v))];
        float[] single = EvaluateSingle<Single512>(name, x, x);
        double[] wide = EvaluateDouble<DoublePair512, Single512>(name, x, x);
        for (int i = 0; i < x.Length; i++)
        {
            double exact = Reference(name, x[i]).ToDouble();
            Assert.True(
                Math.Abs(single[i] - exact) <= ulps * Ulp(exact),
                FormattableString.Invariant($"{name}({x[i]:R}) is {single[i]:R}, not {exact:R}: {Math.Abs(single[i] - exact) / Ulp(exact):F2} ulp"));

            // Next to a zero of the circular functions the reduction's error counts: π/2 in two parts has 107 bits, 1e-15 of a thousandth.
            double zero = name is "Sin" or "Cos" or "Tan" or "Acos" ? 1e-3 : 0;
            Assert.True(
                Math.Abs(wide[i] - exact) <= 1e-12 * (Math.Abs(exact) + zero),
                FormattableString.Invariant($"in double lanes, {name}({x[i]:R}) is {wide[i]:R}, not {exact:R}"));
        }
    }

    [Fact]
    public void The_azimuth_is_as_accurate_as_it_says()
    {
        Random random = new(3);
        List<(float Y, float X)> points = [];
        for (int i = 0; i < 2 * Samples; i++)
        {
            // Along the axes and the diagonals, a few ulp beside them, and anywhere.
            float radius = (float)Math.Exp(8 * (random.NextDouble() - 0.5)), other = i % 3 == 0 ? radius : i % 3 == 1 ? radius * 1e-6f : (float)random.NextDouble() * radius;
            other = MathF.BitIncrement(other);
            (float y, float x) = i % 2 == 0 ? (radius, other) : (other, radius);
            points.Add(((i & 4) == 0 ? y : -y, (i & 8) == 0 ? x : -x));
        }

        float[] ys = [.. points.Select(static p => p.Y)], xs = [.. points.Select(static p => p.X)];
        float[] single = EvaluateSingle<Single512>("Atan2", ys, xs);
        double[] wide = EvaluateDouble<DoublePair512, Single512>("Atan2", ys, xs);
        for (int i = 0; i < points.Count; i++)
        {
            double exact = Precise.Atan2((double)ys[i], (double)xs[i]).ToDouble();
            Assert.True(Math.Abs(single[i] - exact) <= 2 * Ulp(exact), FormattableString.Invariant($"Atan2({ys[i]:R}, {xs[i]:R}) is {single[i]:R}, not {exact:R}"));
            Assert.True(Math.Abs(wide[i] - exact) <= 1e-12 * Math.Abs(exact), FormattableString.Invariant($"in double lanes, Atan2({ys[i]:R}, {xs[i]:R}) is {wide[i]:R}, not {exact:R}"));
        }
    }

    private static IEnumerable<float> Points(string name, double least, double most, bool isLogarithmic)
    {
        Random random = new(2);
        for (int i = 0; i < Samples; i++)
        {
            double u = random.NextDouble();
            double magnitude = isLogarithmic ? least * Math.Pow(most / least, u) : least + ((most - least) * u);
            yield return (float)(isLogarithmic && name != "Log" && i % 2 == 0 ? -magnitude : magnitude);
        }

        // The multiples of π/4: zeros, extrema and the joints of the reduction; and where the approximations of the others meet.
        IEnumerable<double> special = name is "Sin" or "Cos" or "Tan"
            ? Enumerable.Range(-40, 81).Select(static k => k * Math.PI / 4)
            : [0.25, 0.0625, 0.5, 0.625, 1, Math.Sqrt(0.5), Math.Sqrt(2), 0.06, -0.06, -0.5, -0.625, -1, 1e-3, 0.01, least, most];
        bool IsInside(double p) => (isLogarithmic && name != "Log" ? Math.Abs(p) : p) >= least && p <= most;
        foreach (double point in special.Where(p => IsInside(p) && !(name == "Tan" && Math.Abs(Math.Cos(p)) < 1e-3)))
        {
            float at = (float)point;
            foreach (float value in new[] { at, MathF.BitIncrement(at), MathF.BitDecrement(at) }.Where(v => IsInside(v)))
            {
                if (!(name is "Atanh" && Math.Abs(value) >= 1))
                {
                    yield return value;
                }
            }
        }
    }

    private static Precise Reference(string name, float argument)
    {
        Precise x = (double)argument;
        return name switch
        {
            "Sin" => Precise.Sin(x),
            "Cos" => Precise.Cos(x),
            "Tan" => Precise.Sin(x) / Precise.Cos(x),
            "Acos" => argument == 1 ? 0.0 : Precise.Atan2(Precise.Sqrt((1.0 - x) * (1.0 + x)), x),
            "Exp" => Precise.Exp(x),
            "Log" => Precise.Log(x),
            "Sinh" => Precise.Sinh(x),
            "Cosh" => Precise.Cosh(x),
            "Tanh" => Precise.Sinh(x) / Precise.Cosh(x),
            "Asinh" => argument < 0 ? 0.0 - Asinh(0.0 - x) : Asinh(x),
            _ => Precise.Log((1.0 + x) / (1.0 - x)) / 2.0,
        };
    }

    private static Precise Asinh(Precise x) => Precise.Log(x + Precise.Sqrt((x * x) + 1.0));
}
