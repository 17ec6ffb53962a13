namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>Which nuisances a pseudo-experiment draws; one that is off draws nothing from the generator.</summary>
[Flags]
public enum ChallengeNuisances
{
    /// <summary>None: nominal pseudo-experiments.</summary>
    None = 0,

    /// <summary>The τ energy scale.</summary>
    Tes = 1,

    /// <summary>The jet energy scale.</summary>
    Jes = 2,

    /// <summary>The soft missing momentum.</summary>
    SoftMet = 4,

    /// <summary>The tt̄ normalisation.</summary>
    TtbarScale = 8,

    /// <summary>The diboson normalisation.</summary>
    DibosonScale = 16,

    /// <summary>The normalisation of the whole background.</summary>
    BkgScale = 32,

    /// <summary>All six, as the challenge's final phase.</summary>
    All = Tes | Jes | SoftMet | TtbarScale | DibosonScale | BkgScale,
}
