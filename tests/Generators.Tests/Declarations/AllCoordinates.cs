using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>Every way to store a vector, and every operation of one.</summary>
[Event]
public partial record AllCoordinates
{
    [Column("a_{px,py,pz,e}")] public partial FourVector<Lab> A { get; init; }
    [Column("b_{px,py,pz,m}")] public partial FourVector<Lab> B { get; init; }
    [Massless, Column("c_{px,py,pz}")] public partial FourVector<Lab> C { get; init; }
    [Column("d_{pt,y,phi,m}")] public partial FourVector<Lab> D { get; init; }
    [Column("f_{pt,eta,phi,e}")] public partial FourVector<Lab> F { get; init; }
    [Massless, Column("g_{pt,eta,phi}")] public partial FourVector<Lab> G { get; init; }
    [Column("h", "i", Coordinates = Coordinates.PtPhi)] public partial TransverseVector<Lab> T { get; init; }

    [Feature("a_px_after")] public Energy APx => A.Px;
    [Feature("a_e_after")] public Energy AE => A.E;
    [Feature("b_m_after")] public Energy BM => B.Mass;
    [Feature("c_pz_after")] public Energy CPz => C.Pz;
    [Feature("d_y_after")] public Rapidity DY => D.Rapidity;
    [Feature("d_m_after")] public Energy DM => D.Mass;
    [Feature("f_e_after")] public Energy FE => F.E;
    [Feature("g_eta_after")] public Pseudorapidity GEta => G.Eta;

    [Feature] public Energy APt => A.Pt;
    [Feature] public Pseudorapidity AEta => A.Eta;
    [Feature] public Azimuth APhi => A.Phi;
    [Feature] public Rapidity ARapidity => A.Rapidity;
    [Feature] public Energy AEt => A.Et;
    [Feature] public Energy AMt => A.Mt;
    [Feature] public GeV2 AMt2 => A.Mt2;
    [Feature] public Energy BP => B.P;
    [Feature] public Energy BEt => B.Et;
    [Feature] public Rapidity CRapidity => C.Rapidity;
    [Feature] public Energy CEt => C.Et;
    [Feature] public Pseudorapidity DEta => D.Eta;
    [Feature] public Energy FMass => F.Mass;
    [Feature] public Rapidity FRapidity => F.Rapidity;
    [Feature] public Energy GMt => G.Mt;

