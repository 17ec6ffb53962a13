using static Mandelstam.Kinematics;

namespace Declarations;

/// <summary>Loops: over objects and by a number, that add up, choose, leave, go on and return.</summary>
[Event]
public partial record Loops
{
    [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
    [Column("jet{1,2,3,4}_{pt,eta,phi,m}", Absent = -25)] public partial UpTo4<FourVector<Lab>> Jets { get; init; }
    [Massless, Column("mu{1,2,3}_{pt,eta,phi}", Count = "n_mu", Absent = -25)] public partial UpTo3<FourVector<Lab>> Muons { get; init; }
    [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }

    [Feature]
    public Energy ScalarSum
    {
        get
        {
            Energy sum = Lepton.Pt;
            foreach (var j in Jets)
            {
                sum += j.Pt;
            }

            return sum;
        }
    }

    [Feature]
    public Energy HardMass
    {
        get
        {
            var sum = FourVector<Lab>.Zero;
            foreach (var j in Jets)
            {
                double distance = DeltaR(j, Lepton, Convention.Eta);
                if (j.Pt < 20.GeV || distance < 0.4)
                {
                    continue;
                }

                sum += j;
            }

            return sum.Mass;
        }
    }

    [Feature]
    public Energy Recoil
    {
        get
        {
            TransverseVector<Lab> recoil = Met;
            foreach (var muon in Muons)
            {
                recoil -= muon.Transverse;
            }

            return recoil.Pt;
        }
    }

    [Feature]
    public int Pairs
    {
        get
        {
            int central = 0, forward = 0;
            foreach (var a in Jets)
            {
                foreach (var b in Muons)
                {
                    if (DeltaR(a, b, Convention.Eta) > 0.7)
                    {
                        central++;
                    }
                    else
                    {
                        forward += 10;
                    }
                }
            }

            return central - forward;
        }
    }

    [Feature(Absent = -9)]
    public Energy? ClosestToZ
    {
        get
        {
            FourVector<Lab>? best = null;
            for (int i = 0; i < 3; i++)
            {
                for (int k = i + 1; k < 3; k++)
                {
                    if (!Muons.Has(i) || !Muons.Has(k))
                    {
                        continue;
                    }

                    var pair = Muons[i] + Muons[k];
                    if (best is not { } other || Abs(pair.Mass - 91.2.GeV) < Abs(other.Mass - 91.2.GeV))
                    {
                        best = pair;
                    }
                }
            }

            return best?.Mass;
        }
    }

    [Feature]
    public double FirstCentral
    {
        get
        {
            foreach (var j in Jets)
            {
                if (Abs(j.Eta) < 1.5)
                {
                    return j.Pt / Lepton.Pt;
                }
            }

            return -1;
        }
    }

    [Feature(Absent = -9)]
    public double? FirstFar
    {
        get
        {
            foreach (var j in Jets)
            {
                foreach (var m in Muons)
                {
                    if (DeltaR(j, m, Convention.Eta) > 2)
                    {
                        return j.Eta < 0 ? null : DeltaPhi(j, m).Value;
                    }
                }
            }

            return 4;
        }
    }

    [Feature]
    public double Alternating
    {
        get
        {
            double sum = 0, sign = 1;
            for (int i = 0; i < 4 && Jets.Has(i); i++)
            {
                sum += sign * Jets[i].Eta;
                sign = -sign;
            }

            return sum;
        }
    }

    [Feature]
    public double UntilFull
    {
        get
        {
            double sum = 0;
            int count = 0;
            foreach (var j in Jets.Where(j => j.Pt > 10.GeV))
            {
                if (count == 2)
                {
                    break;
                }

                (double x, double y) = (j.Eta, j.Phi.Value);
                sum += x * Math.Cos(y);
                count += 1;
            }

            return sum + (10 * count);
        }
    }

    [Feature]
    public double Weighted
    {
        get
        {
            double result = 0;
            foreach (double x in new[] { Lepton.Eta, Met.Pt.InGeV / 100, 0.5 })
            {
                double weight;
                switch (x)
                {
                    case < 0:
                        weight = 2;
                        break;
                    case > 1:
                        continue;
                    default:
                        weight = 1;
                        break;
                }

                result += weight * x;
            }

            return result;
        }
    }

    [Feature]
    public double Descending
    {
        get
        {
            int n = Math.Min(Muons.Count, 3);
            double fold = 0;
            for (int i = 2; i >= 0; i -= 1)
            {
                fold = (fold / 2) + (i < n ? Muons[i].Eta : 0);
            }

            return fold;
        }
    }

    [Feature]
    public double Counted
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < Math.Min(Muons.Count, 3); i++)
            {
                sum += Muons[i].Eta * (i + 1);
            }

