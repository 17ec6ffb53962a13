namespace Mandelstam.Data.DuckDb;

/// <summary>An error that DuckDB reports. Callers turn it into a <see cref="MandelstamException"/> that names the file.</summary>
internal sealed class DuckDbException : Exception
{
    private const int LongestMessage = 300;
    private static readonly string[] Advice = ["Possible", "LINE ", "Column ", "This type was"];

    public DuckDbException(string message)
        : base(Shorten(message))
    {
        IsOutOfMemory = message.StartsWith("Out of Memory", StringComparison.Ordinal);
    }

    /// <summary>Whether the memory bound was hit, which says nothing against the file.</summary>
    public bool IsOutOfMemory { get; }

    // "Invalid Input Error: CSV Error on Line: 3\nOriginal Line: …\n\nPossible solutions: …": what comes after is advice about SQL.
    private static string Shorten(string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IEnumerable<string> kept = lines
            .TakeWhile(line => !Advice.Any(start => line.StartsWith(start, StringComparison.Ordinal)))
            .Where(line => !line.StartsWith("Original Line", StringComparison.Ordinal));
        string text = string.Join(' ', kept);

        int kind = text.IndexOf("Error: ", StringComparison.Ordinal);
        if (kind >= 0 && kind < 40)
        {
            text = text[(kind + "Error: ".Length)..];
        }

        return text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
    }
}
