using Microsoft.CodeAnalysis;

namespace Mandelstam.Generators.Reading;

/// <summary>Code in which C# misses something or has something too much: somebody may be typing it.</summary>
public static class UnfinishedCode
{
    /// <summary>Is there such a place in a piece of code?</summary>
    /// <param name="node">The piece.</param>
    public static bool IsIn(SyntaxNode node) => node.ContainsDiagnostics && node.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error);
}
