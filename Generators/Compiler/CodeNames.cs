namespace Mandelstam.Compiler;

/// <summary>Spelling of names, and of pieces of code in messages.</summary>
public static class CodeNames
{
    /// <summary>PascalCase to camelCase.</summary>
    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>camelCase to PascalCase.</summary>
    public static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The name of a type with its namespace and the types around it.</summary>
    /// <param name="space">The namespace; empty for none.</param>
    /// <param name="containers">The declarations of the types around it, outermost first: the last word is the name.</param>
    /// <param name="name">The type.</param>
    public static string FullName(string space, IEnumerable<string> containers, string name) =>
        string.Join(".", new[] { space }.Where(static n => n.Length > 0).Concat(containers.Select(static c => c.Substring(c.LastIndexOf(' ') + 1))).Concat([name]));

    /// <summary>The name of a type with its namespace and the types around it, where the names of files allow no more than letters, digits, dots and a few signs.</summary>
    /// <remarks>Between types stands a plus: behind a dot comes what distinguishes the files of one declaration, and a type inside it may be called the same.</remarks>
    /// <param name="space">The namespace; empty for none.</param>
    /// <param name="containers">The declarations of the types around it, outermost first.</param>
    /// <param name="name">The type.</param>
    public static string FileName(string space, IEnumerable<string> containers, string name)
    {
        string types = FullName("", containers, name).Replace('.', '+').Replace('<', '{').Replace('>', '}');
        return (space.Length > 0 ? space + "." + types : types).Replace("@", "");
    }

    /// <summary>Is a character one that nobody sees: does it end a line, of C# or of another text, or control a device?</summary>
    public static bool IsUnseen(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    /// <summary>A piece of source text with its blanks and line ends made single blanks.</summary>
    public static string OnOneLine(string text) => string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The same, cut where it is too long for a message.</summary>
    public static string Excerpt(string text)
    {
        string line = OnOneLine(text);
        return line.Length > 60 ? line.Substring(0, 57) + "…" : line;
    }
}