            return sum;
        }
    }

    [Feature]
    public Energy MostCentralPt => MostCentral(Lepton).Pt;

    [Feature]
    public double Spread
    {
        get
        {
            var (low, high) = Range();
            return high - low;

            (double Low, double High) Range()
            {
                double least = Lepton.Eta, most = Lepton.Eta;
                foreach (var j in Jets)
                {
                    if (j.Eta < least)
                    {
                        least = j.Eta;
                    }

                    if (j.Eta > most)
                    {
                        most = j.Eta;
                    }
                }

                return (least, most);
            }
        }
    }

    [Feature]
    public double NearestInTurn
    {
        get
        {
            double sum = 0;
            foreach (var j in Jets)
            {
                sum += Nearest(j) * Muons.Sum(m =>
                {
                    foreach (var other in Jets)
                    {
                        if (other.Pt > m.Pt)
                        {
                            return 2.0;
                        }
                    }

                    return 1.0;
                });
                if (sum > 20)
                {
                    return -2;
                }
            }

            return sum;

            double Nearest(FourVector<Lab> to)
            {
                foreach (var m in Muons)
                {
                    double distance = DeltaR(m, to, Convention.Eta);
                    if (distance < 3)
                    {
                        return distance;
                    }
                }

                return 5;
            }
        }
    }

    [Feature]
    public InverseGeV2 AntiKt
    {
        get
        {
            InverseGeV2 least = 1 / Square(Lepton.Pt);
            for (int i = 0; i < 4; i++)
            {
                if (Jets.Has(i))
                {
                    least = Min(least, Max(1 / Square(Jets[i].Pt), 1 / Square(Lepton.Pt)) * Square(DeltaR(Jets[i], Lepton, Convention.Eta)));
                }
            }

            return least * Square(DeltaPhi(Met, Lepton).Value);
        }
    }

    // From both ends, two numbers at a time.
    [Feature]
    public double Inwards
    {
        get
        {
            double sum = 0;
            for (int i = 0, k = 3; i < k; i++, k--)
            {
                sum += Jets.Has(i) && Jets.Has(k) ? (i + 1) * DeltaR(Jets[i], Jets[k], Convention.Eta) : k;
            }

            for (int i = 0, last = Math.Min(Muons.Count, 3), seen = 0; i != 3; i++)
            {
                seen += i < last ? 1 : 0;
                if (seen == 2)
                {
                    continue;
                }

                sum += seen * (i < last ? Muons[i].Eta : 1);
            }

            return sum;
        }
    }

    [Feature]
    public double OverPairs
    {
        get
        {
            double sum = 0;
            foreach (var (a, weight) in new[] { (Lepton, 1.0), (Jets.Sum(j => j), Lepton.Eta) })
            {
                foreach ((TransverseVector<Lab> b, _) in new[] { (Met, 1), (Lepton.Transverse + Met, 2) })
                {
                    sum += weight * b.X / (a.E + 1.GeV);
                }
            }

            return sum;
        }
    }

    [Feature]
    public Energy OverLegs
    {
        get
        {
            FourVector<Lab>[] legs = [Lepton, Lepton + Jets.Sum(j => j), Muons.Sum(m => m)];
            Energy most = legs[0].Pt;
            for (int i = 0; i < legs.Length; i++)
            {
                for (int k = i + 1; k < legs.Length; k++)
                {
                    most = Max(most, (legs[i] + legs[k]).Mass);
                }
            }

            foreach (var jet in Jets)
            {
                IReadOnlyList<Energy> sides = [jet.Px, jet.Py];
                foreach (Energy side in sides)
                {
                    if (side < 0)
                    {
                        break;
                    }

                    most += side / sides.Count;
                }
            }

            foreach (var leg in legs)
            {
                most += leg.Pt / 4;
            }

            return most;
        }
    }

    [Feature]
    public double Halving
    {
        get
        {
            FourVector<Lab>[] legs = [Lepton, MostCentral(Lepton)];
            double sum = 0, weight = 1;
            int i = 0;
            while (i < 4 && Jets.Has(i))
            {
                if (Jets[i].Pt > 80.GeV)
                {
                    sum += 1;
                    break;
                }

                sum += weight * Jets[i].Eta;
                weight *= 0.5;
                i++;
            }

            for (int k = 3; k > 0; k--, weight /= 2)
            {
                if (Jets.Has(k))
                {
                    sum += weight * DeltaPhi(Jets[k] + legs[^1], legs[^2]).Value;
                }
            }

            return sum;
        }
    }

    [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.02, Min = 0.5, Max = 1.5)]
    public Loops JetScale(double scale)
    {
        TransverseVector<Lab> met = Met;
        foreach (var j in Jets)
        {
            met += (1 - scale) * j.Transverse;
        }

        return this with { Jets = Jets.Map(j => j.ScaledMomentum(scale)), Met = met };
    }

    [Selection]
    public bool Selected
    {
        get
        {
            foreach (var j in Jets)
            {
                if (j.Pt > 5.GeV)
                {
                    return true;
                }
            }

            return Lepton.Pt > 30.GeV;
        }
    }

    private FourVector<Lab> MostCentral(FourVector<Lab> start)
    {
        FourVector<Lab> best = start;
        foreach (var j in Jets)
        {
            if (Abs(j.Eta) < Abs(best.Eta))
            {
                best = j;
            }
        }

        return best;
    }
}
