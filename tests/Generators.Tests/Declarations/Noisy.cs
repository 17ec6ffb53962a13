namespace Declarations;

/// <summary>Two stochastic nuisances, with one and with two unit normals, and a rounding after them.</summary>
[Event]
public partial record Noisy
{
    [Massless, Column("tau_{pt,eta,phi}")] public partial FourVector<Lab> Tau { get; init; }
    [MissingMomentum, Column("met_pt", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
    [Column("ht")] public partial Energy Ht { get; init; }

    [Feature("tau_pt_after")] public Energy TauPt => Tau.Pt;
    [Feature("met_pt_after")] public Energy MetPt => Met.Pt;
    [Feature("met_phi_after")] public Azimuth MetPhi => Met.Phi;
    [Feature] public Energy Both => (Tau.Transverse + Met).Pt;

    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Nominal = 0, Min = 0, Max = 5)]
    public Noisy SoftMet(Energy width, [Noise] Noise2 g) => this with { Met = Met + width * g };

    [Nuisance(Prior.Uniform, Min = 0, Max = 0.2)]
    public Noisy Resolution(double width, [Noise] Noise1 g) => this with
    {
        Tau = Tau.ScaledMomentum(1 + width * g), Ht = Ht + width * g * Tau.Pt, Met = Met - width * g * Tau.Transverse,
    };

    [Nuisance(Prior.Uniform, Min = 0, Max = 1)]
    public Noisy Mixed(double width, [Noise] Noise2 g, [Noise] Noise1 h) =>
        this with { Ht = Ht + (width * h * g.X).GeV, Met = Met + TransverseVector.XY<Lab>((width * g.Y).GeV, (width * h).GeV) - 0.5.GeV * g };

    [Correction] public Noisy Stored() => this with { Tau = Tau.Rounded(3), Met = Met.Rounded(3), Ht = Ht.Rounded(2) };
}
