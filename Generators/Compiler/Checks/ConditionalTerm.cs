using Mandelstam.Compiler.Lowering;

namespace Mandelstam.Compiler.Checks;

/// <summary>A term of a sum that is there only in some events.</summary>
/// <param name="Term">The term.</param>
/// <param name="Facts">What holds where it is there.</param>
internal sealed record ConditionalTerm(Summand Term, Facts? Facts);
