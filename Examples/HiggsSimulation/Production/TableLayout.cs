using System.Reflection;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>All tables of the simulation, with their conditions and variables; every process has numbers of its own for them.</summary>
/// <remarks>Momenta are in GeV. Conditions are numbered as <see cref="RecoilPass"/>, <see cref="HardPass"/> and <see cref="Detector.DetectorPass"/> use them.</remarks>
internal static class TableLayout
{
    /// <summary>The smallest transverse momentum of a jet that is drawn.</summary>
    public const double LeastJetPt = 12;

    /// <summary>The most recoiling jets.</summary>
    public const int RecoilJets = 6;

    private static int _end;

    /// <summary>How the boson was made: for the Higgs boson gluon fusion and vector-boson fusion.</summary>
    public static TableShape Component { get; } = Add("component", 1, 2);

    /// <summary>The number of recoiling jets; by component.</summary>
    public static TableShape Jets { get; } = Add("jets", 2, RecoilJets + 1);

    /// <summary>ln pT of the leading jet; by component and number of jets (1, 2, more).</summary>
    public static TableShape LeadingPt { get; } = Add("leading pt", 6, 24, Math.Log(LeastJetPt), Math.Log(1200));

    /// <summary>|η| of the leading jet; by component, number of jets (1, 2, more), pT (below 35, 80, above).</summary>
    public static TableShape LeadingEta { get; } = Add("leading eta", 18, 14, 0, 4.9);

    /// <summary>ln(pT₂/12)/ln(pT₁/12); by component, number of jets (2, more), pT₁ (below 35, 80, above).</summary>
    public static TableShape SecondRatio { get; } = Add("second ratio", 12, 10, 0, 1);

    /// <summary>η of the second jet, positive on the side of the first; by component, |η₁| (below 0.8, 1.8, 3, above), pT₂ below 40.</summary>
    public static TableShape SecondEta { get; } = Add("second eta", 16, 22, -4.9, 4.9);

    /// <summary>Azimuth between the first two jets; by component, |Δη| below 2, ratio below 0.7.</summary>
    public static TableShape SecondAzimuth { get; } = Add("second azimuth", 8, 10, 0, Math.PI);

    /// <summary>ln(pTⱼ/12)/ln(pTⱼ₋₁/12); for the third of three, the third of more, later ones.</summary>
    public static TableShape NextRatio { get; } = Add("next ratio", 3, 8, 0, 1);

    /// <summary>η of the third and later jets, positive on the side of the first.</summary>
    public static TableShape NextEta { get; } = Add("next eta", 1, 16, -4.9, 4.9);

    /// <summary>Azimuth of the third and later jets, to the opposite of the sum of those before.</summary>
    public static TableShape NextAzimuth { get; } = Add("next azimuth", 1, 8, 0, Math.PI);

    /// <summary>√pT of what recoils beside the jets; by component and number of jets (0 to 3 or more).</summary>
    public static TableShape SoftPt { get; } = Add("soft pt", 8, 18, 0, 9);

    /// <summary>Azimuth of what recoils beside the jets, to the first jet; one jet or more, above 12 GeV.</summary>
    public static TableShape SoftAzimuth { get; } = Add("soft azimuth", 4, 8, 0, Math.PI);

    /// <summary>Rapidity of the boson or pair, positive on the side of the first jet; by component; without jets, or by |η₁| as above and number of jets (1, more).</summary>
    public static TableShape Rapidity { get; } = Add("rapidity", 18, 20, -4, 4);

    /// <summary>The mass of the boson or pair, in the variables of <see cref="HardPass.ResonanceMass"/> and <see cref="HardPass.MassAboveThreshold"/>.</summary>
    public static TableShape Mass { get; } = Add("mass", 1, 32, 0, 1);

    /// <summary>|cos θ*| of a pair of heavy particles.</summary>
    public static TableShape ProductionAngle { get; } = Add("production angle", 1, 8, 0, 1);

