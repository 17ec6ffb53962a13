namespace Mandelstam.Examples.HiggsSimulation.Detector;

/// <summary>How the detector answers, where that does not differ from process to process: resolutions, thresholds and cones of ATLAS size.</summary>
/// <remarks>
/// Efficiencies, the response to taus and to jets that are taken for them, and the soft missing momentum are tables (<see cref="Production.TableLayout"/>).
/// Thresholds are blurred: objects that a change of scale by a tenth would lift over the analysis threshold of 26 GeV are in the sample.
/// </remarks>
internal static class DetectorResponse
{
    /// <summary>Relative resolution of the lepton's transverse momentum.</summary>
    public const double LeptonResolution = 0.012;

    /// <summary>Threshold of the lepton in GeV.</summary>
    public const double LeptonThreshold = 20;

    /// <summary>Leptons are measured up to this |η|.</summary>
    public const double LeptonEta = 2.5;

    /// <summary>Middle of the tau's threshold in GeV.</summary>
    public const double TauThreshold = 23.58;

    /// <summary>Half width of the hat that blurs the tau's threshold, in GeV.</summary>
    public const double TauThresholdWidth = 0.8;

    /// <summary>Taus are measured up to this |η|.</summary>
    public const double TauEta = 2.6;

    /// <summary>Middle of the threshold of jets in GeV.</summary>
    public const double JetThreshold = 23.25;

    /// <summary>Half width of the hat that blurs the threshold of jets, in GeV.</summary>
    public const double JetThresholdWidth = 1.46;

    /// <summary>Jets are measured up to this |η|.</summary>
    public const double JetEta = 4.9;

    /// <summary>The stochastic term of the resolution of jets, in √GeV: σ/pT = a/√pT ⊕ b.</summary>
    public const double JetStochastic = 0.7;

    /// <summary>The constant term of the resolution of jets.</summary>
    public const double JetConstant = 0.05;

    /// <summary>Objects closer than this, √(Δη² + Δφ²), are not told apart.</summary>
    public const double Cone = 0.6;

    /// <summary>Widths of the noise on each component of the soft missing momentum, in GeV: the categories of their table.</summary>
    public static ReadOnlySpan<double> SoftNoise => [2, 4, 6, 8, 11, 15, 20];
}
