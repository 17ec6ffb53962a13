using Mandelstam.Networks.Fused;

namespace Mandelstam.Flows.Fused;

/// <summary>One coupling layer as the kernels see it.</summary>
/// <param name="Kind">Which map.</param>
/// <param name="Moved">Columns that it moves.</param>
/// <param name="Conditions">The others.</param>
/// <param name="Conditioner">The network that computes the map's parameters.</param>
/// <param name="Offset">Where its packed weights begin.</param>
internal sealed record CouplingPlan(CouplingKind Kind, int[] Moved, int[] Conditions, PerceptronLayout Conditioner, long Offset);
