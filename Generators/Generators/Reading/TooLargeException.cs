namespace Mandelstam.Generators.Reading;

/// <summary>A body is larger than the compiler takes on.</summary>
internal sealed class TooLargeException(string growth, string budget) : Exception(growth)
{
    /// <summary>What it grows to.</summary>
    public string Growth { get; } = growth;

    /// <summary>What it may grow to.</summary>
    public string Budget { get; } = budget;
}
