using Mandelstam.Compiler.Emit.Processes;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Mandelstam.Generators.Reading.Caching;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators;

/// <summary>Generates the definition, batch, kernels and tensor code of each record marked <c>[Decay]</c> or <c>[Scattering]</c>. Wiring only.</summary>
/// <remarks>It reports nothing but its own failure: what is wrong with a declaration is said by the analyzers, at live locations.</remarks>
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
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        KernelWriter<ProcessSpec> writer = new(Kernels);
        DeclarationCache<ProcessSpec> cache = new(ProcessFamily.Instance, writer.Prepare);
        IncrementalValuesProvider<ShapeResult<ProcessSpec>> shapes = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 },
                (c, cancellation) => cache.ReadShape((TypeDeclarationSyntax)c.Node, c.SemanticModel.Compilation, cancellation))
            .WithTrackingName(ReadStep)
            .Where(static r => r is not null)
            .Select(static (r, _) => r!);

        // What bodies say changes nothing that other code refers to.
        IncrementalValuesProvider<ProcessSpec> surfaces = shapes.Where(static r => r.Spec is not null)
            .Select(static (r, _) => r.Spec!)
            .WithTrackingName(SurfaceStep);
        context.RegisterSourceOutput(surfaces, static (c, spec) => InternalError.Guard(c, spec.Body.FullName, () =>
            new GeneratedText("", ProcessSurfaceEmitter.Emit(spec, spec.IsWhole ? ProcessShape.Of(spec, []) : null)).AddTo(c, spec.Body.Stem)));

        IncrementalValuesProvider<ReadResult<ProcessSpec>> declarations = shapes.Where(static r => r is { Spec: not null, IsWellShaped: true })
            .Combine(context.CompilationProvider)
            .Select((r, cancellation) => cache.ReadWhole(r.Left, r.Right, cancellation))
            .WithTrackingName(BodyStep);
        IncrementalValuesProvider<ProcessSpec> kernels = declarations.Where(static r => r.IsComplete).Select(static (r, _) => r.Spec!).WithTrackingName(KernelStep);
        context.RegisterImplementationSourceOutput(kernels, (c, spec) => writer.AddTo(c, spec.Body.Stem, spec));

        context.RegisterSourceOutput(shapes.Where(static r => r.Failure is not null), static (c, r) => InternalError.Report(c, r.Failure!.Name, r.Failure.Message));
        context.RegisterImplementationSourceOutput(declarations.Where(static r => r.Failure is not null), static (c, r) => InternalError.Report(c, r.Failure!.Name, r.Failure.Message));
    }

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
