using System.Text;
using Mandelstam.Compiler.Emit.Cuda;
using Mandelstam.Compiler.Emit.Docs;
using Mandelstam.Compiler.Emit.Scalar;
using Mandelstam.Compiler.Emit.Simd;
using Mandelstam.Compiler.Emit.Surface;
using Mandelstam.Compiler.Emit.Torch;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Mandelstam.Generators.Reading.Caching;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Generators;

/// <summary>Generates the batch, model, kernels and tensor code of each record marked <c>[Event]</c>. Wiring only.</summary>
/// <remarks>It reports nothing but its own failure: what is wrong with a declaration is said by the analyzers, at live locations.</remarks>
[Generator]
public sealed class EventGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads declarations, for the tests of caching.</summary>
    public const string ReadStep = "ReadEvent";

    /// <summary>The step that takes from a declaration what its surface is made of, for the tests of caching.</summary>
    public const string SurfaceStep = "SurfaceOfEvent";

    /// <summary>The step that takes from a declaration what its kernels are made of, for the tests of caching.</summary>
    public const string KernelStep = "KernelsOfEvent";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        DeclarationCache cache = new();
        IncrementalValuesProvider<ReadResult> declarations = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 },
                (c, cancellation) => cache.Read((TypeDeclarationSyntax)c.Node, c.SemanticModel.Compilation, cancellation))
            .WithTrackingName(ReadStep)
            .Where(static r => r is not null)
            .Select(static (r, _) => r!);

        IncrementalValuesProvider<SurfaceSpec> surfaces = declarations.Where(static r => r.Spec is not null)
            .Select(static (r, _) => SurfaceSpec.Of(r.Spec!, r.IsWellShaped))
            .WithTrackingName(SurfaceStep);
        context.RegisterSourceOutput(surfaces, static (c, surface) =>
            InternalError.Guard(c, surface.Spec.FullName, () => Add(c, surface.Spec, "", SurfaceEmitter.Emit(surface))));

        // Whatever depends on a body is the implementation of a partial method: an editor does without, so it stays out of the typing path.
        IncrementalValuesProvider<EventSpec> kernels = declarations.Where(static r => r.IsComplete).Select(static (r, _) => r.Spec!).WithTrackingName(KernelStep);
        context.RegisterImplementationSourceOutput(kernels, static (c, spec) => InternalError.Guard(c, spec.FullName, () =>
        {
            if (LowerEvent.Run(spec, out _) is { } program)
            {
                DocumentModel document = DocumentModel.Of(program);
                Add(c, spec, ".Model", ModelEmitter.Emit(spec));
                Add(c, spec, ".Features", FeatureEmitter.Emit(program, document));
                Add(c, spec, ".Scalar", ScalarEmitter.Emit(program));
                Add(c, spec, ".Simd", SimdEmitter.Emit(program));
                Add(c, spec, ".Docs", DocsEmitter.Emit(document));
                Add(c, spec, ".Derivatives", DerivativeEmitter.Emit(program));
                if (spec.EmitTensors)
                {
                    Add(c, spec, ".Tensors", TorchEmitter.Emit(program));
                    Add(c, spec, ".TensorDerivatives", TorchDerivativeEmitter.Emit(program));
                    Add(c, spec, ".Cuda", CudaEmitter.Emit(program));
                }
            }
        }));

        context.RegisterSourceOutput(declarations.Where(static r => r.Failure is not null), static (c, r) => InternalError.Report(c, r.Failure!.Name, r.Failure.Message));
    }

    private static void Add(SourceProductionContext context, EventSpec spec, string suffix, string text) =>
        context.AddSource($"{spec.FullName}{suffix}.g.cs", SourceText.From(text, Encoding.UTF8));
}
