namespace Mandelstam.Examples.HiggsUncertainty;

/// <summary>How many of the two leading jets an event has after the corrections.</summary>
public enum JetBin
{
    /// <summary>No jet.</summary>
    Zero,

    /// <summary>One jet.</summary>
    One,

    /// <summary>Two jets or more.</summary>
    Two,
}
