namespace Mandelstam.Particles;

/// <summary>What is wrong with the text of a reaction.</summary>
/// <param name="Message">What is wrong, and what to write.</param>
/// <param name="Start">Where it is wrong.</param>
/// <param name="Length">How much of the text is wrong.</param>
/// <param name="UnknownName">The name that is not in the table, or null where something else is wrong.</param>
public sealed record ReactionError(string Message, int Start, int Length, string? UnknownName)
{
    /// <summary>The rule where a name is not in the table.</summary>
    public const string UnknownNameId = "PHY0303";

    /// <summary>The rule where the text is no reaction.</summary>
    public const string MalformedId = "PHY0304";

    /// <summary>The rule that is broken.</summary>
    public string Id => UnknownName is null ? MalformedId : UnknownNameId;
}
