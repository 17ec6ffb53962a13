using System.Numerics;
using static Mandelstam.Kinematics;

namespace Declarations;

public enum Size { Small, Large }

public enum Multiplicity { None, Some, Many }

/// <summary>C# of the later versions: tuples, patterns of members and of parts, functions inside bodies, generic helpers, extension members.</summary>
[Event]
public partial record Patterns : Inherited, IPair
{
    [Column("a_{pt,eta,phi,m}")] public partial FourVector<Lab> A { get; init; }
    [Massless, Column("b_{pt,eta,phi}")] public partial FourVector<Lab> B { get; init; }
    [Massless, Column("jet{1,2,3}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo3<FourVector<Lab>> Jets { get; init; }
    [Column("x")] public partial double X { get; init; }
    [Column("n")] public partial int N { get; init; }
    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }

    private static readonly Energy Edge = 31.7.GeV;

    private static double Slope { get; } = 0.25;

    private FourVector<Lab>? Lead => Jets.Has(0) ? Jets[0] : null;

    private (FourVector<Lab> Near, FourVector<Lab> Far) Sides => X > 0.1 ? (A, B) : (B, A);

    private bool? MayHold => N > 2 ? X > 0.1 : null;

    FourVector<Lab> IPair.First => A;

    FourVector<Lab> IPair.Second => B.BoostedZ(0.2);

    protected override double Sharpness => 2;

    [Feature(Absent = -1)] public bool? Undecided => MayHold;
    [Feature] public double Lifted => (MayHold & X > 0) is true ? 1 : (MayHold | X > 0.4) ?? false ? 2 : (MayHold ^ X < 0.2) is null ? 3 : !MayHold ?? true ? 4 : -Smallest > -30.GeV ? 5 : 6;
    [Feature] public bool ComparedWithAbsent => Smallest != 30.GeV && MayHold != false && (X > 0 || Lead == Closest);
    [Feature] public bool ComparedParts => (N, X > 0.1) == (2, true) || (Sides.Near, N) != (A, 3);
    [Feature] public Energy OtherPairs => Jets.Sum(a => Jets.Sum(b => a == b ? new Energy() : (a + b).Mass)) / 2 + (X > 0 ? new FourVector<Lab>() : A).Pt;
    [Feature] public Energy OfAnInterface => VectorExtensions.Harder(this) + ((IPair)this).Both;
    [Feature] public double OfABase => Sharp(X) + base.Sharpness + Sharpened;

    [Feature] public Energy NamedParts => 2 * Sides.Near.Pt - Sides.Far.Pt;

    [Feature]
    public Energy Split
    {
        get
        {
            var (sum, _, mass) = Parts(B, 1.5);
            var parts = Parts(A, X > 0 ? 2 : 3);
            return sum.Pt + mass + parts.Sum.Pt - parts.Item3;
        }
    }

    [Feature]
    public Energy LocalFunctions
    {
        get
        {
            Energy shift = 2.GeV;
            Energy larger = Larger(A.Pt, B.Pt);
            return Larger(Shifted(larger, 2), Shifted(B.E));

            static Energy Larger(Energy a, Energy b) => a > b ? a : b;

            Energy Shifted(Energy energy, double times = 1)
            {
                if (energy < Edge)
                {
                    return energy + times * shift;
                }

                return energy - times * shift;
            }
        }
    }

    [Feature]
    public double Best
    {
        get
        {
            FourVector<Lab>? best = null;
            if (Jets.Has(0))
            {
                best = Jets[0];
            }

            if (Jets.Has(1) && (best is null || Jets[1].E > best.Value.E))
            {
                best = Jets[1];
            }

            if (best is null)
            {
                return -9;
            }

            return best.Value.Eta;
        }
    }

    [Feature]
    public double BestPair
    {
        get
        {
            FourVector<Lab>? a = null, b = null;
            bool isLarge = false;
            if (Jets.Has(0))
            {
                a = Jets[0];
                isLarge = X > 0.3;
            }

            if (Jets.Has(2))
            {
                b = Jets[2];
            }

            return isLarge ? a!.Value.E.InGeV : a is { } x && b is { } y ? (x + y).Mass.InGeV : -1;
        }
    }

    [Feature]
    public double Kept
    {
        get
        {
            FourVector<Lab>? b = Lead;
            double x = X;
            if (N > 1)
            {
                x += 0.2;
                if (x is > 0.1 and var larger)
                {
                    x = 2;
                    x *= larger;
                }
            }

            if (b is { } p)
            {
                b = p.ScaledMomentum(1.5) + B;
            }

            if (x is not ( < 0.7 and var old))
            {
                return x;
            }

            x = 3;
            return x * old + (b?.Pt.InGeV ?? 0);
        }
    }

    [Feature]
    public double KeptInFunctions
    {
        get
        {
            double e = X;
            double count = Jets.CountWhere(j =>
            {
                double eta = j.Eta;
                if (eta is > 0.5 and var large)
                {
                    eta = large - 1;
                }

                return eta > 0;
            });
            if (Jets.Where(j => j.Eta > e) is { Count: > 1 } forward)
            {
                e = 5;
                count += forward.Count + e;
            }
            else if (e is < 0 and var negative)
            {
                e = -negative;
                e += negative / 2;
            }

            return Folded(e) + 2 * Folded(X) + count;

            static double Folded(double x)
            {
                if (x is > 0.2 and var y)
                {
                    x = y - 1;
                    x *= y;
                }

                return x;
            }
        }
    }

    [Feature]
    public double PartsOfParts
    {
        get
        {
            var (a, (b, _)) = (X, (A.Eta.Value, N));
            var parts = (First: a, Second: (b, Third: 0.5));
            parts.First += 2;
            parts.Second.Third = parts.First * b;
            (double c, (double d, double e)) = parts;
            _ = A.Mass;
            return c + 2 * d - e;
        }
    }

    [Feature]
    public double Exhaustive
    {
        get
        {
            double y;
            switch (N)
            {
                case < 2:
                    y = X;
                    break;
                case >= 2:
                    y = -X;
                    break;
            }

            switch (Lead)
            {
                case null:
                    return y;
                case { Pt.InGeV: > 30 } and { Eta.Value: > 0 and var eta }:
                    return y + eta;
                case { } p:
                    return y - p.Eta;
            }
        }
    }

    [Feature] public double Narrowed => Lead?.Eta.Value is > 0.4 and var x ? x : Smallest is { InGeV: > 20 } and var smallest ? smallest.InGeV : -1;
    [Feature] public double MoreFunctions => double.LogP1(X * X / 100) + double.LogP1(40 * X * X) + double.ExpM1(X / 100) + double.ExpM1(-X / 100) + Math.Log(2 + X * X, 3) + Math.Log(2, 2 + X * X) + double.Exp2(X / 100) + double.Exp10(X / 100) + double.Ieee754Remainder(A.Phi.Value - B.Phi.Value, double.Tau);
    [Feature] public Energy InTwoParts => Doubled(A.Pt) + Harder;

    [Feature]
    public double SetOnEachPath
    {
        get
        {
            double weight, shape = Tanh(X);
            if (N > 2)
            {
                weight = 2;
            }
            else if (X > 0.3)
            {
                double half = X / 2;
                weight = half;
            }
            else
            {
                weight = -1;
            }

            return weight * shape;
        }
    }

    [Feature]
    public double SwitchStatement
    {
        get
        {
            double y = 0.5 * X;
            switch (N)
            {
                case 0:
                    return y;
                case 1 or 2:
                case 3 when X > 0.2:
                    {
                        double z = y + 1;
                        if (z > 1.1)
                        {
                            return z;
                        }

                        break;
                    }

                case > 4:
                    return -y;
                default:
                    break;
            }

            return 7;
        }
    }

    [Feature] public double SwitchOverParts => (N, X > 0.1, A.Pt) switch { (0, _, _) => 0, (1, true, var pt) when pt > Edge => pt / 1.GeV, ( > 2, false, _) => 2, _ => 3 };
    [Feature] public double MembersOfPatterns => A is { Pt.InGeV: > 33.3, Eta: var eta } ? eta : -B.Eta;
    [Feature(Absent = -25)] public Energy? MembersOfWhatMayBeAbsent => Lead is { Pt: var pt, Eta.Value: > -1.1 and < 1.3 } ? pt : null;
    [Feature(Absent = -25)] public Energy? BothThere => (Lead, Closest) is ({ } a, { } b) ? (a + b).Mass : null;
    [Feature] public Energy Default => Lead.GetValueOrDefault().Pt + Smallest.GetValueOrDefault(3.GeV) + Smallest.GetValueOrDefault();
    [Feature] public Energy Generics => Either(X > 0, A.Pt, B.E) + Either(N > 1, A, B).Pt + Twice(A.Mass) + Either(X > 0.2, A.BoostedZ(0.3), B).E;
    [Feature] public double Extensions => A.Halved.Pt / 1.GeV + B.IsolationFrom(Jets) + (Lead?.Halved.Eta.Value ?? 0) + B.BoostedZ(0.5).Size;
    [Feature] public double Elsewhere => Slope * X + Calibration.Offset + Calibration.Scale(A) / Calibration.Unit;
    [Feature] public double Exclusive => X > 0.1 ^ N > 1 ? 1 : 0;
    [Feature] public double Functions => Math.Log10(1 + Square(X)) + Math.Log2(2 + Abs(X)) + Math.Atan(X) + Math.Asin(Tanh(X) / 2) + Math.Acosh(2 + Abs(X)) + Math.CopySign(2, X) + double.Sqrt(Abs(X));
    [Feature] public double Remainder => Math.IEEERemainder(A.Phi.Value - B.Phi.Value, 2 * Math.PI);
    [Feature] public Energy InOrder => Jets.OrderByDescending(j => j.E) is var sorted && sorted.Has(1) ? (sorted[0] + sorted[1]).Pt : 0.GeV;
    [Feature] public Energy CountedInOrder => Jets.OrderByDescending(j => j.E) is { Count: > 1 } sorted ? (sorted[0] + sorted[1]).Pt : default;
    [Feature] public double Alternatives => Jets.Count is 2 or 3 ? Jets[1].Eta : Bin == Multiplicity.Some ? Jets[0].Eta : (int)Bin;
    [Feature] public Energy AskedByCut => Jets.Any(j => j.Pt > 30.GeV) ? Jets[0].Pt : Shifted(A.Pt) + Shifted(B.Pt, 2.GeV);
    [Feature] public Energy SumsInSpace => Jets.Sum(j => j.P3).Magnitude + Jets.Sum(j => j.P3.Direction).Dot(A.P3.Direction) * A.Pt + Momentum<Lab>.Zero.X;
    [Feature] public Energy Operators => (A + Met).Pt + (X > 0 ? B : default).Pt + Number(X, A.Mass).GeV;

    [Nuisance(Prior.Normal, Mean = 0, Sigma = 1)]
    public Patterns Scale(double pull)
    {
        var (a, met) = Moved(pull);
        return this with { A = a, Met = met };
    }

    [Selection] public bool Selected => (A.Pt, B.Pt) is var (a, b) && a + b > 12.GeV;

    [Category]
    public Size Size
    {
        get
        {
            switch (Jets)
            {
                case { Count: 0 }:
                    return Size.Small;
                default:
                    return X > 0 ? Size.Large : Size.Small;
            }
        }
    }

    private Multiplicity Bin => Jets.Count switch { 0 => Multiplicity.None, 1 => Multiplicity.Some, _ => Multiplicity.Many };

    private FourVector<Lab>? Closest => Jets.Has(1) ? Jets[1] : null;

    private Energy? Smallest => Jets.Min(j => j.Pt);

    private (FourVector<Lab> A, TransverseVector<Lab> Met) Moved(double pull)
    {
        double s;
        if (Abs(A.Eta) < 1.2)
        {
            s = 1 + 0.01 * pull;
        }
        else
        {
            s = 1 + 0.02 * pull;
        }

        return (A.ScaledMomentum(s), Met + (1 - s) * A.Transverse);
    }

    private (FourVector<Lab> Sum, double Factor, Energy Mass) Parts(FourVector<Lab> p, double factor) => (p + factor * A, factor, p.Mass + A.Mass);

    private partial Energy Harder { get; }

    private partial Energy Harder => Max(A.Pt, B.E);

    private static partial Energy Doubled(Energy x);

    private static partial Energy Doubled(Energy energy) => 2 * energy;

    private static T Either<T>(bool first, T a, T b) => first ? a : b;

    private static Energy Shifted(in Energy energy, Energy by = default) => energy + by;

    private static double Number<T>(in double factor, T x)
        where T : struct, IQuantity<T> => factor * x.Value;

    private static T Twice<T>(T x)
        where T : struct, IAdditionOperators<T, T, T> => x + x;
}

/// <summary>Two momenta, of whatever event.</summary>
public interface IPair
{
    FourVector<Lab> First { get; }

