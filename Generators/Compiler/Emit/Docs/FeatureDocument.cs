using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>What a document says of a feature.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Latex">Its formula.</param>
/// <param name="Symmetries">Its largest proven symmetries.</param>
/// <param name="Operations">Operations per event, if it were computed alone.</param>
public sealed record FeatureDocument(FeatureSpec Spec, string Latex, IReadOnlyList<string> Symmetries, int Operations);
