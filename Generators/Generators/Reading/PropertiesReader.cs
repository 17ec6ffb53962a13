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
        if (attribute is null || attribute.ConstructorArguments.Length != 1)
        {
            return default;
        }

        const string NoEvent = "is not an event declaration; name a record marked [Event]";
        if (attribute.ConstructorArguments[0].Value is not ITypeSymbol named || named.TypeKind == TypeKind.Error)
        {
            return attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Type, IsNull: true } ? Wrong(Rules.PropertiesOfNoEvent, "null", NoEvent) : default;
        }

        if (Named("Cases") is { Value: <= 0 } cases)
        {
            return At(cases.Place, Rules.WrongSignature, type.Name, "Cases = 200, or another number above zero: a property that is tried on no event cannot fail");
        }

        if (named is not INamedTypeSymbol declaration || EventReader.Find(declaration, KnownNames.Event) is not { } declared)
        {
            return Wrong(Rules.PropertiesOfNoEvent, named.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), NoEvent);
        }

        (string? model, string? version) = Embedded(declaration);
        if (model is null && declared.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } source)
        {
            // A declaration of this project: what the generator writes beside it cannot be seen yet, but its syntax can. One of a project that
            // is open in the same editor cannot be judged: there, kernels and models are not generated while one types.
            ReadResult<EventSpec>? own = compilation.ContainsSyntaxTree(source.SyntaxTree) ? EventReader.Read(declaration, source, compilation, cancellation) : null;
            return own is { Spec: not null, IsComplete: true } ? Of(ModelText.Write(own.Spec)) : default;
        }

        if (model is null)
        {
            return Wrong(Rules.PropertiesOfNoEvent, declaration.Name, "carries no model; import Generators/Use.props in the project that declares it, and build that first");
        }

        return version == ModelText.Version
            ? Of(model)
            : Wrong(Rules.PropertiesOfAnotherVersion, declaration.Name, version ?? "", ModelText.Version);

        PropertiesReadResult Wrong(Rule rule, params string[] arguments) => At(place, rule, arguments);

        PropertiesReadResult At(SyntaxNode at, Rule rule, params string[] arguments) =>
            new(null, new([new Problem(rule.Id, new(at.SpanStart - syntax.SpanStart, at.Span.Length), new(arguments))]));

        bool IsReachable(ISymbol? member) => member is not null && compilation.IsSymbolAccessibleWithin(member, type);

        PropertiesReadResult Of(string text) => declaration.InstanceConstructors.Any(c => c.Parameters.Length == 0 && IsReachable(c))
            ? new(Spec(text), default)
            : Wrong(Rules.PropertiesOfNoEvent, declaration.Name, "cannot be made by its tests; make its constructor without parameters public");

        PropertiesSpec Spec(string text) => new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            EventReader.NameOf(type),
            EventReader.Containers(type).ToEquatable(),
            declaration.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            text,
            Named("Cases")?.Value ?? 200,
            Named("Seed")?.Value ?? 1,
            compilation.GetTypeByMetadataName(KnownNames.TensorEvents) is not null && compilation.GetTypeByMetadataName("TorchSharp.torch") is not null)
        {
            Distinction = Distinction.Of(type, compilation),
            Reachable = declaration.GetMembers().OfType<IPropertySymbol>()
                .Where(p => IsReachable(p.GetMethod) && IsReachable(p.SetMethod)).Select(static p => p.Name).ToEquatable(),
        };

        (int Value, SyntaxNode Place)? Named(string name) => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value is int value
            ? (value, EventReader.ArgumentOf(attribute, name, cancellation) ?? place)
            : null;
    }

    private static (string? Model, string? Version) Embedded(INamedTypeSymbol declaration) =>
        EventReader.Find(declaration, KnownNames.DeclaredModel)?.ConstructorArguments is { Length: 2 } arguments ? (arguments[1].Value as string, arguments[0].Value as string) : default;
}
