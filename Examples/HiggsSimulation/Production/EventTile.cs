using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mandelstam.Randomness;
using Mandelstam.Simd;

namespace Mandelstam.Examples.HiggsSimulation.Production;

/// <summary>Some rows of trial events in columns of float64, small enough to stay in the cache, with the generators that their random numbers come from.</summary>
/// <remarks>
/// Row r takes its numbers from generator r modulo 8, in the order of the calls, so that they depend neither on the width of the registers nor on how work
/// is shared out.
/// </remarks>
/// <typeparam name="T">The register.</typeparam>
internal sealed unsafe class EventTile<T> : IDisposable
    where T : struct, IDoubleLanes<T>
{
    /// <summary>The rows.</summary>
    public const int Rows = 128;

    /// <summary>Columns of values.</summary>
    public const int Columns = 152;

    /// <summary>Where a pass notes which cell of a table it has drawn.</summary>
    public const int Notes = 56;

    // A cache line more than the rows, so that columns do not share places of the cache.
    private const int Stride = Rows + 8;
    private const int NoCell = -1;

    private readonly double* _memory = (double*)NativeMemory.AlignedAlloc((Columns + Notes) * Stride * sizeof(double), 64);
    private readonly LaneRandom<T>[] _random = new LaneRandom<T>[LaneRandom<T>.Lanes / T.Width];

    /// <summary>The numbers to draw from.</summary>
    public required ProductionTables Tables { get; init; }

    /// <summary>The rows that passes work on, a multiple of eight; the others hold what they held.</summary>
    public int Active { get; set; } = Rows;

    /// <summary>Whether drawn cells are noted, for fits.</summary>
    public bool IsNoting { get; init; }

    /// <summary>The notes taken since <see cref="ClearNotes"/>.</summary>
    public int NoteCount { get; private set; }

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

    /// <summary>Fills two columns with sine and cosine of a uniform azimuth.</summary>
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
    public void Draw(TableShape table, int? condition, int to, bool hats)
    {
        Uniforms(to);
        double* u = this[to];
        double* given = condition is int column ? this[column] : null;
        int cells = table.Cells;
        double* note = IsNoting ? Note(NoteCount++) : null;
        fixed (double* keep = Tables.Keep)
        fixed (int* alias = Tables.Alias)
        {
            for (int row = 0; row < Active; row++)
            {
                int index = given is null ? 0 : (int)given[row];
                int first = table.First + ((index & ~(index >> 31)) * cells);
                double scaled = u[row] * cells;
                int cell = (int)scaled;

                // Without a branch, which would be mispredicted as often as not: all bits where the cell is kept.
                int isKept = (int)(BitConverter.DoubleToInt64Bits(scaled - cell - keep[first + cell]) >> 63);
                cell = (cell & isKept) | (alias[first + cell] & ~isKept);
                u[row] = cell;
                if (note is not null)
                {
                    note[row] = index < 0 ? NoCell : first + cell;
                }
            }
        }

        if (hats)
        {
            SpreadHats(table, to);
        }
    }

    /// <summary>Multiplies by efficiencies, which go linearly from the middle of a cell to that of the next one.</summary>
    /// <remarks>One of the two cells is drawn by how near it is, which on average is the same, and lets fits know which cell an event depends on.</remarks>
    /// <param name="table">The table.</param>
    /// <param name="condition">A column with the rows of the table; null: the first row.</param>
    /// <param name="value">A column with the variable; beyond the range the outermost cells hold.</param>
    /// <param name="draw">A column for the numbers that are drawn.</param>
    /// <param name="factor">What is multiplied.</param>
    public void Efficiency(TableShape table, int? condition, int value, int draw, int factor)
    {
        Uniforms(draw);
        double* x = this[value], u = this[draw], result = this[factor];
        double* given = condition is int column ? this[column] : null;
        double* note = IsNoting ? Note(NoteCount++) : null;
        double low = table.Low, scale = 1 / table.Step;
        int last = table.Cells - 1;
        fixed (double* values = Tables.Values)
        {
            for (int row = 0; row < Active; row++)
            {
                int cell = (int)Math.Clamp(((x[row] - low) * scale) - 0.5 + u[row], 0, last);
                int index = table.First + (given is null ? 0 : (int)given[row] * table.Cells) + cell;
                result[row] *= values[index];
                if (note is not null)
                {
                    note[row] = index;
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_memory);

    // The sum of two uniform numbers has the density of a hat. Both are of one word, of which they take the upper and the lower half.
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
