using System.Collections.Immutable;

namespace Mandelstam.Testing;

/// <summary>The value of one member of a drawn event.</summary>
/// <param name="Objects">The momenta, null where absent; empty for a number.</param>
/// <param name="Number">The number, the ordinal of a label, or the count of a collection.</param>
public sealed record MemberDraft(ImmutableArray<DrawnMomentum?> Objects, double Number);
