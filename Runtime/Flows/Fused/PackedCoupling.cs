namespace Mandelstam.Flows.Fused;

/// <summary>One coupling layer as the kernel reads it.</summary>
/// <param name="Kind">Which map.</param>
/// <param name="Moved">Columns that it moves.</param>
/// <param name="Conditions">The others.</param>
/// <param name="Layers">The conditioner.</param>
internal sealed record PackedCoupling(CouplingKind Kind, int[] Moved, int[] Conditions, PackedLayer[] Layers);
