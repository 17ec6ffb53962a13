namespace Mandelstam.Data;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NameHint
{
    // Of ten letters, at most three may differ.
    private const double LargestRelativeDistance = 0.3;

    /// <summary>" (is it 'x'?)" for the nearest name, or nothing where none is near.</summary>
    public static string For(string name, IEnumerable<string> candidates)
    {
        string? nearest = candidates.MinBy(candidate => Distance(name, candidate));
        return nearest is not null && Distance(name, nearest) <= Math.Max(1, name.Length * LargestRelativeDistance) ? $" (is it '{nearest}'?)" : "";
    }

    // Levenshtein's distance; letter case costs nothing.
    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        int[] current = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = previous[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