    [Feature] public Energy PairMassAB => (A + B).Mass;
    [Feature] public Energy PairMassCG => (C + G).Mass;
    [Feature] public Energy PairMassDF => InvariantMass(D, F);
    [Feature] public Energy TripleMass => InvariantMass(B, C, G);
    [Feature] public Energy ClosestOfThree => MinPairMass(B, C, G);
    [Feature] public Energy ClosestOfFive => MinPairMass(A, B, C, D, F) + MinPairMass(B, C, D, G);
    [Feature] public Energy AllMass => (B + C + D + G).Mass;
    [Feature] public Pseudorapidity SumEta => (B + G).Eta;
    [Feature] public Rapidity SumRapidity => (B + G).Rapidity;
    [Feature] public Energy SumEt => (B + G).Et;
    [Feature] public GeV2 Transfer => (B - D).M2;
    [Feature] public Energy Scaled => (2 * B + C / 3).Mass;
    [Feature] public Energy Opposite => (-B).E;
    [Feature] public GeV2 Product => B * D;
    [Feature] public GeV4 Products => B * D * (C * G);
    [Feature] public double DistanceBG => DeltaR(B, G, Convention.Eta);
    [Feature] public double ConventionalDistance => B.DeltaR(D, Convention.Rapidity);
    [Feature] public double RapidityDistance => B.DeltaRapidityR(D);
    [Feature] public double MethodDistance => G.DeltaR(C);
    [Feature] public Angle DeltaPhiCG => C.DeltaPhi(G);
    [Feature] public Angle DeltaPhiGT => DeltaPhi(G, T);
    [Feature] public Angle AngleFG => F.OpeningAngle(G);
    [Feature] public Angle AngleBG => OpeningAngle(B, G);
    [Feature] public Angle AngleBD => B.OpeningAngle(D);
    [Feature] public double DeltaEtaGD => DeltaEta(G, D);
    [Feature] public double DeltaEtaOfValues => DeltaEta(G.Eta, C.Eta);
    [Feature] public double Helicity => Cos(B.InRestFrameOf(B + G).DeltaPhi(G.InRestFrameOf(B + G)));
    [Feature] public Energy StarEnergy => B.InRestFrameOf(B + D).E;
    [Feature] public Energy StarPz => G.InRestFrameOf(B).Pz;
    [Feature] public Energy NamedStar => G.InRestFrameOf<AllCoordinates>(B).E;
    [Feature] public Energy Back => G.InRestFrameOf(B).ToLab(B).Pz;
    [Feature] public Energy BoostedStar => G.Boost(-B.Velocity).E;
    [Feature] public Energy BoostedBack => G.InRestFrameOf(B).Boost(B.Velocity).Pz;
    [Feature] public Energy BoostedNamed => G.Boost(-D.VelocityOf<AllCoordinates>()).Pz;
    [Feature] public double VelocityZ => B.Velocity.Z + (-D.Velocity).X * B.Velocity.Y;
    [Feature] public double Lorentz => B.Velocity.Gamma * D.Velocity.Beta;
    [Feature] public Energy SumOfMomenta => (2 * B.P3 - (C.P3 + D.P3 / 3)).Magnitude + (B.Pz > 0 ? B.P3 : -D.P3).Z;
    [Feature] public double Triple => B.P3.Direction.Cross(C.P3.Direction).Dot(D.P3.Direction);
    [Feature] public Angle PlaneAngle => B.P3.Direction.Cross(C.P3.Direction).OpeningAngle(-C.P3.Direction.Cross(D.P3.Direction + 0.5 * G.P3.Direction - G.P3.Direction / 4));
    [Feature] public Angle MomentumAngle => B.P3.OpeningAngle(G.P3);
    [Feature] public double Cosines => B.P3.Direction.X * G.P3.Direction.Y * A.P3.Direction.Z * (B.P3.Direction + C.P3.Direction).Magnitude;
    [Feature] public GeV2 SpaceProduct => B.P3.Dot(D.P3) + B.P3.X * D.P3.Y;
    [Feature] public Energy Projections => B.P3.Dot(D.P3.Direction) - G.P3.Direction.Dot(C.P3);
    [Feature] public Energy SpaceMagnitude => D.P3.Magnitude + G.P3.Z;
    [Feature] public Energy RotatedPx => B.Rotated(0.3.Rad).Px;
    [Feature] public Azimuth RotatedPhi => G.Rotated(30.Deg).Phi;
    [Feature] public Energy BoostedPz => D.BoostedZ(0.7).Pz;
    [Feature] public Pseudorapidity BoostedEta => G.BoostedZ(-0.4).Eta;
    [Feature] public Energy StoredWithEnergyPz => F.BoostedZ(0.7).Pz;
    [Feature] public Energy StoredWithEnergyE => F.BoostedZ(-0.7).E;
    [Feature] public Energy TransferPz => (F - B).BoostedZ(0.7).Pz;
    [Feature] public Energy TransferE => (F - B).BoostedZ(-0.7).E;
    [Feature] public Energy ScaledMass => F.ScaledMomentum(1.5).Mass;
    [Feature] public Energy ScaledEnergy => B.ScaledMomentum(1.5).E;
    [Feature] public Energy RoundedPt => A.Rounded(1).Pt;
    [Feature] public GeV2 TransverseDot => T.Dot(G.Transverse);
    [Feature] public Energy TransverseSum => (T - B.Transverse / 2).Pt;
    [Feature] public Energy TransverseRotated => T.Rotated(0.2.Rad).X;
    [Feature] public Energy TransverseMassBT => TransverseMass(B, T);
    [Feature] public Energy Made => (FourVector.PtEtaPhiM<Lab>(D.Pt, D.Eta, D.Phi, D.Mass) + FourVector.PxPyPzE<Lab>(B.Px, B.Py, B.Pz, B.E)).Mass;
    [Feature] public Energy MadeOther => (FourVector.PtYPhiM<Lab>(D.Pt, D.Rapidity, D.Phi, D.Mass) + FourVector.PxPyPzM<Lab>(B.Px, B.Py, B.Pz, B.Mass)).Mass;

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.05)]
    public AllCoordinates Scale(double s) => this with
    {
        A = A.ScaledMomentum(s), B = B.ScaledMomentum(s), C = s * C, D = D.ScaledMomentum(s), F = F.ScaledMomentum(s),
    };

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 0.1)]
    public AllCoordinates Turn(Angle angle) => this with { G = G.Rotated(angle), T = T.Rotated(angle), B = B.Rotated(angle) };
}
