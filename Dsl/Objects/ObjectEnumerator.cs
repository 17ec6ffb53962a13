namespace Mandelstam;

/// <summary>Goes through the objects that are held, in order; absent slots are passed over. What <c>foreach</c> over a collection uses.</summary>
/// <typeparam name="T">The object.</typeparam>
public struct ObjectEnumerator<T>
    where T : struct
{
    private readonly ObjectSlots<T> _slots;
    private int _next;

    internal ObjectEnumerator(ObjectSlots<T> slots)
    {
        _slots = slots;
    }

    /// <summary>The object that was come to; that of no slot before the first step.</summary>
    public T Current { get; private set; }

    /// <summary>Goes on to the next object.</summary>
    /// <returns>False if there is none.</returns>
    public bool MoveNext()
    {
        while (_next < ObjectSlots<T>.Most)
        {
            if (_slots[_next++] is { } held)
            {
                Current = held;
                return true;
            }
        }

        return false;
    }
}
