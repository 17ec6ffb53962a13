using System.Text;
using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Emit.Scalar;
using Mandelstam.Compiler.Emit.Simd;
using Mandelstam.Compiler.Emit.Surface;
using Mandelstam.Compiler.Emit.Torch;
using Mandelstam.Compiler.Lowering;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
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

    private static readonly DiagnosticDescriptor Internal = new(
        Rules.InternalErrorId,
        "Internal error of the compiler",
        "the compiler failed on '{0}': {1}; please report it with the declaration",
        "Mandelstam",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<EventSpec> complete = context.SyntaxProvider.ForAttributeWithMetadataName(
                KnownNames.Event,
                static (node, _) => node is TypeDeclarationSyntax,
                static (c, cancellation) => EventReader.Read((INamedTypeSymbol)c.TargetSymbol, (TypeDeclarationSyntax)c.TargetNode, c.SemanticModel.Compilation, cancellation))
            .WithTrackingName(ReadStep)
            .Where(static r => r.Spec is not null)
            .Select(static (r, _) => r.IsComplete ? r.Spec! : r.Spec! with { Helpers = default, Features = default });

        context.RegisterSourceOutput(complete, static (c, spec) => Guard(c, spec, () =>
        {
            EventProgram? program = spec.Helpers.Count == 0 && spec.Features.Count == 0 ? null : LowerEvent.Run(spec, out _);
            Add(c, spec, "", SurfaceEmitter.Emit(spec, program));
        }));

        // Kernels are bodies of partial methods: an editor does without them, so they stay out of the typing path.
        context.RegisterImplementationSourceOutput(complete, static (c, spec) => Guard(c, spec, () =>
        {
            if (spec.Helpers.Count + spec.Features.Count > 0 && LowerEvent.Run(spec, out _) is { } program)
            {
                Add(c, spec, ".Scalar", ScalarEmitter.Emit(program));
                Add(c, spec, ".Simd", SimdEmitter.Emit(program));
                if (spec.EmitTensors)
                {
                    Add(c, spec, ".Tensors", TorchEmitter.Emit(program));
                }
            }
        }));
    }

    private static void Add(SourceProductionContext context, EventSpec spec, string suffix, string text) =>
        context.AddSource($"{spec.FullName}{suffix}.g.cs", SourceText.From(text, Encoding.UTF8));

    private static void Guard(SourceProductionContext context, EventSpec spec, Action emit)
    {
        try
        {
            emit();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            context.ReportDiagnostic(Diagnostic.Create(Internal, Location.None, spec.FullName, $"{e.GetType().Name}: {e.Message}"));
        }
    }
}
