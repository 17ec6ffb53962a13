namespace Mandelstam.Events;

/// <summary>An event's features and nuisances as a document.</summary>
/// <param name="Markdown">In Markdown: one section of tables.</param>
/// <param name="Latex">In LaTeX: tables for a document that loads amsmath, amssymb, booktabs and longtable.</param>
public sealed record EventDocumentation(string Markdown, string Latex);
