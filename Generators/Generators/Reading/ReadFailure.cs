namespace Mandelstam.Generators.Reading;

/// <summary>A failure of the reader itself.</summary>
/// <param name="Name">The declaration.</param>
/// <param name="Message">What went wrong.</param>
public sealed record ReadFailure(string Name, string Message);
