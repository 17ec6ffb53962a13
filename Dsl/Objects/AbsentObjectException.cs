using System.Globalization;

namespace Mandelstam;

/// <summary>A body read an object that the event does not have. Ask first: <c>Jets.Has(0)</c>.</summary>
public sealed class AbsentObjectException : InvalidOperationException
{
    /// <summary>Creates the error for a slot.</summary>
    /// <param name="slot">The slot that was read, from 0.</param>
    /// <param name="count">The event's own count of such objects.</param>
    public AbsentObjectException(int slot, int count)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The object in slot {slot} is absent (the event counts {count}). {Advice(slot, count)}"))
    {
        Slot = slot;
        Count = count;
    }

    /// <summary>The slot that was read, from 0.</summary>
    public int Slot { get; }

    /// <summary>The event's own count of such objects.</summary>
    public int Count { get; }

    // Where there are as many, a Where has removed it, and kept one behind it.
    private static string Advice(int slot, int count) => slot < count
        ? "A Where leaves objects in their slots: put those that are left in order with OrderByDescending before reading them by number."
        : string.Create(CultureInfo.InvariantCulture, $"Ask with Has({slot}) before reading it.");
}
