using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static Mandelstam.Dsl.Tests.Generators;

namespace Mandelstam.Dsl.Tests;

/// <summary>Objects of which some may be absent.</summary>
public sealed class UpToTests
{
    private static readonly Gen<Energy?> _slot =
        from value in Between(0, 100)
        from held in Gen.Elements(true, true, false)
        select held ? value.GeV : (Energy?)null;

    [Fact]
    public void Count_is_the_events_own_and_slots_are_what_is_held()
    {
        var jets = UpTo2<Energy>.Of(5, 40.GeV, null);
        Assert.Equal(5, jets.Count);
        Assert.True(jets.Has(0));
        Assert.False(jets.Has(1));
        Assert.Equal(40.GeV, jets[0]);
        Assert.Equal("5 [40 GeV, -]", jets.ToString());
    }

    [Fact]
    public void Reading_an_absent_slot_names_it()
    {
        var jets = UpTo2<Energy>.Of(1, 40.GeV, null);
        var error = Assert.Throws<AbsentObjectException>(() => jets[1]);
        Assert.Equal((1, 1), (error.Slot, error.Count));
        Assert.Contains("slot 1", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Ask with Has(1) before reading it.", error.Message, StringComparison.Ordinal);
        UpTo2<Energy> left = UpTo2<Energy>.Of(2, 20.GeV, 40.GeV).Where(e => e > 30.GeV);
        Assert.Contains("A Where leaves objects in their slots", Assert.Throws<AbsentObjectException>(() => left[0]).Message, StringComparison.Ordinal);
        Assert.Equal(40.GeV, left.OrderByDescending(e => e)[0]);
    }

    [Fact]
    public void Rapidities_have_a_largest_and_a_smallest_and_an_order()
    {
        UpTo3<Rapidity> y = UpTo3<Rapidity>.Of(3, new(0.5), new(-2), new(1.5));
        Assert.Equal(new Rapidity(1.5), y.Max(one => one));
        Assert.Equal(new Pseudorapidity(-2), y.Min(one => new Pseudorapidity(one)));
        Assert.Equal([1.5, 0.5, -2.0], [y.OrderByDescending(one => one)[0], y.OrderByDescending(one => one)[1], y.OrderByDescending(one => one)[2]]);
        Assert.True(y[0] > y[1] && y[1] < y[0] && y[0] >= y[0] && y[1] <= y[0] && !(y[0] < new Rapidity(double.NaN)));
    }

    [Fact]
    public void A_loop_goes_through_what_is_held_in_order()
    {
        List<Energy> seen = [];
        foreach (Energy e in UpTo4<Energy>.Of(5, 4.GeV, null, 2.GeV, 3.GeV))
        {
            seen.Add(e);
        }

        foreach (Energy e in UpTo1<Energy>.Of(1, 7.GeV))
        {
            seen.Add(e);
        }

        foreach (Energy e in UpTo2<Energy>.Of(0, null, null))
        {
            seen.Add(e);
        }

        foreach (Energy e in UpTo3<Energy>.Of(3, 1.GeV, 5.GeV, 6.GeV).Where(e => e > 2.GeV))
        {
            seen.Add(e);
        }

        Assert.Equal([4.GeV, 2.GeV, 3.GeV, 7.GeV, 5.GeV, 6.GeV], seen);
    }

    [Fact]
    public void There_are_no_slots_outside_the_capacity()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => UpTo1<Energy>.Of(1, 1.GeV)[1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => UpTo2<Energy>.Of(0, null, null).Has(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => UpTo4<Energy>.Of(0, null, null, null, null).Has(-1));
        Assert.True(UpTo4<Energy>.Of(4, 1.GeV, 2.GeV, 3.GeV, 4.GeV).Has(3));
    }

    [Fact]
    public void A_count_below_the_number_of_objects_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => UpTo3<Energy>.Of(1, 1.GeV, 2.GeV, null));

    [Fact]
    public void Removal_leaves_a_hole_and_lowers_the_count_by_what_was_removed()
    {
        var jets = UpTo2<Energy>.Of(3, 20.GeV, 40.GeV).Where(pt => pt > 26.GeV);
        Assert.Equal(2, jets.Count);
        Assert.False(jets.Has(0));
        Assert.Equal(40.GeV, jets[1]);
    }

    [Fact]
    public void Operations_agree_with_lists()
    {
        (from slots in _slot.Four() from extra in Gen.Choose(0, 3) from cut in Between(0, 100) select (slots, extra, cut.GeV)).Check(input =>
        {
            ((Energy? a, Energy? b, Energy? c, Energy? d), int extra, Energy cut) = input;
            Energy[] held = [.. new[] { a, b, c, d }.OfType<Energy>()];
            var objects = UpTo4<Energy>.Of(held.Length + extra, a, b, c, d);
            bool Passes(Energy pt) => pt > cut;

            Assert.Equal(held.Aggregate(Energy.Zero, (sum, pt) => sum + pt), objects.Sum(pt => pt));
            Assert.Equal(held.Sum(pt => pt.Value), objects.Sum(pt => pt.Value));
            Assert.Equal(held.Any(Passes), objects.Any(Passes));
            Assert.Equal(held.All(Passes), objects.All(Passes));
            Assert.Equal(held.Count(Passes), objects.CountWhere(Passes));
            Assert.Equal(held.Length == 0 ? null : held.Max(), objects.Max(pt => pt));
            Assert.Equal(held.Length == 0 ? null : -held.Max(pt => pt.Value), objects.Min(pt => -pt.Value));

            UpTo4<Energy> kept = objects.Where(Passes);
            Assert.Equal(objects.Count - held.Count(pt => !Passes(pt)), kept.Count);
            Energy?[] slots = [a, b, c, d];
            for (int i = 0; i < slots.Length; i++)
            {
                Assert.Equal(slots[i] is { } pt && Passes(pt), kept.Has(i));
            }

            UpTo4<Energy> doubled = objects.Map(pt => 2 * pt);
            Assert.Equal(objects.Count, doubled.Count);
            Assert.Equal(2 * objects.Sum(pt => pt).Value, doubled.Sum(pt => pt).Value, 1e-11);
        });
    }

