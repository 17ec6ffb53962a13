namespace Mandelstam.Compiler.Checks;

/// <summary>A rule of the compiler, without Roslyn: the analyzers make a descriptor of it.</summary>
/// <param name="Id">PHY and four digits; blocks by subject, never reused.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Message">Subject in quotes, what was found, what was expected, what to write.</param>
/// <param name="IsError">The number would be wrong or cannot be generated.</param>
public sealed record Rule(string Id, string Title, string Message, bool IsError = true);
