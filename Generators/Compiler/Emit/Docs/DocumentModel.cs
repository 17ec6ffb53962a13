using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Compiler.Symmetry;

namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>What a document says of an event, whatever it is written in.</summary>
/// <param name="Spec">The declaration.</param>
/// <param name="Features">Its features.</param>
/// <param name="Operations">Operations per event for all of them together.</param>
public sealed record DocumentModel(EventSpec Spec, IReadOnlyList<FeatureDocument> Features, int Operations)
{
    /// <summary>Collects it, and decides the features' symmetries.</summary>
    public static DocumentModel Of(EventProgram program)
    {
        IReadOnlyList<FeatureSymmetry> symmetries = SymmetryAnalysis.Run(program.Trace);
        EventSpec spec = program.Spec;
        BodyTrace trace = program.Trace;
        LatexPrinter latex = new(spec);
        List<FeatureDocument> features = [];
        List<Expr> all = [];
        foreach (FeatureSpec feature in spec.Features)
        {
            (Expr present, Expr result) = LowerEvent.Result(trace.Pool, trace.Results[feature.Member], trace.Pool.True);
            all.AddRange([present, result]);
            FeatureSymmetry[] largest = [.. SymmetryAnalysis.Largest(symmetries, feature)];
            features.Add(new(
                feature, latex.Print(feature), [.. largest.Select(static s => s.Symmetry)],
                [.. largest.Where(static s => s.Verdict == Verdict.Observed).Select(static s => s.Symmetry)], Count([present, result])));
        }

        return new(spec, features, Count(all));

        int Count(IEnumerable<Expr> roots) =>
            trace.Pool.Reach(roots).Count(static e => !e.IsLeaf && e.Op is not (Op.Column or Op.Process or Op.Nuisance or Op.Noise));
    }
}
