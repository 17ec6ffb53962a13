using Mandelstam.Compiler.Checks;
using Mandelstam.Compiler.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Reading;

/// <summary>Reads a class that asks for property tests, and the model of the declaration that it names.</summary>
public static class PropertiesReader
{
    /// <summary>Reads the request.</summary>
    /// <param name="type">The class that has the attribute.</param>
    /// <param name="syntax">Its syntax.</param>
    /// <param name="compilation">The compilation that both belong to.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static PropertiesReadResult Read(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, CancellationToken cancellation)
    {
        AttributeData? attribute = EventReader.Find(type, KnownNames.PhysicsProperties);
        SyntaxNode place = attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) ?? syntax;
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword) || syntax is not ClassDeclarationSyntax || type.IsGenericType || type.IsStatic || type.IsAbstract)
        {
            return Wrong(Rules.WrongSignature, type.Name, $"public partial class {type.Name};");
        }

        // Broken code: the compiler itself says what is missing.
        if (attribute is null || attribute.ConstructorArguments.Length != 1
            || attribute.ConstructorArguments[0].Value is not ITypeSymbol named || named.TypeKind == TypeKind.Error)
        {
            return default;
        }

        if (named is not INamedTypeSymbol declaration || EventReader.Find(declaration, KnownNames.Event) is not { } declared)
        {
            return Wrong(Rules.PropertiesOfNoEvent, named.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), "is not an event declaration; name a record marked [Event]");
        }

        (string? model, string? version) = Embedded(declaration);
        if (model is null && declared.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } source)
        {
            // A declaration of this project: what the generator writes beside it cannot be seen yet, but its syntax can. One of a project that
            // is open in the same editor cannot be judged: there, kernels and models are not generated while one types.
            ReadResult<EventSpec>? own = compilation.ContainsSyntaxTree(source.SyntaxTree) ? EventReader.Read(declaration, source, compilation, cancellation) : null;
            return own is { Spec: not null, IsComplete: true } ? new(Spec(ModelText.Write(own.Spec)), default) : default;
        }

        if (model is null)
        {
            return Wrong(Rules.PropertiesOfNoEvent, declaration.Name, "carries no model; import Generators/Use.props in the project that declares it, and build that first");
        }

        return version == ModelText.Version
            ? new(Spec(model), default)
            : Wrong(Rules.PropertiesOfAnotherVersion, declaration.Name, version ?? "", ModelText.Version);

        PropertiesReadResult Wrong(Rule rule, params string[] arguments) =>
            new(null, new([new Problem(rule.Id, new(place.SpanStart - syntax.SpanStart, place.Span.Length), new(arguments))]));

        PropertiesSpec Spec(string text) => new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            EventReader.NameOf(type),
            EventReader.Containers(type).ToEquatable(),
            declaration.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            text,
            Number("Cases") ?? 200,
            Number("Seed") ?? 1,
            compilation.GetTypeByMetadataName(KnownNames.TensorEvents) is not null && compilation.GetTypeByMetadataName("TorchSharp.torch") is not null)
        {
            Distinction = Distinction.Of(type, compilation),
        };

        int? Number(string name) => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value as int?;
    }

    private static (string? Model, string? Version) Embedded(INamedTypeSymbol declaration) =>
        EventReader.Find(declaration, KnownNames.DeclaredModel)?.ConstructorArguments is { Length: 2 } arguments ? (arguments[1].Value as string, arguments[0].Value as string) : default;
}
