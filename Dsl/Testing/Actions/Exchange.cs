namespace Mandelstam.Testing;

/// <summary>Moves the objects that a collection holds on by some places, in a circle; absent slots stay absent.</summary>
/// <param name="collection">The index of the member.</param>
/// <param name="name">Its name.</param>
/// <param name="places">By how many places.</param>
internal sealed class Exchange(int collection, string name, int places) : EventAction
{
    public override string ToString() => FormattableString.Invariant($"with {name} moved on by {places}");

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
            slots[held[(i + places) % held.Length]] = before[held[i]];
        }
    }
}
