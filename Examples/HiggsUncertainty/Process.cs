namespace Mandelstam.Examples.HiggsUncertainty;

/// <summary>The process that made a simulated event, as the files name it.</summary>
public enum Process
{
    /// <summary>Z/γ* → ττ, the dominant background.</summary>
    ZTauTau,

    /// <summary>WW, WZ, ZZ.</summary>
    Diboson,

    /// <summary>Top pairs.</summary>
    [ColumnValue("ttbar")]
    TopPair,

    /// <summary>H → ττ, the signal.</summary>
    HTauTau,
}
