using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Reading;

/// <summary>Records marked <c>[Event]</c>.</summary>
internal sealed class EventFamily : DeclarationFamily<EventSpec>
{
    /// <summary>The only one.</summary>
    public static EventFamily Instance { get; } = new();

    /// <inheritdoc/>
    public override bool IsDeclaredBy(INamedTypeSymbol type, TypeDeclarationSyntax syntax, CancellationToken cancellation) =>
        EventReader.Find(type, KnownNames.Event) is { } attribute && StandsOn(attribute, syntax, cancellation);

    /// <inheritdoc/>
    public override DeclarationRead<EventSpec>? ReadShape(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation) =>
        EventReader.ReadShape(type, syntax, compilation, cancellation);

    /// <inheritdoc/>
    public override EventSpec RecordOf(EventSpec spec) => spec;

    /// <inheritdoc/>
    public override EventSpec With(EventSpec spec, Func<EventSpec, EventSpec> change) => change(spec);
}
