using Mandelstam.Compiler.Model;

namespace Mandelstam.Compiler.Checks;

/// <summary>One violation of a rule.</summary>
/// <remarks>Immutable, structural equality, no Roslyn: the reader of the same syntax turns the span into a live location.</remarks>
/// <param name="RuleId">The rule.</param>
/// <param name="Span">Where, from the start of the declaration.</param>
/// <param name="Arguments">What fills the message.</param>
public sealed record Problem(string RuleId, SourceSpan Span, EquatableArray<string> Arguments)
{
    /// <summary>It is only probably wrong, where the rule is an error.</summary>
    public bool IsWarning { get; init; }

    /// <summary>An argument that stands for the text at the span: who has the source puts it in.</summary>
    public const string Source = "{source}";

    /// <summary>An argument that stands for how to keep the operand at the span from being negative: who has the source knows its type.</summary>
    public const string AboveZero = "{above zero}";

    /// <summary>The repairs among which the author may choose, the likeliest first.</summary>
    public EquatableArray<Fix> Fixes { get; init; }
}
