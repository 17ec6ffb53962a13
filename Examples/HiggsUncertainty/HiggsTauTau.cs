using static Mandelstam.Kinematics;

namespace Mandelstam.Examples.HiggsUncertainty;

/// <summary>An H → ττ → ℓ + τ_had candidate in the schema of the FAIR Universe HiggsML uncertainty challenge.</summary>
/// <remarks>
/// Columns, order of operations and thresholds are those of the challenge's own code. In one point it is cleaner: a jet that falls below
/// the threshold is absent from then on, while there its sentinel acts as a momentum when further jets keep the count at two or more.
/// </remarks>
[Event]
public partial record HiggsTauTau
{
    /// <summary>The electron or muon.</summary>
    [Massless, Column("PRI_lep_{pt,eta,phi}")]
    public partial FourVector<Lab> Lepton { get; init; }

    /// <summary>The hadronically decaying tau; massless, as the challenge computes with it.</summary>
    [Massless, Column("PRI_had_{pt,eta,phi}")]
    public partial FourVector<Lab> Tau { get; init; }

    /// <summary>The two leading jets; the count is the event's own, not capped at two.</summary>
    [Massless, Column("PRI_jet_{leading,subleading}_{pt,eta,phi}", Count = "PRI_n_jets", Absent = -25)]
    public partial UpTo2<FourVector<Lab>> Jets { get; init; }

    /// <summary>Scalar sum of the transverse momenta of all jets, also of those beyond the second.</summary>
    [Column("PRI_jet_all_pt")]
    public partial Energy JetPtSum { get; init; }

    /// <summary>Missing transverse momentum.</summary>
    [MissingMomentum, Column("PRI_met", "PRI_met_phi")]
    public partial TransverseVector<Lab> Met { get; init; }

    /// <summary>Expected number of events that this one stands for.</summary>
    [Weight, Column("weights", Optional = true)]
    public partial double Weight { get; init; }

    /// <summary>The process that made the event.</summary>
    [Label, Column("detailed_labels", Optional = true)]
    public partial Process Process { get; init; }

    /// <summary>1 for signal, 0 for background.</summary>
    [Passenger, Column("labels", Optional = true)]
    public partial double IsSignal { get; init; }

    /// <summary>Transverse mass of the lepton and the missing momentum.</summary>
    [Feature("DER_mass_transverse_met_lep")]
    public Energy TransverseMassOfLepton => TransverseMass(Lepton, Met);

    /// <summary>Invariant mass of the lepton and the tau.</summary>
    [Feature("DER_mass_vis")]
    public Energy VisibleMass => (Lepton + Tau).Mass;

    /// <summary>Transverse momentum of the Higgs candidate: lepton, tau and missing momentum.</summary>
    [Feature("DER_pt_h")]
    public Energy HiggsPt => (Lepton.Transverse + Tau.Transverse + Met).Pt;

    /// <summary>Distance of the two leading jets in pseudorapidity.</summary>
    [Feature("DER_deltaeta_jet_jet", Absent = -25)]
    public double? DijetDeltaEta => Jets.Has(1) ? Abs(DeltaEta(Jets[0], Jets[1])) : null;

    /// <summary>Invariant mass of the two leading jets.</summary>
    [Feature("DER_mass_jet_jet", Absent = -25)]
    public Energy? DijetMass => Jets.Has(1) ? (Jets[0] + Jets[1]).Mass : null;

    /// <summary>Product of the pseudorapidities of the two leading jets.</summary>
    [Feature("DER_prodeta_jet_jet", Absent = -25)]
    public double? DijetEtaProduct => Jets.Has(1) ? Jets[0].Eta * Jets[1].Eta : null;

    /// <summary>Distance of the tau and the lepton in pseudorapidity and azimuth.</summary>
    [Feature("DER_deltar_had_lep")]
    public double TauLeptonDistance => DeltaR(Tau, Lepton);

    /// <summary>Transverse momentum of everything that is measured by itself.</summary>
    [Feature("DER_pt_tot")]
    public Energy TotalPt => (Lepton.Transverse + Tau.Transverse + Met + Jets.Sum(j => j.Transverse)).Pt;

    /// <summary>Scalar sum of transverse momenta: tau, lepton and all jets.</summary>
    [Feature("DER_sum_pt")]
    public Energy PtSum => Tau.Pt + Lepton.Pt + JetPtSum;

    /// <summary>Ratio of the transverse momenta of lepton and tau.</summary>
    [Feature("DER_pt_ratio_lep_had")]
    public double PtRatio => Lepton.Pt / Tau.Pt;

