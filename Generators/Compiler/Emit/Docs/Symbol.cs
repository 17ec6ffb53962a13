namespace Mandelstam.Compiler.Emit.Docs;

/// <summary>A name in a formula: one that is explained behind it, or one that runs over objects.</summary>
/// <param name="text">The name, in LaTeX.</param>
/// <param name="value">What it stands for; null of one that runs over objects.</param>
internal sealed class Symbol(string text, Formula? value)
{
    /// <summary>The name, in LaTeX.</summary>
    public string Text { get; } = text;

    /// <summary>What it stands for.</summary>
    public Formula? Value { get; } = value;
}