    /// <summary>All sizes share their operations; what each has of its own is its capacity and what it is made of.</summary>
    [Fact]
    public void Every_size_holds_as_many_objects_as_it_says()
    {
        Energy? E(int n) => n.GeV;
        UpTo5<Energy> five = UpTo5<Energy>.Of(5, E(1), E(2), E(3), E(4), E(5));
        UpTo6<Energy> six = UpTo6<Energy>.Of(6, E(1), E(2), E(3), E(4), E(5), E(6));
        UpTo7<Energy> seven = UpTo7<Energy>.Of(7, E(1), E(2), E(3), E(4), E(5), E(6), E(7));
        UpTo8<Energy> eight = UpTo8<Energy>.Of(9, E(1), E(2), E(3), E(4), E(5), E(6), E(7), E(8));
        Assert.Equal("5 [1 GeV, 2 GeV, 3 GeV, 4 GeV, 5 GeV]", five.ToString());
        Assert.Equal("6 [1 GeV, 2 GeV, 3 GeV, 4 GeV, 5 GeV, 6 GeV]", six.ToString());
        Assert.Equal("7 [1 GeV, 2 GeV, 3 GeV, 4 GeV, 5 GeV, 6 GeV, 7 GeV]", seven.ToString());
        Assert.Equal("9 [1 GeV, 2 GeV, 3 GeV, 4 GeV, 5 GeV, 6 GeV, 7 GeV, 8 GeV]", eight.ToString());
        Assert.Equal([5, 6, 7, 8], [UpTo5<Energy>.Capacity, UpTo6<Energy>.Capacity, UpTo7<Energy>.Capacity, UpTo8<Energy>.Capacity]);
        Assert.Throws<ArgumentOutOfRangeException>(() => five[5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => six[6]);
        Assert.Throws<ArgumentOutOfRangeException>(() => seven[7]);
        Assert.Throws<ArgumentOutOfRangeException>(() => eight[8]);
        Assert.Equal("9 [8 GeV, 7 GeV, 6 GeV, 5 GeV, 4 GeV, 3 GeV, 2 GeV, 1 GeV]", eight.OrderByDescending(e => e).ToString());
        Assert.Equal("8 [-, 2 GeV, 3 GeV, 4 GeV, 5 GeV, 6 GeV, 7 GeV, 8 GeV]", eight.Where(e => e > 1.GeV).ToString());
        Assert.Equal(36.GeV, eight.Sum(e => e));
        Assert.Equal(eight, UpTo8<Energy>.Of(9, E(1), E(2), E(3), E(4), E(5), E(6), E(7), E(8)));
        Assert.Equal(eight.GetHashCode(), UpTo8<Energy>.Of(9, E(1), E(2), E(3), E(4), E(5), E(6), E(7), E(8)).GetHashCode());
        Assert.NotEqual(eight, eight.Map(e => e == 8.GeV ? 9.GeV : e));
    }

    /// <summary>Wherever it stands among them.</summary>
    [Theory]
    [InlineData(double.NaN, 2, 3)]
    [InlineData(1, double.NaN, 3)]
    [InlineData(1, 2, double.NaN)]
    public void The_largest_of_what_is_no_number_is_none(double a, double b, double c)
    {
        UpTo3<Energy> objects = UpTo3<Energy>.Of(3, a.GeV, b.GeV, c.GeV);
        Assert.Equal(double.NaN, objects.Max(pt => pt)!.Value.Value);
        Assert.Equal(double.NaN, objects.Min(pt => pt.Value));
    }

    [Fact]
    public void Vectors_sum_over_what_is_held()
    {
        FourVector<Lab> v = new Polar(40, 1, 0.5, 0).Vector;
        var jets = UpTo2<FourVector<Lab>>.Of(2, null, v);
        Assert.Equal(v.Px, jets.Sum(jet => jet).Px);
        Assert.Equal(v.Transverse.X, jets.Sum(jet => jet.Transverse).X);
        Assert.Equal(GeV2.Zero, UpTo2<FourVector<Lab>>.Of(0, null, null).Sum(jet => jet).M2);
    }

    [Fact]
    public void Equality_is_that_of_count_and_slots()
    {
        Assert.Equal(UpTo2<Energy>.Of(2, 1.GeV, null), UpTo2<Energy>.Of(2, 1.GeV, null));
        Assert.NotEqual(UpTo2<Energy>.Of(2, 1.GeV, null), UpTo2<Energy>.Of(3, 1.GeV, null));
        Assert.NotEqual(UpTo2<Energy>.Of(2, 1.GeV, null), UpTo2<Energy>.Of(2, null, 1.GeV));
    }

    [Fact]
    public void OrderByDescending_puts_held_objects_first()
    {
        UpTo4<int> objects = UpTo4<int>.Of(6, 3, null, 7, 3);
        UpTo4<int> ordered = objects.OrderByDescending(static x => x);
        Assert.Equal("6 [7, 3, 3, -]", ordered.ToString());
        Assert.Equal("6 [3, 3, 7, -]", objects.OrderByDescending(static x => -x).ToString());
    }
}
