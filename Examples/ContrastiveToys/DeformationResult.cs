using System.Collections.Immutable;

namespace Mandelstam.Examples.ContrastiveToys;

/// <summary>One panel of Fig. 3.</summary>
/// <param name="Deformation">What φ does.</param>
/// <param name="Phi">The values of φ.</param>
/// <param name="Networks">The four networks of Table 1.</param>
/// <param name="Predictions">Calculated decisions.</param>
public sealed record DeformationResult(Deformation Deformation, ImmutableArray<double> Phi, ImmutableArray<AccuracyCurve> Networks, ImmutableArray<AccuracyCurve> Predictions);
