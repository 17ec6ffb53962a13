using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mandelstam.IO;
using TorchSharp;
using static TorchSharp.torch;

namespace Mandelstam.Networks;

/// <summary>
/// Tensors in files of the safetensors format: eight bytes with the length of a JSON header, the header with element type, shape and place of
/// each tensor, then the numbers, little-endian and row-major. Any tool that knows the format reads them; nothing in them is ever run.
/// </summary>
public static class Safetensors
{
    /// <summary>The metadata entry that tells which network a checkpoint belongs to.</summary>
    public const string FingerprintKey = "model";

    private const string MetadataName = "__metadata__";
    private const int LengthBytes = 8;
    private const long MostHeaderBytes = 100_000_000;   // the format's own bound

    private static readonly Dictionary<string, ScalarType> Types = new()
    {
        ["BOOL"] = ScalarType.Bool,
        ["U8"] = ScalarType.Byte,
        ["I8"] = ScalarType.Int8,
        ["I16"] = ScalarType.Int16,
        ["I32"] = ScalarType.Int32,
        ["I64"] = ScalarType.Int64,
        ["F16"] = ScalarType.Float16,
        ["BF16"] = ScalarType.BFloat16,
        ["F32"] = ScalarType.Float32,
        ["F64"] = ScalarType.Float64,
    };

