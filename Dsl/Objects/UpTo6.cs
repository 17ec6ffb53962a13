using System.Numerics;

namespace Mandelstam;

/// <summary>Up to six objects of an event, in the event's order, of which some may be absent.</summary>
/// <remarks>
/// <see cref="Count"/> is the event's own count and may exceed the 6 that are held. Removing an object leaves its slot absent: nothing moves up.
/// </remarks>
/// <typeparam name="T">The object, such as <see cref="FourVector{TFrame}"/>.</typeparam>
public readonly record struct UpTo6<T>
    where T : struct
{
    /// <summary>The number of slots.</summary>
    public const int Capacity = 6;

    private readonly ObjectSlots<T> _slots;

    private UpTo6(ObjectSlots<T> slots)
    {
        _slots = slots;
    }

    /// <summary>The number of objects in the event; not capped at 6.</summary>
    public int Count => _slots.Count;

    /// <summary>The object in a slot.</summary>
    /// <param name="index">The slot, from 0.</param>
    /// <returns>The object.</returns>
    /// <exception cref="AbsentObjectException">The slot is absent.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    public T this[int index] => _slots.Get(index, Capacity);

    /// <summary>Makes a collection.</summary>
    /// <param name="count">The number of objects in the event, at least the number given here.</param>
    /// <param name="first">The first object, null if absent.</param>
    /// <param name="second">The second object, null if absent.</param>
    /// <param name="third">The third object, null if absent.</param>
    /// <param name="fourth">The fourth object, null if absent.</param>
    /// <param name="fifth">The fifth object, null if absent.</param>
    /// <param name="sixth">The sixth object, null if absent.</param>
    /// <returns>The collection.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below the number of objects given.</exception>
    public static UpTo6<T> Of(int count, T? first, T? second, T? third, T? fourth, T? fifth, T? sixth) =>
        new(ObjectSlots<T>.Of(count, first, second, third, fourth, fifth, sixth));

    /// <summary>Whether a slot holds an object.</summary>
    /// <param name="index">The slot, from 0.</param>
    /// <returns>True if the object is there.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such slot.</exception>
    public bool Has(int index) => _slots.Has(index, Capacity);

    /// <summary>Replaces every held object; absent slots stay absent and the count stays.</summary>
    /// <param name="map">The replacement of one object.</param>
    /// <returns>The new collection.</returns>
    public UpTo6<T> Map(Func<T, T> map) => new(_slots.Map(map));

    /// <summary>Removes the held objects that fail a condition: their slots become absent and the count drops by as many; nothing moves up.</summary>
    /// <param name="keep">The condition to stay.</param>
    /// <returns>The new collection.</returns>
    public UpTo6<T> Where(Func<T, bool> keep) => new(_slots.Where(keep));

    /// <summary>The held objects in descending order of a value, those of equal value as they were, and then the absent slots; the count stays.</summary>
    /// <remarks>What restores the order of leading and subleading after objects have been moved one by one.</remarks>
    /// <typeparam name="TValue">What is compared: an energy, a number.</typeparam>
    /// <param name="value">The value of one object.</param>
    /// <returns>The new collection.</returns>
    public UpTo6<T> OrderByDescending<TValue>(Func<T, TValue> value)
        where TValue : struct, IComparisonOperators<TValue, TValue, bool> => new(_slots.OrderByDescending(value));

    /// <summary>Sums over the held objects, in order.</summary>
    /// <typeparam name="TSum">What is summed: an energy, a number, a vector.</typeparam>
    /// <param name="term">The term of one object.</param>
    /// <returns>The sum; zero if none is held.</returns>
    public TSum Sum<TSum>(Func<T, TSum> term)
        where TSum : IAdditionOperators<TSum, TSum, TSum>, IAdditiveIdentity<TSum, TSum> => _slots.Sum(term);

    /// <summary>The largest value over the held objects.</summary>
    /// <typeparam name="TValue">What is compared: an energy, an angle, a number.</typeparam>
    /// <param name="value">The value of one object.</param>
    /// <returns>Null if none is held; NaN if any value is.</returns>
    public TValue? Max<TValue>(Func<T, TValue> value)
        where TValue : struct, IComparisonOperators<TValue, TValue, bool> => _slots.Max(value);

    /// <summary>The smallest value over the held objects.</summary>
    /// <typeparam name="TValue">What is compared: an energy, an angle, a number.</typeparam>
    /// <param name="value">The value of one object.</param>
    /// <returns>Null if none is held; NaN if any value is.</returns>
    public TValue? Min<TValue>(Func<T, TValue> value)
        where TValue : struct, IComparisonOperators<TValue, TValue, bool> => _slots.Min(value);

    /// <summary>Whether some held object meets a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>False if none is held.</returns>
    public bool Any(Func<T, bool> condition) => _slots.CountWhere(condition) > 0;

    /// <summary>Whether every held object meets a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>True if none is held.</returns>
    public bool All(Func<T, bool> condition) => _slots.CountWhere(condition) == _slots.Held;

    /// <summary>The number of held objects that meet a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>A number from 0 to 6.</returns>
    public int CountWhere(Func<T, bool> condition) => _slots.CountWhere(condition);

    /// <summary>Goes through the held objects, in order, as <c>foreach</c> does.</summary>
    /// <returns>What goes through them.</returns>
    public ObjectEnumerator<T> GetEnumerator() => new(_slots);

    /// <summary>The count and the slots.</summary>
    /// <returns>For example <c>3 [a, -]</c>.</returns>
    public override string ToString() => _slots.Text(Capacity);
}
