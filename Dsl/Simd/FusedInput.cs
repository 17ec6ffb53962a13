using System.ComponentModel;

namespace Mandelstam.Simd;

/// <summary>An input of a fused kernel.</summary>
/// <param name="Kind">Where it comes from.</param>
/// <param name="Index">The index of the column, of the unit normal or of the output.</param>
/// <param name="Slot">The slot that it is put into.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct FusedInput(FusedInputKind Kind, int Index, int Slot);
