using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Analyzers;

/// <summary>A problem of a declaration as Roslyn reports it.</summary>
internal static class Reported
{
    /// <summary>Where it is shown: what stands outside the declaration (a helper in another file) is reported at the declaration's name.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static TextSpan PlaceOf(TypeDeclarationSyntax declaration, Problem problem) =>
        !problem.Span.IsInSight ? declaration.Identifier.Span : new(declaration.SpanStart + problem.Span.Start, problem.Span.Length);

    /// <summary>The diagnostic, which carries its repairs.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="way">What to write instead, and how, where that is read from the place; else the problem's own.</param>
    public static Diagnostic Of(TypeDeclarationSyntax declaration, Problem problem, (string Advice, Repair? Repair)? way = null)
    {
        DiagnosticDescriptor descriptor = Descriptors.Of(problem.RuleId);
        (TextSpan Place, string Text, string Kind)[] fixes = [.. problem.Fixes.Where(static fix => fix.IsMembers || fix.Place is { Start: >= 0 } or { IsInSight: true }).SelectMany(fix => ChangeOf(declaration, fix) is var (place, text) ? [(place, text, fix.Kind)] : Array.Empty<(TextSpan, string, string)>())];
        return Diagnostic.Create(
            descriptor,
            Location.Create(declaration.SyntaxTree, PlaceOf(declaration, problem)),
            problem.IsWarning ? DiagnosticSeverity.Warning : descriptor.DefaultSeverity,
            way?.Repair?.Places ?? fixes.Select(fix => Location.Create(declaration.SyntaxTree, fix.Place)),
            way?.Repair?.Properties ?? Repair.PropertiesOf(fixes.Select(static fix => (fix.Text, fix.Kind))),
            way is { Advice: var advice } ? [problem.Arguments[0], advice] : [.. problem.Arguments]);
    }

    private static (TextSpan Place, string Text)? ChangeOf(TypeDeclarationSyntax declaration, Fix fix) =>
        fix.IsMembers ? AddedMembers.Of(declaration, fix) : (new(declaration.SpanStart + fix.Place.Start, fix.Place.Length), fix.Text);
}
