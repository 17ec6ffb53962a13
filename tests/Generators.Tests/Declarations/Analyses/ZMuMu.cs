using static Mandelstam.Kinematics;

namespace Calibration;

public enum Region { Barrel, Overlap, Endcap }

/// <summary>Z → μμ calibration: the file has MeV.</summary>
[Event(Unit = EnergyUnit.MeV)]
public partial record ZToMuMu
{
    [Column("mu_plus_{pt,eta,phi,m}")] public partial FourVector<Lab> MuPlus { get; init; }
    [Column("mu_minus_{pt,eta,phi,m}")] public partial FourVector<Lab> MuMinus { get; init; }
    [Unaffected(nameof(Resolution), Justification = "smears the tracker"), Column("mu_plus_pt_me")] public partial Energy SpectrometerPt { get; init; }
    [Column("nvtx")] public partial int Vertices { get; init; }
    [Weight, Column("weight")] public partial double Weight { get; init; }

    private FourVector<Lab> Z => MuPlus + MuMinus;

    [Feature("m_mumu"), InvariantUnder<Lorentz>] public Energy Mass => Z.Mass;
    [Feature("pull")] public double Pull => (Mass - 91.1876.GeV) / 2.4952.GeV;
    [Feature("y_z")] public Rapidity ZRapidity => Z.Rapidity;
    [Feature("pt_z")] public Energy ZPt => Z.Pt;
    [Feature("pt_z_log")] public double LogPt => Log(1 + Z.Pt / 1.GeV);
    [Feature("phi_star"), InvariantUnder<RotationZ>]
    public double PhiStar
    {
        get
        {
            double acop = (Math.PI - Abs(DeltaPhi(MuPlus, MuMinus)).Value) / 2;
            double cosTheta = Tanh((MuMinus.Eta - MuPlus.Eta) / 2);
            return Math.Tan(acop) * Sqrt(Max(0, 1 - Square(cosTheta)));
        }
    }

    /// <summary>Collins–Soper angle.</summary>
    [Feature("cos_cs")]
    public double CosCollinsSoper
    {
        get
        {
            Energy plus1 = MuMinus.E + MuMinus.Pz, minus1 = MuMinus.Mt * Exp(-MuMinus.Rapidity);
            Energy plus2 = MuPlus.E + MuPlus.Pz, minus2 = MuPlus.Mt * Exp(-MuPlus.Rapidity);
            GeV2 numerator = plus1 * minus2 - minus1 * plus2;
            GeV2 denominator = Z.Mass * Sqrt(Z.M2 + Z.Pt.Squared);
            return Sign(Z.Pz) * (numerator / denominator);
        }
    }

    [Feature("imbalance")] public double Imbalance => (SpectrometerPt - MuPlus.Pt) / MuPlus.Pt;

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.0005, Min = -0.01, Max = 0.01)]
    public ZToMuMu Scale(double a) => this with
    {
        MuPlus = MuPlus.ScaledMomentum(1 + a),
        MuMinus = MuMinus.ScaledMomentum(1 + a),
        SpectrometerPt = (1 + a) * SpectrometerPt,
    };

    /// <summary>Sagitta bias: opposite for the charges.</summary>
    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.0001)]
    public ZToMuMu Sagitta(double d) => this with
    {
        MuPlus = MuPlus.ScaledMomentum(1 / (1 + d * (MuPlus.Pt / 1.GeV))),
        MuMinus = MuMinus.ScaledMomentum(1 / (1 - d * (MuMinus.Pt / 1.GeV))),
        SpectrometerPt = SpectrometerPt / (1 + d * (MuPlus.Pt / 1.GeV)),
    };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 1, Min = 0, Max = 5)]
    public ZToMuMu Resolution(double r, [Noise] Noise1 g1, [Noise] Noise1 g2) => this with
    {
        MuPlus = MuPlus.ScaledMomentum(1 + 0.01 * r * g1),
        MuMinus = MuMinus.ScaledMomentum(1 + 0.01 * r * g2),
    };

    [Selection] public bool InPeak => Mass > 66.GeV && Mass < 116.GeV;
    [Selection] public bool Hard => MuPlus.Pt > 25_000.MeV && MuMinus.Pt > 25.GeV;
    [Category] public Region Where => Max(Abs(MuPlus.Eta), Abs(MuMinus.Eta)) switch { < 0.9 => Region.Barrel, < 1.2 => Region.Overlap, _ => Region.Endcap };
}
