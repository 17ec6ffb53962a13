using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Detector;

/// <summary>Lepton and hadronic candidate as the detector measures them, and whether it finds them: efficiencies, resolutions, thresholds.</summary>
internal static class CandidatePass
{
    // sinh²(2.5) and sinh²(2.6): |η| below as |pz| < sinh(η)·pT.
    private const double LeptonReach = 36.608;

    private const int S = Column.Scratch + 20;
    private const int Found = S, LeptonEta = S + 1, LeptonLogPt = S + 2, TauEta = S + 3, TauLogPt = S + 4, Draw = S + 5;
    private const int TauRow = S + 6, FakeRow = S + 7, TauResponse = S + 8, FakeResponse = S + 9, Normal = S + 10, Threshold = S + 12;

    /// <summary>Fills <see cref="Column.LeptonScale"/> and <see cref="Column.TauScale"/>, and <see cref="Column.IsComplete"/> with 1 where both are found.</summary>
    /// <param name="tile">Rows with decays.</param>
    public static void Run<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        Describe(tile);
        tile.Efficiency(TableLayout.LeptonEfficiency, null, LeptonEta, Draw, Found);
        tile.Efficiency(TableLayout.LeptonTurnOn, null, LeptonLogPt, Draw, Found);
        tile.Efficiency(TableLayout.TauEfficiency, Column.IsFake, TauEta, Draw, Found);
        tile.Efficiency(TableLayout.TauTurnOn, Column.IsFake, TauLogPt, Draw, Found);
        tile.Draw(TableLayout.TauResponse, TauRow, TauResponse, hats: true);
        tile.Draw(TableLayout.FakeResponse, FakeRow, FakeResponse, hats: true);
        tile.Normals(Normal);
        tile.Uniforms(Draw);
        tile.Uniforms(Threshold, 2);
        Measure(tile);
    }

    private static void Describe<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1), least = T.All(1e-6);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            LaneMomentum<T> lepton = tile.ReadMomentum(Column.Lepton, row), tau = tile.ReadMomentum(Column.Tau, row);
            T leptonPt2 = lepton.Pt2, tauPt2 = tau.Pt2;
            T reaches = T.LessOrEqual(T.All(HardPass.LeastLeptonPt * HardPass.LeastLeptonPt), leptonPt2)
                & T.LessOrEqual(T.All(HardPass.LeastTauPt * HardPass.LeastTauPt), tauPt2)
                & T.Less(lepton.Z * lepton.Z, T.All(LeptonReach) * leptonPt2)
                & T.Less(tau.Z * tau.Z, T.All(HardPass.TauReach) * tauPt2);
            tile.Write(Found, row, T.Select(reaches, one, zero));
            T leptonLog = T.All(0.5) * DoubleMath<T>.Log(T.Max(least, leptonPt2)), tauLog = T.All(0.5) * DoubleMath<T>.Log(T.Max(least, tauPt2));
            tile.Write(LeptonLogPt, row, leptonLog);
            tile.Write(TauLogPt, row, tauLog);
            tile.Write(LeptonEta, row, T.Abs(DoubleMath<T>.Asinh(lepton.Z / T.Sqrt(T.Max(least, leptonPt2)))));
            tile.Write(TauEta, row, T.Abs(DoubleMath<T>.Asinh(tau.Z / T.Sqrt(T.Max(least, tauPt2)))));

            // Classes of pT: below 35 GeV, 60 GeV, above.
            T ptClass = T.Select(T.Less(tauPt2, T.All(35 * 35)), zero, T.Select(T.Less(tauPt2, T.All(60 * 60)), one, T.All(2)));
            T isReal = T.Equal(tile.Read(Column.IsFake, row), zero);
            tile.Write(TauRow, row, T.Select(isReal, ptClass, -one));
            tile.Write(FakeRow, row, T.Select(isReal, -one, zero));
        }
    }

    private static void Measure<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            LaneMomentum<T> lepton = tile.ReadMomentum(Column.Lepton, row), tau = tile.ReadMomentum(Column.Tau, row);
            T leptonScale = T.MultiplyAdd(T.All(DetectorResponse.LeptonResolution), tile.Read(Normal, row), one);
            T tauScale = T.Select(T.Equal(tile.Read(Column.IsFake, row), zero), tile.Read(TauResponse, row), tile.Read(FakeResponse, row));
            T threshold = T.MultiplyAdd(T.All(DetectorResponse.TauThresholdWidth), tile.Read(Threshold, row) + tile.Read(Threshold + 1, row) - one, T.All(DetectorResponse.TauThreshold));
            T isFound = T.Less(tile.Read(Draw, row), tile.Read(Found, row))
                & T.LessOrEqual(T.All(DetectorResponse.LeptonThreshold), leptonScale * T.Sqrt(lepton.Pt2))
                & T.Less(threshold, tauScale * T.Sqrt(tau.Pt2));
            tile.Write(Column.LeptonScale, row, leptonScale);
            tile.Write(Column.TauScale, row, tauScale);
            tile.Write(Column.IsComplete, row, T.Select(isFound, one, zero));
        }
    }
}
