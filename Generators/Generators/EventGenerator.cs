using Mandelstam.Compiler.Emit.Cuda;
using Mandelstam.Compiler.Emit.Docs;
using Mandelstam.Compiler.Emit.Scalar;
using Mandelstam.Compiler.Emit.Simd;
using Mandelstam.Compiler.Emit.Surface;
using Mandelstam.Compiler.Emit.Torch;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Generators;

/// <summary>Generates the batch, model, kernels and tensor code of each record marked <c>[Event]</c>. Wiring only.</summary>
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
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        new DeclarationPipeline<EventSpec, SurfaceSpec>(
            EventFamily.Instance,
            static r => SurfaceSpec.Of(r.Spec!, r.IsWellShaped),
            static surface => (surface.Spec, () => SurfaceEmitter.Emit(surface)),
            Kernels).Register(context, (ReadStep, SurfaceStep, BodyStep, KernelStep));

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
