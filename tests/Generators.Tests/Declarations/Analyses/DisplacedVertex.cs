using static Mandelstam.Kinematics;

namespace DisplacedVertex;

public enum Sample { DarkPhoton, Conversion, Prompt }

public enum Depth { Pipe, Pixels, Beyond }

/// <summary>A long-lived dark photon, A′ → e⁺e⁻, with a vertex away from the beam: lengths in mm, momenta in GeV.</summary>
[Event]
public partial record LongLived
{
    private const double ElectronMass = 0.000511;

    [Column("ep_{pt,eta,phi,m}")] public partial FourVector<Lab> Positron { get; init; }
    [Column("em_{pt,eta,phi,m}")] public partial FourVector<Lab> Electron { get; init; }
    [Column("sv_x")] public partial double VertexX { get; init; }
    [Column("sv_y")] public partial double VertexY { get; init; }
    [Column("sv_z")] public partial double VertexZ { get; init; }
    [Column("sv_sigma")] public partial double VertexError { get; init; }
    [Column("d0_ep")] public partial double ImpactPlus { get; init; }
    [Column("d0_em")] public partial double ImpactMinus { get; init; }
    [Label, Column("sample", Optional = true)] public partial Sample Sample { get; init; }

    private FourVector<Lab> Pair => Positron + Electron;

    private (double X, double Y, double Z) Flight => (VertexX, VertexY, VertexZ);

    private double Radius => Math.Sqrt(Square(VertexX) + Square(VertexY));

    private double Length => Flight is var (x, y, z) ? Math.Sqrt(x * x + y * y + z * z) : 0;

    [Feature("m_ee"), InvariantUnder<Lorentz>] public Energy Mass => Pair.Mass;

    [Feature("m_ee_tracks")]
    public Energy MassOfTracks => (FourVector.PtEtaPhiM<Lab>(Positron.Pt, Positron.Eta, Positron.Phi, ElectronMass.GeV) + FourVector.PtEtaPhiM<Lab>(Electron.Pt, Electron.Eta, Electron.Phi, ElectronMass.GeV)).Mass;

    [Feature("lxy")] public double TransverseLength => Radius;

    [Feature("lxy_significance")] public double Significance => VertexError > 0 ? Radius / VertexError : 0;

    /// <summary>c τ in mm: the flight length over β γ = p / m.</summary>
    [Feature("ctau")] public double ProperLength => Pair.P > 0 ? Length * (Pair.Mass / Pair.P) : 0;

    [Feature("pointing")]
    public double Pointing
    {
        get
        {
            var p = Pair.P3;
            Energy along = VertexX * p.X + VertexY * p.Y + VertexZ * p.Z;
            return Length > 0 && Pair.P > 0 ? along / (Length * Pair.P) : 1;
        }
    }

    [Feature("opening")]
    public Angle Opening => Math.Acos(Math.Clamp(Positron.P3.Dot(Electron.P3) / (Positron.P * Electron.P), -1, 1)).Rad;

    [Feature("cos_star"), InvariantUnder<Lorentz>]
    public double CosHelicity
    {
        get
        {
            FourVector<Rest> star = Positron.InRestFrameOf(Pair);
            var (e, other) = (star.E, Electron.InRestFrameOf(Pair).E);
            return (e - other) / (e + other);
        }
    }

    [Feature("d0_min")] public double SmallestImpact => Math.Min(Math.Abs(ImpactPlus), Math.Abs(ImpactMinus));

    [Feature("log_lxy")] public double LogLength => Radius is > 0.01 and var r ? Math.Log10(r) : -2;

    [Feature("dphi_sv")]
    public double VertexAngle => Math.Abs(Math.IEEERemainder(Math.Atan2(VertexY, VertexX) - Pair.Phi.Value, Math.Tau));

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.001)]
    public LongLived TrackScale(double s) => this with { Positron = Positron.ScaledMomentum(s), Electron = Electron.ScaledMomentum(s) };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 1)]
    public LongLived Alignment(double pull) => this with
    {
        VertexX = VertexX + 0.02 * pull,
        ImpactPlus = ImpactPlus + 0.005 * pull,
        ImpactMinus = ImpactMinus - 0.005 * pull,
    };

    /// <summary>Fewer are found the further out they decay.</summary>
    [RateNuisance(Prior.Normal, Mean = 0, Sigma = 1)]
    public double VertexEfficiency(double pull) => Sample is Sample.DarkPhoton ? Exp(-0.001 * pull * Radius) : 1;

    [Selection] public bool Displaced => Radius > 2 && Significance > 3;

    [Selection] public bool Tracks => (Positron, Electron) is ({ Pt.InGeV: > 1 }, { Pt.InGeV: > 1 }) && Pointing > 0.9;

    [Category]
    public Depth Depth => Radius switch
    {
        < 22 => Depth.Pipe,
        >= 22 and < 160 => Depth.Pixels,
        _ => Depth.Beyond,
    };
}

[NewParticle("A'", Mass = 0.1, TwiceSpin = 2), Decay("eta -> gamma (A' -> e+ e-)")]
public partial record DarkPhotonDecay
{
    [Parent] public partial FourVector<Rest> Eta { get; }
    [Daughter] public partial FourVector<Rest> Photon { get; init; }
    [Daughter("e+")] public partial FourVector<Rest> Positron { get; init; }
    [Daughter("e-")] public partial FourVector<Rest> Electron { get; init; }
}
