using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Generators;

/// <summary>A file that was generated, before the compiler is given it.</summary>
/// <param name="Suffix">What its name has after that of the declaration, as ".Docs"; empty for the surface.</param>
/// <param name="Text">What is in it.</param>
internal readonly record struct GeneratedText(string Suffix, string Text)
{
    /// <summary>Gives it to the compiler.</summary>
    /// <param name="context">The compiler.</param>
    /// <param name="stem">What its name begins with.</param>
    public void AddTo(SourceProductionContext context, string stem) => context.AddSource($"{stem}{Suffix}.g.cs", SourceText.From(Text, Encoding.UTF8));
}
