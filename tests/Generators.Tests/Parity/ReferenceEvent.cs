namespace Mandelstam.Generators.Tests.Parity;

/// <summary>What the declaration, run as plain C#, gives for one event.</summary>
/// <param name="Selected">It passes the selection.</param>
/// <param name="Category">The ordinal of its category.</param>
/// <param name="Rate">The factor on its weight.</param>
/// <param name="Features">Its features.</param>
public sealed record ReferenceEvent(bool Selected, int Category, double Rate, double[] Features);
