using static Mandelstam.Kinematics;

namespace DarkPhotons;

/// <summary>A′ → ℓ⁺ℓ⁻ in a fixed-target experiment: Cartesian momenta in MeV.</summary>
[Event]
public partial record DarkPhotonCandidate
{
    [Column("ep_{px,py,pz,e}", Unit = EnergyUnit.MeV)] public partial FourVector<Lab> Positron { get; init; }
    [Column("em_{px,py,pz,e}", Unit = EnergyUnit.MeV)] public partial FourVector<Lab> Electron { get; init; }
    [Column("beam_energy", Unit = EnergyUnit.MeV)] public partial Energy BeamEnergy { get; init; }
    [Column("vtx_z")] public partial double VertexZ { get; init; }
    [Column("vtx_chi2", Absent = -1)] public partial double VertexChi2 { get; init; }
    [Passenger, Column("run")] public partial int Run { get; init; }

    private FourVector<Lab> Pair => Positron + Electron;

    [Feature, InvariantUnder<Lorentz>] public Energy Mass => Pair.Mass;

    [Feature] public GeV2 Q2 => Pair.M2;

    [Feature] public double EnergyFraction => Pair.E / BeamEnergy;

    [Feature, InvariantUnder<Rotations>]
    public double CosOpening => Positron.P3.Dot(Electron.P3) / (Positron.P3.Magnitude * Electron.P3.Magnitude);

    [Feature] public Angle Opening => new(Math.Acos(Math.Clamp(CosOpening, -1, 1)));

    [Feature, InvariantUnder<Lorentz>]
    public double CosHelicity
    {
        get
        {
            var star = Positron.InRestFrameOf(Pair);
            var other = Electron.InRestFrameOf(Pair);
            return (star.E - other.E) / (star.E + other.E);
        }
    }

    [Feature] public double Asymmetry => (Positron.E - Electron.E) / (Positron.E + Electron.E);

    [Feature] public double Gamma => Pair.Velocity.Gamma;

    [Feature] public double Boost => Pair.E / Pair.Mass;

    [Feature(Absent = -1)] public double? Chi2 => VertexChi2 >= 0 ? VertexChi2 : null;

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.003)]
    public DarkPhotonCandidate MomentumScale(double k) => this with
    {
        Positron = Positron.ScaledMomentum(k),
        Electron = Electron.ScaledMomentum(k),
    };

    [Nuisance(Prior.Uniform, Min = -1, Max = 1)]
    public DarkPhotonCandidate BeamOffset(Energy shift) => this with { BeamEnergy = BeamEnergy + 0.01 * shift };

    [Correction] public DarkPhotonCandidate Digitised() => this with { BeamEnergy = BeamEnergy.Rounded(4) };

    [Selection] public bool Exclusive => EnergyFraction is > 0.8 and < 1.1;
    [Selection] public bool GoodVertex => VertexChi2 >= 0 && VertexChi2 < 10 && VertexZ > -0.5;
    [Selection] public bool Separated => Positron.Pz > 0 && Electron.Pz > 0;
}
