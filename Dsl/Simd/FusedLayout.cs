using System.ComponentModel;

namespace Mandelstam.Simd;

/// <summary>How a fused kernel uses its slots. A wide slot takes the place of two.</summary>
/// <param name="Slots">The number of slots.</param>
/// <param name="Hoisted">The number of values that depend on nuisances alone.</param>
/// <param name="SelectionInputs">What the selection reads; empty where every event is kept.</param>
/// <param name="Selected">The slot of the selection's result, 1 or 0.</param>
/// <param name="Inputs">What all else reads.</param>
/// <param name="Loops">The number of loops over the rows that all else takes.</param>
/// <param name="FirstResult">The first slot of results, which lie one after the other.</param>
/// <param name="EndResult">The slot after the last of them.</param>
/// <param name="Columns">The slot of each column's value, −1 for those that have none.</param>
/// <param name="Features">The slot of each feature.</param>
/// <param name="Category">The slot of the category; −1 without one.</param>
/// <param name="Weight">The wide slot of the weight.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FusedLayout(
    int Slots,
    int Hoisted,
    FusedInput[] SelectionInputs,
    int Selected,
    FusedInput[] Inputs,
    int Loops,
    int FirstResult,
    int EndResult,
    int[] Columns,
    int[] Features,
    int Category,
    int Weight);
