using static Mandelstam.Kinematics;

namespace VectorBosonFusion;

public enum VbfProcess { Vbf, GluonFusion, [ColumnValue("ZJets")] Z }

/// <summary>VBF H → γγ with two jets.</summary>
[Event]
public partial record VbfHiggs
{
    [Massless, Column("ph1_{pt,eta,phi}")] public partial FourVector<Lab> LeadingPhoton { get; init; }
    [Massless, Column("ph2_{pt,eta,phi}")] public partial FourVector<Lab> SubleadingPhoton { get; init; }
    [Column("jet{1,2,3}_{pt,eta,phi,m}", Count = "njet", Absent = -99)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
    [Column("isolation", Unit = EnergyUnit.GeV), Unaffected(nameof(PhotonScale), Justification = "the cone excludes the photon")] public partial Energy Isolation { get; init; }
    [Label, Column("process")] public partial VbfProcess Process { get; init; }

    private FourVector<Lab> Higgs => LeadingPhoton + SubleadingPhoton;

    [Feature("m_yy"), InvariantUnder<Lorentz>] public Energy DiphotonMass => Higgs.Mass;
    [Feature("pt_yy")] public Energy DiphotonPt => Higgs.Pt;
    [Feature("m_jj", Absent = -99), InvariantUnder<Lorentz>] public Energy? DijetMass => Jets.Has(1) ? InvariantMass(Jets[0], Jets[1]) : null;
    [Feature("deta_jj", Absent = -99)] public double? DeltaEtaJJ => Jets.Has(1) ? Abs(DeltaEta(Jets[0], Jets[1])) : null;
    [Feature("dy_jj", Absent = -99), InvariantUnder<BoostZ>] public double? DeltaYJJ => Jets.Has(1) ? Abs(Jets[0].Rapidity - Jets[1].Rapidity) : null;
    [Feature("dphi_jj", Absent = -99), InvariantUnder<BoostZ, RotationZ>] public Angle? SignedDphi => Jets.Count < 2 ? null : Jets[0].Rapidity > Jets[1].Rapidity ? DeltaPhi(Jets[1], Jets[0]) : DeltaPhi(Jets[0], Jets[1]);

    [Feature("zeppenfeld", Absent = -99), InvariantUnder<BoostZ>]
    public double? Zeppenfeld => Jets.Has(1) ? Abs(Higgs.Rapidity - 0.5 * (Jets[0].Rapidity + Jets[1].Rapidity)) : null;

    [Feature("pt_third")] public Energy ThirdPt => Jets.Has(2) ? Jets[2].Pt : 0.GeV;

    [Feature("ptt_yy")]
    public Energy ThrustPt
    {
        get
        {
            TransverseVector<Lab> sum = LeadingPhoton.Transverse + SubleadingPhoton.Transverse, axis = LeadingPhoton.Transverse - SubleadingPhoton.Transverse;
            return axis.Pt > 0 ? Abs(sum.X * axis.Y - sum.Y * axis.X) / axis.Pt : 0.GeV;
        }
    }

    [Feature("min_dr")] public double MinDeltaR => Jets.Count switch
    {
        0 => 10,
        1 => LeadingPhoton.DeltaR(Jets[0], Convention.Eta),
        _ => Min(LeadingPhoton.DeltaR(Jets[0], Convention.Eta), LeadingPhoton.DeltaR(Jets[1], Convention.Eta)),
    };

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.005, Min = 0.95, Max = 1.05)]
    public VbfHiggs PhotonScale(double s) => this with { LeadingPhoton = LeadingPhoton.ScaledMomentum(s), SubleadingPhoton = SubleadingPhoton.ScaledMomentum(s) };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 1)]
    public VbfHiggs ForwardJets(double pull) => this with { Jets = Jets.Map(j => Abs(j.Eta) > 2.5 ? j.ScaledMomentum(1 + 0.03 * pull) : j).OrderByDescending(j => j.Pt) };

    [Correction] public VbfHiggs JetThreshold() => this with { Jets = Jets.Where(j => j.Pt > 25.GeV && Abs(j.Rapidity) < 4.4) };

    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.2, Min = 0, Max = 3)]
    public double GgFContamination(double k) => Process == VbfProcess.GluonFusion ? k : 1;

    [Selection] public bool Photons => LeadingPhoton.Pt > 0.35 * DiphotonMass && SubleadingPhoton.Pt > 0.25 * DiphotonMass;
    [Selection] public bool Window => DiphotonMass >= 105.GeV && DiphotonMass <= 160.GeV;
}
