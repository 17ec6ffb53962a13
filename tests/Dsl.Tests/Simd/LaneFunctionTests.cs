using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Dsl.Tests.Simd;

/// <summary>The functions of fused kernels against those of double precision, over their whole ranges and at their ends.</summary>
public sealed class LaneFunctionTests
{
    private const int Samples = 200_000;

    /// <summary>Name, range, whether the samples lie evenly in the logarithm of the magnitude, the error that the function promises in ulp.</summary>
    public static TheoryData<string, double, double, bool, double> Singles => new()
    {
        { "Sin", -100, 100, false, 1 },
        { "Sin", 1e-6, 1e5, true, 1 },
        { "Cos", -100, 100, false, 1 },
        { "Cos", 1e-6, 1e5, true, 1 },
        { "Tan", -100, 100, false, 3 },
        { "Acos", -1, 1, false, 3 },
        { "Exp", -86, 88.7, false, 1 },
        { "Log", 1e-37, 1e38, true, 1 },
        { "Log", 0.5, 2, false, 1 },
        { "Sinh", -88, 88, false, 2 },
        { "Sinh", 1e-6, 2, true, 2 },
        { "Cosh", -88, 88, false, 2 },
        { "Tanh", -10, 10, false, 2 },
        { "Tanh", 1e-6, 2, true, 2 },
        { "Asinh", -20, 20, false, 4 },
        { "Asinh", 1e-6, 1e18, true, 4 },
        { "Atanh", -0.9999, 0.9999, false, 3 },
        { "Atanh", 1e-6, 0.9, true, 3 },
    };

    [Theory]
    [MemberData(nameof(Singles))]
    public void A_function_is_as_accurate_as_it_says(string name, double least, double most, bool isLogarithmic, double ulps)
    {
        float[] x = Sample(least, most, isLogarithmic, hasSigns: name != "Log");
        float[] actual = EvaluateSingle<Single512>(name, x, x);
        double worst = 0, at = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double expected = Reference(name, x[i], x[i]);
            double error = Math.Abs(actual[i] - expected) / Ulp(expected);
            (worst, at) = error > worst || double.IsNaN(error) ? (error, x[i]) : (worst, at);
        }

