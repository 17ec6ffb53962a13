using System.Text;
using Mandelstam.Compiler.Emit.Processes;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Generators;

/// <summary>Generates the definition, batch, kernels and tensor code of each record marked <c>[Decay]</c> or <c>[Scattering]</c>. Wiring only.</summary>
/// <remarks>It reports nothing but its own failure: what is wrong with a declaration is said by the analyzers, at live locations.</remarks>
[Generator]
public sealed class ProcessGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads declarations, for the tests of caching.</summary>
    public const string ReadStep = "ReadProcess";

    /// <summary>The step that takes from a declaration what its surface is made of, for the tests of caching.</summary>
    public const string SurfaceStep = "SurfaceOfProcess";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (string attribute in new[] { KnownNames.Decay, KnownNames.Scattering })
        {
            IncrementalValuesProvider<ProcessReadResult> declarations = context.SyntaxProvider.ForAttributeWithMetadataName(
                    attribute,
                    static (node, _) => node is TypeDeclarationSyntax,
                    (c, cancellation) => Read(c, attribute, cancellation))
                .WithTrackingName(ReadStep)
                .Where(static r => r is not null)
                .Select(static (r, _) => r!);
            Generate(context, declarations);
        }
    }

    private static ProcessReadResult? Read(GeneratorAttributeSyntaxContext context, string attribute, CancellationToken cancellation)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.TargetSymbol;
        TypeDeclarationSyntax syntax = (TypeDeclarationSyntax)context.TargetNode;
        try
        {
            // Of two reactions the first declares the members; the other one's text is checked, and that is all.
            string? first = ProcessReader.Read(type).Select(static r => r.Attribute.AttributeClass?.ToDisplayString()).FirstOrDefault();
            return first == attribute ? ProcessDeclarationReader.Read(type, syntax, context.SemanticModel.Compilation, places: false, cancellation) : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(null, default, false, new(syntax.Identifier.ValueText, $"{e.GetType().Name}: {e.Message}"));
        }
    }

    private static void Generate(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ProcessReadResult> declarations)
    {
        // What bodies say changes nothing that other code refers to.
        IncrementalValuesProvider<ProcessSpec> surfaces = declarations.Where(static r => r.Spec is not null)
            .Select(static (r, _) => r.Spec! with
            {
                Body = r.Spec.Body with { Helpers = default, Features = r.Spec.Body.Features.Select(static f => f with { Formula = "" }).ToEquatable() },
            })
            .WithTrackingName(SurfaceStep);
        context.RegisterSourceOutput(surfaces, static (c, spec) => InternalError.Guard(c, spec.Body.FullName, () =>
            Add(c, spec, "", ProcessSurfaceEmitter.Emit(spec, ProcessShape.Of(spec, [])))));

        IncrementalValuesProvider<ProcessSpec> kernels = declarations.Where(static r => r.IsComplete).Select(static (r, _) => r.Spec!);
        context.RegisterImplementationSourceOutput(kernels, static (c, spec) => InternalError.Guard(c, spec.Body.FullName, () =>
        {
            if (ProcessShape.Of(spec, []) is { } shape && shape.Daughters.Count > 0 && LowerProcess.Run(shape, []) is { } program)
            {
                Add(c, spec, ".Kernels", ProcessKernelEmitter.Emit(program));
                if (spec.Body.EmitTensors && (program.Amplitude ?? program.Selected) is not null)
                {
                    Add(c, spec, ".Tensors", ProcessTorchEmitter.Emit(program));
                }
            }
        }));

        context.RegisterSourceOutput(declarations.Where(static r => r.Failure is not null), static (c, r) => InternalError.Report(c, r.Failure!.Name, r.Failure.Message));
    }

    private static void Add(SourceProductionContext context, ProcessSpec spec, string suffix, string text) =>
        context.AddSource($"{spec.Body.FullName}{suffix}.g.cs", SourceText.From(text, Encoding.UTF8));
}
