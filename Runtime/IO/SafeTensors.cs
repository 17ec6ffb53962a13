using System.Buffers.Binary;
using System.Text.Json;

namespace Mandelstam.IO;

/// <summary>Files of named arrays in the safetensors format: a JSON header of names, types, shapes and places, then the bytes. Nothing in it is executed.</summary>
/// <remarks>Format: eight bytes with the header's length (little endian), the header, the data. Everything is checked on reading.</remarks>
public sealed class SafeTensors
{
    private const int MaximumHeader = 100_000_000;

    private static readonly Dictionary<string, int> ElementSizes = new()
    {
        ["F64"] = 8, ["I64"] = 8, ["U64"] = 8, ["F32"] = 4, ["I32"] = 4, ["U32"] = 4, ["BF16"] = 2, ["F16"] = 2, ["I16"] = 2, ["U16"] = 2, ["I8"] = 1, ["U8"] = 1, ["BOOL"] = 1,
    };

    /// <summary>The arrays by name.</summary>
    public Dictionary<string, SafeTensor> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>Free texts by name, the header's "__metadata__".</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads and validates a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="MandelstamException">The file is missing, truncated or not a safetensors file.</exception>
    public static SafeTensors Read(string path)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MandelstamException($"Cannot read '{path}': {error.Message}", error);
        }

        try
        {
            return Parse(file);
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new MandelstamException($"'{path}' is not a whole safetensors file: {error.Message} Remove it, or put back a good copy.", error);
        }
    }

    /// <summary>Writes the file in one go: a reader sees the old one or the new one.</summary>
    /// <param name="path">Where to.</param>
    public void Write(string path)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in Metadata)
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            long offset = 0;
            foreach ((string name, SafeTensor value) in Tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", value.ElementType);
                json.WriteStartArray("shape");
                foreach (long size in value.Shape)
                {
                    json.WriteNumberValue(size);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += value.Data.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Padded with spaces so that the data start at a multiple of eight, as the reference writer does.
        while (header.Length % 8 != 0)
        {
            header.WriteByte((byte)' ');
        }

        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            header.WriteTo(stream);
            foreach (SafeTensor value in Tensors.Values)
            {
                stream.Write(value.Data);
            }
        });
    }

    private static SafeTensors Parse(byte[] file)
    {
        if (file.Length < 8)
        {
            throw new FormatException("it is shorter than its header.");
        }

        long headerLength = BinaryPrimitives.ReadInt64LittleEndian(file);
        if (headerLength is < 2 or > MaximumHeader || headerLength > file.Length - 8)
        {
            throw new FormatException("its header is cut off.");
        }

        ReadOnlySpan<byte> data = file.AsSpan(8 + (int)headerLength);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, (int)headerLength));
        SafeTensors content = new();
        long covered = 0;
        foreach (JsonProperty entry in header.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
            {
                foreach (JsonProperty text in entry.Value.EnumerateObject())
                {
                    content.Metadata[text.Name] = text.Value.GetString() ?? "";
                }

                continue;
            }

            string type = entry.Value.GetProperty("dtype").GetString() ?? "";
            if (!ElementSizes.TryGetValue(type, out int elementSize))
            {
                throw new FormatException($"'{entry.Name}' has the unknown element type '{type}'.");
            }

            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
            long bytes = elementSize;
            foreach (long size in shape)
            {
                bytes = size < 0 ? -1 : checked(bytes * size);
            }

            if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] > data.Length || offsets[1] - offsets[0] != bytes)
            {
                throw new FormatException($"the place of '{entry.Name}' does not fit its shape, or lies beyond the end.");
            }

            covered += bytes;
            if (!content.Tensors.TryAdd(entry.Name, new SafeTensor(type, shape, data[(int)offsets[0]..(int)offsets[1]].ToArray())))
            {
                throw new FormatException($"'{entry.Name}' occurs twice.");
            }
        }

        return covered == data.Length ? content : throw new FormatException($"{data.Length} bytes of data, but arrays for {covered}.");
    }
}
