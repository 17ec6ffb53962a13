using System.Runtime.CompilerServices;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>Jets and soft particles that recoil against a boson or a pair, and its rapidity, from tables.</summary>
/// <remarks>The transverse momentum of the boson or pair is the opposite of their sum, so that momentum balances.</remarks>
internal static class RecoilPass
{
    private const int Condition = Column.Scratch, A = Column.Scratch + 1, B = Column.Scratch + 2, Sign = Column.Scratch + 3;
    private const int SumX = Column.SumX, SumY = Column.SumY, LogPt = Column.Scratch + 6, Sine = Column.Scratch + 7, Cosine = Column.Scratch + 8;
    private const int FirstEta = Column.Scratch + 9, Ratio = Column.Scratch + 10, PtClass = Column.Scratch + 11;

    // Rows with more than two jets: their number, ln pT of the jet before, the sum, and the jet that is drawn.
    private const int More = Column.Scratch + 12;

    private const int FirstJet = Column.DecayJets;

    private static readonly double _logLeast = Math.Log(TableLayout.LeastJetPt);

    /// <summary>Draws.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe void Run<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1), two = T.All(2), three = T.All(3), four = T.All(4);
        tile.Draw(TableLayout.Component, null, Column.Component, hats: false);
        tile.Draw(TableLayout.Jets, Column.Component, Column.JetCount, hats: false);
        tile.Azimuths(Sine);

