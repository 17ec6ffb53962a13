namespace Mandelstam.Networks;

/// <summary>Architecture of a <see cref="TwoHeadedClassifier"/>.</summary>
public sealed record ClassifierOptions
{
    /// <summary>Our choice where arXiv:2505.08709, Sec. 6.2, says only "a two-headed DNN classifier (one head per jet category)".</summary>
    public static ClassifierOptions Paper { get; } = new();

    /// <summary>Hidden layers of the part that both categories share; 0: they share nothing, and each head sees the inputs.</summary>
    public int TrunkLayers { get; init; } = 2;

    /// <summary>Hidden layers of each head.</summary>
    public int HeadLayers { get; init; } = 1;

    /// <summary>Units per hidden layer.</summary>
    public int HiddenWidth { get; init; } = 64;

    /// <summary>Probability with which a training step leaves out each output of a hidden layer; 0 for never.</summary>
    public double Dropout { get; init; }

    /// <summary>Checks that the numbers make sense.</summary>
    /// <exception cref="MandelstamException">One of them does not; the message names it.</exception>
    public void Validate()
    {
        if (!(Dropout is >= 0 and < 1))
        {
            throw new MandelstamException(FormattableString.Invariant($"Classifier option Dropout is {Dropout}; it has to be in [0, 1)."));
        }

        if (TrunkLayers < 0 || HeadLayers < 0 || HiddenWidth < 1)
        {
            throw new MandelstamException($"Classifier of {TrunkLayers} trunk and {HeadLayers} head layers of {HiddenWidth} units: layers have to be 0 or more, units at least 1.");
        }
    }
}
