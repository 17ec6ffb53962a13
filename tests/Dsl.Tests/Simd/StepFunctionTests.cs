using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Dsl.Tests.Simd;

/// <summary>Numbers counted in steps of a decimal, and functions of angles in steps, against double precision.</summary>
public sealed class StepFunctionTests
{
    private const double Scale = 1000;

    // 16 radian, in steps of a thousandth.
    private const int MostSteps = 16_000;

    private static readonly float[] _angles = [.. Enumerable.Range(-MostSteps, (2 * MostSteps) + 1).Select(static k => k / 2f)];

    [Theory]
    [InlineData("Sin", Math.PI)]
    [InlineData("Cos", Math.PI / 2)]
    [InlineData("SinOfPair", Math.PI / 2)]
    [InlineData("Wrap", 2 * Math.PI)]
    public void A_function_of_steps_is_right_to_two_ulp_near_its_zeros_too(string name, double interval)
    {
        float[] actual = Evaluate<Single512>(name, _angles, interval);
        for (int i = 0; i < _angles.Length; i++)
        {
            double angle = _angles[i] / Scale, expected = name switch
            {
                "Cos" => Math.Cos(angle),
                "Wrap" => Math.IEEERemainder(angle, 2 * Math.PI),
                _ => Math.Sin(angle),
            };
            Assert.True(Math.Abs(actual[i] - expected) <= 2 * LaneFunctionTests.Ulp(expected), $"{name} of {_angles[i]} steps is {actual[i]}, not {expected}");
        }

        Assert.Equal(actual, Evaluate<Single256>(name, _angles, interval));
        Assert.Equal(actual, Evaluate<Single128>(name, _angles, interval));
    }

    /// <summary>Over the circle, and near where the sine or the rounded angle is zero.</summary>
    [Theory]
    [InlineData("TurnedSin", 3.2)]
    [InlineData("TurnedCos", 3.2)]
    [InlineData("TurnedSin", 0.01)]
    [InlineData("TurnedSin", 0.0005)]
    public void An_angle_is_turned_by_what_was_rounded_off(string name, double most)
    {
        Random random = new(6);
        float[] x = [.. Enumerable.Range(0, 400_000).Select(_ => (float)(most * ((2 * random.NextDouble()) - 1)))];
        float[] actual = Evaluate<Single512>(name, x, Math.PI / 2);
        for (int i = 0; i < x.Length; i++)
        {
            double expected = name == "TurnedSin" ? Math.Sin(x[i]) : Math.Cos(x[i]);
            double allowed = (3 * LaneFunctionTests.Ulp(expected)) + (0.001 * LaneFunctionTests.Ulp(x[i]));
            Assert.True(Math.Abs(actual[i] - expected) <= allowed, $"{name} of {x[i]} is {actual[i]}, not {expected}");
        }

        Assert.Equal(actual, Evaluate<Single256>(name, x, Math.PI / 2));
        Assert.Equal(actual, Evaluate<Single128>(name, x, Math.PI / 2));
    }

    [Fact]
    public void Numbers_are_counted_half_to_even_and_the_rest_is_exact()
    {
        Random random = new(3);
        float[] x = [.. Enumerable.Range(0, 100_000).Select(i => i % 4 == 0 ? random.Next(-40_000, 40_000) / 16f : (float)((i % 4 == 1 ? 16_000 : 4000) * (random.NextDouble() - 0.5)))];
        float[] steps = Evaluate<Single512>("Steps", x, 0), rests = Evaluate<Single512>("Rest", x, 0), back = Evaluate<Single512>("Back", steps, 0);
        for (int i = 0; i < x.Length; i++)
        {
            // The product is exact in double precision.
            double product = x[i] * Scale, expected = Math.Round(product);
            Assert.Equal(expected, steps[i]);
            Assert.Equal(product - expected, rests[i]);
            Assert.Equal((float)(expected / Scale), back[i]);
        }
    }

