using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mandelstam.Simd;

/// <summary>
/// Where the results of a block go, and what else moves while it is computed: results of the block before, on their way to memory past the cache, and columns of the
/// block after, on their way into it. A line at a time between the operations of a kernel, so that neither waits for the other. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe ref struct BlockFlow
{
    private const int LineFloats = RowStreams.LineFloats;

    private readonly float[]?[] _columns;
    private readonly double[] _weight;
    private readonly int _stride, _loops;
    private float* _slots;
    private int _place, _loop, _allMoves, _allAhead;
    private LineMove* _moves, _move, _moveEnd;
    private nint* _ahead, _next, _nextEnd;

    /// <summary>Says what is the same for all blocks.</summary>
    /// <param name="columns">The array of each slot of results, null where they are kept in the slot.</param>
    /// <param name="weight">The array of the weight.</param>
    /// <param name="stride">The distance of slots.</param>
    /// <param name="loops">The number of loops of the kernel.</param>
    internal BlockFlow(float[]?[] columns, double[] weight, int stride, int loops)
    {
        _columns = columns;
        _weight = weight;
        _stride = stride;
        _loops = loops;
    }

    /// <summary>Begins a block.</summary>
    /// <param name="slots">Where slot 0 would be, were all slots those of results.</param>
    /// <param name="place">The place in the arrays where a full block is written at once; negative where results are kept in their slots.</param>
    /// <param name="moves">What is to be written past the cache.</param>
    /// <param name="moveCount">How many.</param>
    /// <param name="ahead">The addresses in columns, a block's rows each, that will be read next.</param>
    /// <param name="aheadCount">How many.</param>
    internal void Begin(float* slots, int place, LineMove* moves, int moveCount, nint* ahead, int aheadCount)
    {
        _slots = slots;
        _place = place;
        _loop = 0;
        _moves = moves;
        _allMoves = moveCount;
        _ahead = ahead;
        _allAhead = aheadCount;
    }

    /// <summary>Moves what the loops have left, having gone through fewer rows than a block has.</summary>
    /// <param name="rows">The rows that they have gone through.</param>
    internal readonly void Finish(int rows)
    {
        for (LineMove* move = _moves; move < _moves + _allMoves; move++)
        {
            for (int row = (rows + LineFloats - 1) & -LineFloats; row < LineMove.Floats; row += LineFloats)
            {
                Pass(*move, row);
            }
        }
    }

    /// <summary>Where a loop finds and leaves the results of a slot.</summary>
    /// <param name="slot">The slot.</param>
    public readonly ref float Result(int slot)
    {
        if (_place >= 0 && _columns[slot] is { } column)
        {
            return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(column), _place);
        }

        return ref *(_slots + ((nint)slot * _stride));
    }

    /// <summary>The same for the weight, whose slot is wide.</summary>
    /// <param name="slot">The slot.</param>
    public readonly ref float WideResult(int slot)
    {
        if (_place >= 0)
        {
            return ref Unsafe.As<double, float>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_weight), _place));
        }

        return ref *(_slots + ((nint)slot * _stride));
    }

    /// <summary>Begins the next loop over the rows of the block.</summary>
    public void Next()
    {
        _move = _moves + (_allMoves * _loop / _loops);
        _next = _ahead + (_allAhead * _loop / _loops);
        _loop++;
        _moveEnd = _moves + (_allMoves * _loop / _loops);
        _nextEnd = _ahead + (_allAhead * _loop / _loops);
    }

    /// <summary>Moves this loop's share of lines.</summary>
    /// <param name="row">The row that the loop is at.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Step(nint row)
    {
        if (row % LineFloats != 0)
        {
            return;
        }

        for (LineMove* move = _move; move < _moveEnd; move++)
        {
            Pass(*move, row);
        }

        for (nint* next = _next; next < _nextEnd; next++)
        {
            Sse.Prefetch1((float*)*next + row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(LineMove move, nint row) => Vector512.Load((float*)move.From + row).StoreAlignedNonTemporal((float*)move.To + row);
}
