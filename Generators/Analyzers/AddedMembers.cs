using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Analyzers;

/// <summary>Members that a repair adds to a declaration, laid out as those that are there.</summary>
internal static class AddedMembers
{
    /// <summary>Where they are inserted, and the text with its line ends; null where the declaration has no room for members.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="fix">The members, and the one that they follow.</param>
    public static (TextSpan Place, string Text)? Of(TypeDeclarationSyntax declaration, Fix fix)
    {
        MemberDeclarationSyntax? before = fix.Place.Start < 0 ? declaration.Members.LastOrDefault()
            : declaration.SyntaxTree.GetRoot().FindNode(new(declaration.SpanStart + fix.Place.Start, fix.Place.Length)).FirstAncestorOrSelf<MemberDeclarationSyntax>();
        if ((before?.Parent ?? declaration) is not TypeDeclarationSyntax { OpenBraceToken: { IsMissing: false, RawKind: not 0 } open, CloseBraceToken.IsMissing: false })
        {
            return null;
        }

        string[] members = fix.Text.Split('\n');
        SyntaxToken last = before?.GetLastToken() ?? open;
        SourceText text = declaration.SyntaxTree.GetText();
        TextSpan place = new(last.FullSpan.End, 0); // what follows a member on its line is about that member
        if (!last.TrailingTrivia.LastOrDefault().IsKind(SyntaxKind.EndOfLineTrivia))
        {
            return (place, string.Concat(members.Select(static m => m + " ").Prepend(last.TrailingTrivia.Count == 0 ? " " : "")));
        }

        string end = last.TrailingTrivia.Last().ToString();
        string indentation = before is null ? Inside(open, text) : Indentation(before.GetFirstToken(), text);
        string separator = before is not null && IsApart(before, text) ? end : "";
        return (place, string.Concat(members.Select(member => separator + indentation + member + end)));
    }

    private static string Indentation(SyntaxToken token, SourceText text)
    {
        string line = text.Lines.GetLineFromPosition(token.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    private static string Inside(SyntaxToken brace, SourceText text) =>
        Indentation(brace, text) + (text.Lines.Any(static line => line.Start < line.End && line.Text![line.Start] == '\t') ? "\t" : "    ");

    // A blank line stands above it; or would, as its attributes have a line of their own, were it not the first.
    private static bool IsApart(MemberDeclarationSyntax member, SourceText text) =>
        ((TypeDeclarationSyntax)member.Parent!).Members[0] == member
            ? text.Lines.GetLineFromPosition(member.SpanStart).LineNumber != text.Lines.GetLineFromPosition(member.Span.End).LineNumber
            : member.GetLeadingTrivia().FirstOrDefault(static t => !t.IsKind(SyntaxKind.WhitespaceTrivia)).IsKind(SyntaxKind.EndOfLineTrivia);
}
