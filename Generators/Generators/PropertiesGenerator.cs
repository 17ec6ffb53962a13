using Mandelstam.Compiler.Emit.Properties;
using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators;

/// <summary>Generates the facts of each class marked <c>[PhysicsProperties]</c>. Wiring only.</summary>
/// <remarks>The facts are bodies that nothing refers to: an editor does without them, so they stay out of the typing path.</remarks>
[Generator]
public sealed class PropertiesGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads requests, for the tests of caching.</summary>
    public const string ReadStep = "ReadProperties";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<PropertiesSpec> requests = context.SyntaxProvider.ForAttributeWithMetadataName(
                KnownNames.PhysicsProperties,
                static (node, _) => node is TypeDeclarationSyntax,
                static (c, cancellation) =>
                    PropertiesReader.Read((INamedTypeSymbol)c.TargetSymbol, (TypeDeclarationSyntax)c.TargetNode, c.SemanticModel.Compilation, cancellation).Spec)
            .WithTrackingName(ReadStep)
            .Where(static spec => spec is not null)
            .Select(static (spec, _) => spec!);

        context.RegisterImplementationSourceOutput(requests, static (c, request) => InternalError.Guard(c, request.FullName, () =>
        {
            if (ModelText.TryRead(request.Model) is { } model)
            {
                new GeneratedText(".Properties", PropertiesEmitter.Emit(request, model)).AddTo(c, request.Stem);
            }
        }));
    }
}
