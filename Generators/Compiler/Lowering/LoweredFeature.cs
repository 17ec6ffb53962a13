using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A feature of the perturbed event, in symbols.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Present">When it has a value.</param>
/// <param name="Result">The value, with what is written where it is absent.</param>
/// <param name="Columns">The columns that it depends on in the unperturbed event.</param>
public sealed record LoweredFeature(FeatureSpec Spec, Expr Present, Expr Result, EquatableArray<int> Columns);
