using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mandelstam.Generators;

/// <summary>A file that was generated, before the compiler is given it.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Text">What is in it.</param>
internal readonly record struct GeneratedText(string Name, string Text)
{
    /// <summary>Gives it to the compiler.</summary>
    public void AddTo(SourceProductionContext context) => context.AddSource(Name, SourceText.From(Text, Encoding.UTF8));
}
