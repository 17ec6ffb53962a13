namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>Where the passes keep what they compute, as columns of an <see cref="EventTile{T}"/>. Momenta take four: E, x, y, z.</summary>
internal static class Column
{
    /// <summary>How the boson was made, 0 or 1.</summary>
    public const int Component = 0;

    /// <summary>The number of jets that recoil.</summary>
    public const int JetCount = 1;

    /// <summary>x and y of what recoils beside the jets.</summary>
    public const int SoftX = 2, SoftY = 3;

    /// <summary>The first of the columns that decays begin with.</summary>
    public const int Given = 4;

    /// <summary>x and y of all that recoils.</summary>
    public const int SumX = Given, SumY = Given + 1;

    /// <summary>Rapidity of the boson or pair.</summary>
    public const int Rapidity = Given + 2;

    /// <summary>The mass of a boson, the mass of a pair above its particles'.</summary>
    public const int Mass = Given + 3;

    /// <summary>What the hadronic candidate and its boson are, see <see cref="HardPass"/>.</summary>
    public const int Topology = Given + 4;

    /// <summary>Which bosons a pair consists of.</summary>
    public const int Bosons = Given + 5;

    /// <summary>1 where the lepton of a W comes by way of a tau.</summary>
    public const int Origin = Given + 6;

    /// <summary>The recoiling jet that is taken for a tau; zero where none is.</summary>
    public const int TakenJet = Given + 7;

    /// <summary>The first of the columns that say what decays of a resonance can be selected, see <see cref="ResonancePass.Describe"/>.</summary>
    public const int Limits = Given + 11;

    /// <summary>Their number.</summary>
    public const int LimitCount = 8;

    /// <summary>The least sine of the angle between taus and beam with which both are in the detector's reach; above 1 where that cannot be. 0 of a pair.</summary>
    public const int LeastSine = Limits;

    /// <summary>The number of columns that decays begin with.</summary>
    public const int GivenCount = 11 + LimitCount;

    /// <summary>1 where the event has decays that may be selected.</summary>
    public const int IsComplete = Given + GivenCount;

    /// <summary>The first of the columns that decays fill.</summary>
    public const int Decays = IsComplete + 1;

    /// <summary>1 where the hadronic candidate is a jet.</summary>
    public const int IsFake = Decays;

    /// <summary>The lepton.</summary>
    public const int Lepton = Decays + 1;

    /// <summary>The hadronic candidate: the visible part of a tau, or a jet.</summary>
    public const int Tau = Decays + 5;

    /// <summary>The sum of the neutrinos and of what is lost.</summary>
    public const int Invisible = Decays + 9;

    /// <summary>Measured over true momentum of the lepton, and of the hadronic candidate.</summary>
    public const int LeptonScale = Decays + 13, TauScale = Decays + 14;

    /// <summary>The columns up to here: what lepton and candidate are.</summary>
    public const int CandidateCount = 15;

    /// <summary>The jets of decays: <see cref="DecayJets"/> times x, y, pT and η. pT is 0 where there is none.</summary>
    public const int DecayJet = Decays + 15;

    /// <summary>The most jets that come of decays.</summary>
    public const int DecayJets = 4;

    /// <summary>The columns that decays fill.</summary>
    public const int DecayCount = 15 + (4 * DecayJets);

    /// <summary>The jets that recoil, likewise; they follow those of decays.</summary>
    public const int RecoilJet = Decays + DecayCount;

    /// <summary>The slots of jets: those of decays, then those that recoil.</summary>
    public const int JetSlots = DecayJets + TableLayout.RecoilJets;

    /// <summary>The first of the columns that a pass may use as it likes.</summary>
    public const int Scratch = RecoilJet + (4 * TableLayout.RecoilJets);

    /// <summary>x of a jet; y, pT and η follow.</summary>
    public static int JetX(int slot) => DecayJet + (4 * slot);

    /// <summary>pT of a jet.</summary>
    public static int JetPt(int slot) => JetX(slot) + 2;

    /// <summary>η of a jet.</summary>
    public static int JetEta(int slot) => JetX(slot) + 3;
}
