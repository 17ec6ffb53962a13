using static Mandelstam.Kinematics;

/// <summary>In the global namespace, inside two other types.</summary>
public static partial class Outer
{
    public partial struct Middle
    {
        /// <summary>Four objects of which any may be missing.</summary>
        [Event]
        public partial record Nested
        {
            [Massless, Column("jet{1,2,3,4}_{pt,eta,phi}", Absent = -7)] public partial UpTo4<FourVector<Lab>> Jets { get; init; }
            [Massless, Column("mu1_{pt,eta,phi}", Count = "n_mu", Absent = 0)] public partial UpTo1<FourVector<Lab>> Muons { get; init; }

            [Feature("n_mu_after")] public int MuonCount => Muons.Count;
            [Feature] public int Count => Jets.Count;
            [Feature] public Energy Total => Jets.Sum(j => j).Mass;
            [Feature] public Energy TotalPt => Jets.Sum(j => j.Transverse).Pt;
            [Feature] public Energy Ht => Jets.Where(j => j.Pt > 30.GeV).Sum(Pt);
            [Feature] public int Central => Jets.CountWhere(j => Abs(j.Eta) < 2.5);
            [Feature] public bool AnyHard => Jets.Any(j => j.Pt > 100.GeV);
            [Feature] public bool AllSoft => Jets.All(j => j.Pt < 150.GeV);
            [Feature(Absent = -1)] public double? First => Jets.Has(0) ? Jets[0].Eta : null;
            [Feature(Absent = -1)] public double? Last => Jets.Has(3) ? Jets[3].Phi.Value : null;
            [Feature(Absent = -1)] public Energy? Together => Jets.Has(2) && Muons.Has(0) ? (Jets[2] + Muons[0]).Mass : null;
            [Category] public Side Side => Jets.Count >= 3 ? Side.Many : Muons.Count == 0 ? Side.None : Side.Few;
            [Correction] public Nested Hard() => this with { Jets = Jets.Where(j => j.Pt >= 20.GeV).Map(Widened) };

            [Nuisance(Prior.Normal, Mean = 1, Sigma = 0.1, Min = 0.5, Max = 1.5)]
            public Nested Jes(double jes) => this with { Jets = Jets.Map(j => j.ScaledMomentum(jes)) };

            private static FourVector<Lab> Widened(FourVector<Lab> jet) => FourVector.PtEtaPhi<Lab>(jet.Pt, new Pseudorapidity(1.01 * jet.Eta), jet.Phi);

            private static Energy Pt(FourVector<Lab> jet) => jet.Pt;
        }

        public enum Side { None, Few, Many }
    }
}
