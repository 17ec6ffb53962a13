using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Mandelstam.Analyzers;

/// <summary>Where a file uses what goes by a name: each file is walked once, however many helpers are asked for.</summary>
internal sealed class Uses
{
    private readonly ConcurrentDictionary<SyntaxTree, ILookup<string, ExpressionSyntax>> _files = new();

    /// <summary>The calls of what has a name, and the places where it is named without a call.</summary>
    /// <param name="name">The name.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops the work.</param>
    public IEnumerable<ExpressionSyntax> Of(string name, SyntaxTree file, CancellationToken cancellation) => _files.GetOrAdd(
        file, tree => tree.GetRoot(cancellation).DescendantNodes().OfType<ExpressionSyntax>().Where(static e => NameOf(e) is not null).ToLookup(static e => NameOf(e)!))[name];

    private static string? NameOf(ExpressionSyntax use) => use switch
    {
        InvocationExpressionSyntax { Expression: SimpleNameSyntax method } => method.Identifier.ValueText,
        InvocationExpressionSyntax method => Call.NameOf(method),
        MemberBindingExpressionSyntax { Parent: not InvocationExpressionSyntax } member => member.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } member => member.Name.Identifier.ValueText,
        IdentifierNameSyntax { Parent: not InvocationExpressionSyntax } name when (name.Parent as MemberAccessExpressionSyntax)?.Name != name && name.Parent is not MemberBindingExpressionSyntax => name.Identifier.ValueText,
        _ => null,
    };
}
