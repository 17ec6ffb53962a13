using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>No vector at all: quantities, numbers, functions of them.</summary>
[Event]
public partial record EnergiesOnly
{
    [Column("e1")] public partial Energy First { get; init; }
    [Column("e2", Unit = EnergyUnit.TeV)] public partial Energy Second { get; init; }
    [Column("s_gev2")] public partial GeV2 S { get; init; }
    [Column("one_phi")] public partial Azimuth One { get; init; }
    [Column("two_phi")] public partial Azimuth Two { get; init; }
    [Column("x_eta")] public partial double X { get; init; }
    [Column("n")] public partial int N { get; init; }
    [Column("is_flag")] public partial bool IsFlagged { get; init; }

    [Feature("e1_after")] public Energy FirstAfter => First;
    [Feature("e2_after")] public Energy SecondAfter => Second;
    [Feature("s_gev2_after")] public GeV2 SAfter => S;
    [Feature("n_after")] public int NAfter => N;
    [Feature] public Energy Larger => Max(First, Second) - Min(First, Second);
    [Feature] public double Ratio => First / Second;
    [Feature] public Energy Quotient => S / First;
    [Feature] public Energy RootOfS => S.Sqrt();
    [Feature] public Energy SignedRoot => (S - 2 * First * First).SignedSqrt();
    [Feature] public InverseGeV4 Contact => Constants.FermiCoupling.Squared * (Constants.FineStructure + Constants.StrongCouplingAtZ);
    [Feature] public double Fermi => Constants.FermiCoupling * S + Contact * (S * S) + Constants.FineStructureAtZ * Constants.WeakMixingAtZ;
    [Feature] public double Nanobarns => 1e-9 * Constants.PicobarnPerInverseGeV2 * (Propagator / S * (S * S));
    [Feature] public InverseGeV2 Propagator => 1 / (S + Square(First));
    [Feature] public double Dimensionless => S * (1 / (S + First.Squared));
    [Feature] public GeV2 FourthRoot => Sqrt(Square(S));
    [Feature] public Angle Between => DeltaPhi(One, Two);
    [Feature] public Angle Unsigned => Abs(DeltaPhi(One, Two));
    [Feature] public double SquaredAngle => Square(DeltaPhi(One, Two));
    [Feature] public Angle FromAxis => Abs(One);
    [Feature] public Angle Wrapped => Wrap(One - Two);
    [Feature] public double SineOfDifference => Sin(One - Two) + Cos(One) * Sin(Between);
    [Feature] public double Functions => Exp(-Abs(X)) + Log(1 + X * X) + Sinh(X) / Cosh(X) - Tanh(X) + Sqrt(Abs(X)) + Sign(X) * Square(X);
    [Feature] public double OtherFunctions => Math.Atan2(X, 2) + Math.Asinh(X) + Math.Tanh(X / 5) + Math.Pow(X, 3) + Math.Acos(Tanh(X)) + Math.Atanh(Tanh(X) / 2);
    [Feature] public double Signs => Sign(First - Second) + Sign(S) + Sign(Between);
    [Feature] public Energy Rounded => First.Rounded(1);
    [Feature] public Angle RoundedAngle => Between.Rounded(2);
    [Feature] public Azimuth RoundedAzimuth => (One + 0.1.Rad).Rounded(1);
    [Feature] public double InUnits => Tanh(First.InGeV / 100) + Tanh(Second.InTeV) - Tanh(First.InMeV / 1e5) * Tanh(Between.InDegrees / 90);
    [Feature] public int Counted => N + (N > 2 ? 1 : 0) - 3 * N;
    [Feature("is_flag_after")] public bool FlagAfter => IsFlagged;
    [Feature] public double WhereFlagged => (IsFlagged, N) switch { (true, > 1) => X, (true, _) => 2 * X, _ => 0.5 };
    [Feature] public int Flags => !IsFlagged && X > 0.1 ? 1 : 0;
    [Feature] public bool IsOrdered => First < Second && !(S < GeV2.Zero) || N == 3;

    [Nuisance(Prior.LogNormal, LogMean = 0, LogSigma = 0.1)]
    public EnergiesOnly Scale(double s) => this with { First = s * First, Second = Second / s, S = s * s * S };

    [Correction]
    public EnergiesOnly Flagged() => this with { IsFlagged = IsFlagged || First > 60.GeV };

    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1)]
    public double Norm(double scale) => N > 1 ? scale : 1;
}
