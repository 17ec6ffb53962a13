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

namespace Mandelstam.Generators;

/// <summary>Generates the batch, model, kernels and tensor code of each record marked <c>[Event]</c>. Wiring only.</summary>
/// <remarks>It reports nothing but its own failure: what is wrong with a declaration is said by the analyzers, at live locations.</remarks>
[Generator]
public sealed class EventGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads declarations but for their bodies, for the tests of caching.</summary>
    public const string ReadStep = "ReadEvent";

    /// <summary>The step that takes from a declaration what its surface is made of, for the tests of caching.</summary>
    public const string SurfaceStep = "SurfaceOfEvent";

    /// <summary>The step that reads the bodies of a declaration, for the tests of caching.</summary>
    public const string BodyStep = "BodiesOfEvent";

    /// <summary>The step that takes from a declaration what its kernels are made of, for the tests of caching.</summary>
    public const string KernelStep = "KernelsOfEvent";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        KernelWriter<EventSpec> writer = new(Kernels);
        DeclarationCache<EventSpec> cache = new(EventFamily.Instance, writer.Prepare);
        IncrementalValuesProvider<ShapeResult<EventSpec>> shapes = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 },
                (c, cancellation) => cache.ReadShape((TypeDeclarationSyntax)c.Node, c.SemanticModel.Compilation, cancellation))
            .WithTrackingName(ReadStep)
            .Where(static r => r is not null)
            .Select(static (r, _) => r!);

        IncrementalValuesProvider<SurfaceSpec> surfaces = shapes.Where(static r => r.Spec is not null)
            .Select(static (r, _) => SurfaceSpec.Of(r.Spec!, r.IsWellShaped))
            .WithTrackingName(SurfaceStep);
        context.RegisterSourceOutput(surfaces, static (c, surface) =>
            InternalError.Guard(c, surface.Spec.FullName, () => new GeneratedText("", SurfaceEmitter.Emit(surface)).AddTo(c, surface.Spec.Stem)));

        // Whatever depends on a body is the implementation of a partial method: an editor does without, so it stays out of the typing path.
        IncrementalValuesProvider<ReadResult<EventSpec>> declarations = shapes.Where(static r => r is { Spec: not null, IsWellShaped: true })
            .Combine(context.CompilationProvider)
            .Select((r, cancellation) => cache.ReadWhole(r.Left, r.Right, cancellation))
            .WithTrackingName(BodyStep);
        IncrementalValuesProvider<EventSpec> kernels = declarations.Where(static r => r.IsComplete).Select(static (r, _) => r.Spec!).WithTrackingName(KernelStep);
        context.RegisterImplementationSourceOutput(kernels, (c, spec) => writer.AddTo(c, spec.Stem, spec));

        context.RegisterSourceOutput(shapes.Where(static r => r.Failure is not null), static (c, r) => InternalError.Report(c, r.Failure!.Name, r.Failure.Message));
        context.RegisterImplementationSourceOutput(declarations.Where(static r => r.Failure is not null), static (c, r) => InternalError.Report(c, r.Failure!.Name, r.Failure.Message));
    }

    private static IReadOnlyList<GeneratedText> Kernels(EventSpec spec)
    {
        if (LowerEvent.Run(spec, out _) is not { } program)
        {
            return [];
        }

        DocumentModel document = DocumentModel.Of(program);
        List<GeneratedText> files =
        [
            new(".Model", ModelEmitter.Emit(spec)),
            new(".Features", FeatureEmitter.Emit(program, document)),
            new(".Scalar", ScalarEmitter.Emit(program)),
            new(".Simd", SimdEmitter.Emit(program)),
            new(".Docs", DocsEmitter.Emit(document)),
            new(".Derivatives", DerivativeEmitter.Emit(program)),
            new(".SimdDerivatives", SimdDerivativeEmitter.Emit(program)),
        ];
        if (spec.EmitTensors)
        {
            files.Add(new(".Tensors", TorchEmitter.Emit(program)));
            files.Add(new(".TensorDerivatives", TorchDerivativeEmitter.Emit(program)));
            files.Add(new(".Cuda", CudaEmitter.Emit(program)));
        }

        return files;
    }
}
