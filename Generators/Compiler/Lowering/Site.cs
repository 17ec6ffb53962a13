using Mandelstam.Compiler.Algebra;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>An operation that a body writes, with what it was lowered to: what the rules about numbers look at.</summary>
/// <param name="Body">The member whose body was entered: a feature, a selection, a nuisance, ….</param>
/// <param name="Term">The operation as written; its span says where.</param>
/// <param name="Operands">What it is applied to.</param>
/// <param name="Result">What it gives.</param>
/// <param name="Facts">What is known to hold there.</param>
public sealed record Site(string Body, Term Term, IReadOnlyList<Value> Operands, Value Result, Facts? Facts)
{
    /// <summary>Where its operands are all there, which a comparison of what may be absent asks for too; null where they always are.</summary>
    public Expr? Presence { get; init; }

    /// <summary>The calls of helpers through which it was reached; null in the body that was entered itself.</summary>
    public Invocation? Invocation { get; init; }

    /// <summary>Does it stand at a place, or is it what a call there comes to?</summary>
    public bool IsAt(SourceSpan place) => Term.Span == place || Lowering.Invocation.All(Invocation).Any(i => i.Term.Span == place);
}
