using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mandelstam;

/// <summary>What <see cref="UpTo1{T}"/> to <see cref="UpTo8{T}"/> share: a count, and eight slots each of which is held or absent.</summary>
/// <typeparam name="T">The object.</typeparam>
internal readonly struct ObjectSlots<T> : IEquatable<ObjectSlots<T>>
    where T : struct
{
    /// <summary>The number of slots.</summary>
    public const int Most = 8;

    private readonly Slots _slots;

    private ObjectSlots(int count, ReadOnlySpan<T?> given)
    {
        Count = count;
        given.CopyTo(_slots);
    }

    /// <summary>The event's own count.</summary>
    public int Count { get; }

    /// <summary>The object in a slot, null where it is absent.</summary>
    public T? this[int index] => _slots[index];

    /// <summary>The number of slots that hold an object.</summary>
    public int Held => CountWhere(static _ => true);

    /// <summary>Makes the slots; those not given are absent.</summary>
    public static ObjectSlots<T> Of(int count, params ReadOnlySpan<T?> given)
    {
        var slots = new ObjectSlots<T>(count, given);
        if (count < slots.Held)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count is below the number of objects given, {slots.Held}.");
        }

        return slots;
    }

    /// <summary>Whether a slot is held.</summary>
    public bool Has(int index, int capacity) => Slot(index, capacity).HasValue;

    /// <summary>The object in a slot.</summary>
    public T Get(int index, int capacity) => Slot(index, capacity) ?? throw new AbsentObjectException(index, Count);

    /// <summary>Replaces held objects.</summary>
    public ObjectSlots<T> Map(Func<T, T> map)
    {
        Slots mapped = _slots;
        foreach (ref T? slot in (Span<T?>)mapped)
        {
            slot = slot is { } value ? map(value) : null;
        }

        return new(Count, mapped);
    }

    /// <summary>Removes held objects that fail a condition.</summary>
    public ObjectSlots<T> Where(Func<T, bool> keep)
    {
        int removed = 0;
        Slots kept = _slots;
        foreach (ref T? slot in (Span<T?>)kept)
        {
            if (slot is { } value && !keep(value))
            {
                removed++;
                slot = null;
            }
        }

        return new(Count - removed, kept);
    }

    /// <summary>Held objects in descending order of a value, equal ones as they were; then the absent slots.</summary>
    public ObjectSlots<T> OrderByDescending<TValue>(Func<T, TValue> value)
        where TValue : struct, IComparisonOperators<TValue, TValue, bool>
    {
        Slots ordered = _slots;
        Span<T?> slots = ordered;
        for (int last = slots.Length - 1; last > 0; last--)
        {
            for (int i = 0; i < last; i++)
            {
                if (slots[i + 1] is { } next && (slots[i] is not { } held || value(next) > value(held)))
                {
                    (slots[i], slots[i + 1]) = (slots[i + 1], slots[i]);
                }
            }
        }

        return new(Count, slots);
    }

    /// <summary>Sums over held objects, in order.</summary>
    public TSum Sum<TSum>(Func<T, TSum> term)
        where TSum : IAdditionOperators<TSum, TSum, TSum>, IAdditiveIdentity<TSum, TSum>
    {
        TSum sum = TSum.AdditiveIdentity;
        foreach (T? slot in (ReadOnlySpan<T?>)_slots)
        {
            sum = slot is { } value ? sum + term(value) : sum;
        }

        return sum;
    }

    /// <summary>The largest value over held objects; null if there are none, NaN if any is.</summary>
    public TValue? Max<TValue>(Func<T, TValue> value)
        where TValue : struct, IComparisonOperators<TValue, TValue, bool> => Extreme(value, static (a, b) => a > b);

    /// <summary>The smallest value over held objects; null if there are none, NaN if any is.</summary>
    public TValue? Min<TValue>(Func<T, TValue> value)
        where TValue : struct, IComparisonOperators<TValue, TValue, bool> => Extreme(value, static (a, b) => a < b);

    /// <summary>Counts held objects that meet a condition.</summary>
    public int CountWhere(Func<T, bool> condition)
    {
        int count = 0;
        foreach (T? slot in (ReadOnlySpan<T?>)_slots)
        {
            count += slot is { } value && condition(value) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Is the count the same, and each slot?</summary>
    public bool Equals(ObjectSlots<T> other) => Count == other.Count && ((ReadOnlySpan<T?>)_slots).SequenceEqual(other._slots);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ObjectSlots<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Count);
        foreach (T? slot in (ReadOnlySpan<T?>)_slots)
        {
            hash.Add(slot);
        }

        return hash.ToHashCode();
    }

    /// <summary>The count and the slots as text.</summary>
    public string Text(int capacity)
    {
        var parts = new string[capacity];
        for (int i = 0; i < capacity; i++)
        {
            parts[i] = _slots[i]?.ToString() ?? "-";
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Count} [{string.Join(", ", parts)}]");
    }

    private TValue? Extreme<TValue>(Func<T, TValue> value, Func<TValue, TValue, bool> isBetter)
        where TValue : struct, IComparisonOperators<TValue, TValue, bool>
    {
        TValue? best = null;
        foreach (T? slot in (ReadOnlySpan<T?>)_slots)
        {
            if (slot is not { } held)
            {
                continue;
            }

            TValue next = value(held);
            best = best is not { } known ? next : isBetter(known, next) || !IsNumber(known, known) ? known : next;
        }

        return best;

        // What is not at or above itself is not a number, and stays.
        static bool IsNumber(TValue x, TValue same) => x >= same;
    }

    private T? Slot(int index, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, capacity);
        return this[index];
    }

    [InlineArray(Most)]
    private struct Slots
    {
        private T? _first;
    }
}
