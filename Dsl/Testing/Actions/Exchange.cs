namespace Mandelstam.Testing;

/// <summary>Moves the objects that a collection holds on by some places, in a circle, or exchanges the first two of them; absent slots stay absent.</summary>
/// <param name="collection">The index of the member.</param>
/// <param name="name">Its name.</param>
/// <param name="places">By how many places; none for the exchange. In a circle three objects only come into orders that are even.</param>
internal sealed class Exchange(int collection, string name, int places) : EventAction
{
    public override string ToString() => places == 0 ? $"with the first two of {name} exchanged" : FormattableString.Invariant($"with {name} moved on by {places}");

    protected override void OnObjects<TFrame>(int member, int count, FourVector<TFrame>?[] slots)
    {
        if (member != collection)
        {
            return;
        }

        int[] held = [.. Enumerable.Range(0, slots.Length).Where(i => slots[i] is not null)];
        FourVector<TFrame>?[] before = [.. slots];
        for (int i = 0; i < held.Length; i++)
        {
            int to = places > 0 ? (i + places) % held.Length : i < 2 && held.Length > 1 ? 1 - i : i;
            slots[held[to]] = before[held[i]];
        }
    }
}
