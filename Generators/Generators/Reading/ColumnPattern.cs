namespace Mandelstam.Generators.Reading;

/// <summary>Expands column patterns: "jet_{leading,subleading}_{pt,eta,phi}" names six columns, the last braces running fastest.</summary>
internal static class ColumnPattern
{
    // Four objects of four coordinates are the most that a member takes; a pattern of many braces must not grow without end.
    private const int Most = 1000;

    public static IEnumerable<string> Expand(string pattern) => Unfold(pattern).Take(Most);

    private static IEnumerable<string> Unfold(string pattern)
    {
        int open = pattern.IndexOf('{');
        int close = open < 0 ? -1 : pattern.IndexOf('}', open);
        if (close < 0)
        {
            return [pattern];
        }

        string head = pattern.Substring(0, open), tail = pattern.Substring(close + 1);
        IEnumerable<string> choices = pattern.Substring(open + 1, close - open - 1).Split(',').Select(static c => c.Trim());
        return choices.SelectMany(choice => Unfold(tail).Select(rest => head + choice + rest));
    }
}
