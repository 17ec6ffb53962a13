using Mandelstam.Compiler.Checks;

namespace Mandelstam.Compiler.Lowering;

/// <summary>A body that cannot be lowered; carries the problem to report at its span.</summary>
internal class LoweringException(Problem problem) : Exception(problem.RuleId)
{
    public Problem Problem { get; } = problem;
}
