namespace Mandelstam.Compiler.Model;

/// <summary>A body as the user wrote it, detached from Roslyn: the input of lowering.</summary>
/// <remarks>Immutable, structural equality, no Roslyn. Statements have become <see cref="TermKind.Let"/> and <see cref="TermKind.Conditional"/>.</remarks>
/// <param name="Kind">What the term is.</param>
/// <param name="Name">The name, operator or id that the kind asks for; else empty.</param>
/// <param name="Arguments">The operands, in order.</param>
/// <param name="Number">The value of a literal.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Term(TermKind Kind, string Name, EquatableArray<Term> Arguments, double Number, SourceSpan Span)
{
    /// <summary>A local of this name says that the passes of a loop follow, one behind the other: what no formula is written of.</summary>
    public const string PassesMark = ".passes";

    /// <summary>A number.</summary>
    public static Term Literal(double value, SourceSpan span) => new(TermKind.Number, "", default, value, span);

    /// <summary>Any term that is not a literal.</summary>
    public static Term Of(TermKind kind, string name, SourceSpan span, params Term[] arguments) => new(kind, name, new(arguments), 0, span);
}