    FourVector<Lab> Second { get; }

    Energy Both => (First + Second).Mass;
}

/// <summary>Formulas that several events have.</summary>
public abstract record Inherited
{
    protected virtual double Sharpness => 0.5;

    protected double Sharpened => Sharp(0.3);

    protected double Sharp(double x) => Math.Tanh(Sharpness * x);
}

/// <summary>What all vectors have.</summary>
public static class VectorExtensions
{
    public static Energy Harder<T>(T pair)
        where T : IPair => Max(pair.First.Pt, pair.Second.E);

    extension(FourVector<Lab> p)
    {
        public FourVector<Lab> Halved => p / 2;

        public double IsolationFrom(UpTo3<FourVector<Lab>> jets) => jets.Where(j => j.DeltaRapidityR(p) > 0.4).Sum(j => j.Pt) / (1.GeV + p.Pt);
    }

    extension<TFrame>(FourVector<TFrame> p)
        where TFrame : IFrame
    {
        public double Size => p.E.InGeV;
    }

    extension(FourVector<Lab>)
    {
        public static TransverseVector<Lab> operator +(FourVector<Lab> visible, TransverseVector<Lab> missing) => visible.Transverse + missing;
    }
}

/// <summary>Constants and a helper elsewhere.</summary>
public static class Calibration
{
    public static double Offset { get; } = 1.5;

    public static Energy Unit => Base * 10;

    private static Energy Base => 0.5.GeV;

    public static Energy Scale(FourVector<Lab> p) => p.Pt + Offset * p.Mass;
}
