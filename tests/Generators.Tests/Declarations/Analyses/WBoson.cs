using static Mandelstam.Kinematics;

namespace WBosons;

/// <summary>W → ℓν with hadronic recoil.</summary>
[Event]
public partial record WToLNu
{
    [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
    [Column("recoil_x", "recoil_y")] public partial TransverseVector<Lab> Recoil { get; init; }
    [MissingMomentum, Column("met_x", "met_y")] public partial TransverseVector<Lab> Met { get; init; }
    [Column("sum_et")] public partial Energy SumEt { get; init; }
    [Column("charge")] public partial int Charge { get; init; }

    [Feature, InvariantUnder<BoostZ, RotationZ>] public Energy Mt => TransverseMass(Lepton, Met);

    [Feature] public Energy Upar => Recoil.Dot(Lepton.Transverse) / Lepton.Pt;

    [Feature] public Energy Uperp
    {
        get
        {
            TransverseVector<Lab> l = Lepton.Transverse;
            return (l.X * Recoil.Y - l.Y * Recoil.X) / l.Pt;
        }
    }

    [Feature] public Energy Qt => (Lepton.Transverse + Met).Pt;

    [Feature] public Energy Balance => (Lepton.Transverse + Met + Recoil).Pt;

    [Feature] public double Jacobian => 2 * Lepton.Pt / 80.4.GeV;

    [Feature] public double SignedEta => Charge > 0 ? (double)Lepton.Eta : -Lepton.Eta;

    [Feature(Absent = 0)] public double? MetSignificance => SumEt > 0.GeV ? Met.Pt.InGeV / Sqrt(SumEt.InGeV) : null;

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.002, Min = 0.98, Max = 1.02)]
    public WToLNu LeptonScale(double a) => this with
    {
        Lepton = Lepton.ScaledMomentum(a),
        Met = Met - (a - 1) * Lepton.Transverse,
    };

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02)]
    public WToLNu RecoilScale(double a) => this with { Recoil = a * Recoil, Met = Met + (1 - a) * Recoil };

    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.5, Nominal = 0, Min = 0, Max = 4)]
    public WToLNu RecoilResolution(Energy width, [Noise] Noise2 g) => this with { Recoil = Recoil + width * g, Met = Met - width * g };

    [Selection] public bool Selected => Lepton.Pt >= 30.GeV && Met.Pt >= 30.GeV && Mt >= 60.GeV && Recoil.Pt < 15.GeV;
}
