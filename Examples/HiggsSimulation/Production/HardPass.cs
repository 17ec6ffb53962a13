using System.Runtime.CompilerServices;
using Mandelstam.Examples.HiggsSimulation.Decays;
using Mandelstam.Examples.HiggsUncertainty;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>The boson or pair on top of a recoil: its mass, and how lepton and hadronic candidate come about. What it decays into is drawn by <see cref="ResonancePass"/> and <see cref="PairPass"/>.</summary>
internal static class HardPass
{
    /// <summary>A trial event goes on only where its lepton is above this; a fluctuation of five sigma would lift it to the threshold.</summary>
    public const double LeastLeptonPt = 18.7;

    /// <summary>A trial event goes on only where its hadronic candidate is above this, before it is measured.</summary>
    public const double LeastTauPt = 18;

    /// <summary>sinh² of the largest |η| of a hadronic candidate that goes on.</summary>
    public const double TauReach = 44.82;

    /// <summary>−A_τ, the polarisation of the taus of a Z, averaged over angles: S. Schael et al., Phys. Rept. 427 (2006) 257.</summary>
    public const double TauPolarisation = -0.1465;

    /// <summary>Mass and width of the Z in GeV: Particle Data Group, Phys. Rev. D 110, 030001 (2024).</summary>
    public const double ZMass = 91.188, ZWidth = 2.4955;

    // The sample's Higgs boson weighs 125 GeV.
    private const double HiggsMass = 125;

    /// <summary>The mass of a Z or γ* in GeV as a function of the variable of its table.</summary>
    public static double ResonanceMass(double v) => ZMass + (0.5 * ZWidth * Math.Sinh(-4.4 + (10.4 * v)));

    /// <summary>The mass of a pair above twice the particle's mass, in GeV, as a function of the variable of its table.</summary>
    public static double MassAboveThreshold(double v) => 50 * (Math.Exp(3.6 * v) - 1);

    /// <summary>What a boson or pair is before it decays.</summary>
    /// <param name="tile">Rows with their recoil.</param>
    /// <param name="process">The process.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DrawSystem<T>(EventTile<T> tile, Process process)
        where T : struct, IDoubleLanes<T>
    {
        const int Condition = Column.Scratch, Pick = Condition + 1;
        T zero = T.All(0), one = T.All(1), two = T.All(2);
        bool isResonance = process is Process.ZTauTau or Process.HTauTau;
        if (process != Process.HTauTau)
        {
            tile.Draw(TableLayout.Mass, null, Column.Mass, hats: true);
        }

        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T v = tile.Read(Column.Mass, row);
            T mass = process switch
            {
                Process.HTauTau => T.All(HiggsMass),
                Process.ZTauTau => T.MultiplyAdd(T.All(0.5 * ZWidth), DoubleMath<T>.Sinh(T.MultiplyAdd(T.All(10.4), v, T.All(-4.4))), T.All(ZMass)),
                _ => T.All(50) * (DoubleMath<T>.Exp(T.All(3.6) * v) - one),
            };
            tile.Write(Column.Mass, row, mass);
            tile.Write(Column.LeastSine, row, zero);
            T hasNoJet = T.Less(tile.Read(Column.JetCount, row), one);
            tile.Write(Condition, row, isResonance ? T.Select(hasNoJet, -one, zero) : zero);
            for (int i = 0; i < 4; i++)
            {
                tile.Write(Column.TakenJet + i, row, zero);
            }
        }

        tile.Draw(TableLayout.Topology, Condition, Column.Topology, hats: false);
        if (isResonance)
        {
            TakeJetForTau(tile, Condition, Pick);
            ResonancePass.Describe(tile, process == Process.HTauTau);
            return;
        }

        bool isTop = process == Process.TopPair;
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isPlain = T.Equal(tile.Read(Column.Topology, row), zero);
            tile.Write(Condition, row, isTop ? -one : T.Select(isPlain, zero, -one));
        }

        tile.Draw(TableLayout.Bosons, Condition, Column.Bosons, hats: false);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T isOfZ = T.Equal(tile.Read(Column.Topology, row), one) | T.Equal(tile.Read(Column.Topology, row), two);
            tile.Write(Condition, row, isTop ? zero : T.Select(isOfZ, -one, zero));
        }

        tile.Draw(TableLayout.LeptonOrigin, Condition, Column.Origin, hats: false);
    }

    /// <summary>Boson or pair of this mass that the recoil and the rapidity leave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneMomentum<T> System<T>(EventTile<T> tile, int row, T mass)
        where T : struct, IDoubleLanes<T>
    {
        T x = -tile.Read(Column.SumX, row), y = -tile.Read(Column.SumY, row);
        T transverse = T.Sqrt(T.MultiplyAdd(mass, mass, T.MultiplyAdd(x, x, y * y)));
        T growth = DoubleMath<T>.Exp(tile.Read(Column.Rapidity, row)), decline = T.All(1) / growth;
        T half = T.All(0.5) * transverse;
        return new(half * (growth + decline), x, y, half * (growth - decline));
    }

    /// <summary>Writes a momentum as a jet of decays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteJet<T>(EventTile<T> tile, int slot, int row, in LaneMomentum<T> p)
        where T : struct, IDoubleLanes<T>
    {
        T pt = T.Sqrt(p.Pt2);
        tile.Write(Column.JetX(slot), row, p.X);
        tile.Write(Column.JetX(slot) + 1, row, p.Y);
        tile.Write(Column.JetPt(slot), row, pt);
        tile.Write(Column.JetEta(slot), row, DoubleMath<T>.Asinh(p.Z / T.Max(pt, T.All(1e-9))));
    }

    /// <summary>No jets of decays from a slot on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe void ClearDecayJets<T>(EventTile<T> tile, int from)
        where T : struct, IDoubleLanes<T>
    {
        for (int column = Column.JetX(from); column < Column.JetX(Column.DecayJets); column++)
        {
            new Span<double>(tile[column], tile.Active).Clear();
        }
    }

    // Topology 1: one of the recoiling jets, each as probable, is taken for the tau, and the tau is a jet.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void TakeJetForTau<T>(EventTile<T> tile, int condition, int pick)
        where T : struct, IDoubleLanes<T>
    {
        tile.Uniforms(pick);
        double* topology = tile[Column.Topology], jets = tile[Column.JetCount], hasJet = tile[condition], picked = tile[pick];
        for (int row = 0; row < tile.Active; row++)
        {
            if (topology[row] == 1 && hasJet[row] >= 0)
            {
                int jet = Column.DecayJets + (int)(picked[row] * jets[row]);
                double pt = tile[Column.JetPt(jet)][row], eta = tile[Column.JetEta(jet)][row];
                tile[Column.TakenJet][row] = pt * Math.Cosh(eta);
                tile[Column.TakenJet + 1][row] = tile[Column.JetX(jet)][row];
                tile[Column.TakenJet + 2][row] = tile[Column.JetX(jet) + 1][row];
                tile[Column.TakenJet + 3][row] = pt * Math.Sinh(eta);
                tile[Column.JetX(jet)][row] = tile[Column.JetX(jet) + 1][row] = tile[Column.JetPt(jet)][row] = tile[Column.JetEta(jet)][row] = 0;
            }
        }
    }
}
