using System.Runtime.CompilerServices;
using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Dsl.Tests.Simd;

/// <summary>Operations that every register width has an instruction of its own for.</summary>
public sealed class LaneOperationTests
{
    private static readonly double[] _values = [.. Enumerable.Range(0, 64).Select(static i => (float)Math.Sin(i + 0.5) * Math.Pow(2, (i % 9) - 4))];

    [Fact]
    public void Products_are_subtracted_with_one_rounding_in_every_width()
    {
        CheckProducts<Single128>(isSingle: true);
        CheckProducts<Single256>(isSingle: true);
        CheckProducts<Single512>(isSingle: true);
        CheckProducts<Double128>(isSingle: false);
        CheckProducts<Double256>(isSingle: false);
        CheckProducts<Double512>(isSingle: false);
        CheckProducts<DoublePair128>(isSingle: false);
        CheckProducts<DoublePair256>(isSingle: false);
        CheckProducts<DoublePair512>(isSingle: false);
    }

    [Fact]
    public void What_is_not_a_number_is_beyond_no_bound()
    {
        CheckBounds<Single128>();
        CheckBounds<Single256>();
        CheckBounds<Single512>();
        CheckBounds<Double128>();
        CheckBounds<Double256>();
        CheckBounds<Double512>();
        CheckBounds<DoublePair128>();
        CheckBounds<DoublePair256>();
        CheckBounds<DoublePair512>();
    }

    [Fact]
    public void The_next_integer_is_held_in_the_lowest_bits_in_every_width()
    {
        CheckNext<Single128>();
        CheckNext<Single256>();
        CheckNext<Single512>();
        CheckNext<Double128>();
        CheckNext<Double256>();
        CheckNext<Double512>();
        CheckNext<DoublePair128>();
        CheckNext<DoublePair256>();
        CheckNext<DoublePair512>();
    }

    [Fact]
    public void Slots_of_float32_are_read_in_double_precision_lane_by_lane()
    {
        CheckWidened<Single128, DoublePair128>();
        CheckWidened<Single256, DoublePair256>();
        CheckWidened<Single512, DoublePair512>();
    }

    private static void CheckNext<T>()
        where T : struct, ILanes<T>
    {
        for (int n = -5; n <= 5; n++)
        {
            Assert.True(IsEverywhere(T.Next(T.All(n) + T.Shifter) - T.Shifter, T.All(n + 1)), $"{typeof(T).Name}: {n}");
        }
    }

    private static void CheckWidened<TSingle, TDouble>()
        where TSingle : struct, ILanes<TSingle>
        where TDouble : struct, IPairedLanes<TDouble, TSingle>
    {
        const int Slot = 20, Row = 3;
        float[] slots = [.. _values.Select(static v => (float)v)];
        double[] wide = new double[TSingle.Width];
        TDouble.Store(TDouble.LoadWidened(ref slots[0], Slot, Row), ref Unsafe.As<double, float>(ref wide[0]), 0, 0);
        Assert.Equal(slots.Skip(Slot + Row).Take(TSingle.Width).Select(static v => (double)v), wide);

        // Conditions: all bits of a lane, or none.
        float[] conditions = [.. slots.Select(static v => v > 0 ? BitConverter.Int32BitsToSingle(-1) : 0)];
        TDouble.Store(TDouble.LoadWidenedCondition(ref conditions[0], Slot, Row), ref Unsafe.As<double, float>(ref wide[0]), 0, 0);
        Assert.Equal(slots.Skip(Slot + Row).Take(TSingle.Width).Select(static v => v > 0 ? -1L : 0), wide.Select(BitConverter.DoubleToInt64Bits));
    }

    private static void CheckProducts<T>(bool isSingle)
        where T : struct, ILanes<T>
    {
        for (int i = 0; i + 2 < _values.Length; i++)
        {
            (double a, double b) = (_values[i], _values[i + 1]);

            // All but the product's last digits cancels: a product that was rounded by itself would leave zero.
            double c = isSingle ? (float)(a * b) : a * b;
            double expected = isSingle ? MathF.FusedMultiplyAdd((float)a, (float)b, -(float)c) : Math.FusedMultiplyAdd(a, b, -c);
            Assert.True(IsEverywhere(T.MultiplySubtract(T.All(a), T.All(b), T.All(c)), T.All(expected)), $"{typeof(T).Name}: {a} · {b} − {c}");
            Assert.True(IsEverywhere(T.MultiplyAddNegated(T.All(a), T.All(b), T.All(c)), T.All(-expected)), $"{typeof(T).Name}: {c} − {a} · {b}");
        }
    }

    private static void CheckBounds<T>()
        where T : struct, ILanes<T>
    {
        foreach ((double value, double expected) in ((double, double)[])[(-3, -2), (-2, -2), (0.5, 0.5), (7, 5), (double.PositiveInfinity, 5), (double.NegativeInfinity, -2)])
        {
            Assert.True(IsEverywhere(T.Clamp(T.All(value), -2, 5), T.All(expected)), $"{typeof(T).Name}: {value}");
        }

        T none = T.Clamp(T.All(double.NaN), -2, 5);
        Assert.False(T.Any(T.Equal(none, none)), typeof(T).Name);
    }

    private static bool IsEverywhere<T>(T value, T expected)
        where T : struct, ILanes<T> => !T.Any(~T.Equal(value, expected));
}
