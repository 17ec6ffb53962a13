using Mandelstam.Compiler.Emit;
using Mandelstam.Compiler.Emit.Processes;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Reading;

/// <summary>Records marked <c>[Decay]</c> or <c>[Scattering]</c>.</summary>
internal sealed class ProcessFamily : DeclarationFamily<ProcessSpec>
{
    /// <summary>The only one.</summary>
    public static ProcessFamily Instance { get; } = new();

    /// <inheritdoc/>
    public override bool IsDeclaredBy(INamedTypeSymbol type, TypeDeclarationSyntax syntax, CancellationToken cancellation) =>
        // Of two reactions the first declares the members; the other one's text is checked, and that is all.
        ProcessReader.Read(type).Select(static r => r.Attribute).FirstOrDefault() is { } attribute && StandsOn(attribute, syntax, cancellation);

    /// <inheritdoc/>
    public override DeclarationRead<ProcessSpec>? ReadShape(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation) =>
        ProcessDeclarationReader.ReadShape(type, syntax, compilation, cancellation);

    /// <inheritdoc/>
    public override Compilation Surroundings(ProcessSpec shape, TypeDeclarationSyntax syntax, Compilation compilation, Func<string, bool> mayName, CancellationToken cancellation) =>
        shape.IsWhole && ProcessShape.Of(shape, []) is { } matched && GeneratedMembers.OfProcess(matched).Any(m => mayName(m.Name))
            ? compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(ProcessSurfaceEmitter.Emit(shape, matched), (CSharpParseOptions)syntax.SyntaxTree.Options, cancellationToken: cancellation))
            : compilation;

    /// <inheritdoc/>
    public override EventSpec RecordOf(ProcessSpec spec) => spec.Body;

    /// <inheritdoc/>
    public override ProcessSpec With(ProcessSpec spec, Func<EventSpec, EventSpec> change) => spec with { Body = change(spec.Body) };
}