        Assert.True(worst <= ulps, FormattableString.Invariant($"{name} is off by {worst:F2} ulp at {at:R}"));
    }

    [Fact]
    public void The_azimuth_is_as_accurate_as_it_says()
    {
        Random random = new(1);
        float[] y = [.. Enumerable.Range(0, Samples).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, 12 * (random.NextDouble() - 0.5))))];
        float[] x = [.. Enumerable.Range(0, Samples).Select(i => i % 7 == 0 ? y[i] * (i % 14 == 0 ? 1 : -1) : (float)(random.NextDouble() - 0.5))];
        float[] actual = EvaluateSingle<Single512>("Atan2", y, x);
        double worst = Enumerable.Range(0, Samples).Max(i => Math.Abs(actual[i] - Math.Atan2(y[i], x[i])) / Ulp(Math.Atan2(y[i], x[i])));
        Assert.True(worst <= 2, FormattableString.Invariant($"Atan2 is off by {worst:F2} ulp"));
    }

    /// <summary>Relative to the result; near the zeros of the circular functions, where the argument's reduction shows, relative to a thousandth.</summary>
    [Theory]
    [MemberData(nameof(Singles))]
    public void In_double_lanes_it_is_good_to_twelve_digits(string name, double least, double most, bool isLogarithmic, double ulps)
    {
        Assert.True(ulps > 0);
        float[] x = Sample(least, most, isLogarithmic, hasSigns: name != "Log");
        double[] actual = EvaluateDouble<DoublePair512, Single512>(name, x, x);
        double[] pair = name == "Sin" ? EvaluateDouble<DoublePair512, Single512>("SineOfPair", x, x) : actual;
        double worst = Enumerable.Range(0, x.Length).Max(i =>
        {
            double expected = Reference(name, x[i], x[i]), zero = name is "Sin" or "Cos" or "Acos" or "Tan" ? 1e-3 : 0;
            return Math.Max(Math.Abs(actual[i] - expected), Math.Abs(pair[i] - expected)) / (Math.Abs(expected) + zero);
        });
        Assert.True(worst <= 1e-12, FormattableString.Invariant($"{name} is off by {worst:E1}"));
    }

    [Fact]
    public void Ends_are_those_of_the_reference()
    {
        const float Infinity = float.PositiveInfinity;
        float[] ends = [0, -0f, Infinity, -Infinity, float.NaN, 1, -1, 1e-30f, -1e-30f, 3e38f];
        foreach (string name in new[] { "Exp", "Log", "Tanh", "Atanh", "Acos", "Sign", "Cosh", "Sinh" })
        {
            float[] actual = EvaluateSingle<Single512>(name, ends, ends);
            for (int i = 0; i < ends.Length; i++)
            {
                double expected = Reference(name, ends[i], ends[i]);
                double allowed = double.IsFinite(expected) ? 2 * Ulp(expected) : 0;
                bool holds = expected.Equals((double)actual[i]) || (float)expected == actual[i] || Math.Abs(expected - actual[i]) <= allowed;
                Assert.True(holds, $"{name}({ends[i]}) is {actual[i]}, not {expected}");
            }
        }

        foreach (float y in ends)
        {
            float[] actual = EvaluateSingle<Single512>("Atan2", [.. ends.Select(_ => y)], ends);
            for (int i = 0; i < ends.Length; i++)
            {
                double expected = Math.Atan2(y, ends[i]);
                double allowed = Math.Abs(expected) < 1e-37 ? 1e-37 : 2 * Ulp(expected);
                Assert.True(expected.Equals((double)actual[i]) || Math.Abs(expected - actual[i]) <= allowed, $"Atan2({y}, {ends[i]}) is {actual[i]}, not {expected}");
            }
        }
    }

    [Fact]
    public void Every_register_width_gives_the_same_bits()
    {
        foreach (string name in Singles.Select(row => (string)row[0]).Append("Atan2").Append("Wrap").Append("Round").Distinct())
        {
            float[] x = Sample(-5, 5, false), y = Sample(0.01, 30, true);
            if (name is not ("Wrap" or "Round"))
            {
                float[] expected = EvaluateSingle<Single512>(name, x, y);
                Assert.Equal(expected, EvaluateSingle<Single256>(name, x, y));
                Assert.Equal(expected, EvaluateSingle<Single128>(name, x, y));
            }

            double[] wide = EvaluateDouble<DoublePair512, Single512>(name, x, y);
            Assert.Equal(wide, EvaluateDouble<DoublePair256, Single256>(name, x, y));
            Assert.Equal(wide, EvaluateDouble<DoublePair128, Single128>(name, x, y));
        }
    }

    [Fact]
    public void Angles_are_wrapped_and_numbers_rounded_as_by_the_reference()
    {
        float[] x = Sample(-400, 400, false);
        double[] wrapped = EvaluateDouble<DoublePair512, Single512>("Wrap", x, x), rounded = EvaluateDouble<DoublePair512, Single512>("Round", x, x);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(Kinematics.Wrap(new RawAngle(x[i])).Value, wrapped[i], 1e-14);
            Assert.Equal(Math.Round(x[i] * 1000.0) / 1000.0, rounded[i]);
        }
    }

    private static float[] Sample(double least, double most, bool isLogarithmic, bool hasSigns = false)
    {
        Random random = new(7);
        return
        [
            .. Enumerable.Range(0, Samples).Select(i => (i + random.NextDouble()) / Samples).Select(u => isLogarithmic
                ? (float)((hasSigns && random.Next(2) == 0 ? -1 : 1) * least * Math.Pow(most / least, u))
                : (float)(least + ((most - least) * u))),
        ];
    }

    private static double Reference(string name, double x, double y) => name switch
    {
        "Sin" => Math.Sin(x),
        "Cos" => Math.Cos(x),
        "Tan" => Math.Tan(x),
        "Acos" => Math.Acos(x),
        "Exp" => Math.Exp(x),
        "Log" => Math.Log(x),
        "Sinh" => Math.Sinh(x),
        "Cosh" => Math.Cosh(x),
        "Tanh" => Math.Tanh(x),
        "Asinh" => Math.Asinh(x),
        "Atanh" => Math.Atanh(x),
        "Sign" => Kinematics.Sign(x),
        _ => Math.Atan2(x, y),
    };

    internal static float[] EvaluateSingle<T>(string name, float[] x, float[] y)
        where T : struct, ILanes<T>
    {
        (float[] left, float[] right, float[] result) = Padded(x, y);
        for (int i = 0; i < result.Length; i += T.Width)
        {
            T a = T.Load(ref left[0], 0, i), b = T.Load(ref right[0], 0, i);
            T value = name switch
            {
                "Sin" => SingleMath<T>.Sin(a),
                "Cos" => SingleMath<T>.Cos(a),
                "Tan" => SingleMath<T>.Tan(a),
                "Acos" => SingleMath<T>.Acos(a),
                "Exp" => SingleMath<T>.Exp(a),
                "Log" => SingleMath<T>.Log(a),
                "Sinh" => SingleMath<T>.Sinh(a),
                "Cosh" => SingleMath<T>.Cosh(a),
                "Tanh" => SingleMath<T>.Tanh(a),
                "Asinh" => SingleMath<T>.Asinh(a),
                "Atanh" => SingleMath<T>.Atanh(a),
                "Sign" => SingleMath<T>.Sign(a),
                _ => SingleMath<T>.Atan2(a, b),
            };
            T.Store(value, ref result[0], 0, i);
        }

        return result[..x.Length];
    }

    internal static double[] EvaluateDouble<T, TSingle>(string name, float[] x, float[] y)
        where T : struct, IPairedLanes<T, TSingle>
        where TSingle : struct, ILanes<TSingle>
    {
        (float[] left, float[] right, float[] result) = Padded(x, y);
        float[] wide = new float[2 * result.Length];
        for (int i = 0; i < result.Length; i += T.Width)
        {
            T a = T.Widen(TSingle.Load(ref left[0], 0, i)), b = T.Widen(TSingle.Load(ref right[0], 0, i));
            T value = name switch
            {
                "Sin" => DoubleMath<T>.Sin(a),
                "Cos" => DoubleMath<T>.Cos(a),
                "SineOfPair" => DoubleMath<T>.SinCos(a, out _),
                "Tan" => DoubleMath<T>.Tan(a),
                "Acos" => DoubleMath<T>.Acos(a),
                "Exp" => DoubleMath<T>.Exp(a),
                "Log" => DoubleMath<T>.Log(a),
                "Sinh" => DoubleMath<T>.Sinh(a),
                "Cosh" => DoubleMath<T>.Cosh(a),
                "Tanh" => DoubleMath<T>.Tanh(a),
                "Asinh" => DoubleMath<T>.Asinh(a),
                "Atanh" => DoubleMath<T>.Atanh(a),
                "Wrap" => DoubleMath<T>.Wrap(a),
                "Round" => DoubleMath<T>.Round(a, 1000),
                _ => DoubleMath<T>.Atan2(a, b),
            };
            T.Store(value, ref wide[0], 0, i);
        }

        return System.Runtime.InteropServices.MemoryMarshal.Cast<float, double>(wide)[..x.Length].ToArray();
    }

    private static (float[] X, float[] Y, float[] Result) Padded(float[] x, float[] y)
    {
        int length = (x.Length + 15) & -16;
        float[] left = new float[length], right = new float[length];
        x.CopyTo(left, 0);
        y.CopyTo(right, 0);
        return (left, right, new float[length]);
    }

    internal static double Ulp(double value)
    {
        float magnitude = Math.Max(Math.Abs((float)value), 1.2e-38f);
        return MathF.BitIncrement(magnitude) - magnitude;
    }
}
