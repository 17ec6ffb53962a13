namespace Mandelstam.Generators.Tests.Rules;

/// <summary>Code of a user who has vectors in hand: a declaration, a raw tree, and a function of an analysis.</summary>
internal static class Analysis
{
    /// <summary>The function with the statements under test.</summary>
    /// <param name="statements">Marked statements.</param>
    /// <param name="members">Marked members beside the function.</param>
    public static string Of(string statements, string members = "") => $$"""
        using static Mandelstam.Kinematics;

        [Event]
        public partial record Toy
        {
            [Massless, Column("lep_{pt,eta,phi}")] public partial FourVector<Lab> Lepton { get; init; }
            [Massless, Column("had_{pt,eta,phi}")] public partial FourVector<Lab> Tau { get; init; }
            [Column("top_{pt,eta,phi,m}")] public partial FourVector<Lab> Top { get; init; }
            [Massless, Column("jet{1,2}_{pt,eta,phi}", Count = "n_jet", Absent = -25)] public partial UpTo2<FourVector<Lab>> Jets { get; init; }
            [Column("fat{1,2}_{pt,eta,phi,m}", Absent = -25)] public partial UpTo2<FourVector<Lab>> FatJets { get; init; }
            [Column("ht")] public partial Energy Ht { get; init; }
            [Column("track_pt")] public partial double TrackPt { get; init; }
            [Column("track_phi")] public partial double TrackPhi { get; init; }
            [Column("calo_energy", Unit = EnergyUnit.MeV)] public partial double CaloEnergy { get; init; }
            [MissingMomentum, Column("met", "met_phi")] public partial TransverseVector<Lab> Met { get; init; }
        }

        public sealed record Tree(double pt, double eta, double phi, double mass, double energy, double px, double py, double pz);

        public sealed class Z;

        public static class Analysis
        {
            public static void Run(
                Toy e, Toy f, Tree t, FourVector<Lab> p, FourVector<Lab> q, FourVector<Lab> z, FourVector<Lab> muLab, FourVector<Rest<Z>> nuInZ, FourVector<Rest> star)
            {
                {{statements}}
            }

            {{members}}
        }

        """;
}
