using System.Buffers.Binary;
using System.IO.Compression;

namespace Mandelstam.Data;

/// <summary>
/// Tells whether a gzip file is whole. Neither DuckDB nor .NET does: both take the end of a truncated file for the end of the data,
/// and half an analysis would pass for all of it.
/// </summary>
internal static class GzipCheck
{
    private const int TrailerBytes = 8;
    private static readonly uint[] Table = MakeTable();

    /// <summary>Decompresses the file once and compares with the length and the CRC-32 at its end (RFC 1952).</summary>
    /// <exception cref="MandelstamException">The file is truncated, damaged, or not gzip.</exception>
    public static void Verify(string path)
    {
        try
        {
            (uint crc, uint length) = ReadTrailer(path);
            (uint foundCrc, long foundLength) = Checksum(path, from: 0);
            if (foundCrc == crc && (uint)foundLength == length)
            {
                return;
            }

            // Files may be several gzip members in a row; the trailer then speaks of the last one alone.
            if (length < foundLength && Checksum(path, from: foundLength - length).Crc == crc)
            {
                return;
            }
        }
        catch (InvalidDataException problem)
        {
            throw new MandelstamException($"'{path}' is not gzip, or is damaged ({problem.Message}) Fetch or export it again.", problem);
        }

        throw new MandelstamException($"'{path}' is truncated or damaged: it does not end with the checksum of its content. Fetch or export it again.");
    }

    private static (uint Crc, uint Length) ReadTrailer(string path)
    {
        using FileStream file = File.OpenRead(path);
        if (file.Length < TrailerBytes)
        {
            throw new InvalidDataException("The file is too short.");
        }

        Span<byte> trailer = stackalloc byte[TrailerBytes];
        file.Seek(-TrailerBytes, SeekOrigin.End);
        file.ReadExactly(trailer);
        return (BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]));
    }

    private static (uint Crc, long Length) Checksum(string path, long from)
    {
        using FileStream file = File.OpenRead(path);
        using GZipStream stream = new(file, CompressionMode.Decompress);
        byte[] buffer = new byte[1 << 16];
        uint crc = uint.MaxValue;
        long length = 0;
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            int skip = (int)Math.Clamp(from - length, 0, read);
            foreach (byte value in buffer.AsSpan(skip, read - skip))
            {
                crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
            }

            length += read;
        }

        return (~crc, length);
    }

    private static uint[] MakeTable()
    {
        const uint ReversedPolynomial = 0xEDB88320;
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint entry = i;
            for (int bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) != 0 ? (entry >> 1) ^ ReversedPolynomial : entry >> 1;
            }

            table[i] = entry;
        }

        return table;
    }
}
