using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Lowering;

/// <summary>The value of what is null is asked for at a place that is never reached: the branch around it has no meaning, and the other is taken.</summary>
/// <param name="span">Where it is asked for.</param>
internal sealed class NeverReachedException(SourceSpan span) : LoweringException(AbsentAt(span))
{
    /// <summary>What is wrong where the place is reached after all.</summary>
    /// <param name="span">Where it is asked for.</param>
    public static Problem AbsentAt(SourceSpan span) => new(Rules.MayBeAbsent.Id, span, new([Problem.Source, "… is { } value", ""]));
}
