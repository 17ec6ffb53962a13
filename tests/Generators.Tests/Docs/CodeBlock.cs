using System.Text.RegularExpressions;

namespace Mandelstam.Generators.Tests.Docs;

/// <summary>A block of C# in a page.</summary>
/// <param name="Kind">"" for a whole file, "members" for members of the pages' event, "statements" for code that uses it.</param>
/// <param name="Heading">The heading above it.</param>
/// <param name="Text">The code.</param>
internal sealed partial record CodeBlock(string Kind, string Heading, string Text)
{
    /// <summary>The event that the pages speak of: the first block of the language's page.</summary>
    public static string Event { get; } = Read("language.md")[0].Text;

    /// <summary>All blocks of a page, in order.</summary>
    /// <param name="path">Its path under Dsl/docs.</param>
    public static IReadOnlyList<CodeBlock> Read(params string[] path)
    {
        string heading = "";
        List<CodeBlock> blocks = [];
        foreach (Match match in Pattern.Matches(Project.Text(["Dsl", "docs", .. path])))
        {
            if (match.Groups["heading"].Success)
            {
                heading = match.Groups["heading"].Value.Trim();
            }
            else
            {
                blocks.Add(new(match.Groups["kind"].Value, heading, match.Groups["code"].Value));
            }
        }

        return blocks;
    }

    /// <summary>The block as a file that compiles by itself.</summary>
    public string ToSource()
    {
        int end = Event.IndexOf("\n}\n", StringComparison.Ordinal);
        return Kind switch
        {
            "members" => Event[..end] + "\n\n" + Text + Event[end..],

            // Statements use all that the page declares.
            "statements" => "using Mandelstam.Events;\n" + ToSource(Read("language.md").Where(b => b.Kind == "members")).ToSource()
                + $"\npublic static class Use {{ public static void Run() {{ {Text} }} }}",
            _ => Text,
        };
    }

    private static CodeBlock ToSource(IEnumerable<CodeBlock> members) => new("members", "", string.Join("\n", members.Select(b => b.Text)));

    [GeneratedRegex("""^(?:\#+[ ](?<heading>[^\n]*)|```csharp[ ]?(?<kind>\w*)\n(?<code>.*?)^```)$""",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern { get; }
}
