using Mandelstam.Compiler.Emit.Processes;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Generators;

/// <summary>Generates the definition, batch, kernels and tensor code of each record marked <c>[Decay]</c> or <c>[Scattering]</c>. Wiring only.</summary>
[Generator]
public sealed class ProcessGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads declarations but for their bodies, for the tests of caching.</summary>
    public const string ReadStep = "ReadProcess";

    /// <summary>The step that takes from a declaration what its surface is made of, for the tests of caching.</summary>
    public const string SurfaceStep = "SurfaceOfProcess";

    /// <summary>The step that reads the bodies of a declaration, for the tests of caching.</summary>
    public const string BodyStep = "BodiesOfProcess";

    /// <summary>The step that takes from a declaration what its kernels are made of, for the tests of caching.</summary>
    public const string KernelStep = "KernelsOfProcess";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        new DeclarationPipeline<ProcessSpec, ProcessSpec>(
            ProcessFamily.Instance,
            static r => r.Spec!,
            static spec => (spec.Body, () => ProcessSurfaceEmitter.Emit(spec, spec.IsWhole ? ProcessShape.Of(spec, []) : null)),
            Kernels).Register(context, (ReadStep, SurfaceStep, BodyStep, KernelStep));

    private static IReadOnlyList<GeneratedText> Kernels(ProcessSpec spec)
    {
        if (ProcessShape.Of(spec, []) is not { } shape || shape.Daughters.Count == 0 || LowerProcess.Run(shape, []) is not { } program)
        {
            return [];
        }

        List<GeneratedText> files = [new(".Kernels", ProcessKernelEmitter.Emit(program))];
        if (spec.Body.EmitTensors && (program.Amplitude ?? program.Selected) is not null)
        {
            files.Add(new(".Tensors", ProcessTorchEmitter.Emit(program)));
        }

        return files;
    }
}