    /// <summary>Where float32 no longer holds thousandths, the count is the nearest float32 or the one beside it.</summary>
    [Fact]
    public void Beyond_all_decimals_a_count_is_off_by_a_last_place()
    {
        Random random = new(5);
        float[] x = [.. Enumerable.Range(0, 100_000).Select(i => (float)((i % 2 == 0 ? 1 : -1) * Math.Pow(10, 4 + (20 * random.NextDouble()))))];
        float[] steps = Evaluate<Single512>("Steps", x, 0);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.InRange(Math.Abs(steps[i] - Math.Round(x[i] * Scale)), 0, LaneFunctionTests.Ulp(x[i] * Scale));
        }
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(10.0)]
    public void An_integer_that_float32_holds_stays_as_it_is_at_whole_and_tenth_steps(double scale)
    {
        float[] x = [.. Enumerable.Range(0, 100_000).Select(i => i % 2 == 0 ? (1 << 23) + i : -(1 << 20) - (i / 16f))];
        for (int i = 0; i < x.Length; i += Single512.Width)
        {
            Single512.Store(SingleMath<Single512>.Steps(Single512.Load(ref x[0], 0, i), scale, out Single512 rest), ref x[0], 0, i);
            float[] rests = new float[Single512.Width];
            Single512.Store(rest, ref rests[0], 0, 0);
            for (int k = 0; k < Single512.Width; k++)
            {
                double number = (i + k) % 2 == 0 ? (1 << 23) + i + k : -(1 << 20) - ((i + k) / 16f), count = Math.Round((float)number * scale);
                Assert.Equal((float)count, x[i + k]);
                Assert.InRange(rests[k], -0.5, 0.5);
            }
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.NaN)]
    public void What_is_no_finite_number_is_no_finite_count(float x)
    {
        Assert.Equal(x, Evaluate<Single512>("Steps", [x], 0)[0]);
        Assert.Equal(float.NaN, Evaluate<Single512>("Rest", [x], 0)[0]);
    }

    /// <summary>All counts that float32 holds, and halves of them: the nearest number to the quotient, as a division in double precision finds it.</summary>
    [Theory]
    [InlineData(1.0)]
    [InlineData(10.0)]
    [InlineData(100.0)]
    [InlineData(1000.0)]
    [InlineData(10000.0)]
    public void A_count_becomes_the_nearest_number(double scale)
    {
        float[] counts = new float[1 << 12], numbers = new float[1 << 12];
        for (int first = 0; first < 1 << 24; first += counts.Length)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] = first < 1 << 23 ? (first + i) / 2f : first + i;
            }

            for (int i = 0; i < counts.Length; i += Single512.Width)
            {
                Single512.Store(SingleMath<Single512>.OfSteps(Single512.Load(ref counts[0], 0, i), scale), ref numbers[0], 0, i);
            }

            for (int i = 0; i < counts.Length; i++)
            {
                // Rounded twice, the quotient would be wrong where the first rounding makes a tie: there is none so close to one.
                if (numbers[i] != (float)(counts[i] / scale))
                {
                    Assert.Fail($"{counts[i]} steps of 1/{scale} are {numbers[i]}, not {(float)(counts[i] / scale)}");
                }
            }
        }
    }

    [Theory]
    [InlineData(1.03)]
    [InlineData(0.97)]
    [InlineData(1.0)]
    public void Products_are_counted_as_in_double_precision_wherever_the_rest_says_so(double factor)
    {
        Random random = new(4);
        float[] x = [.. Enumerable.Range(0, 100_000).Select(i => i % 2 == 0 ? random.Next(0, 400_000) / 1000f : (float)(400 * random.NextDouble()))];
        float[] steps = Evaluate<Single512>("Product", x, factor), rests = Evaluate<Single512>("ProductRest", x, factor);
        int close = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double product = x[i] * factor * Scale;
            if (Math.Abs(rests[i]) > 0.5 - 1e-6)
            {
                close++;
                continue;
            }

            Assert.Equal(Math.Round(product), steps[i]);
            Assert.Equal(product - steps[i], rests[i], 2e-7);
        }

        // Half of the numbers are decimals; of those few lie in the middle between two others when multiplied.
        Assert.InRange(close, 0, x.Length / 100);
    }

    private static float[] Evaluate<T>(string name, float[] x, double parameter)
        where T : struct, ILanes<T>
    {
        int length = (x.Length + 15) & -16;
        float[] padded = new float[length], result = new float[length];
        x.CopyTo(padded, 0);
        double steps = parameter * Scale, bit = Math.Pow(2, Math.Ceiling(Math.Log(Math.Max(steps, 1), 2)) - 20), high = Math.Floor(steps / bit) * bit, unit = (float)(1 / Scale), rest = (1 / Scale) - unit;
        T factor = T.All(parameter), factorRest = T.All(parameter - (float)parameter);
        for (int i = 0; i < length; i += T.Width)
        {
            T a = T.Load(ref padded[0], 0, i), left = a;
            T value = name switch
            {
                "TurnedSin" or "TurnedCos" => Turned(name, a),
                "Sin" => SingleMath<T>.SinOfSteps(a, 1 / steps, high, steps - high, unit, rest),
                "Cos" => SingleMath<T>.CosOfSteps(a, 1 / steps, high, steps - high, unit, rest),
                "SinOfPair" => SingleMath<T>.SinCosOfSteps(a, 1 / steps, high, steps - high, unit, rest, out _),
                "Wrap" => SingleMath<T>.WrapSteps(a, 1 / steps, high, steps - high, unit, rest),
                "Steps" or "Rest" => SingleMath<T>.Steps(a, Scale, out left),
                "Product" or "ProductRest" => SingleMath<T>.StepsOfProduct(a, factor, factorRest, Scale, out left),
                _ => SingleMath<T>.OfSteps(a, Scale),
            };
            T.Store(name.EndsWith("Rest", StringComparison.Ordinal) ? left : value, ref result[0], 0, i);
        }

        return result[..x.Length];

        T Turned(string function, T angle)
        {
            T sin = SingleMath<T>.SinCosOfSteps(SingleMath<T>.Steps(angle, Scale, out T off), 1 / steps, high, steps - high, unit, rest, out T cos), by = off * T.All(1 / Scale);
            T turned = SingleMath<T>.Turn(sin, cos, by, out T turnedCos);
            return function == "TurnedSin" ? turned : turnedCos;
        }
    }
}
