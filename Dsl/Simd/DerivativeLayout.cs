using System.ComponentModel;

namespace Mandelstam.Simd;

/// <summary>How a derivative kernel uses its slots. A wide slot, one of float64, takes the place of two.</summary>
/// <param name="Slots">The number of slots.</param>
/// <param name="Inputs">What the kernel reads.</param>
/// <param name="Outputs">The wide slot of each result; −1 for those that are zero, or that there are none of.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record DerivativeLayout(int Slots, FusedInput[] Inputs, int[] Outputs);
