using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Symmetry;

/// <summary>A feature, a symmetry, and what is known of the two.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Symmetry">Its name: <c>Lorentz</c>, <c>BoostZ</c>, <c>Permutation(Jets)</c>, <c>Homogeneous(1)</c>, ….</param>
/// <param name="Group">The name in the language, without an argument: <c>Permutation</c>.</param>
/// <param name="Verdict">What is known.</param>
/// <param name="IsLargest">Proven or observed, not by itself part of a larger one that is, and of a collection that the feature reads: what is printed.</param>
public sealed record FeatureSymmetry(FeatureSpec Feature, string Symmetry, string Group, Verdict Verdict, bool IsLargest);
