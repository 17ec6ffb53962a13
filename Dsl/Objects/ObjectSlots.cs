using System.Globalization;
using System.Numerics;

namespace Mandelstam;

/// <summary>What <see cref="UpTo1{T}"/> to <see cref="UpTo4{T}"/> share: a count, and four slots each of which is held or absent.</summary>
/// <typeparam name="T">The object.</typeparam>
internal readonly record struct ObjectSlots<T>
    where T : struct
{
    /// <summary>The number of slots.</summary>
    public const int Most = 4;

    private readonly T? _first;
    private readonly T? _second;
    private readonly T? _third;
    private readonly T? _fourth;

    private ObjectSlots(int count, T? first, T? second, T? third, T? fourth)
    {
        Count = count;
        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
    }

    /// <summary>The event's own count.</summary>
    public int Count { get; }

    /// <summary>The object in a slot, null where it is absent.</summary>
    public T? this[int index] => index switch { 0 => _first, 1 => _second, 2 => _third, _ => _fourth };

    /// <summary>The number of slots that hold an object.</summary>
    public int Held => CountWhere(static _ => true);

    /// <summary>Makes the slots; those not given are absent.</summary>
    public static ObjectSlots<T> Of(int count, T? first, T? second = null, T? third = null, T? fourth = null)
    {
        var slots = new ObjectSlots<T>(count, first, second, third, fourth);
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
        T? Apply(T? slot) => slot is { } value ? map(value) : null;
        return new(Count, Apply(_first), Apply(_second), Apply(_third), Apply(_fourth));
    }

    /// <summary>Removes held objects that fail a condition.</summary>
    public ObjectSlots<T> Where(Func<T, bool> keep)
    {
        int removed = 0;
        T? Apply(T? slot)
        {
            if (slot is { } value && !keep(value))
            {
                removed++;
                return null;
            }

            return slot;
        }

        (T? first, T? second, T? third, T? fourth) = (Apply(_first), Apply(_second), Apply(_third), Apply(_fourth));
        return new(Count - removed, first, second, third, fourth);
    }

    /// <summary>Held objects in descending order of a value, equal ones as they were; then the absent slots.</summary>
    public ObjectSlots<T> OrderByDescending<TValue>(Func<T, TValue> value)
        where TValue : struct, IComparisonOperators<TValue, TValue, bool>
    {
        Span<T?> slots = [_first, _second, _third, _fourth];
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

        return new(Count, slots[0], slots[1], slots[2], slots[3]);
    }

    /// <summary>Sums over held objects, in order.</summary>
    public TSum Sum<TSum>(Func<T, TSum> term)
        where TSum : IAdditionOperators<TSum, TSum, TSum>, IAdditiveIdentity<TSum, TSum>
    {
        TSum sum = TSum.AdditiveIdentity;
        foreach (T? slot in (ReadOnlySpan<T?>)[_first, _second, _third, _fourth])
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
        foreach (T? slot in (ReadOnlySpan<T?>)[_first, _second, _third, _fourth])
        {
            count += slot is { } value && condition(value) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The count and the slots as text.</summary>
    public string Text(int capacity)
    {
        ReadOnlySpan<T?> all = [_first, _second, _third, _fourth];
        var parts = new string[capacity];
        for (int i = 0; i < capacity; i++)
        {
            parts[i] = all[i]?.ToString() ?? "-";
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Count} [{string.Join(", ", parts)}]");
    }

    private TValue? Extreme<TValue>(Func<T, TValue> value, Func<TValue, TValue, bool> isBetter)
        where TValue : struct, IComparisonOperators<TValue, TValue, bool>
    {
        TValue? best = null;
        foreach (T? slot in (ReadOnlySpan<T?>)[_first, _second, _third, _fourth])
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
}
