using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>One violation of a rule by a decay or scattering.</summary>
/// <remarks>Immutable, structural equality, no Roslyn.</remarks>
/// <param name="RuleId">The rule.</param>
/// <param name="Span">Where, from the start of the process's text.</param>
/// <param name="Arguments">What fills the message.</param>
/// <param name="Repairs">What could stand there instead, likeliest first.</param>
/// <param name="IsWarning">Probably wrong, not certainly.</param>
public sealed record ReactionProblem(string RuleId, SourceSpan Span, EquatableArray<string> Arguments, EquatableArray<string> Repairs, bool IsWarning)
{
    /// <summary>The place, among the new particles of the declaration, of the one that is wrong; -1 where the text is.</summary>
    public int NewParticle { get; init; } = -1;

    /// <summary>What of the new particle is wrong: a property of its attribute; empty where its name is.</summary>
    public string Property { get; init; } = "";

    /// <summary>Allowing particles off their mass shells would do.</summary>
    public bool IsForLackOfLineShape { get; init; }
}