    /// <summary>Writes tensors to a file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors with their names, from whatever device; each name once.</param>
    /// <param name="metadata">What else the file shall say, such as <see cref="FingerprintKey"/>.</param>
    /// <exception cref="ArgumentException">A name comes twice, or an element type has no name in the format.</exception>
    public static void Save(string path, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable quiet = no_grad();
        (string Name, Tensor Tensor)[] entries = [.. tensors.Select(entry => (entry.Name, entry.Tensor.detach().cpu().contiguous()))];
        JsonObject header = [];
        if (metadata is { Count: > 0 })
        {
            header[MetadataName] = new JsonObject(metadata.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));
        }
        long end = 0;
        foreach ((string name, Tensor tensor) in entries)
        {
            if (name == MetadataName || header.ContainsKey(name))
            {
                throw new ArgumentException($"The tensor name '{name}' comes twice, or is the format's own.", nameof(tensors));
            }
            string type = Types.FirstOrDefault(entry => entry.Value == tensor.dtype).Key
                ?? throw new ArgumentException($"The tensor '{name}' has elements of type {tensor.dtype}, which the format does not know.", nameof(tensors));
            long start = end;
            end += tensor.numel() * tensor.element_size();
            header[name] = new JsonObject
            {
                ["dtype"] = type,
                ["shape"] = new JsonArray([.. tensor.shape.Select(length => (JsonNode)length)]),
                ["data_offsets"] = new JsonArray(start, end),
            };
        }
        byte[] text = PadToEight(JsonSerializer.SerializeToUtf8Bytes(header));
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[LengthBytes];
            BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
            stream.Write(length);
            stream.Write(text);
            foreach ((_, Tensor tensor) in entries)
            {
                stream.Write(tensor.bytes);
            }
        });
    }

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors by name, on the CPU, and the metadata.</returns>
    /// <exception cref="MandelstamException">The file is missing, cut off, or not of the format; the message names it and what is wrong.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Metadata) Load(string path)
    {
        byte[] file = ReadFile(path);
        (List<Entry> entries, Dictionary<string, string> metadata, int dataStart) = ReadHeader(path, file);
        Dictionary<string, Tensor> tensors = [];
        foreach (Entry entry in entries)
        {
            Tensor tensor = empty(entry.Shape, entry.Type);
            if (entry.End > entry.Start)
            {
                tensor.bytes = file.AsSpan(checked((int)(dataStart + entry.Start)), checked((int)(entry.End - entry.Start)));
            }
            tensors.Add(entry.Name, tensor);
        }
        return (tensors, metadata);
    }

    /// <summary>Loads a checkpoint into a module, or leaves the module as it was.</summary>
    /// <param name="path">The file.</param>
    /// <param name="module">The module; its parameters and buffers take the numbers.</param>
    /// <param name="fingerprint">What the file must say under <see cref="FingerprintKey"/>.</param>
    /// <returns>The metadata.</returns>
    /// <exception cref="MandelstamException">The file is not readable, or belongs to another network: fingerprint, a name, a shape or a type differs.</exception>
    public static Dictionary<string, string> LoadInto(string path, nn.Module module, string fingerprint)
    {
        using DisposeScope scope = NewDisposeScope();
        (Dictionary<string, Tensor> tensors, Dictionary<string, string> metadata) = Load(path);
        string found = metadata.GetValueOrDefault(FingerprintKey, "none");
        if (found != fingerprint)
        {
            throw new MandelstamException(
                $"'{path}' is a checkpoint of another network (it says '{found}', this one is '{fingerprint}'): choose its own settings again, or train anew.");
        }
        Dictionary<string, Tensor> state = module.state_dict();
        string? problem =
            state.Keys.Except(tensors.Keys).Select(name => $"it lacks '{name}'").FirstOrDefault()
            ?? tensors.Keys.Except(state.Keys).Select(name => $"it has '{name}', which the network lacks").FirstOrDefault()
            ?? state.Where(entry => !entry.Value.shape.SequenceEqual(tensors[entry.Key].shape))
                .Select(entry => $"'{entry.Key}' is {Describe(tensors[entry.Key])}, in the network {Describe(entry.Value)}").FirstOrDefault()
            ?? state.Where(entry => entry.Value.dtype != tensors[entry.Key].dtype)
                .Select(entry => $"'{entry.Key}' is {tensors[entry.Key].dtype}, in the network {entry.Value.dtype}").FirstOrDefault();
        if (problem is not null)
        {
            throw new MandelstamException($"'{path}' does not fit the network: {problem}. Choose the checkpoint's own settings, or train anew.");
        }
        module.load_state_dict(tensors);
        return metadata;
    }

    private static string Describe(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    private static byte[] PadToEight(byte[] text)
    {
        int padded = (text.Length + 7) / 8 * 8;
        int given = text.Length;
        Array.Resize(ref text, padded);
        text.AsSpan(given).Fill((byte)' ');
        return text;
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MandelstamException($"The checkpoint '{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static (List<Entry> Entries, Dictionary<string, string> Metadata, int DataStart) ReadHeader(string path, byte[] file)
    {
        if (file.Length < LengthBytes)
        {
            throw Broken(path, $"it has {file.Length} bytes, fewer than the header's length takes");
        }
        long length = BinaryPrimitives.ReadInt64LittleEndian(file);
        if (length <= 0 || length > MostHeaderBytes || length > file.Length - LengthBytes)
        {
            throw Broken(path, $"its header would have {length} bytes, and {file.Length - LengthBytes} follow");
        }
        int dataStart = LengthBytes + (int)length;
        List<Entry> entries = [];
        Dictionary<string, string> metadata = [];
        try
        {
            using JsonDocument header = JsonDocument.Parse(file.AsMemory(LengthBytes, (int)length));
            foreach (JsonProperty property in header.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataName)
                {
                    metadata = property.Value.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString() ?? string.Empty);
                }
                else
                {
                    entries.Add(ReadEntry(path, property));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new MandelstamException(Broken(path, $"its header is not what the format asks for ({exception.Message})").Message, exception);
        }
        CheckLayout(path, entries, file.Length - dataStart);
        return (entries, metadata, dataStart);
    }

    private static Entry ReadEntry(string path, JsonProperty property)
    {
        string type = property.Value.GetProperty("dtype").GetString() ?? string.Empty;
        long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(length => length.GetInt64())];
        long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (!Types.TryGetValue(type, out ScalarType known))
        {
            throw Broken(path, $"'{property.Name}' has elements of type '{type}', which this program does not know");
        }
        if (offsets.Length != 2 || shape.Any(length => length < 0))
        {
            throw Broken(path, $"'{property.Name}' has an impossible shape or place");
        }
        Int128 bytes = shape.Aggregate((Int128)known.ElementSize(), (product, length) => product * length);
        if (offsets[1] - offsets[0] != bytes)
        {
            throw Broken(path, $"'{property.Name}' has {offsets[1] - offsets[0]} bytes, and its shape asks for {bytes}");
        }
        return new Entry(property.Name, known, shape, offsets[0], offsets[1]);
    }

    // Every byte belongs to exactly one tensor: the format forbids gaps and overlaps, so that nothing can hide in a file.
    private static void CheckLayout(string path, List<Entry> entries, long bytes)
    {
        string? twice = entries.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw Broken(path, $"'{twice}' comes twice");
        }
        long end = 0;
        foreach (Entry entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End))
        {
            if (entry.Start != end)
            {
                throw Broken(path, $"the numbers of '{entry.Name}' start at {entry.Start}, and those before end at {end}");
            }
            end = entry.End;
        }
        if (end != bytes)
        {
            throw Broken(path, $"its tensors take {end} bytes, and {bytes} are there: it was cut off, or something was appended");
        }
    }

    private static MandelstamException Broken(string path, string problem)
        => new($"'{path}' is not a whole safetensors file: {problem}. Write it anew, or fetch it again.");

    private sealed record Entry(string Name, ScalarType Type, long[] Shape, long Start, long End);
}
