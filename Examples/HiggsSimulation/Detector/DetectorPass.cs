using System.Runtime.CompilerServices;
using Mandelstam.Examples.HiggsSimulation.Production;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Detector;

/// <summary>What is measured of an event: smeared objects over their thresholds, the two leading jets, the missing momentum; rounded as the files are.</summary>
internal static class DetectorPass
{
    /// <summary>The measured columns, in the order of the files: the sixteen <c>PRI_*</c>.</summary>
    public const int Output = Column.Scratch;

    /// <summary>Their number.</summary>
    public const int Outputs = 16;

    /// <summary>1 where the event is selected.</summary>
    public const int Passes = Output + Outputs;

    private const int S = Passes + 1;
    private const int Condition = S, Normal = S + 1, SumX = S + 3, SumY = S + 4, Count = S + 5, Sum = S + 6, First = S + 7, Second = S + 11, Threshold = S + 15;
    private const int Noise = S + 17, Response = S + 18, LeptonX = S + 19, TauX = S + 21, InMissing = S + 23;
    private const double Decimals = 1000, Absent = -25;

    /// <summary>Measures.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe void Run<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        LeptonAndTau(tile);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T n = tile.Read(Column.JetCount, row);
            tile.Write(Condition, row, T.Select(T.Less(n, T.All(1)), T.All(-1), T.Select(T.Less(n, T.All(2)), T.All(0), T.All(1))));
        }

        tile.Draw(TableLayout.JetsInMissing, Condition, InMissing, hats: false);
        for (int slot = 0; slot < Column.JetSlots; slot += 2)
        {
            if (IsUsed(tile, slot) || IsUsed(tile, slot + 1))
            {
                tile.Normals(Normal);
                Jet(tile, slot, Normal);
                Jet(tile, slot + 1, Normal + 1);
            }
        }

        Soft(tile);
        Finish(tile);
    }

    private static unsafe bool IsUsed<T>(EventTile<T> tile, int slot)
        where T : struct, IDoubleLanes<T>
    {
        double* pt = tile[Column.JetPt(slot)];
        for (int row = 0; row < tile.Active; row++)
        {
            if (pt[row] > 0)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeptonAndTau<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1), cone2 = T.All(DetectorResponse.Cone * DetectorResponse.Cone);
        tile.Draw(TableLayout.TauInMissing, null, InMissing, hats: false);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            LaneMomentum<T> lepton = tile.ReadMomentum(Column.Lepton, row), tau = tile.ReadMomentum(Column.Tau, row);
            T leptonScale = tile.Read(Column.LeptonScale, row), tauScale = tile.Read(Column.TauScale, row);
            T leptonPt = T.Sqrt(lepton.Pt2), tauPt = T.Sqrt(tau.Pt2);
            T leptonEta = DoubleMath<T>.Asinh(lepton.Z / leptonPt), tauEta = DoubleMath<T>.Asinh(tau.Z / tauPt);
            leptonPt *= leptonScale;
            tauPt *= tauScale;
            tile.Write(Output, row, leptonPt);
            tile.Write(Output + 1, row, leptonEta);
            tile.Write(Output + 3, row, tauPt);
            tile.Write(Output + 4, row, tauEta);
            T lx = lepton.X * leptonScale, ly = lepton.Y * leptonScale, tx = tau.X * tauScale, ty = tau.Y * tauScale;
            tile.Write(LeptonX, row, lx);
            tile.Write(LeptonX + 1, row, ly);
            tile.Write(TauX, row, tx);
            tile.Write(TauX + 1, row, ty);
            T isKnown = T.Equal(tile.Read(InMissing, row), one);
            tile.Write(SumX, row, lx + T.Select(isKnown, tx, tau.X));
            tile.Write(SumY, row, ly + T.Select(isKnown, ty, tau.Y));
            tile.Write(Count, row, zero);
            tile.Write(Sum, row, zero);
            for (int i = 0; i < 4; i++)
            {
                tile.Write(First + i, row, zero);
                tile.Write(Second + i, row, zero);
            }

            T isApart = T.LessOrEqual(cone2, Distance2(leptonEta, lx, ly, leptonPt, tauEta, tx, ty, tauPt));
            tile.Write(Passes, row, T.Select(isApart, tile.Read(Column.IsComplete, row), zero));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Jet<T>(EventTile<T> tile, int slot, int normal)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1), cone2 = T.All(DetectorResponse.Cone * DetectorResponse.Cone);
        tile.Uniforms(Threshold, 2);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T truth = tile.Read(Column.JetPt(slot), row), eta = tile.Read(Column.JetEta(slot), row);
            T isThere = T.Less(zero, truth);
            T relative2 = T.All(DetectorResponse.JetConstant * DetectorResponse.JetConstant) + (T.All(DetectorResponse.JetStochastic * DetectorResponse.JetStochastic) / T.Max(truth, one));
            T scale = T.Max(zero, T.MultiplyAdd(T.Sqrt(relative2), tile.Read(normal, row), one));
            T pt = T.Select(isThere, truth * scale, zero);
            T x = T.Select(isThere, tile.Read(Column.JetX(slot), row) * scale, zero), y = T.Select(isThere, tile.Read(Column.JetX(slot) + 1, row) * scale, zero);
            T isKnown = T.Equal(tile.Read(InMissing, row), one);
            tile.Write(SumX, row, tile.Read(SumX, row) + T.Select(isKnown, x, tile.Read(Column.JetX(slot), row)));
            tile.Write(SumY, row, tile.Read(SumY, row) + T.Select(isKnown, y, tile.Read(Column.JetX(slot) + 1, row)));
            T threshold = T.MultiplyAdd(T.All(DetectorResponse.JetThresholdWidth), tile.Read(Threshold, row) + tile.Read(Threshold + 1, row) - one, T.All(DetectorResponse.JetThreshold));
            T toLepton = Distance2(eta, x, y, pt, tile.Read(Output + 1, row), tile.Read(LeptonX, row), tile.Read(LeptonX + 1, row), tile.Read(Output, row));
            T toTau = Distance2(eta, x, y, pt, tile.Read(Output + 4, row), tile.Read(TauX, row), tile.Read(TauX + 1, row), tile.Read(Output + 3, row));
            T isSeen = T.Less(threshold, pt) & T.Less(T.Abs(eta), T.All(DetectorResponse.JetEta)) & T.LessOrEqual(cone2, toLepton) & T.LessOrEqual(cone2, toTau);
            tile.Write(Count, row, tile.Read(Count, row) + T.Select(isSeen, one, zero));
            tile.Write(Sum, row, tile.Read(Sum, row) + T.Select(isSeen, pt, zero));

            // Into its place among the two leading ones.
            T firstPt = tile.Read(First, row), secondPt = tile.Read(Second, row);
            T isFirst = isSeen & T.Less(firstPt, pt), isSecond = isSeen & T.Less(secondPt, pt);
            Insert(tile, row, 0, pt, isFirst, isSecond);
            Insert(tile, row, 1, eta, isFirst, isSecond);
            Insert(tile, row, 2, x, isFirst, isSecond);
            Insert(tile, row, 3, y, isFirst, isSecond);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert<T>(EventTile<T> tile, int row, int component, T value, T isFirst, T isSecond)
        where T : struct, IDoubleLanes<T>
    {
        T first = tile.Read(First + component, row), second = tile.Read(Second + component, row);
        tile.Write(Second + component, row, T.Select(isFirst, first, T.Select(isSecond, value, second)));
        tile.Write(First + component, row, T.Select(isFirst, value, first));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void Soft<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        T three = T.All(3);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            tile.Write(Condition, row, T.Min(tile.Read(Count, row), three));
        }

        tile.Draw(TableLayout.SoftNoise, Condition, Noise, hats: false);
        tile.Draw(TableLayout.SoftResponse, Condition, Response, hats: true);
        tile.Normals(Normal);
        double* noise = tile[Noise];
        for (int row = 0; row < tile.Active; row++)
        {
            noise[row] = DetectorResponse.SoftNoise[(int)noise[row]];
        }

        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T width = tile.Read(Noise, row), response = tile.Read(Response, row);
            tile.Write(SumX, row, tile.Read(SumX, row) + (response * tile.Read(Column.SoftX, row)) + (width * tile.Read(Normal, row)));
            tile.Write(SumY, row, tile.Read(SumY, row) + (response * tile.Read(Column.SoftY, row)) + (width * tile.Read(Normal + 1, row)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Finish<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1), absent = T.All(Absent);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T count = tile.Read(Count, row);
            T hasFirst = T.LessOrEqual(one, count), hasSecond = T.Less(one, count);
            T overlap = hasSecond & T.Less(
                Distance2(
                    tile.Read(First + 1, row), tile.Read(First + 2, row), tile.Read(First + 3, row), tile.Read(First, row),
                    tile.Read(Second + 1, row), tile.Read(Second + 2, row), tile.Read(Second + 3, row), tile.Read(Second, row)),
                T.All(DetectorResponse.Cone * DetectorResponse.Cone));
            tile.Write(Passes, row, T.Select(overlap, zero, tile.Read(Passes, row)));
            Round(tile, row, Output, tile.Read(Output, row));
            Round(tile, row, Output + 1, tile.Read(Output + 1, row));
            Round(tile, row, Output + 2, DoubleMath<T>.Atan2(tile.Read(LeptonX + 1, row), tile.Read(LeptonX, row)));
            Round(tile, row, Output + 3, tile.Read(Output + 3, row));
            Round(tile, row, Output + 4, tile.Read(Output + 4, row));
            Round(tile, row, Output + 5, DoubleMath<T>.Atan2(tile.Read(TauX + 1, row), tile.Read(TauX, row)));
            Round(tile, row, Output + 6, T.Select(hasFirst, tile.Read(First, row), absent));
            Round(tile, row, Output + 7, T.Select(hasFirst, tile.Read(First + 1, row), absent));
            Round(tile, row, Output + 8, T.Select(hasFirst, DoubleMath<T>.Atan2(tile.Read(First + 3, row), tile.Read(First + 2, row)), absent));
            Round(tile, row, Output + 9, T.Select(hasSecond, tile.Read(Second, row), absent));
            Round(tile, row, Output + 10, T.Select(hasSecond, tile.Read(Second + 1, row), absent));
            Round(tile, row, Output + 11, T.Select(hasSecond, DoubleMath<T>.Atan2(tile.Read(Second + 3, row), tile.Read(Second + 2, row)), absent));
            tile.Write(Output + 12, row, count);
            Round(tile, row, Output + 13, tile.Read(Sum, row));
            T x = -tile.Read(SumX, row), y = -tile.Read(SumY, row);
            Round(tile, row, Output + 14, T.Sqrt(T.MultiplyAdd(x, x, y * y)));
            Round(tile, row, Output + 15, DoubleMath<T>.Atan2(y, x));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<T>(EventTile<T> tile, int row, int column, T value)
        where T : struct, IDoubleLanes<T> => tile.Write(column, row, DoubleMath<T>.Round(value, Decimals));

    /// <summary>Δη² + Δφ², good to a percent where it is below one, from 1 − cos Δφ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Distance2<T>(T eta1, T x1, T y1, T pt1, T eta2, T x2, T y2, T pt2)
        where T : struct, IDoubleLanes<T>
    {
        T gap = eta1 - eta2;
        T versine = T.All(1) - (T.MultiplyAdd(x1, x2, y1 * y2) / T.Max(T.All(1e-9), pt1 * pt2));
        T azimuth2 = versine * T.MultiplyAdd(T.All(4.0 / 45), versine * versine, T.MultiplyAdd(T.All(1.0 / 3), versine, T.All(2)));
        return T.MultiplyAdd(gap, gap, azimuth2);
    }
}
