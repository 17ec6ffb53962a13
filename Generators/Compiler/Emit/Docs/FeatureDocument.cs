using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>What a document says of a feature.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Latex">Its formula.</param>
/// <param name="Symmetries">Its largest symmetries.</param>
/// <param name="Sampled">Those of them that hold on sample events and were not derived.</param>
/// <param name="Operations">Operations per event, if it were computed alone.</param>
public sealed record FeatureDocument(FeatureSpec Spec, string Latex, IReadOnlyList<string> Symmetries, IReadOnlyList<string> Sampled, int Operations)
{
    /// <summary>The symmetries, each with the way in which it was decided where that is not the usual one.</summary>
    public IEnumerable<string> Described => Symmetries.Select(s => Sampled.Contains(s) ? s + " (sampled)" : s);
}