        // The leading jet.
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T n = tile.Read(Column.JetCount, row);
            tile.Write(Condition, row, T.Select(T.Equal(n, zero), -one, (three * tile.Read(Column.Component, row)) + T.Min(n, three) - one));
        }

        tile.Draw(TableLayout.LeadingPt, Condition, LogPt, hats: true);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T logPt = tile.Read(LogPt, row), n = tile.Read(Column.JetCount, row);
            T ptClass = Class(logPt, 3.5553, 4.3820);
            tile.Write(PtClass, row, ptClass);
            tile.Write(LogPt, row, logPt - T.All(_logLeast));
            T condition = tile.Read(Condition, row);
            tile.Write(Condition, row, T.Select(T.Less(condition, zero), -one, (three * condition) + ptClass));
            T pt = T.Select(T.Less(n, one), zero, DoubleMath<T>.Exp(logPt));
            WriteJet(tile, FirstJet, row, pt, tile.Read(Sine, row), tile.Read(Cosine, row));
            tile.Write(SumX, row, pt * tile.Read(Cosine, row));
            tile.Write(SumY, row, pt * tile.Read(Sine, row));
        }

        tile.Draw(TableLayout.LeadingEta, Condition, FirstEta, hats: true);
        SecondJet(tile);
        MoreJets(tile);

        // What is soft.
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T n = T.Min(tile.Read(Column.JetCount, row), three);
            tile.Write(Condition, row, (four * tile.Read(Column.Component, row)) + n);
        }

        tile.Draw(TableLayout.SoftPt, Condition, A, hats: true);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T root = tile.Read(A, row), n = tile.Read(Column.JetCount, row);
            T condition = (two * T.Select(T.Less(one, n), one, zero)) + T.Select(T.Less(root, T.All(3.4641)), zero, one);
            tile.Write(Condition, row, T.Select(T.Less(n, one), -one, condition));
        }

        tile.Draw(TableLayout.SoftAzimuth, Condition, B, hats: true);
        tile.Uniforms(Sign);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T root = tile.Read(A, row), n = tile.Read(Column.JetCount, row);
            T sin = Turn(tile, row, tile.Read(Sine, row), tile.Read(Cosine, row), out T cos);
            T isAlone = T.Less(n, one);
            T x = root * root * T.Select(isAlone, tile.Read(Cosine, row), cos), y = root * root * T.Select(isAlone, tile.Read(Sine, row), sin);
            tile.Write(Column.SoftX, row, x);
            tile.Write(Column.SoftY, row, y);
            tile.Write(SumX, row, tile.Read(SumX, row) + x);
            tile.Write(SumY, row, tile.Read(SumY, row) + y);
            T condition = T.Select(isAlone, zero, one + Class(tile.Read(FirstEta, row), 0.8, 1.8, 3) + T.Select(T.Less(one, n), four, zero));
            tile.Write(Condition, row, condition + (T.All(9) * tile.Read(Column.Component, row)));
        }

        tile.Draw(TableLayout.Rapidity, Condition, Column.Rapidity, hats: true);

        // Either direction along the beam is as good.
        tile.Uniforms(Sign);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T flip = Minus(tile, row);
            tile.Write(Column.Rapidity, row, tile.Read(Column.Rapidity, row) ^ flip);
            tile.Write(Column.JetEta(FirstJet), row, tile.Read(FirstEta, row) ^ flip);
            for (int jet = 1; jet < TableLayout.RecoilJets; jet++)
            {
                tile.Write(Column.JetEta(FirstJet + jet), row, tile.Read(Column.JetEta(FirstJet + jet), row) ^ flip);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SecondJet<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        T zero = T.All(0), one = T.All(1), two = T.All(2);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T n = tile.Read(Column.JetCount, row);
            T condition = (T.All(6) * tile.Read(Column.Component, row)) + (T.All(3) * T.Select(T.Less(two, n), one, zero)) + tile.Read(PtClass, row);
            tile.Write(Condition, row, T.Select(T.Less(n, two), -one, condition));
        }

        tile.Draw(TableLayout.SecondRatio, Condition, Ratio, hats: true);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T n = tile.Read(Column.JetCount, row);
            T logPt = tile.Read(Ratio, row) * tile.Read(LogPt, row);
            tile.Write(LogPt, row, logPt);
            T condition = (T.All(8) * tile.Read(Column.Component, row)) + (two * Class(tile.Read(FirstEta, row), 0.8, 1.8, 3)) + T.Select(T.Less(logPt, T.All(1.204)), zero, one);
            tile.Write(Condition, row, T.Select(T.Less(n, two), -one, condition));
        }

        tile.Draw(TableLayout.SecondEta, Condition, Column.JetEta(FirstJet + 1), hats: true);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T n = tile.Read(Column.JetCount, row);
            T isNear = T.Less(T.Abs(tile.Read(FirstEta, row) - tile.Read(Column.JetEta(FirstJet + 1), row)), two);
            T isUneven = T.Less(tile.Read(Ratio, row), T.All(0.7));
            T condition = (T.All(4) * tile.Read(Column.Component, row)) + (two * T.Select(isNear, one, zero)) + T.Select(isUneven, one, zero);
            tile.Write(Condition, row, T.Select(T.Less(n, two), -one, condition));
        }

        tile.Draw(TableLayout.SecondAzimuth, Condition, B, hats: true);
        tile.Uniforms(Sign);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T pt = T.Select(T.Less(tile.Read(Column.JetCount, row), two), zero, T.All(TableLayout.LeastJetPt) * DoubleMath<T>.Exp(tile.Read(LogPt, row)));
            T sin = Turn(tile, row, tile.Read(Sine, row), tile.Read(Cosine, row), out T cos);
            WriteJet(tile, FirstJet + 1, row, pt, sin, cos);
            tile.Write(SumX, row, T.MultiplyAdd(pt, cos, tile.Read(SumX, row)));
            tile.Write(SumY, row, T.MultiplyAdd(pt, sin, tile.Read(SumY, row)));
        }
    }

    // Few events have more than two jets: those are gathered in the first rows of some columns, and their jets spread.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void MoreJets<T>(EventTile<T> tile)
        where T : struct, IDoubleLanes<T>
    {
        new Span<double>(tile[Column.JetX(FirstJet + 2)], EventTile<T>.ColumnsApart(4 * (TableLayout.RecoilJets - 2))).Clear();
        Span<int> rows = stackalloc int[EventTile<T>.Rows];
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        double* jets = tile[Column.JetCount];
        for (int jet = 2; jet < TableLayout.RecoilJets; jet++)
        {
            int count = 0;
            foreach (int row in rows)
            {
                rows[count] = row;
                count += jets[row] > jet ? 1 : 0;
            }

            rows = rows[..count];
            if (count == 0)
            {
                tile.SkipNotes(3);
                continue;
            }

            tile.Take(rows, Column.JetCount, More);
            tile.Take(rows, LogPt, More + 1);
            tile.Take(rows, SumX, More + 2);
            tile.Take(rows, SumY, More + 3);
            int notes = tile.NoteCount;
            tile.Active = EventTile<T>.Whole(count);
            NextJet(tile, jet);
            tile.Active = EventTile<T>.Rows;
            tile.SpreadNotes(notes, rows);
            tile.Put(rows, More + 1, LogPt);
            tile.Put(rows, More + 2, SumX);
            tile.Put(rows, More + 3, SumY);
            for (int i = 0; i < 4; i++)
            {
                tile.Put(rows, More + 4 + i, Column.JetX(FirstJet + jet) + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NextJet<T>(EventTile<T> tile, int jet)
        where T : struct, IDoubleLanes<T>
    {
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            tile.Write(Condition, row, jet == 2 ? T.Select(T.Less(T.All(3), tile.Read(More, row)), T.All(1), T.All(0)) : T.All(2));
        }

        tile.Draw(TableLayout.NextRatio, Condition, A, hats: true);
        tile.Draw(TableLayout.NextEta, null, More + 7, hats: true);
        tile.Draw(TableLayout.NextAzimuth, null, B, hats: true);
        tile.Uniforms(Sign);
        for (int row = 0; row < tile.Active; row += T.Width)
        {
            T logPt = tile.Read(A, row) * tile.Read(More + 1, row);
            T pt = T.All(TableLayout.LeastJetPt) * DoubleMath<T>.Exp(logPt);
            T x = tile.Read(More + 2, row), y = tile.Read(More + 3, row);
            T scale = T.All(-1) / T.Sqrt(T.MultiplyAdd(x, x, T.MultiplyAdd(y, y, T.All(1e-12))));
            T sin = Turn(tile, row, y * scale, x * scale, out T cos);
            tile.Write(More + 1, row, logPt);
            tile.Write(More + 2, row, T.MultiplyAdd(pt, cos, x));
            tile.Write(More + 3, row, T.MultiplyAdd(pt, sin, y));
            tile.Write(More + 4, row, pt * cos);
            tile.Write(More + 5, row, pt * sin);
            tile.Write(More + 6, row, pt);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteJet<T>(EventTile<T> tile, int slot, int row, T pt, T sin, T cos)
        where T : struct, IDoubleLanes<T>
    {
        tile.Write(Column.JetX(slot), row, pt * cos);
        tile.Write(Column.JetX(slot) + 1, row, pt * sin);
        tile.Write(Column.JetPt(slot), row, pt);
    }

    // A direction turned by the angle in B, to the side that Sign says.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Turn<T>(EventTile<T> tile, int row, T sin, T cos, out T turnedCos)
        where T : struct, IDoubleLanes<T>
    {
        T s = UnitMath<T>.SinCosTurns(tile.Read(B, row) * T.All(1 / Math.Tau), out T c) ^ Minus(tile, row);
        turnedCos = T.MultiplySubtract(cos, c, sin * s);
        return T.MultiplyAdd(sin, c, cos * s);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Minus<T>(EventTile<T> tile, int row)
        where T : struct, IDoubleLanes<T> => T.Less(tile.Read(Sign, row), T.All(0.5)) & T.All(-0.0);

    /// <summary>The number of bounds that a value is not below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Class<T>(T value, double first, double second)
        where T : struct, IDoubleLanes<T> => T.Select(T.Less(value, T.All(first)), T.All(0), T.Select(T.Less(value, T.All(second)), T.All(1), T.All(2)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Class<T>(T value, double first, double second, double third)
        where T : struct, IDoubleLanes<T> => Class(value, first, second) + T.Select(T.Less(value, T.All(third)), T.All(0), T.All(1));
}
