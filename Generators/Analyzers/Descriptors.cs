using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Analyzers;

/// <summary>What Roslyn wants to know of a rule, made of the catalogue.</summary>
internal static class Descriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> _all = Rules.All.ToDictionary(
        static rule => rule.Id,
        static rule => new DiagnosticDescriptor(
            rule.Id,
            rule.Title,
            rule.Message,
            "Mandelstam",
            rule.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            isEnabledByDefault: true,
            helpLinkUri: $"https://github.com/mandelstam/mandelstam/blob/main/Dsl/docs/diagnostics/{rule.Id}.md"));

    /// <summary>That of a rule.</summary>
    public static DiagnosticDescriptor Of(Rule rule) => _all[rule.Id];

    /// <summary>That of an id.</summary>
    public static DiagnosticDescriptor Of(string id) => _all[id];
}
