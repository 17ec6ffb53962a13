namespace Mandelstam.Examples.HiggsUncertainty.Challenge;

/// <summary>The challenge's physics processes, in the order in which its ingestion draws them.</summary>
public enum ChallengeProcess
{
    /// <summary>Z → ττ, the dominant background (<c>ztautau</c>).</summary>
    ZTauTau,

    /// <summary>WW, WZ and ZZ (<c>diboson</c>).</summary>
    Diboson,

    /// <summary>Top-quark pairs (<c>ttbar</c>).</summary>
    TTbar,

    /// <summary>H → ττ, the signal (<c>htautau</c>).</summary>
    HTauTau,
}
