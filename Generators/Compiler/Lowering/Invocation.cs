using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A call of a helper, and that in which it stands: how a body was reached.</summary>
/// <param name="Term">The call as written.</param>
/// <param name="Outer">The call of the helper in which it stands; null in the body that was entered.</param>
public sealed record Invocation(Term Term, Invocation? Outer)
{
    /// <summary>All calls, innermost first.</summary>
    public static IEnumerable<Invocation> All(Invocation? invocation)
    {
        for (; invocation is not null; invocation = invocation.Outer)
        {
            yield return invocation;
        }
    }
}
