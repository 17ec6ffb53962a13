namespace Mandelstam.Compiler.Lowering;

/// <summary>The words of a column's or member's name: "n_jets", "nJets" and "NJets" are "n" and "jets".</summary>
internal static class ColumnWords
{
    /// <summary>The last word, in lower case.</summary>
    public static string Last(string name) => Split(name).LastOrDefault() ?? "";

    /// <summary>Does any word fulfil the condition?</summary>
    public static bool Any(string name, Func<string, bool> condition) => Split(name).Any(condition);

    private static IEnumerable<string> Split(string name)
    {
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            bool isEnd = i == name.Length || !char.IsLetter(name[i]) || (char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))));
            if (isEnd && i > start && char.IsLetter(name[start]))
            {
                yield return name.Substring(start, i - start).ToLowerInvariant();
            }

            if (isEnd)
            {
                start = i < name.Length && char.IsLetter(name[i]) ? i : i + 1;
            }
        }
    }
}