    /// <summary>What the hadronic candidate and its boson are.</summary>
    public static TableShape Topology { get; } = Add("topology", 1, 4);

    /// <summary>Which bosons a pair consists of: WW, the lepton's a Z, the tau's a Z.</summary>
    public static TableShape Bosons { get; } = Add("bosons", 1, 3);

    /// <summary>The lepton of a W: prompt, or by way of a tau.</summary>
    public static TableShape LeptonOrigin { get; } = Add("lepton origin", 1, 2);

    /// <summary>cos θ of the charged lepton in the rest frame of a W that does not come of a top; the lepton's W, the tau's W.</summary>
    public static TableShape BosonAngle { get; } = Add("boson angle", 2, 8, -1, 1);

    /// <summary>The tau's decay: π, ρ, a₁, more pions.</summary>
    public static TableShape Channel { get; } = Add("channel", 1, 4);

    /// <summary>Measured pT of a tau over the true visible one; by true pT (below 35, 60, above).</summary>
    public static TableShape TauResponse { get; } = Add("tau response", 3, 14, 0.6, 1.4);

    /// <summary>Measured pT of a jet that is taken for a tau, over that of the jet.</summary>
    public static TableShape FakeResponse { get; } = Add("fake response", 1, 10, 0.4, 1.2);

    /// <summary>Width of the noise on each component of the soft missing momentum: 2, 4, 6, 8, 11, 15, 20 GeV; by number of jets (0, 1, 2, more).</summary>
    public static TableShape SoftNoise { get; } = Add("soft noise", 4, 7);

    /// <summary>Measured over true soft momentum; by number of jets (0, 1, 2, more).</summary>
    public static TableShape SoftResponse { get; } = Add("soft response", 4, 8, 0.2, 1.4);

    /// <summary>Whether the missing momentum knows of the error of the tau's momentum: of the true one, of the measured one.</summary>
    public static TableShape TauInMissing { get; } = Add("tau in missing momentum", 1, 2);

    /// <summary>Whether the missing momentum knows of the error of the jets' momenta: of the true ones, of the measured ones; by number of jets (1, more).</summary>
    public static TableShape JetsInMissing { get; } = Add("jets in missing momentum", 2, 2);

    /// <summary>Efficiency for the lepton by |η|, relative to the best.</summary>
    public static TableShape LeptonEfficiency { get; } = Add("lepton efficiency", 1, 25, 0, 2.5, isEfficiency: true);

    /// <summary>Efficiency for the lepton by ln pT, relative to the best.</summary>
    public static TableShape LeptonTurnOn { get; } = Add("lepton turn-on", 1, 12, Math.Log(20), Math.Log(120), isEfficiency: true);

    /// <summary>Efficiency for the tau by |η|, relative to the best; for jets that are taken for one.</summary>
    public static TableShape TauEfficiency { get; } = Add("tau efficiency", 2, 13, 0, 2.6, isEfficiency: true);

    /// <summary>Efficiency for the tau by ln pT, relative to the best; for jets that are taken for one.</summary>
    public static TableShape TauTurnOn { get; } = Add("tau turn-on", 2, 12, Math.Log(22), Math.Log(200), isEfficiency: true);

    /// <summary>The tables, in order.</summary>
    public static IReadOnlyList<TableShape> All { get; } =
        [.. typeof(TableLayout).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(static p => p.PropertyType == typeof(TableShape)).Select(static p => (TableShape)p.GetValue(null)!).OrderBy(static t => t.First)];

    /// <summary>The numbers of all tables.</summary>
    public static int Numbers => _end;

    private static TableShape Add(string name, int conditions, int cells, double low = 0, double high = 0, bool isEfficiency = false)
    {
        TableShape shape = new(name, conditions, cells, low, high, isEfficiency) { First = _end };
        _end = shape.End;
        return shape;
    }
}
