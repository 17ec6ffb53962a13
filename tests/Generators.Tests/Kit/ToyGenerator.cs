using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Tests.Kit;

/// <summary>A toy generator, to test the harness with: it notes the names of classes; a leaky one takes the symbol along, a broken one throws, one that warns hides it.</summary>
/// <param name="isLeaky">Keep the symbol in the model.</param>
/// <param name="isBroken">Throw.</param>
/// <param name="isWarning">Generate what the compiler warns about.</param>
public sealed class ToyGenerator(bool isLeaky = false, bool isBroken = false, bool isWarning = false) : IIncrementalGenerator
{
    /// <summary>The step to look at.</summary>
    public const string Step = "Extract";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ToyModel> models = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { Identifier.ValueText: "Mass" or "Energy" },
            (c, cancellation) => new ToyModel(
                ((ClassDeclarationSyntax)c.Node).Identifier.ValueText,
                isLeaky ? c.SemanticModel.GetDeclaredSymbol(c.Node, cancellation) : null)).WithTrackingName(Step);
        context.RegisterSourceOutput(models, (c, model) =>
        {
            if (isBroken)
            {
                throw new InvalidOperationException("broken");
            }

            c.AddSource(model.Name + ".g.cs", $"#pragma warning disable\npartial class {model.Name} {{ [System.Obsolete] private static int Old => 4; public static int Older => {(isWarning ? "Old" : "4")}; public static int Width => 4; }}");
        });
    }
}
