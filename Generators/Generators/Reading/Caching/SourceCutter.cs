using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Generators.Reading.Caching;

/// <summary>Cuts a file into <see cref="SourceUnit"/>s.</summary>
internal sealed class SourceCutter : CSharpSyntaxWalker
{
    /// <summary>Stands for operators of extension blocks, which code can come upon without a name.</summary>
    public const string Unnamed = "operator";

    private readonly CancellationToken _cancellation;
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _identifiers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _bodies = [];
    private readonly List<int> _places = [];

    private SourceCutter(CancellationToken cancellation)
        : base(SyntaxWalkerDepth.Token) => _cancellation = cancellation;

    /// <summary>Cuts a file.</summary>
    public static SourceFile Cut(CSharpSyntaxTree tree, CancellationToken cancellation)
    {
        CompilationUnitSyntax root = tree.GetCompilationUnitRoot(cancellation);
        SourceCutter everywhere = new(cancellation);
        everywhere._text.Append(tree.Options.LanguageVersion).Append(' ');
        everywhere.VisitAll(root.AttributeLists);
        everywhere.VisitAll(root.Usings.Where(static u => u.GlobalKeyword != default));
        SourceCutter header = new(cancellation);
        header.VisitAll(root.Externs);
        header.VisitAll(root.Usings.Where(static u => u.GlobalKeyword == default));
        List<SourceUnit> units = [];
        foreach (MemberDeclarationSyntax member in root.Members)
        {
            Cut(member, header, everywhere, units, cancellation);
        }

        return new(everywhere._text.ToString(), everywhere._identifiers, units);
    }

    /// <inheritdoc/>
    public override void VisitToken(SyntaxToken token)
    {
        _text.Append(token.Text).Append(' ');
        if (token.IsKind(SyntaxKind.IdentifierToken))
        {
            _identifiers.Add(token.ValueText);
        }
    }

    /// <inheritdoc/>
    public override void Visit(SyntaxNode? node)
    {
        _cancellation.ThrowIfCancellationRequested();
        switch (node)
        {
            case ArrowExpressionClauseSyntax or BlockSyntax:
                _text.Append("{…} ");
                _bodies.Add(node.ToString());
                _places.Add(node.SpanStart);
                AddIdentifiers(node);
                return;
            case MemberDeclarationSyntax:
                // Descriptions are read from comments; of these nothing else matters.
                _text.Append(EventReader.DescriptionIn(node.GetLeadingTrivia().ToFullString())).Append(' ');
                break;
        }

        base.Visit(node);
    }

    /// <inheritdoc/>
    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        if (node.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true)
        {
            _names.Add(node.Identifier.ValueText);
        }

        base.VisitMethodDeclaration(node);
    }

    /// <inheritdoc/>
    public override void VisitExtensionBlockDeclaration(ExtensionBlockDeclarationSyntax node)
    {
        foreach (MemberDeclarationSyntax member in node.Members)
        {
            _names.Add(member switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                _ => Unnamed,
            });
        }

        base.VisitExtensionBlockDeclaration(node);
    }

    private static void Cut(MemberDeclarationSyntax member, SourceCutter header, SourceCutter everywhere, List<SourceUnit> units, CancellationToken cancellation)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax space:
                // A new namespace may hide a type, wherever it is written.
                everywhere._text.Append("namespace ").Append(space.Name).Append(' ');
                SourceCutter inner = new(cancellation);
                inner._text.Append(header._text).Append("namespace ").Append(space.Name).Append(' ');
                inner._identifiers.UnionWith(header._identifiers);
                inner.VisitAll(space.Externs);
                inner.VisitAll(space.Usings);
                foreach (MemberDeclarationSyntax nested in space.Members)
                {
                    Cut(nested, inner, everywhere, units, cancellation);
                }

                break;
            case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax when !IsSystem(member):
                SourceCutter unit = new(cancellation);
                unit._text.Append(header._text);
                unit._identifiers.UnionWith(header._identifiers);
                string name = member is DelegateDeclarationSyntax d ? d.Identifier.ValueText : ((BaseTypeDeclarationSyntax)member).Identifier.ValueText;
                unit._names.Add(name);
                unit._names.Add(AnyCase(name));
                unit._identifiers.Add(AnyCase(name));
                unit.Visit(member);
                units.Add(unit.ToUnit(member));
                break;
            case GlobalStatementSyntax:
                // Locals of a program can be come upon by their names only.
                SourceCutter statement = new(cancellation);
                statement.Visit(member);
                statement.AddIdentifiers(member);
                statement._names.UnionWith(member.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken) && t.Parent is not SimpleNameSyntax).Select(static t => t.ValueText));
                units.Add(statement.ToUnit(member));
                break;
            default:
                everywhere._text.Append(member).Append(' ');
                everywhere.AddIdentifiers(member);
                break;
        }
    }

    // A type of the user's in namespace System may stand for one that the language itself uses, without a name.
    private static bool IsSystem(SyntaxNode member) => member.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Any(static n => n.Name.ToString().StartsWith("System", StringComparison.Ordinal));

    // Stands for every type whose name is this but for case: the names of generated files depend on whether there is another.
    private static string AnyCase(string name) => name.ToUpperInvariant() + "*";

    private void VisitAll(IEnumerable<SyntaxNode> nodes)
    {
        foreach (SyntaxNode node in nodes)
        {
            Visit(node);
        }
    }

    private void AddIdentifiers(SyntaxNode node) =>
        _identifiers.UnionWith(node.DescendantTokens().Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText));

    private SourceUnit ToUnit(SyntaxNode node) => new(node.SpanStart, _text.ToString(), _bodies, _places, _names, _identifiers);
}
