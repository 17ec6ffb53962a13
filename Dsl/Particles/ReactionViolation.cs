namespace Mandelstam.Particles;

/// <summary>A law that a reaction breaks at one of its vertices.</summary>
/// <param name="IsEnergy">There is not the energy for the products; else a number is not conserved.</param>
/// <param name="Start">Where the vertex starts in the text.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Arguments">What fills <see cref="Format"/>.</param>
/// <param name="Repairs">Reactions that could stand there instead, likeliest first.</param>
/// <param name="IsWithinReach">The energy is missing only by a few widths: probably meant, and the line shape has to be said.</param>
public sealed record ReactionViolation(
    bool IsEnergy, int Start, int Length, IReadOnlyList<string> Arguments, IReadOnlyList<string> Repairs, bool IsWithinReach)
{
    /// <summary>There would be the energy if particles had line shapes.</summary>
    public bool IsForLackOfLineShape { get; init; }

    /// <summary>The rule where a number is not conserved.</summary>
    public const string NotConservedId = "PHY0301";

    /// <summary>The rule where there is not the energy.</summary>
    public const string BelowThresholdId = "PHY0302";

    /// <summary>The message where a number is not conserved: 0 reaction, 1 what changes, 2 what to write.</summary>
    public const string NotConservedFormat = "'{0}' changes {1}; {2}";

    /// <summary>The message where there is not the energy: 0 what comes in, 1 its mass or energy, 2 what is needed, 3 what to write.</summary>
    public const string BelowThresholdFormat = "'{0}' ({1} GeV) is lighter than its products ({2} GeV); {3}";

    /// <summary>The rule that is broken.</summary>
    public string Id => IsEnergy ? BelowThresholdId : NotConservedId;

    /// <summary>The message with places for the arguments.</summary>
    public string Format => IsEnergy ? BelowThresholdFormat : NotConservedFormat;

    /// <summary>What is wrong, and the way out.</summary>
    public string Message => string.Format(System.Globalization.CultureInfo.InvariantCulture, Format, [.. Arguments]);
}
