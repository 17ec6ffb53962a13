using Mandelstam.Compiler.Model;
using Mandelstam.Generators.Reading;
using Mandelstam.Generators.Reading.Caching;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators;

/// <summary>The steps from declarations of a kind to what is generated for them.</summary>
/// <remarks>
/// Whatever depends on a body is the implementation of a partial method: an editor does without, so it stays out of the typing path. What bodies say changes nothing that other
/// code refers to. Nothing is reported but a failure of its own: what is wrong with a declaration is said by the analyzers, at live locations.
/// </remarks>
/// <typeparam name="TSpec">What is known of a declaration.</typeparam>
/// <typeparam name="TSurface">What its surface is made of.</typeparam>
/// <param name="family">The kind.</param>
/// <param name="surfaceOf">Takes from a declaration what its surface is made of.</param>
/// <param name="surface">Writes the surface.</param>
/// <param name="kernels">Writes all else.</param>
internal sealed class DeclarationPipeline<TSpec, TSurface>(
    DeclarationFamily<TSpec> family, Func<ShapeResult<TSpec>, TSurface> surfaceOf, Func<TSurface, (EventSpec Record, Func<string> Text)> surface, Func<TSpec, IReadOnlyList<GeneratedText>> kernels)
    where TSpec : class
{
    /// <summary>Registers the steps.</summary>
    /// <param name="context">The compiler.</param>
    /// <param name="steps">What the steps are called, for the tests of caching.</param>
    public void Register(IncrementalGeneratorInitializationContext context, (string Read, string Surface, string Body, string Kernel) steps)
    {
        KernelWriter<TSpec> writer = new(kernels);
        DeclarationCache<TSpec> cache = new(family, writer.Prepare);
        IncrementalValuesProvider<ShapeResult<TSpec>> shapes = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 },
                (c, cancellation) => cache.ReadShape((TypeDeclarationSyntax)c.Node, c.SemanticModel.Compilation, cancellation))
            .WithTrackingName(steps.Read)
            .Where(static r => r is not null)
            .Select(static (r, _) => r!);

        IncrementalValuesProvider<TSurface> surfaces = shapes.Where(static r => r.Spec is not null)
            .Select((r, _) => surfaceOf(r))
            .WithTrackingName(steps.Surface);
        context.RegisterSourceOutput(surfaces, (c, one) =>
        {
            (EventSpec record, Func<string> text) = surface(one);
            InternalError.Guard(c, record.FullName, () => new GeneratedText("", text()).AddTo(c, record.Stem));
        });

        IncrementalValuesProvider<ReadResult<TSpec>> declarations = shapes.Where(static r => r is { Spec: not null, IsWellShaped: true })
            .Combine(context.CompilationProvider)
            .Select((r, cancellation) => cache.ReadWhole(r.Left, r.Right, cancellation))
            .WithTrackingName(steps.Body);
        IncrementalValuesProvider<TSpec> whole = declarations.Where(static r => r.IsComplete).Select(static (r, _) => r.Spec!).WithTrackingName(steps.Kernel);
        context.RegisterImplementationSourceOutput(whole, (c, spec) => writer.AddTo(c, family.RecordOf(spec).Stem, spec));

        context.RegisterSourceOutput(shapes.Where(static r => r.Failure is not null), static (c, r) => InternalError.Report(c, r.Failure!.Name, r.Failure.Message));
        context.RegisterImplementationSourceOutput(declarations.Where(static r => r.Failure is not null), static (c, r) => InternalError.Report(c, r.Failure!.Name, r.Failure.Message));
    }
}
