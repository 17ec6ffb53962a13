using System.Runtime.CompilerServices;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Detector;

/// <summary>Lepton and hadronic candidate as the detector measures them, and whether it finds them: efficiencies, resolutions, thresholds.</summary>
/// <remarks>In <see cref="Column.IsComplete"/> is 1 where a row goes on; every method takes rows out.</remarks>
internal static class CandidatePass
{
    // sinh²(2.5) and sinh²(2.6): |η| below as |pz| < sinh(η)·pT.
    private const double LeptonReach = 36.608;

    private const int S = Column.Scratch + 20;
    private const int Found = S, LogPt = S + 1, Eta = S + 2, Draw = S + 3, TauRow = S + 4, FakeRow = S + 5, TauResponse = S + 6, FakeResponse = S + 7, Normal = S + 8, Threshold = S + 10;

    /// <summary>Whether the candidate is where it can be measured at all.</summary>
    /// <param name="tile">Rows with a candidate.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ReachTau<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            TakeOut(tile, row, Reaches(tile.ReadMomentum(Column.Tau, row), HardPass.LeastTauPt, HardPass.TauReach));
        }
    }

    /// <summary>Whether the lepton is where it can be measured at all.</summary>
    /// <param name="tile">Rows with a lepton.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ReachLepton<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            TakeOut(tile, row, Reaches(tile.ReadMomentum(Column.Lepton, row), HardPass.LeastLeptonPt, LeptonReach));
        }
    }

    /// <summary>Fills <see cref="Column.LeptonScale"/>; the lepton has to be found and above its threshold.</summary>
    /// <param name="tile">Rows with a lepton.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MeasureLepton<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        Describe(tile, Column.Lepton);
        tile.Efficiency(TableLayout.LeptonEfficiency, null, Eta, Draw, Found);
        tile.Efficiency(TableLayout.LeptonTurnOn, null, LogPt, Draw, Found);
        tile.Normals(Normal);
        tile.Uniforms(Draw);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T scale = T.MultiplyAdd(T.All(DetectorResponse.LeptonResolution), tile.Read(Normal, row), T.All(1));
            T isFound = T.Less(tile.Read(Draw, row), tile.Read(Found, row)) & T.LessOrEqual(T.All(DetectorResponse.LeptonThreshold), scale * T.Sqrt(tile.ReadMomentum(Column.Lepton, row).Pt2));
            tile.Write(Column.LeptonScale, row, scale);
            TakeOut(tile, row, isFound);
        }
    }

    /// <summary>Fills <see cref="Column.TauScale"/>; the candidate has to be found and above its threshold.</summary>
    /// <param name="tile">Rows with a candidate.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MeasureTau<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1);
        Describe(tile, Column.Tau);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            // Classes of pT: below 35 GeV, 60 GeV, above.
            T pt2 = tile.ReadMomentum(Column.Tau, row).Pt2;
            T ptClass = T.Select(T.Less(pt2, T.All(35 * 35)), zero, T.Select(T.Less(pt2, T.All(60 * 60)), one, T.All(2)));
            T isReal = T.Equal(tile.Read(Column.IsFake, row), zero);
            tile.Write(TauRow, row, T.Select(isReal, ptClass, -one));
            tile.Write(FakeRow, row, T.Select(isReal, -one, zero));
        }

        tile.Efficiency(TableLayout.TauEfficiency, Column.IsFake, Eta, Draw, Found);
        tile.Efficiency(TableLayout.TauTurnOn, Column.IsFake, LogPt, Draw, Found);
        tile.Draw(TableLayout.TauResponse, TauRow, TauResponse, hats: true);
        tile.Draw(TableLayout.FakeResponse, FakeRow, FakeResponse, hats: true);
        tile.Uniforms(Draw);
        tile.Uniforms(Threshold, 2);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T scale = T.Select(T.Equal(tile.Read(Column.IsFake, row), zero), tile.Read(TauResponse, row), tile.Read(FakeResponse, row));
            T threshold = T.MultiplyAdd(T.All(DetectorResponse.TauThresholdWidth), tile.Read(Threshold, row) + tile.Read(Threshold + 1, row) - one, T.All(DetectorResponse.TauThreshold));
            T isFound = T.Less(tile.Read(Draw, row), tile.Read(Found, row)) & T.Less(threshold, scale * T.Sqrt(tile.ReadMomentum(Column.Tau, row).Pt2));
            tile.Write(Column.TauScale, row, scale);
            TakeOut(tile, row, isFound);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TakeOut<T>(EventTile<T> tile, int row, T unless)
        where T : struct, IDoubleLanes<T> => tile.Write(Column.IsComplete, row, unless & tile.Read(Column.IsComplete, row));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reaches<T>(in LaneMomentum<T> p, double least, double reach)
        where T : struct, IDoubleLanes<T>
    {
        T pt2 = p.Pt2;
        return T.LessOrEqual(T.All(least * least), pt2) & T.Less(p.Z * p.Z, T.All(reach) * pt2);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Describe<T>(EventTile<T> tile, int momentum)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            // Rows that are not in reach have to have numbers, too.
            LaneMomentum<T> p = tile.ReadMomentum(momentum, row);
            T pt2 = T.Max(T.All(1e-6), p.Pt2), inverse = T.All(1) / T.Sqrt(pt2);
            tile.Write(Found, row, T.All(1));
            tile.Write(LogPt, row, T.All(0.5) * UnitMath<T>.Log(pt2));
            T slope = T.Abs(p.Z) * inverse;
            tile.Write(Eta, row, UnitMath<T>.Log(slope + T.Sqrt(T.MultiplyAdd(slope, slope, T.All(1)))));
        }
    }
}
