using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>Some rows of trial events in columns of float64, small enough to stay in the cache, with the generators that their random numbers come from.</summary>
/// <remarks>
/// Row r takes its numbers from generator r modulo 8, in the order of the calls, so that they depend neither on the width of the registers nor on how work
/// is shared out. Its loops are not inlined: each is compiled by itself, so that all that they call is.
/// </remarks>
/// <typeparam name="T">The register.</typeparam>
internal sealed unsafe class EventTile<T> : IDisposable
    where T : struct, IDoubleLanes<T>
{
    /// <summary>The rows.</summary>
    public const int Rows = 128;

    /// <summary>The rows that there is room for, beyond those that passes work on.</summary>
    public const int Capacity = 2 * Rows;

    /// <summary>Columns of values.</summary>
    public const int Columns = 160;

    /// <summary>Where a pass notes which cell of a table it has drawn.</summary>
    public const int Notes = 56;

    // Where draws keep what they look up.
    private const int Fetched = Columns + Notes, Temporary = 4;

    // A cache line more than the rows, so that columns do not share places of the cache.
    private const int Stride = Capacity + 8;
    private const int NoCell = -1;

    private readonly double* _memory = (double*)NativeMemory.AlignedAlloc((Columns + Notes + Temporary) * Stride * sizeof(double), 64);
    private readonly LaneRandom<T>[] _random = new LaneRandom<T>[LaneRandom<T>.Lanes / T.Width];

    /// <summary>The numbers to draw from.</summary>
    public required ProductionTables Tables { get; init; }

    /// <summary>The rows that passes work on, a multiple of eight; the others hold what they held.</summary>
    public int Active { get; set; } = Rows;

    /// <summary>Whether drawn cells are noted, for fits.</summary>
    public bool IsNoting { get; init; }

    /// <summary>The notes taken since <see cref="ClearNotes"/>.</summary>
    public int NoteCount { get; private set; }

    /// <summary>So many rows or a few more, that passes can work on.</summary>
    public static int Whole(int rows) => (rows + LaneRandom<T>.Lanes - 1) / LaneRandom<T>.Lanes * LaneRandom<T>.Lanes;

    /// <summary>The numbers from the first of one column to the first of another one.</summary>
    public static int ColumnsApart(int columns) => columns * Stride;

    /// <summary>Starts the generators of a block.</summary>
    public void Seed(ulong key, ulong block)
    {
        for (int i = 0; i < _random.Length; i++)
        {
            _random[i] = new(key, block, i * T.Width);
        }
    }

    /// <summary>Forgets all notes after some.</summary>
    public void ClearNotes(int keep = 0) => NoteCount = keep;

    /// <summary>A column.</summary>
    public double* this[int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _memory + (column * Stride);
    }

    /// <summary>Copies the marked ones of some numbers to consecutive places; up to seven beyond them may be overwritten.</summary>
    /// <param name="from">The numbers.</param>
    /// <param name="marks">For each all bits or none; for eight at a time.</param>
    /// <param name="counts">For each eight how many are marked.</param>
    /// <param name="eights">How many eights there are.</param>
    /// <param name="to">Takes the marked ones.</param>
    public static void CopyMarked(double* from, double* marks, int* counts, int eights, double* to)
    {
        for (int i = 0; i < eights; i++)
        {
            if (Avx512F.IsSupported)
            {
                Avx512F.Compress(Vector512<double>.Zero, Vector512.Load(marks + (8 * i)), Vector512.Load(from + (8 * i))).Store(to);
                to += counts[i];
                continue;
            }

            for (int row = 8 * i; row < (8 * i) + 8; row++)
            {
                *to = from[row];
                to -= (int)BitConverter.DoubleToInt64Bits(marks[row]);
            }
        }
    }

    /// <summary>Copies rows of a column to the first rows of another one.</summary>
    public void Take(ReadOnlySpan<int> rows, int from, int to)
    {
        double* source = this[from], target = this[to];
        for (int i = 0; i < rows.Length; i++)
        {
            target[i] = source[rows[i]];
        }
    }

    /// <summary>Copies the first rows of a column to rows of another one.</summary>
    public void Put(ReadOnlySpan<int> rows, int from, int to)
    {
        double* source = this[from], target = this[to];
        for (int i = 0; i < rows.Length; i++)
        {
            target[rows[i]] = source[i];
        }
    }

    /// <summary>A column of notes.</summary>
    public double* Note(int index) => _memory + ((Columns + index) * Stride);

    /// <summary>The rows that the registers of a pass take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read(int column, int row) => T.Read(this[column] + row);

    /// <summary>Writes rows of a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int column, int row, T value) => T.Write(value, this[column] + row);

    /// <summary>Reads a vector, whose components are in four columns: E, x, y, z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneMomentum<T> ReadMomentum(int column, int row) => new(Read(column, row), Read(column + 1, row), Read(column + 2, row), Read(column + 3, row));

    /// <summary>Writes a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int column, int row, in LaneMomentum<T> p)
    {
        Write(column, row, p.E);
        Write(column + 1, row, p.X);
        Write(column + 2, row, p.Y);
        Write(column + 3, row, p.Z);
    }

    /// <summary>Fills columns with uniform numbers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Uniforms(int first, int count = 1)
    {
        for (int g = 0; g < _random.Length; g++)
        {
            LaneRandom<T> random = _random[g];
            for (int column = first; column < first + count; column++)
            {
                double* to = this[column] + (g * T.Width);
                for (int row = 0; row < Active; row += LaneRandom<T>.Lanes)
                {
                    T.Write(random.NextUniform(), to + row);
                }
            }

            _random[g] = random;
        }
    }

    /// <summary>Fills columns with uniform numbers of 26 bits, two of a word: the upper half of each in the first columns, the lower half in as many further ones.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void UniformPairs(int first, int words)
    {
        for (int g = 0; g < _random.Length; g++)
        {
            LaneRandom<T> random = _random[g];
            for (int column = first; column < first + words; column++)
            {
                double* to = this[column] + (g * T.Width);
                for (int row = 0; row < Active; row += LaneRandom<T>.Lanes)
                {
                    T bits = random.NextBits();
                    T.Write(LaneRandom<T>.ToUniform(bits), to + row);
                    T.Write(LaneRandom<T>.ToUniform(T.ShiftLeft(bits, 26)), to + (words * Stride) + row);
                }
            }

            _random[g] = random;
        }
    }

    /// <summary>Fills two columns with sine and cosine of a uniform azimuth.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Azimuths(int sine)
    {
        for (int g = 0; g < _random.Length; g++)
        {
            LaneRandom<T> random = _random[g];
            double* to = this[sine] + (g * T.Width);
            for (int row = 0; row < Active; row += LaneRandom<T>.Lanes)
            {
                T s = random.NextSinCos(out T c);
                T.Write(s, to + row);
                T.Write(c, to + Stride + row);
            }

            _random[g] = random;
        }
    }

    /// <summary>Fills two columns with unit normal numbers (G. E. P. Box and M. E. Muller, Ann. Math. Statist. 29 (1958) 610).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Normals(int first)
    {
        for (int g = 0; g < _random.Length; g++)
        {
            LaneRandom<T> random = _random[g];
            double* to = this[first] + (g * T.Width);
            for (int row = 0; row < Active; row += LaneRandom<T>.Lanes)
            {
                T radius = T.Sqrt(T.All(-2) * UnitMath<T>.Log(random.NextUniform()));
                T s = random.NextSinCos(out T c);
                T.Write(radius * s, to + row);
                T.Write(radius * c, to + Stride + row);
            }

            _random[g] = random;
        }
    }

    /// <summary>Draws cells of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="condition">A column with the rows of the table; negative where nothing is drawn for an event (its result means nothing). Null: the first row.</param>
    /// <param name="to">Takes the cells, or the values of the variable.</param>
    /// <param name="hats">Whether the variable's values are wanted.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Draw(TableShape table, int? condition, int to, bool hats)
    {
        const int Index = Fetched, Rest = Fetched + 1, Keep = Fetched + 2, Alias = Fetched + 3;
        Uniforms(to);
        T cells = T.All(table.Cells), first = T.All(table.First), half = T.All(0.5), zero = T.All(0);
        for (int row = 0; row < Active; row += T.Width)
        {
            T scaled = Read(to, row) * cells;
            T cell = T.Round(scaled - half);
            T given = condition is int column ? T.Max(zero, Read(column, row)) : zero;
            Write(to, row, cell);
            Write(Rest, row, scaled - cell);
            Write(Index, row, T.MultiplyAdd(given, cells, first + cell) + T.Shifter);
        }

        fixed (double* keepAndAlias = Tables.KeepAndAlias)
        {
            FetchPairs(keepAndAlias, 2, Index, Keep, Alias);
        }

        for (int row = 0; row < Active; row += T.Width)
        {
            Write(to, row, T.Select(T.Less(Read(Rest, row), Read(Keep, row)), Read(to, row), Read(Alias, row)));
        }

        if (IsNoting)
        {
            TakeNote(table, condition, to);
        }

        if (hats)
        {
            SpreadHats(table, to);
        }
    }

    /// <summary>Interpolates functions that are tabulated at equal distances.</summary>
    /// <param name="functions">The values, function by function.</param>
    /// <param name="steps">The steps of a function, which has a value more than that.</param>
    /// <param name="which">A column with the number of the function.</param>
    /// <param name="at">A column with numbers in [0, 1); takes the values.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Interpolate(double[] functions, int steps, int which, int at)
    {
        const int Index = Fetched, Low = Fetched + 1, High = Fetched + 2;
        T scale = T.All(steps), values = T.All(steps + 1), half = T.All(0.5);
        for (int row = 0; row < Active; row += T.Width)
        {
            T scaled = Read(at, row) * scale;
            T step = T.Round(scaled - half);
            Write(at, row, scaled - step);
            Write(Index, row, T.MultiplyAdd(Read(which, row), values, step) + T.Shifter);
        }

        fixed (double* table = functions)
        {
            FetchPairs(table, 1, Index, Low, High);
        }

        for (int row = 0; row < Active; row += T.Width)
        {
            T low = Read(Low, row);
            Write(at, row, T.MultiplyAdd(Read(at, row), Read(High, row) - low, low));
        }
    }

    /// <summary>Multiplies by efficiencies, which go linearly from the middle of a cell to that of the next one.</summary>
    /// <remarks>One of the two cells is drawn by how near it is, which on average is the same, and lets fits know which cell an event depends on.</remarks>
    /// <param name="table">The table.</param>
    /// <param name="condition">A column with the rows of the table; null: the first row.</param>
    /// <param name="value">A column with the variable; beyond the range the outermost cells hold.</param>
    /// <param name="draw">A column for the numbers that are drawn.</param>
    /// <param name="factor">What is multiplied.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Efficiency(TableShape table, int? condition, int value, int draw, int factor)
    {
        Uniforms(draw);
        const int Index = Fetched;
        T scale = T.All(1 / table.Step), offset = T.All((-table.Low / table.Step) - 1), zero = T.All(0), last = T.All(table.Cells - 1), cells = T.All(table.Cells), first = T.All(table.First);
        for (int row = 0; row < Active; row += T.Width)
        {
            T cell = T.Min(last, T.Max(zero, T.Round(T.MultiplyAdd(Read(value, row), scale, offset) + Read(draw, row))));
            T given = condition is int column ? Read(column, row) : zero;
            Write(Index, row, T.MultiplyAdd(given, cells, first + cell) + T.Shifter);
        }

        double* index = this[Index], result = this[factor];
        double* note = IsNoting ? Note(NoteCount++) : null;
        fixed (double* values = Tables.Values)
        {
            for (int row = 0; row < Active; row++)
            {
                int at = *(int*)(index + row);
                result[row] *= values[at];
                if (note is not null)
                {
                    note[row] = at;
                }
            }
        }
    }

    /// <summary>Takes some notes as those of other rows, in order; the rest has none.</summary>
    /// <param name="first">The first note; all later ones are spread as well.</param>
    /// <param name="rows">The rows that the first rows of the notes belong to.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void SpreadNotes(int first, ReadOnlySpan<int> rows)
    {
        double* compact = stackalloc double[Rows];
        for (int index = first; index < NoteCount; index++)
        {
            double* note = Note(index);
            Buffer.MemoryCopy(note, compact, Rows * sizeof(double), rows.Length * sizeof(double));
            new Span<double>(note, Rows).Fill(NoCell);
            for (int i = 0; i < rows.Length; i++)
            {
                note[rows[i]] = compact[i];
            }
        }
    }

    /// <summary>Takes notes of draws that no row needs.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void SkipNotes(int count)
    {
        for (int i = 0; IsNoting && i < count; i++)
        {
            new Span<double>(Note(NoteCount++), Rows).Fill(NoCell);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_memory);

    // Two neighbouring numbers for each row; the index is the lower half of the word.
    private void FetchPairs(double* table, int stride, int index, int first, int second)
    {
        int* at = (int*)this[index];
        double* low = this[first], high = this[second];
        for (int row = 0; row < Active; row++)
        {
            Vector128<double> pair = Vector128.Load(table + ((nint)at[2 * row] * stride));
            low[row] = pair[0];
            high[row] = pair[1];
        }
    }

    private void TakeNote(TableShape table, int? condition, int cells)
    {
        double* note = Note(NoteCount++), cell = this[cells], given = condition is int column ? this[column] : null;
        for (int row = 0; row < Active; row++)
        {
            note[row] = given is null || given[row] >= 0 ? table.First + ((given is null ? 0 : given[row]) * table.Cells) + cell[row] : NoCell;
        }
    }

    // The sum of two uniform numbers has the density of a hat. Both are of one word, of which they take the upper and the lower half.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SpreadHats(TableShape table, int to)
    {
        T step = T.All(table.Step), low = T.All(table.Low), high = T.All(table.High);
        for (int g = 0; g < _random.Length; g++)
        {
            LaneRandom<T> random = _random[g];
            double* x = this[to] + (g * T.Width);
            for (int row = 0; row < Active; row += LaneRandom<T>.Lanes)
            {
                T bits = random.NextBits();
                T hat = LaneRandom<T>.ToUniform(bits) + LaneRandom<T>.ToUniform(T.ShiftLeft(bits, 26)) - T.All(0.5);
                T value = T.MultiplyAdd(T.Read(x + row) + hat, step, low);
                value = low + T.Abs(value - low);
                T.Write(high - T.Abs(high - value), x + row);
            }

            _random[g] = random;
        }
    }
}
