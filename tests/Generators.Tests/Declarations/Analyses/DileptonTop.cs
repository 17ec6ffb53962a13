using static Mandelstam.Kinematics;

namespace DileptonTop;

public enum Sample { [ColumnValue("ttbar")] Tt, [ColumnValue("DY")] DrellYan, Other }

public enum Region { OneB, TwoB }

/// <summary>t t̄ → ℓ⁺νb ℓ⁻ν̄b̄.</summary>
[Event(Unit = EnergyUnit.GeV)]
public partial record Dilepton
{
    [Massless, Column("el_{pt,eta,phi}")] public partial FourVector<Lab> Electron { get; init; }
    [Massless, Column("mu_{pt,eta,phi}")] public partial FourVector<Lab> Muon { get; init; }
    [Column("bjet_{leading,subleading}_{pt,eta,phi,m}", Count = "nbjets", Absent = -99)] public partial UpTo2<FourVector<Lab>> BJets { get; init; }
    [MissingMomentum, Column("met_px", "met_py")] public partial TransverseVector<Lab> Met { get; init; }
    [Column("met_significance")] public partial double Significance { get; init; }
    [Column("ht_bjets")] public partial Energy HtStored { get; init; }
    [Weight, Column("weight")] public partial double Weight { get; init; }
    [Label, Column("sample")] public partial Sample Sample { get; init; }
    [Passenger, Column("event")] public partial int Number { get; init; }

    [Feature("m_emu"), InvariantUnder<Lorentz>] public Energy PairMass => InvariantMass(Electron, Muon);

    [Feature("dphi_emu"), InvariantUnder<RotationZ, BoostZ>] public double Opening => Abs(DeltaPhi(Electron, Muon)).Value / Math.PI;

    [Feature("cos_dphi")] public double CosOpening => Cos(Electron.Phi - Muon.Phi);

    [Feature("deta_emu")] public double Distance => Abs(DeltaEta(Electron, Muon));

    [Feature("pt_asym")] public double Asymmetry { get { var (a, b) = (Electron.Pt, Muon.Pt); return a > b ? (a - b) / (a + b) : (b - a) / (a + b); } }

    [Feature("mlb_min", Absent = -99), InvariantUnder<Permutation, Lorentz>]
    public Energy? SmallestPairing => BJets.Has(1)
        ? Min(Max((Electron + BJets[0]).Mass, (Muon + BJets[1]).Mass), Max((Electron + BJets[1]).Mass, (Muon + BJets[0]).Mass))
        : null;

    [Feature("closest_b", Absent = -99)] public double? ClosestB => BJets.Min(b => Muon.DeltaR(b, Convention.Eta));

    [Feature("mt_emu")] public Energy TransverseMassOfPair => TransverseMass(Electron, Met) + TransverseMass(Muon, Met);

    [Feature("vector_sum")] public Energy Recoil => (Electron.Transverse + Muon.Transverse + BJets.Sum(b => b.Transverse) + Met).Pt;

    [Feature("ht")] public Energy Ht => BJets.Sum(b => b.Pt) + Electron.Pt + Muon.Pt;

    [Feature("ht_ratio")] public double HtRatio => HtStored / (HtStored + 10.GeV);

    [Feature("lead_b", Absent = -99)]
    public Energy? LeadingB { get { if (!BJets.Has(0)) return null; var b = BJets[0]; return b.Pt; } }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02, Min = 0.9, Max = 1.1)]
    public Dilepton BJetScale(double s)
    {
        var moved = BJets.Map(b => b.ScaledMomentum(s));
        return this with
        {
            BJets = moved,
            Met = Met - (moved.Sum(b => b.Transverse) - BJets.Sum(b => b.Transverse)),
            HtStored = HtStored + moved.Sum(b => b.Pt) - BJets.Sum(b => b.Pt),
        };
    }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.005)]
    public Dilepton ElectronScale(double e) => this with { Electron = e * Electron, Met = Met + Electron.Transverse - e * Electron.Transverse };

    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.5, Nominal = 0, Min = 0, Max = 10)]
    public Dilepton Soft(Energy width, [Noise] Noise2 g) => this with { Met = Met + width * g };

    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.05, Min = 0)] public double TtRate(double k) => Sample == Sample.Tt ? k : 1;

    [RateNuisance(Prior.Normal, Mean = 0, Sigma = 1, Min = -3, Max = 3)]
    public double BTag(double pull) => BJets.Count switch { 0 => 1, 1 => 1 + 0.02 * pull, _ => (1 + 0.02 * pull) * (1 + 0.02 * pull) };

    [Selection] public bool Leptons => Electron.Pt > 20.GeV && Muon.Pt > 20.GeV && (Electron.Pt > 25.GeV || Muon.Pt > 25.GeV);

    [Selection] public bool OffPeak => PairMass > 20.GeV && Electron.DeltaR(Muon) > 0.4;

    [Selection] public bool Tagged => BJets.Has(0);

    [Category] public Region BTags => BJets.Has(1) ? Region.TwoB : Region.OneB;
}
