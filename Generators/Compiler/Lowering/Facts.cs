using Mandelstam.Compiler.Algebra;

namespace Mandelstam.Compiler.Lowering;

/// <summary>What is known to hold where a term stands: the conditions around it, innermost first.</summary>
/// <remarks>A chain that is never changed, so that a place in a body can keep the facts it was lowered under without copying them.</remarks>
/// <param name="Condition">A condition that holds.</param>
/// <param name="Outer">What else holds; null for nothing.</param>
public sealed record Facts(Expr Condition, Facts? Outer)
{
    /// <summary>All conditions, innermost first.</summary>
    public static IEnumerable<Expr> All(Facts? facts)
    {
        for (; facts is not null; facts = facts.Outer)
        {
            yield return facts.Condition;
        }
    }
}
