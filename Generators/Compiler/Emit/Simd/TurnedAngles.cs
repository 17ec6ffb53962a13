using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Emit.Simd;

/// <summary>
/// Angles of the file that a kernel takes the sine and cosine of both as they are and rounded to decimals, as where a perturbation comes before the rounding. Those of the rounded
/// angle are turned by what was rounded off: a few operations in place of two polynomials.
/// </summary>
internal sealed class TurnedAngles
{
    // Of what is rounded off, up to half a step, sine and cosine take the first two powers: at a hundredth the third would be missed.
    private const int LeastDecimals = 3;

    private readonly Dictionary<int, (Expr Sin, Expr Cos, Expr Off)> _rounded = [];

    /// <summary>Looks for them.</summary>
    /// <param name="pool">The pool of the nodes.</param>
    /// <param name="nodes">All nodes.</param>
    /// <param name="isExact">Does float32 hold a value as it is? Only then what is rounded off is what the number of steps says.</param>
    public TurnedAngles(ExprPool pool, IReadOnlyList<Expr> nodes, Func<Expr, bool> isExact)
    {
        Dictionary<int, Expr> cosines = [];
        foreach (Expr cos in nodes.Where(static n => n.Op == Op.Cos))
        {
            cosines[cos.Arguments[0].Id] = cos;
        }

        foreach (Expr sin in nodes.Where(static n => n.Op == Op.Sin))
        {
            Expr rounded = sin.Arguments[0];
            if (rounded.Op == Op.OfSteps && rounded.Index >= LeastDecimals && rounded.Arguments[0] is { Op: Op.Steps } steps && isExact(steps.Arguments[0])
                && cosines.TryGetValue(rounded.Id, out Expr? cos))
            {
                _rounded[steps.Arguments[0].Id] = (sin, cos, pool.StepsRest(steps));
            }
        }
    }

    /// <summary>The sine and cosine of the rounded angle, and what was rounded off, in steps, for a sine or cosine of the angle as it is; null for anything else.</summary>
    public (Expr Sin, Expr Cos, Expr Off)? Of(Expr function) =>
        function.Op is Op.Sin or Op.Cos && _rounded.TryGetValue(function.Arguments[0].Id, out (Expr, Expr, Expr) rounded) ? rounded : null;
}
