using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>
/// Invariants of physical momenta: M², mT² and their roots, energies, and products of two. They are not negative, whatever interval arithmetic makes of the
/// energies and momenta that they are computed from. A single stored vector's own M² may be negative all the same, by the rounding of the file.
/// </summary>
internal sealed class Invariants
{
    private readonly HashSet<Expr> _nodes = [];
    private readonly HashSet<Expr> _single = [];

    public Invariants(BodyTrace trace)
    {
        foreach (Site site in trace.Sites)
        {
            bool isInvariant = (site.Term.Kind, site.Term.Name) switch
            {
                (TermKind.Call, "FourVector.M2" or "FourVector.Mt2" or "FourVector.Mass" or "FourVector.Mt" or "FourVector.E") => site.Operands[0] is FourVectorValue { IsPhysical: true },
                (TermKind.Call, "Kinematics.InvariantMass") => true,
                (TermKind.Binary, "*") => site.Operands[0] is FourVectorValue { IsPhysical: true } && site.Operands[1] is FourVectorValue { IsPhysical: true },
                _ => false,
            };
            if (isInvariant && site.Result is ScalarValue { Expr: { } node })
            {
                _nodes.Add(node);
                if (site.Operands[0] is FourVectorValue { IsSum: false } && site.Term is { Kind: TermKind.Call, Name: not "FourVector.E" })
                {
                    _single.Add(node);
                }
            }
        }
    }

    /// <summary>Is it that of a single vector?</summary>
    public bool IsOfOne(Expr node) => _single.Contains(node);

    /// <summary>The domain of a node, with what is known of invariants.</summary>
    public Domain Narrow(Expr node, Domain domain) => _nodes.Contains(node) && (domain.Min < 0 || domain.MayBeNaN) ? domain.Within(0, double.PositiveInfinity) with { MayBeNaN = false } : domain;
}
