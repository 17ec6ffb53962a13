using System.Runtime.InteropServices;
using Mandelstam.Simd;
using Xunit;

namespace Mandelstam.Dsl.Tests.Simd;

/// <summary>Writing past the cache: whole lines, while blocks begin and end anywhere, arrays lie anywhere, and threads share lines.</summary>
public sealed unsafe class RowStreamsTests
{
    private const int MostRows = 300, Length = 4000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Blocks_of_any_size_are_written_where_they_belong(bool streams)
    {
        Random random = new(1);
        for (int start = 0; start < 40; start++)
        {
            // One thread's part, between what others write: in blocks of all sizes down to a row, and an empty last one now and then.
            int end = Length - 17 - start;
            float[] floats = new float[Length];
            double[] doubles = new double[Length];
            Array.Fill(floats, -1);
            Array.Fill(doubles, -1);
            Write(floats, start, end, streams, random, static row => row);
            Write(doubles, start, end, streams, random, static row => row);
            for (int row = 0; row < Length; row++)
            {
                double expected = row >= start && row < end ? row : -1;
                Assert.Equal(expected, floats[row]);
                Assert.Equal(expected, doubles[row]);
            }
        }
    }

    [Fact]
    public void Threads_that_share_a_line_leave_each_other_alone()
    {
        Random random = new(2);
        for (int border = 1000; border < 1034; border++)
        {
            // The later part first: what the earlier one holds back for its last line must not overwrite it.
            float[] numbers = new float[Length];
            Write(numbers, border, Length, streams: true, random, static row => row);
            Write(numbers, 0, border, streams: true, random, static row => row);
            Assert.Equal(Enumerable.Range(0, Length).Select(static row => (float)row), numbers);
        }
    }

    private static void Write<TNumber>(TNumber[] array, int start, int end, bool streams, Random random, Func<int, TNumber> value)
        where TNumber : unmanaged
    {
        int units = sizeof(TNumber) / sizeof(float);
        nuint bytes = (nuint)((RowStreams.LineFloats * 2) + ((MostRows + RowStreams.LineFloats) * units)) * sizeof(float);
        float* memory = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        float* slot = memory + RowStreams.LineFloats;
        GCHandle pinned = GCHandle.Alloc(array, GCHandleType.Pinned);
        bool hasEmptyEnd = random.Next(2) == 0;
        for (int place = start; place < end || hasEmptyEnd;)
        {
            int rows = Math.Min(end - place, random.Next(3) == 0 ? random.Next(1, 20) : random.Next(1, MostRows));
            for (int i = 0; i < rows; i++)
            {
                ((TNumber*)slot)[i] = value(place + i);
            }

            bool isLast = rows == 0 || (place + rows == end && !hasEmptyEnd);
            new RowStreams(rows, place, start, streams, isLast).Write(slot, slot, array, null);
            place += rows;
            hasEmptyEnd &= rows > 0;
        }

        pinned.Free();
        NativeMemory.AlignedFree(memory);
    }
}
