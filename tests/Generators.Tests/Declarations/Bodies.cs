using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>What C# may be written in a body.</summary>
[Event]
public partial record Bodies
{
    [Massless, Column("l_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
    [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
    [Label, Column("process", Optional = true)] public partial Source Source { get; init; }
    [Weight, Column("weight", Optional = true)] public partial double Weight { get; init; }
    [Passenger, Column("run")] public partial int Run { get; init; }
    [Passenger, Column("tag", Optional = true)] public partial string Tag { get; init; }

    private const double Window = 15;

    [NotTranslated] public string Title => $"{Run}: {Tag} {Lepton.Pt}";

    [Feature]
    public double Block
    {
        get
        {
            double eta = Lepton.Eta, twice = 2 * eta;
            if (eta > 1)
            {
                return twice;
            }
            else if (eta < -1)
            {
                double square = Square(eta);
                return square > 4 ? -4 : -square;
            }

            if (Lepton.Pt > 50.GeV) return eta;
            return 0;
        }
    }

    [Feature] public double ThroughNullable => this is { LeadingJet.Eta.Value: > 0.1 } ? 1 : this is { SubleadingPt.InGeV: var pt } && pt > 30 ? pt : -1;

    // Locals with a new value: on the way, in branches, in branches that leave, in several at once.
    [Feature]
    public Energy Reassigned
    {
        get
        {
            Energy sum = Lepton.Pt, least = sum;
            int n = 1;
            if (Jets.Has(0))
            {
                Energy pt = Jets[0].Pt;
                sum += pt;
                if (pt < least)
                {
                    least = pt;
                    n++;
                }
                else if (Lepton.Eta > 0)
                {
                    sum -= 0.5 * least;
                    least = sum / 2;
                }
            }

            if (Jets.Has(1))
            {
                sum += Jets[1].Pt;
            }

            sum = 2 * sum;
            sum = sum - n * least;
            return Jets.Any(j => j.Pt > least) ? sum : -sum;
        }
    }

    [Feature]
    public double Functions
    {
        get
        {
            Energy edge = 35.GeV;
            Func<FourVector<Lab>, bool> isHard = p => p.Pt > edge;
            Func<FourVector<Lab>, double> width = p => isHard(p) ? 1 : p.Eta;
            return width(Lepton) + Jets.CountWhere(isHard) + Applied(width, 2 * Lepton) + Applied(p => p.Eta * 2, Lepton);
        }
    }

    private static double Applied(Func<FourVector<Lab>, double> f, FourVector<Lab> p) => f(p) + 1;

    [Feature]
    public Energy ReassignedVector
    {
        get
        {
            var p = Lepton;
            double? eta = null;
            bool isHard = p.Pt > 40.GeV;
            if (isHard)
            {
                p = p.ScaledMomentum(1.5);
            }
            else
            {
                p += 2 * Lepton;
                if (Jets.Count == 0)
                {
                    return p.E;
                }

                isHard = Jets[0].Pt > 40.GeV;
            }

            eta ??= p.Eta;
            return isHard ? Turned(p.Pt, eta.Value) : p.Mass;

            Energy Turned(Energy pt, double x)
            {
                if (x < 0)
                {
                    x = -x;
                }

                pt *= x;
                return pt;
            }
        }
    }

    [Feature]
    public double Switch => Jets.Count switch { 0 => 0.5, 1 when Lepton.Eta > 0 => 1, 1 => Jets.Has(0) ? 2 : -1, >= 4 and < 6 => 3, 2 or 3 => 4, _ => 5 };

    [Feature] public bool IsPattern => Jets.Count is > 0 and not 2;
    [Feature] public double Coalesce => Leading ?? Lepton.Eta;
    [Feature] public double Chain => Second ?? Leading ?? -9;
    [Feature(Absent = -25)] public double? Access => LeadingJet?.Eta.Value;
    [Feature(Absent = -25)] public double? AccessMethod => LeadingJet?.ScaledMomentum(2).Pt.InGeV;
    [Feature(Absent = -25)] public Energy? Lifted => SubleadingPt + LeadingPt;
    [Feature] public bool LiftedComparison => SubleadingPt > 30.GeV;
    [Feature] public bool HasNull => SubleadingPt == null || LeadingPt is null;
    [Feature] public bool HasValue => SubleadingPt.HasValue && SubleadingPt.Value < 60.GeV;
    [Feature(Absent = -25)] public Energy? Nothing => Lepton.Pt > 30.GeV ? LeadingPt : default;
    [Feature] public double Helper => Twice(Leading ?? 0) + Library.Thrice(Lepton.Eta) + Scale;
    [Feature] public double Constants => Window * Library.Factor + Math.PI;
    [Feature] public double IsSignal => Source == Source.Signal ? 1 : Source is Source.Other ? 0.5 : 0;
    [Feature] public double Logic => (Lepton.Eta > 0 & Jets.Any(j => j.Eta < 0)) | !(Lepton.Pt > 35.GeV) ? 1 : 0;
    [Feature] public Energy ByMethod => this.Heavier(1.5).Lepton.Pt;
    [Feature] public Energy ByEvent => (this with { Lepton = 2 * Lepton }).Lepton.Pt;
    [Feature] public double LambdaBlock => Jets.Sum(j => { double eta = j.Eta; return eta > 0 ? eta.GeV : -eta.GeV; }).InGeV;
    [Feature] public Energy Selection => (Lepton.Pt > 30.GeV ? Lepton : Lepton.ScaledMomentum(3)).Pt;
    [Feature] public double BareZero => Lepton.Pz > 0 ? 1 : Lepton.M2 != 0 ? 2 : 0 <= Lepton.Py ? 3 : 4;
    [Feature(Absent = -25)] public double? Distance => Jets.Has(1) ? DeltaRapidityR(Lepton, Jets[0] + Jets[1]) : null;
    [Feature(Absent = -25)] public Energy? Hardest => Jets.Max(j => (j + Lepton).Mass);
    [Feature] public double Nearest => Jets.Min(j => j.DeltaR(Lepton)) ?? 9;
    [Feature] public double Named => Power(exponent: 2, x: Lepton.Eta);
    [Feature] public double Ranks => Jets.Sum(j => Abs(j.Eta) * Jets.CountWhere(k => k.Pt > j.Pt));
    [Feature] public bool AreAlike => Jets.All(j => Jets.All(k => k.Pt == j.Pt || k.Eta >= j.Eta && j.Pt > 30.GeV));

    [Selection] public bool First => Lepton.Pt > 10.GeV;
    [Selection] public bool Second2 => Jets.Count < 5;
    [Category] public Region Region => Jets.Count == 0 && Lepton.Eta > 0 ? Region.Low : Region.High;

    [RateNuisance(Prior.Normal, Mean = 1, Sigma = 0.1)]
    public double Norm(double s)
    {
        if (Source == Source.Signal)
        {
            return s;
        }

        return Source switch { Source.Other => s * s, _ => 1 };
    }

    private double? Leading => LeadingJet is null ? null : LeadingJet.Value.Eta;
    private double? Second => Jets.Has(1) ? Jets[1].Eta : null;
    private FourVector<Lab>? LeadingJet => Jets.Has(0) ? Jets[0] : null;
    private Energy? LeadingPt => LeadingJet?.Pt;
    private Energy? SubleadingPt => Jets.Has(1) ? Jets[1].Pt : null;
    private double Scale => Lepton.Pt / 1.GeV;
    private static double Twice(double x) => 2 * x;
    private static double Power(double x, int exponent) => Math.Pow(x, exponent);
    private Bodies Heavier(double factor) => this with { Lepton = Lepton.ScaledMomentum(factor) };
}

public static class Library
{
    public const double Factor = 3;

    public static double Thrice(double x)
    {
        double result = Factor * x;
        return result;
    }
}

public enum Source { Background, Signal, [ColumnValue("misc")] Other }

public enum Region { Low, High }
