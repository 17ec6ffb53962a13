using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>Up to a few objects of which some may be absent.</summary>
/// <param name="Slots">Presence and value of each.</param>
/// <param name="Count">The event's own count.</param>
public sealed record ObjectsValue(IReadOnlyList<(Expr Present, Value Item)> Slots, Expr Count) : Value;
