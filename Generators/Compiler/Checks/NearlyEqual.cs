using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Checks;

/// <summary>Differences of two products that agree but for a function that comes close to one, and the form that keeps their digits.</summary>
/// <param name="kinds">Which expressions are energies and momenta.</param>
internal sealed class NearlyEqual(MomentumKinds kinds)
{
    // What Stabilise rewrites is wrong in plain C# alone.
    private const string InKernels = "; batch code computes it so, plain C# as it stands";

    /// <summary>What a difference of energy and momentum does.</summary>
    public const string Relativistic = "loses all digits when the mass is small against the energy";

    private const string CloseToBeam = "loses all digits close to the beam";

    /// <summary>What is lost in the difference of two terms, and the way out; null where nothing is known to be.</summary>
    /// <param name="plus">The term that is added.</param>
    /// <param name="minus">The one that is taken away, of the same number.</param>
    public (string What, string WayOut)? Of(Summand plus, Summand minus)
    {
        if (plus.Factors.FirstOrDefault(static f => f.Op == Op.Cosh) is { } cosh)
        {
            if (minus.Factors.FirstOrDefault(static f => f.Op == Op.Cos) is { } cos && Sums.AreSame(Without(plus, cosh), Without(minus, cos)))
            {
                return ("loses its digits where the directions are close", "write '2 * (Square(Sinh(Δη / 2)) + Square(Sin(Δφ / 2)))' for it, or take the mass of the sum of the vectors" + InKernels);
            }

            if (Sums.AreSame(Without(plus, cosh), minus.Factors))
            {
                return ("loses its digits where the argument is small", "write '2 * Square(Sinh(x / 2))' for the hyperbolic cosine minus one" + InKernels);
            }
        }

        foreach (Expr factor in minus.Factors)
        {
            IReadOnlyList<Expr> once = Without(minus, factor), twice = Without(once, factor);
            if (Sums.AreSame(plus.Factors, once))
            {
                return OneLess(factor.Op == Op.Abs ? factor.Arguments[0] : factor);
            }

            if (twice.Count < once.Count && Sums.AreSame(plus.Factors, twice))
            {
                return kinds.IsSpeed(factor) ? (Relativistic, "write 'M2 / Square(E)' for one minus the squared velocity")
                    : kinds.IsLongitudinalVelocity(factor) ? (Relativistic, "write 'Square(Mt / E)' for one minus the squared velocity along z")
                    : factor.Op == Op.Tanh && kinds.IsRapidity(factor.Arguments[0]) ? (CloseToBeam, "write '1 / Square(Cosh(η))' for one minus the squared hyperbolic tangent")
                    : kinds.IsCosineToBeam(factor) ? (CloseToBeam, "write 'Square(Pt / P)' for one minus the squared cosine of the angle to the beam")
                    : null;
            }
        }

        return null;
    }

    private (string What, string WayOut)? OneLess(Expr factor) =>
        factor.Op == Op.Cos ? ("loses its digits where the angle is small", (IsBetweenAzimuths(factor.Arguments[0]) ? "write '2 * Square(Sin(Δφ / 2))' for one minus the cosine, or use 'TransverseMass'" : "write '2 * Square(Sin(θ / 2))' for one minus the cosine") + InKernels)
        : kinds.IsSpeed(factor) ? (Relativistic, "write 'M2 / (E * (E + P))' for one minus the velocity")
        : kinds.IsLongitudinalVelocity(factor) ? (CloseToBeam, "write 'Mt * Exp(-Rapidity) / E' for one minus the velocity along z")
        : factor.Op == Op.Tanh && kinds.IsRapidity(factor.Arguments[0]) ? (CloseToBeam, "write '2 / (1 + Exp(2 * η))' for one minus the hyperbolic tangent")
        : null;

    private static bool IsBetweenAzimuths(Expr angle) => angle.Op is Op.WrapAngle or Op.Subtract || (angle.Op is Op.Abs or Op.Negate && IsBetweenAzimuths(angle.Arguments[0]));

    private static IReadOnlyList<Expr> Without(Summand term, Expr factor) => Without(term.Factors, factor);

    private static List<Expr> Without(IReadOnlyList<Expr> factors, Expr factor)
    {
        List<Expr> rest = [.. factors];
        rest.Remove(factor);
        return rest;
    }
}
