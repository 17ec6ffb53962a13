using Mandelstam.Compiler.Checks;
using Microsoft.CodeAnalysis;

namespace Mandelstam.Generators;

/// <summary>A failure of the compiler itself is one diagnostic, never a generator that throws.</summary>
internal static class InternalError
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        Rules.InternalErrorId,
        "Internal error of the compiler",
        "the compiler failed on '{0}': {1}; please report it with the declaration",
        "Mandelstam",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    /// <summary>Emits, or says that it failed.</summary>
    public static void Guard(SourceProductionContext context, string name, Action emit)
    {
        try
        {
            emit();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Report(context, name, $"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Says that the compiler failed.</summary>
    public static void Report(SourceProductionContext context, string name, string message) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.None, name, message));
}
