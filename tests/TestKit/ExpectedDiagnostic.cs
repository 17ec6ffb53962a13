using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.TestKit;

/// <summary>A diagnostic that a test expects.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Span">The text that it must cover, exactly.</param>
public sealed record ExpectedDiagnostic(string Id, TextSpan Span);
