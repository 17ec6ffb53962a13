namespace Mandelstam.Flows;

/// <summary>Architecture of a <see cref="ContrastiveFlow"/>.</summary>
public sealed record FlowOptions
{
    /// <summary>The architecture of arXiv:2505.08709, App. A: 15 gated-affine interleaved with 15 quadratic couplings, conditioners of 5×64.</summary>
    public static FlowOptions Paper { get; } = new();

    /// <summary>Number of coupling layers; even ones are gated affine, odd ones quadratic.</summary>
    public int Couplings { get; init; } = 30;

    /// <summary>Hidden layers of each coupling's conditioner.</summary>
    public int HiddenLayers { get; init; } = 5;

    /// <summary>Units per hidden layer.</summary>
    public int HiddenWidth { get; init; } = 64;

    /// <summary>Largest |log scale| of one coupling, for the affine s and for log β of the quadratic one; reached softly, through tanh.</summary>
    /// <remarks>Without a bound a contrastive loss finds its degenerate minimum by one scale that runs away.</remarks>
    public double LogScaleBound { get; init; } = 2;

    /// <summary>The quadratic coupling bends on [−B, B] and is straight outside; B in units of the standardised inputs.</summary>
    public double QuadraticRange { get; init; } = 4;

    /// <summary>Smallest slope of a quadratic coupling on its range, as a fraction of the slope in the middle; positive, so that it stays invertible.</summary>
    public double MinimumSlope { get; init; } = 0.05;

    /// <summary>Factor on the initial weights of the conditioners' last layers; small: the untrained flow is near the identity.</summary>
    public double InitialScale { get; init; } = 0.1;

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        Require(Couplings >= 1, nameof(Couplings), Couplings, "at least 1");
        Require(HiddenLayers >= 0, nameof(HiddenLayers), HiddenLayers, "0 or more");
        Require(HiddenWidth >= 1, nameof(HiddenWidth), HiddenWidth, "at least 1");
        Require(LogScaleBound is > 0 and <= 20, nameof(LogScaleBound), LogScaleBound, "in (0, 20]");
        Require(QuadraticRange > 0 && double.IsFinite(QuadraticRange), nameof(QuadraticRange), QuadraticRange, "positive");
        Require(MinimumSlope is > 0 and < 1, nameof(MinimumSlope), MinimumSlope, "in (0, 1)");
        Require(InitialScale is >= 0 and <= 1, nameof(InitialScale), InitialScale, "in [0, 1]");
    }

    private static void Require(bool holds, string name, double value, string expected)
    {
        if (!holds)
        {
            throw new MandelstamException(FormattableString.Invariant($"Flow option {name} is {value}; it has to be {expected}."));
        }
    }
}
