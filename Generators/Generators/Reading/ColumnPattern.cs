namespace Mandelstam.Generators.Reading;

/// <summary>Expands column patterns: "jet_{leading,subleading}_{pt,eta,phi}" names six columns, the last braces running fastest.</summary>
internal static class ColumnPattern
{
    public static IEnumerable<string> Expand(string pattern)
    {
        int open = pattern.IndexOf('{');
        int close = open < 0 ? -1 : pattern.IndexOf('}', open);
        if (close < 0)
        {
            return [pattern];
        }

        string head = pattern.Substring(0, open), tail = pattern.Substring(close + 1);
        IEnumerable<string> choices = pattern.Substring(open + 1, close - open - 1).Split(',').Select(static c => c.Trim());
        return choices.SelectMany(choice => Expand(tail).Select(rest => head + choice + rest));
    }
}
