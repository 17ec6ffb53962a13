using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>The velocity of a body's rest frame in symbols, as the momentum it comes from.</summary>
/// <param name="Body">The momentum.</param>
/// <param name="IsReversed">The velocity of the observer, seen from the body.</param>
public sealed record VelocityValue(FourVectorValue Body, bool IsReversed) : Value
{
    /// <summary>A vector of the frame that moves, seen by the observer.</summary>
    public FourVectorValue Boost(FourVectorValue vector) => IsReversed ? vector.InRestFrameOf(Body) : vector.FromRestFrameOf(Body);

    /// <summary>A component: that of the momentum over the energy.</summary>
    public Expr Component(ExprPool pool, Func<FourVectorValue, Expr> momentum)
    {
        Expr ratio = pool.Divide(momentum(Body), Body.E);
        return IsReversed ? pool.Negate(ratio) : ratio;
    }
}
