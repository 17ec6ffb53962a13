using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mandelstam.Analyzers;

/// <summary>One expression under examination, and what is reported of it.</summary>
internal sealed class Finding
{
    private readonly SyntaxNodeAnalysisContext _context;
    private readonly DiagnosticDescriptor _descriptor;

    public Finding(SyntaxNodeAnalysisContext context, Language language, DiagnosticDescriptor descriptor)
    {
        _context = context;
        _descriptor = descriptor;
        Code = new(context.SemanticModel, language, context.CancellationToken);
    }

    public SyntaxNode Node => _context.Node;

    public Code Code { get; }

    public Language Language => Code.Language;

    /// <summary>Reports the rule.</summary>
    /// <param name="place">Where.</param>
    /// <param name="repair">The mechanical repair, if there is one.</param>
    /// <param name="arguments">What fills the message.</param>
    public void Report(SyntaxNode place, Repair? repair, params object[] arguments) =>
        _context.ReportDiagnostic(Diagnostic.Create(_descriptor, place.GetLocation(), repair?.Places, repair?.Properties, arguments));
}
