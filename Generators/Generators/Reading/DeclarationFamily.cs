using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Reading;

/// <summary>A kind of declaration: which records are of it, how their shape is read, and where their bodies belong.</summary>
/// <typeparam name="TSpec">What is known of a declaration of this kind.</typeparam>
internal abstract class DeclarationFamily<TSpec>
    where TSpec : class
{
    /// <summary>Does this part of a type declare something of this kind?</summary>
    /// <param name="type">The type.</param>
    /// <param name="syntax">A part of it that has attributes.</param>
    /// <param name="cancellation">Stops the search.</param>
    public abstract bool IsDeclaredBy(INamedTypeSymbol type, TypeDeclarationSyntax syntax, CancellationToken cancellation);

    /// <summary>Reads a declaration but for its bodies.</summary>
    /// <param name="type">The type.</param>
    /// <param name="syntax">The part of it that declares it.</param>
    /// <param name="compilation">The compilation that both belong to.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>Null where there is nothing to generate and nothing wrong.</returns>
    public abstract DeclarationRead<TSpec>? ReadShape(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation);

    /// <summary>The compilation that bodies are read in: with what is generated beside them, where they may name that.</summary>
    /// <param name="shape">The declaration but for its bodies.</param>
    /// <param name="syntax">The part of the type that declares it.</param>
    /// <param name="compilation">The compilation without what is generated.</param>
    /// <param name="mayName">Can the declaration come upon a name?</param>
    /// <param name="cancellation">Stops the reading.</param>
    public virtual Compilation Surroundings(TSpec shape, TypeDeclarationSyntax syntax, Compilation compilation, Func<string, bool> mayName, CancellationToken cancellation) => compilation;

    /// <summary>The record that the bodies of a declaration belong to.</summary>
    public abstract EventSpec RecordOf(TSpec spec);

    /// <summary>A declaration with the record that its bodies belong to exchanged for another.</summary>
    public abstract TSpec With(TSpec spec, Func<EventSpec, EventSpec> change);

    /// <summary>Does an attribute stand on this part of its type?</summary>
    protected static bool StandsOn(AttributeData attribute, TypeDeclarationSyntax syntax, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent == syntax;
}
