using Mandelstam.Generators.Reading;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Analyzers;

/// <summary>One expression under examination, and what is reported of it.</summary>
/// <param name="node">The expression.</param>
/// <param name="code">The code around it.</param>
/// <param name="descriptor">The rule.</param>
/// <param name="report">Receives what is found.</param>
internal sealed class Finding(SyntaxNode node, Code code, DiagnosticDescriptor descriptor, Action<Diagnostic> report)
{
    public SyntaxNode Node => node;

    public Code Code => code;

    public Language Language => code.Language;

    /// <summary>Reports the rule, unless the place is still being written: what comes may be what is missed.</summary>
    /// <param name="place">Where.</param>
    /// <param name="repair">The mechanical repair, if there is one.</param>
    /// <param name="arguments">What fills the message.</param>
    public void Report(SyntaxNode place, Repair? repair, params object[] arguments)
    {
        if (!UnfinishedCode.IsIn(place))
        {
            report(Diagnostic.Create(descriptor, place.GetLocation(), repair?.Places, repair?.Properties, arguments));
        }
    }
}