    /// <summary>Where the missing momentum points between lepton and tau: √2 in the middle, 1 at either, below outside.</summary>
    [Feature("DER_met_phi_centrality", Absent = -25)]
    public double? MetCentrality
    {
        get
        {
            double? centrality = Centrality(Met.Phi, Lepton.Phi, Tau.Phi);

            // Lepton and tau at the same azimuth span no angle: the challenge then moves the lepton by 1e-4.
            return centrality ?? Centrality(Met.Phi, Lepton.Phi + 1e-4.Rad, Tau.Phi);
        }
    }

    /// <summary>Where the lepton lies between the two leading jets in pseudorapidity: 1 in the middle, 1/e at either.</summary>
    [Feature("DER_lep_eta_centrality", Absent = -25)]
    public double? LeptonCentrality
    {
        get
        {
            if (!Jets.Has(1))
            {
                return null;
            }

            double gap = Square(Jets[0].Eta - Jets[1].Eta);
            double middle = (Jets[0].Eta + Jets[1].Eta) / 2;
            return Exp(-4 / (gap == 0 ? 1e-4 : gap) * Square(Lepton.Eta - middle));
        }
    }

    /// <summary>The thresholds of the analysis; the value 26 itself is kept.</summary>
    [Selection]
    public bool Selected => Tau.Pt >= 26.GeV && Lepton.Pt >= 20.GeV;

    /// <summary>The jet category.</summary>
    [Category]
    public JetBin JetBin => Jets.Has(1) ? JetBin.Two : Jets.Has(0) ? JetBin.One : JetBin.Zero;

    /// <summary>Energy scale of the hadronic tau; the missing momentum compensates.</summary>
    [Nuisance(Prior.Normal, Name = "Tes", Mean = 1, Sigma = 0.01, Min = 0.9, Max = 1.1)]
    public HiggsTauTau TauEnergyScale(double tes) => this with
    {
        Tau = Tau.ScaledMomentum(tes),
        Met = Met + (1 - tes) * Tau.Transverse,
    };

    /// <summary>Energy scale of the jets; the missing momentum compensates for the two leading ones.</summary>
    [Nuisance(Prior.Normal, Name = "Jes", Mean = 1, Sigma = 0.01, Min = 0.9, Max = 1.1)]
    public HiggsTauTau JetEnergyScale(double jes) => this with
    {
        Jets = Jets.Map(j => j.ScaledMomentum(jes)),
        JetPtSum = jes * JetPtSum,
        Met = Met + (1 - jes) * Jets.Sum(j => j.Transverse),
    };

    /// <summary>Soft missing momentum: Gaussian noise of this width on each component, in GeV.</summary>
    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 1, Nominal = 0, Min = 0, Max = 5)]
    public HiggsTauTau SoftMet(Energy width, [Noise] Noise2 g) => this with { Met = Met + width * g };

    /// <summary>Normalisation of top pairs.</summary>
    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.02, Min = 0.8, Max = 1.2)]
    public double TtbarScale(double scale) => Process == Process.TopPair ? scale : 1;

    /// <summary>Normalisation of dibosons.</summary>
    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.25, Min = 0, Max = 2)]
    public double DibosonScale(double scale) => Process == Process.Diboson ? scale : 1;

    /// <summary>Normalisation of all background.</summary>
    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.001, Min = 0.99, Max = 1.01)]
    public double BkgScale(double scale) => Process != Process.HTauTau ? scale : 1;

    /// <summary>The file's precision: three decimals, half to even.</summary>
    [Correction]
    public HiggsTauTau Rounded() => this with
    {
        Lepton = Lepton.Rounded(3),
        Tau = Tau.Rounded(3),
        Jets = Jets.Map(j => j.Rounded(3)),
        JetPtSum = JetPtSum.Rounded(3),
        Met = Met.Rounded(3),
    };

    /// <summary>Jets at or below the threshold are removed: count and scalar sum follow, the missing momentum does not.</summary>
    [Correction]
    public HiggsTauTau HardJetsOnly() => this with
    {
        Jets = Jets.Where(j => j.Pt > 26.GeV),
        JetPtSum = JetPtSum - Jets.Where(j => j.Pt <= 26.GeV).Sum(j => j.Pt),
    };

    private static double? Centrality(Azimuth met, Azimuth lepton, Azimuth tau)
    {
        double side = Sign(Sin(tau - lepton));
        double a = side * Sin(met - lepton);
        double b = side * Sin(tau - met);
        double norm = Sqrt(Square(a) + Square(b));
        return norm == 0 ? null : (a + b) / norm;
    }
}
