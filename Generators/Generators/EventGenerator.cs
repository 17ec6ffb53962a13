using System.Text;
using Mandelstam.Compiler.Emit.Scalar;
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

        context.RegisterSourceOutput(complete, static (c, spec) => InternalError.Guard(c, spec.FullName, () =>
        {
            EventProgram? program = spec.Helpers.Count == 0 && spec.Features.Count == 0 ? null : LowerEvent.Run(spec, out _);
            Add(c, spec, "", SurfaceEmitter.Emit(spec, program));
            if (program is not null)
            {
                Add(c, spec, ".Model", ModelEmitter.Emit(spec));
            }
        }));

        // Kernels are bodies of partial methods: an editor does without them, so they stay out of the typing path.
        context.RegisterImplementationSourceOutput(complete, static (c, spec) => InternalError.Guard(c, spec.FullName, () =>
        {
            if (spec.Helpers.Count + spec.Features.Count > 0 && LowerEvent.Run(spec, out _) is { } program)
            {
                Add(c, spec, ".Scalar", ScalarEmitter.Emit(program));
                if (spec.EmitTensors)
                {
                    Add(c, spec, ".Tensors", TorchEmitter.Emit(program));
                }
            }
        }));
    }

    private static void Add(SourceProductionContext context, EventSpec spec, string suffix, string text) =>
        context.AddSource($"{spec.FullName}{suffix}.g.cs", SourceText.From(text, Encoding.UTF8));
}
