using Mandelstam.Compiler.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Generators.Reading;

/// <summary>The members that the user declares himself, as opposed to those that are generated beside them, which analyzers see too.</summary>
internal static class OwnMembers
{
    /// <summary>Those that C# does not allow beside a generated one of the same name.</summary>
    /// <param name="type">The declaration.</param>
    /// <param name="generated">What is generated into it.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The generated member, and the name of the user's own where he declares it.</returns>
    public static IEnumerable<(GeneratedMember Generated, ISymbol Member, SyntaxToken Name)> InTheWayOf(
        INamedTypeSymbol type, IEnumerable<GeneratedMember> generated, CancellationToken cancellation)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (GeneratedMember one in generated.Where(g => seen.Add(g.Name)))
        {
            foreach (ISymbol member in type.GetMembers(one.Name))
            {
                // Methods of as many parameters as the generated one has may be overloads of it, by their types. They are not told apart.
                bool isOverload = member is IMethodSymbol method && one.Parameters is { } count && method.Parameters.Length != count;
                if (!member.IsImplicitlyDeclared && !isOverload && Declaration(member, cancellation) is { } declaration)
                {
                    yield return (one, member, NameIn(declaration));
                }
            }
        }
    }

    /// <summary>The name of a member where the user declares it.</summary>
    /// <param name="member">The member.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static SyntaxToken? NameOf(ISymbol member, CancellationToken cancellation) => Declaration(member, cancellation) is { } declaration ? NameIn(declaration) : null;

    /// <summary>Is a property stored, and implemented by what is generated? A partial one that the user implements himself is computed, as any other with a body.</summary>
    /// <param name="property">The property.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static bool IsStored(IPropertySymbol property, CancellationToken cancellation) =>
        property.IsPartialDefinition && (property.PartialImplementationPart is not { DeclaringSyntaxReferences: [{ } other, ..] } || IsGenerated(other.SyntaxTree, cancellation));

    /// <summary>Of a member in two parts the one that has the body.</summary>
    /// <param name="member">The member.</param>
    public static ISymbol WithBody(ISymbol member) => member switch
    {
        IMethodSymbol { PartialImplementationPart: { } method } => method,
        IPropertySymbol { PartialImplementationPart: { } property } => property,
        _ => member,
    };

    private static SyntaxNode? Declaration(ISymbol member, CancellationToken cancellation) =>
        member.DeclaringSyntaxReferences.FirstOrDefault(r => !IsGenerated(r.SyntaxTree, cancellation))?.GetSyntax(cancellation);

    private static bool IsGenerated(SyntaxTree tree, CancellationToken cancellation)
    {
        SourceText text = tree.GetText(cancellation);
        return GeneratedFile.IsBegunBy(length => text.ToString(new(0, Math.Min(length, text.Length))));
    }

    private static SyntaxToken NameIn(SyntaxNode declaration) => declaration switch
    {
        PropertyDeclarationSyntax property => property.Identifier,
        MethodDeclarationSyntax method => method.Identifier,
        VariableDeclaratorSyntax variable => variable.Identifier,
        BaseTypeDeclarationSyntax type => type.Identifier,
        DelegateDeclarationSyntax type => type.Identifier,
        EventDeclarationSyntax happening => happening.Identifier,
        ParameterSyntax parameter => parameter.Identifier,
        _ => declaration.GetFirstToken(),
    };
}
