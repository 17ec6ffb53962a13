using System.Text.RegularExpressions;
using Mandelstam.IO;

namespace Mandelstam.Reports;

/// <summary>A picture: scalable vector graphics with the words that go with it.</summary>
public sealed partial record Figure
{
    /// <summary>Creates a picture.</summary>
    /// <param name="name">Names the file and the elements inside: lower-case letters, digits, '-' and '_', at least one, a letter first.</param>
    /// <param name="title">One line above the picture.</param>
    /// <param name="caption">What is shown, for somebody who has not read the text.</param>
    /// <param name="svg">One well-formed <c>svg</c> element that refers to nothing outside itself.</param>
    /// <exception cref="ArgumentException">The name does not fit.</exception>
    public Figure(string name, string title, string caption, string svg)
    {
        if (!NamePattern().IsMatch(name))
        {
            throw new ArgumentException($"A figure cannot be named '{name}': write lower-case letters, digits, '-' and '_', a letter first.", nameof(name));
        }

        Name = name;
        Title = title;
        Caption = caption;
        Svg = svg;
    }

    /// <summary>The name of the file without its extension, unique within a report.</summary>
    public string Name { get; }

    /// <summary>One line above the picture.</summary>
    public string Title { get; }

    /// <summary>What is shown, with the numbers of points that could not be drawn, if any.</summary>
    public string Caption { get; }

    /// <summary>The <c>svg</c> element.</summary>
    public string Svg { get; }

    /// <summary>Writes <c>&lt;name&gt;.svg</c>.</summary>
    /// <param name="folder">The folder; created where it is missing.</param>
    /// <returns>The path of the file.</returns>
    public string Save(string folder)
    {
        string path = Path.Combine(folder, Name + ".svg");
        AtomicFile.WriteText(path, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + Svg);
        return path;
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
